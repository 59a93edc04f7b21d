/** With what units a match may begin: 1 for each that may. */
export type Starts = Uint8Array;

interface Reader {
  readonly source: string;
  at: number;
}

/** What one part of an expression may begin with, and whether it may take no text at all. */
interface Part {
  readonly units: ReadonlySet<number>;
  readonly isAny: boolean;
  readonly isEmpty: boolean;
}

const NOTHING: Part = { units: new Set(), isAny: false, isEmpty: true };
const ANY: Part = { units: new Set(), isAny: true, isEmpty: false };

const unitsOf = (units: Iterable<number>): Part => ({ units: new Set(units), isAny: false, isEmpty: false });

const DIGITS = Array.from({ length: 10 }, (_, at) => 48 + at);

/** The unit that an escape stands for, digits for `\d`; `null` for anything wider. */
const readEscape = (reader: Reader): readonly number[] | null => {
  const char = reader.source[reader.at + 1] as string;
  reader.at += 2;
  if (char === 'd') return DIGITS;
  if (char === 'u') {
    reader.at += 4;
    return [Number.parseInt(reader.source.slice(reader.at - 4, reader.at), 16)];
  }
  return /[a-zA-Z0-9]/.test(char) ? null : [char.charCodeAt(0)];
};

const readClass = (reader: Reader): Part => {
  reader.at++;
  const isNegated = reader.source[reader.at] === '^';
  const units: number[] = [];
  let isWide = isNegated;
  while (reader.source[reader.at] !== ']') {
    const read =
      reader.source[reader.at] === '\\' ? readEscape(reader) : [reader.source.charCodeAt(reader.at++)];
    if (read === null) isWide = true;
    else if (reader.source[reader.at] === '-' && reader.source[reader.at + 1] !== ']') {
      reader.at++;
      const until =
        (reader.source[reader.at] === '\\'
          ? readEscape(reader)?.[0]
          : reader.source.charCodeAt(reader.at++)) ?? 0;
      for (let unit = read[0] as number; unit <= until; unit++) units.push(unit);
    } else units.push(...read);
  }
  reader.at++;
  return isWide ? ANY : unitsOf(units);
};

const GROUP = /^\((?:\?(?:[:=!]|<[=!]|<[a-zA-Z]+>))?/;

const readPart = (reader: Reader): Part => {
  const char = reader.source[reader.at] as string;
  if (char === '(') {
    const head = GROUP.exec(reader.source.slice(reader.at, reader.at + 24))?.[0] ?? '(';
    reader.at += head.length;
    const inside = readOptions(reader);
    reader.at++;
    return /[=!]$/.test(head) ? NOTHING : inside;
  }
  if (char === '[') return readClass(reader);
  if (char === '\\') {
    if (/[bB]/.test(reader.source[reader.at + 1] as string)) {
      reader.at += 2;
      return NOTHING;
    }
    const units = readEscape(reader);
    return units ? unitsOf(units) : ANY;
  }
  reader.at++;
  if (char === '^' || char === '$') return NOTHING;
  return char === '.' ? ANY : unitsOf([char.charCodeAt(0)]);
};

/** Whether a part need not be there at all. */
const isOptional = (reader: Reader): boolean => {
  const rest = reader.source.slice(reader.at, reader.at + 12);
  const quantity = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(rest)?.[0];
  if (quantity === undefined) return false;
  reader.at += quantity.length;
  return /^(?:[*?]|\{0)/.test(quantity);
};

const readSequence = (reader: Reader): Part => {
  const units = new Set<number>();
  let isAny = false;
  let isEmpty = true;
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at] as string)) {
    const part = readPart(reader);
    const mayLack = isOptional(reader) || part.isEmpty;
    if (!isEmpty) continue;
    for (const unit of part.units) units.add(unit);
    isAny ||= part.isAny;
    isEmpty = mayLack;
  }
  return { units, isAny, isEmpty };
};

const readOptions = (reader: Reader): Part => {
  const options = [readSequence(reader)];
  while (reader.source[reader.at] === '|') {
    reader.at++;
    options.push(readSequence(reader));
  }
  return {
    units: new Set(options.flatMap(({ units }) => [...units])),
    isAny: options.some(({ isAny }) => isAny),
    isEmpty: options.some(({ isEmpty }) => isEmpty),
  };
};

/** The units with which a match of an expression may begin, so that it need not be tried where the text has another. */
export const startsOf = ({ source }: RegExp): Starts => {
  const { units, isAny, isEmpty } = readOptions({ source, at: 0 });
  const starts = new Uint8Array(65536);
  if (isAny || isEmpty) return starts.fill(1);
  for (const unit of units) starts[unit] = 1;
  return starts;
};

/** A unit of a regular expression: literal text, or a group with its alternatives, or anything else. */
export interface Unit {
  readonly word?: string;
  readonly options?: readonly Sequence[];
  /** How often it must be there at least. */
  readonly least: number;
  /** Most units of text that it takes, with all repeats. */
  readonly width: number;
}

export type Sequence = readonly Unit[];

interface Reader {
  readonly source: string;
  at: number;
}

interface Quantity {
  readonly least: number;
  readonly most: number;
}

const readQuantity = (reader: Reader): Quantity | null => {
  const match = /^(?:[*+?]|\{(\d+)(,(\d*))?\})\??/.exec(reader.source.slice(reader.at, reader.at + 12));
  if (!match) return null;
  reader.at += match[0].length;
  const [sign = '', least, comma, most] = match;
  if (least !== undefined) {
    const atMost = comma === undefined ? Number(least) : most ? Number(most) : Number.POSITIVE_INFINITY;
    return { least: Number(least), most: atMost };
  }
  return { least: sign.startsWith('+') ? 1 : 0, most: sign.startsWith('?') ? 1 : Number.POSITIVE_INFINITY };
};

const skipClass = (reader: Reader): void => {
  reader.at++;
  while (reader.at < reader.source.length && reader.source[reader.at] !== ']') {
    reader.at += reader.source[reader.at] === '\\' ? 2 : 1;
  }
  reader.at++;
};

/** What one unit is before its quantity; `null` where it takes no text. */
type Bare = Pick<Unit, 'word' | 'options' | 'width'> | null;

const readGroup = (reader: Reader): Bare => {
  const head =
    /^\((?:\?(?:[:=!]|<[=!]|<[a-z][a-zA-Z]*>))?/.exec(reader.source.slice(reader.at, reader.at + 24))?.[0] ??
    '(';
  reader.at += head.length;
  const options = readOptions(reader);
  reader.at++;
  if (head.endsWith('=') || head.endsWith('!')) return null;
  return { options, width: Math.max(...options.map(widthOf)) };
};

const readUnit = (reader: Reader): Bare => {
  const char = reader.source[reader.at] as string;
  if (char === '(') return readGroup(reader);
  if (char === '[') {
    skipClass(reader);
    return { width: 1 };
  }
  if (char === '\\') {
    const escaped = reader.source[reader.at + 1] as string;
    reader.at += 2;
    if (/[bB]/.test(escaped)) return null;
    // What a group took before may be of any length.
    if (/\d|k/.test(escaped)) return { width: Number.POSITIVE_INFINITY };
    return /[a-zA-Z]/.test(escaped) ? { width: 1 } : { word: escaped, width: 1 };
  }
  reader.at++;
  if (char === '.') return { width: 1 };
  return char === '^' || char === '$' ? null : { word: char, width: 1 };
};

const times = (width: number, most: number): number => (width === 0 || most === 0 ? 0 : width * most);

const readSequence = (reader: Reader): Sequence => {
  const units: Unit[] = [];
  let run = '';
  const endRun = (): void => {
    if (run !== '') units.push({ word: run, least: 1, width: run.length });
    run = '';
  };
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at] as string)) {
    const unit = readUnit(reader);
    const quantity = readQuantity(reader);
    if (unit === null) continue;
    if (unit.word !== undefined && !quantity) {
      run += unit.word;
      continue;
    }
    endRun();
    const { least, most } = quantity ?? { least: 1, most: 1 };
    units.push({ ...unit, least, width: times(unit.width, most) });
  }
  endRun();
  return units;
};

const readOptions = (reader: Reader): Sequence[] => {
  const options = [readSequence(reader)];
  while (reader.source[reader.at] === '|') {
    reader.at++;
    options.push(readSequence(reader));
  }
  return options;
};

/** Most units of text that a sequence takes. */
export const widthOf = (units: Sequence): number => units.reduce((sum, { width }) => sum + width, 0);

/** Takes a regular expression apart into its alternatives. Looks around, and signs that take no text, are left out. */
export const parseExpression = (source: string): readonly Sequence[] => readOptions({ source, at: 0 });

import {
  BEEPED,
  CONFUSIONS,
  CONTEXT_REACH,
  type Confusion,
  LETTERED,
  OPENS,
  SOUNDS,
  SOUNDS_LIKE,
  SPELT,
  UNSAID,
  WINK,
} from './confusions.ts';
import { type Homophones, SOUND_MAX, type Sound } from './homophones.ts';
import { type Folded, foldedText, METHODS, type Method } from './normalise.ts';
import { SYLLABLES } from './tables.ts';

/** A folded text with suspected disguises undone: read beside the text itself, never instead of it. */
export interface Reading extends Folded {
  /** Whether anything of a span was put in; what was not is found in the text itself. */
  touches(start: number, end: number): boolean;
  /** Whether words that stand as they are speak for a span that was only heard. */
  isBorneOut(start: number, end: number): boolean;
}

interface Swap {
  readonly start: number;
  readonly end: number;
  readonly to: string;
  readonly method: Method;
}

/** Longest text that is read for disguises, in folded units: speech comes in sentences, and no chat takes longer lines. */
const READ_MAX = 4096;
const WRITING_MAX = Math.max(...[...CONFUSIONS.keys()].map(({ length }) => length));

const PERCENT_SIGN = '%'.charCodeAt(0);
/** Marks that open what is set apart inside a word. */
const OPENING = '"“「『（(【[';
/** First units of everything that may be a disguise, beside Latin letters and homophones. */
const HEADS: Uint8Array = (() => {
  const heads = new Uint8Array(65536);
  for (const writing of CONFUSIONS.keys()) heads[writing.charCodeAt(0)] = 1;
  for (const head of '音谐拼字头哔嘟嘀')
    heads[head.charCodeAt(0)] = (heads[head.charCodeAt(0)] as number) | 2;
  heads[PERCENT_SIGN] = 32;
  for (const head of OPENING) heads[head.charCodeAt(0)] = 8;
  return heads;
})();

/** Where a pair of units is looked up that begins a writing of the closed lists. */
const pairOf = (one: number, two: number): number =>
  (Math.imul(one, 0x9e3779b1) ^ Math.imul(two, 0x85ebca6b)) >>> 16;
const PAIRS: Uint8Array = (() => {
  const pairs = new Uint8Array(65536);
  for (const writing of CONFUSIONS.keys()) pairs[pairOf(writing.charCodeAt(0), writing.charCodeAt(1))] = 1;
  return pairs;
})();

const isLetter = (unit: number): boolean => unit >= 97 && unit <= 122;
const isWordUnit = (unit: number): boolean => isLetter(unit) || (unit >= 48 && unit <= 57);

const fits = (line: string, start: number, end: number, confusion: Confusion): boolean => {
  const before = line[start - 1];
  const after = line[end];
  if (before !== undefined) {
    if (confusion.notAfter?.includes(before)) return false;
    if (isWordUnit(line.charCodeAt(start)) && isWordUnit(before.charCodeAt(0))) return false;
  }
  if (after !== undefined) {
    if (confusion.notBefore?.includes(after)) return false;
    if (isWordUnit(line.charCodeAt(end - 1)) && isWordUnit(after.charCodeAt(0))) return false;
  }
  if (!confusion.context) return true;
  return (
    confusion.context.test(line.slice(Math.max(0, start - CONTEXT_REACH), start)) ||
    confusion.context.test(line.slice(end, end + CONTEXT_REACH))
  );
};

/** Writings of the closed lists, the longest that fits at each place. */
const listed = (line: string, swaps: Swap[]): void => {
  for (let at = 0; at < line.length; at++) {
    if (PAIRS[pairOf(line.charCodeAt(at), line.charCodeAt(at + 1))] !== 1) continue;
    for (let size = Math.min(WRITING_MAX, line.length - at); size > 1; size--) {
      const end = at + size;
      const confusion = CONFUSIONS.get(line.slice(at, end))?.find((one) => fits(line, at, end, one));
      if (!confusion) continue;
      swaps.push({ start: at, end, to: confusion.to, method: confusion.method });
      at = end - 1;
      break;
    }
  }
};

/** Words drowned by a beep. */
const beeped = (line: string, swaps: Swap[]): void => {
  for (const match of line.matchAll(BEEPED))
    swaps.push({
      start: match.index,
      end: match.index + match[0].length,
      to: match.groups?.low === undefined ? '最好' : '最低',
      method: 'hint',
    });
};

/** Syllables written letter by letter. */
const lettered = (line: string, swaps: Swap[]): void => {
  for (const match of line.matchAll(LETTERED)) {
    const to = SYLLABLES.get(match[0].replace(/[^a-z]/g, ''));
    if (to) swaps.push({ start: match.index, end: match.index + match[0].length, to, method: 'hint' });
  }
};

/** Characters that are told by sound or letters, and words that a wink leaves unsaid. */
const told = (line: string, syllables: Homophones['sounds'], swaps: Swap[]): void => {
  for (const match of line.matchAll(SOUNDS_LIKE)) {
    const to = SOUNDS[match.groups?.one ?? match.groups?.two ?? ''];
    if (to) swaps.push({ start: match.index, end: match.index + match[0].length, to, method: 'hint' });
  }
  for (const match of line.matchAll(SPELT)) {
    const { spelt, letter } = match.groups as Record<string, string | undefined>;
    if (spelt === undefined && !/开头|打头/.test(match[0])) continue;
    const letters = spelt?.replace(/[-. ·]/g, '') ?? '';
    const to =
      letter === undefined
        ? syllables.numberOf(letters) > 0
          ? SYLLABLES.get(letters)
          : undefined
        : OPENS[letter];
    if (to) swaps.push({ start: match.index, end: match.index + match[0].length, to, method: 'hint' });
  }
  if (!WINK.test(line)) return;
  for (const match of line.matchAll(UNSAID))
    swaps.push({ start: match.index, end: match.index + match[0].length, to: '第一', method: 'hint' });
};

/** Runs of characters and Latin syllables that are said without a stop. */
const runsOf = (line: string, folded: Folded, { sounds }: Homophones): Sound[][] => {
  const runs: Sound[][] = [];
  let run: Sound[] = [];
  const close = (): void => {
    if (run.length > 1) runs.push(run);
    run = [];
  };
  for (let at = 0; at < line.length; ) {
    const unit = line.charCodeAt(at);
    const syllable = sounds.of[unit] as number;
    if (syllable > 0) {
      const written = folded.text.charCodeAt(folded.starts[at] as number) | 32;
      run.push({ start: at, end: at + 1, syllable, char: isLetter(written) ? '' : (line[at] as string) });
      at++;
      continue;
    }
    if (isLetter(unit)) {
      let end = at;
      while (end < line.length && isLetter(line.charCodeAt(end))) end++;
      const parts = sounds.split(line.slice(at, end));
      if (!parts) close();
      else
        for (let k = 0, from = at; k < parts.length; k++) {
          const { syllable: number, length } = parts[k] as { syllable: number; length: number };
          run.push({ start: from, end: from + length, syllable: number, char: '' });
          from += length;
        }
      at = end;
      continue;
    }
    const joins =
      (unit === 32 || unit === 45) && run.at(-1)?.char === '' && isLetter(line.charCodeAt(at + 1));
    if (!joins) close();
    at++;
  }
  close();
  return runs;
};

/** Fewest syllables that a line without a Chinese character must spell of the packs' words: `women` is no 我们. */
const SPELT_MIN = 3;

/** A quick no: no word begins so, or it stands there as it is. */
const mayBeHeard = (run: readonly Sound[], at: number, homophones: Homophones): boolean => {
  const [one, two, three] = [run[at], run[at + 1], run[at + 2]];
  if (!one || !two || !homophones.pairKnown(one.syllable, two.syllable)) return false;
  for (let k = at; k < run.length && k < at + SOUND_MAX; k++) if ((run[k] as Sound).char === '') return true;
  return three !== undefined && homophones.soundsKnown(one.syllable, two.syllable, three.syllable);
};

const spoken = (line: string, folded: Folded, homophones: Homophones, taken: Taken, swaps: Swap[]): void => {
  const found: Swap[] = [];
  let letters = 0;
  let chinese = false;
  for (const run of runsOf(line, folded, homophones)) {
    chinese ||= run.some(({ char }) => char !== '');
    for (let at = 0; at < run.length - 1; at++) {
      const heard = mayBeHeard(run, at, homophones) ? homophones.heardAt(run, at) : null;
      if (!heard) continue;
      const start = (run[at] as Sound).start;
      const { end } = run[at + heard.size - 1] as Sound;
      if (heard.method === 'phonetic' && taken(start, end)) continue;
      found.push({ start, end, to: heard.word, method: heard.method });
      if (heard.method === 'confusion') letters += heard.size;
      at += heard.size - 1;
    }
    // A syllable that stands alone between what was read: zui in "quan wang zui hao".
    for (const { start, end, char } of run) {
      const to = char === '' && end - start > 1 ? SYLLABLES.get(line.slice(start, end)) : undefined;
      if (to) found.push({ start, end, to, method: 'confusion' });
    }
  }
  if (chinese || letters >= SPELT_MIN) swaps.push(...found);
};

/** 国j级: a single letter between Chinese characters that opens the missing one. */
const initials = (line: string, homophones: Homophones, swaps: Swap[]): void => {
  for (const { index } of line.matchAll(/(?<![a-z0-9])[a-z](?![a-z0-9])/g)) {
    for (let start = Math.max(0, index - 4); start <= index; start++)
      for (let end = Math.min(line.length, start + 5); end - start >= 3 && end > index; end--) {
        const to = homophones.withInitial(line.slice(start, end));
        if (!to) continue;
        swaps.push({ start, end, to, method: 'hint' });
        return;
      }
  }
};

/** Quotation marks or brackets around one or two characters inside a word: 最(低)价. */
const MARKED =
  /(?<=[\u4e00-\u9fff])["“”'‘’「」『』（(【[]([\u4e00-\u9fff]{1,2})["“”'‘’「」『』）)】\]](?=[\u4e00-\u9fff])/g;
/** 99% is said 百分之九十九: frames are written as people speak. */
const PERCENT = /(\d+(?:\.\d+)?)%/g;
const percents = (line: string, swaps: Swap[]): void => {
  for (const match of line.matchAll(PERCENT))
    swaps.push({
      start: match.index,
      end: match.index + match[0].length,
      to: `百分之${match[1]}`,
      method: 'fold',
    });
};

const marked = (line: string, swaps: Swap[]): void => {
  for (const match of line.matchAll(MARKED))
    swaps.push({
      start: match.index,
      end: match.index + match[0].length,
      to: match[1] as string,
      method: 'fold',
    });
};

/** Puts the swaps in, the earlier listed before the later where two are at one place. */
const readWith = (folded: Folded, line: string, swaps: readonly Swap[]): Reading | null => {
  const kept: Swap[] = [];
  for (const swap of swaps)
    if (!kept.some(({ start, end }) => start < swap.end && swap.start < end)) kept.push(swap);
  if (kept.length === 0) return null;
  kept.sort((a, b) => a.start - b.start);
  const size = line.length + kept.reduce((sum, { to }) => sum + to.length, 0);
  const codes = new Uint16Array(size);
  const starts = new Uint32Array(size);
  const ends = new Uint32Array(size);
  const methods = new Uint8Array(size);
  const put = new Uint8Array(size);
  let length = 0;
  const push = (code: number, start: number, end: number, method: number, isPut: number): void => {
    codes[length] = code;
    starts[length] = start;
    ends[length] = end;
    methods[length] = method;
    put[length++] = isPut;
  };
  let at = 0;
  for (const swap of [...kept, null]) {
    for (const until = swap?.start ?? line.length; at < until; at++)
      push(
        folded.codes[at] as number,
        folded.starts[at] as number,
        folded.ends[at] as number,
        folded.methods[at] as number,
        0,
      );
    if (!swap) break;
    const start = folded.starts[swap.start] as number;
    const end = folded.ends[swap.end - 1] as number;
    for (let k = 0; k < swap.to.length; k++)
      push(swap.to.charCodeAt(k), start, end, METHODS.indexOf(swap.method), 1);
    at = swap.end;
  }
  const touches = (from: number, until: number): boolean => {
    for (let k = from; k < until; k++) if (put[k] === 1) return true;
    return false;
  };
  const reading = {
    text: folded.text,
    codes,
    starts,
    ends,
    methods,
    length,
    slow: true,
    hasLatin: folded.hasLatin,
  };
  let whole: string | undefined;
  return {
    ...reading,
    touches,
    isBorneOut(from, until) {
      for (let k = from; k < until; k++) if (put[k] === 0 && (codes[k] as number) > 0x3000) return true;
      whole ??= foldedText(reading);
      const around = `${whole.slice(Math.max(0, from - CUE_REACH), from)} ${whole.slice(until, until + CUE_REACH)}`;
      return CUE.test(around) || WINK.test(whole);
    },
  };
};

const CUE_REACH = 12;
/** Words of selling: what is only heard counts near them. */
const CUE =
  /我们|我家|咱|这款|这个|这瓶|这盒|这套|本店|品牌|产品|直播间|效果|功效|品质|质量|价|卖|拍|下单|买|吃|喝|用|涂|抹|保证|家人们|宝宝们|姐妹们/;

type Taken = (start: number, end: number) => boolean;

export interface Reader {
  /** The text with disguises undone, or null where none is suspected. `taken`: whether a folded span was found to say something as it stands. */
  read(folded: Folded, taken: Taken): Reading | null;
}

/** Makes the reader of disguises for the words of compiled packs. */
export const createReader = (homophones: Homophones): Reader => {
  const syllables = homophones.sounds.of;
  /** One pass over the units: whether anything at all may be a disguise. 1: a list's, 2: told, 4: a homophone, 8: set apart, 16: a Chinese character, 32: a percentage. */
  const cuesIn = ({ codes, length }: Folded): number => {
    let cues = 0;
    let before = 0;
    let one = 0;
    let two = 0;
    for (let at = 0; at < length; at++) {
      const code = codes[at] as number;
      cues |= (HEADS[code] as number) & ~1;
      if (((HEADS[before] as number) & 1) === 1 && PAIRS[pairOf(before, code)] === 1) cues |= 1;
      before = code;
      const three = syllables[code] as number;
      if (one !== 0 && three !== 0 && two !== 0 && homophones.soundsKnown(one, two, three))
        if (!homophones.isKnown(codes[at - 2] as number, codes[at - 1] as number, code)) cues |= 4;
      cues |= three === 0 ? 0 : 16;
      one = two;
      two = three;
    }
    return cues;
  };
  return {
    read(folded, taken) {
      if (folded.length > READ_MAX) return null;
      const cues = cuesIn(folded);
      const isLatin = folded.hasLatin;
      if ((cues & ~16) === 0 && !isLatin) return null;
      const line = foldedText(folded);
      const swaps: Swap[] = [];
      if ((cues & 2) !== 0) {
        told(line, homophones.sounds, swaps);
        beeped(line, swaps);
      }
      if (isLatin && (cues & 16) !== 0) lettered(line, swaps);
      if ((cues & 1) !== 0) listed(line, swaps);
      if (isLatin && (cues & 16) !== 0) initials(line, homophones, swaps);
      if ((cues & 48) === 48) percents(line, swaps);
      if ((cues & 8) !== 0) marked(line, swaps);
      if (isLatin || (cues & 4) !== 0) spoken(line, folded, homophones, taken, swaps);
      return readWith(folded, line, swaps);
    },
  };
};

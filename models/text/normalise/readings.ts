import { CONFUSIONS, CONTEXT_REACH, type Confusion, WINK } from './confusions.ts';
import { DECOMPOSITIONS, RADICAL_NAMES } from './decompositions.ts';
import { type Homophones, SOUND_MAX, type Sound } from './homophones.ts';
import { brokenLines, describedCharacters, splitCharacters } from './joins.ts';
import { marked, percents } from './marks.ts';
import { type Folded, foldedText, METHODS, spanOf } from './normalise.ts';
import type { Swap } from './swap.ts';
import { READ_SYLLABLES, SYLLABLES } from './tables.ts';
import { beeped, lettered, told } from './told.ts';

/** A folded text with suspected disguises undone: read beside the text itself, never instead of it. */
export interface Reading extends Folded {
  /** Whether anything of a span was put in; what was not is found in the text itself. */
  touches(start: number, end: number): boolean;
  /** Whether words that stand as they are speak for a span that was only heard. */
  isBorneOut(start: number, end: number): boolean;
}

/** Longest text that is read for disguises, in folded units: speech comes in sentences, and no chat takes longer lines. */
const READ_MAX = 4096;
const WRITING_MAX = Math.max(...[...CONFUSIONS.keys()].map(({ length }) => length));

/** What a unit, or a pair of them, may be the beginning of. */
const CUE_OF = {
  /** Looked up as a pair. */
  pair: 1,
  told: 2,
  homophone: 4,
  apart: 8,
  chinese: 16,
  percent: 32,
  joint: 64,
  break: 128,
} as const;
/** Marks that open what is set apart inside a word. */
const OPENING = '"“「『（(【[';

/** Where a pair of units is looked up that begins a writing of the closed lists. */
const pairOf = (one: number, two: number): number =>
  (Math.imul(one, 0x9e3779b1) ^ Math.imul(two, 0x85ebca6b)) >>> 16;

const keyOf = (one: number, two: number): number => one * 65536 + two;

/** Where in a sum of cues those of pairs stand: that a unit may begin a pair says nothing yet. */
const PAIRED = 8;
const FROM_UNITS = 0xff & ~CUE_OF.pair;

/** First units of everything that may be a disguise, beside Latin letters and homophones; and of pairs, what they may begin. */
const { HEADS, PAIRS, CUES_OF_PAIR } = (() => {
  const heads = new Uint8Array(65536);
  const pairs = new Uint8Array(65536);
  const cuesOf = new Map<number, number>();
  const note = (char: string, cue: number): void => {
    heads[char.charCodeAt(0)] = (heads[char.charCodeAt(0)] as number) | cue;
  };
  const notePair = (writing: string, cue: number): void => {
    const pair = pairOf(writing.charCodeAt(0), writing.charCodeAt(1));
    note(writing, CUE_OF.pair);
    pairs[pair] = (pairs[pair] as number) | cue;
    const key = keyOf(writing.charCodeAt(0), writing.charCodeAt(1));
    cuesOf.set(key, (cuesOf.get(key) ?? 0) | cue);
  };
  for (const writing of CONFUSIONS.keys()) notePair(writing, CUE_OF.pair);
  for (const parts of DECOMPOSITIONS.keys()) notePair(parts, CUE_OF.joint);
  for (const name of Object.keys(RADICAL_NAMES)) notePair(name, CUE_OF.told);
  for (const head of '音谐拼字头哔嘟嘀') note(head, CUE_OF.told);
  for (const head of OPENING) note(head, CUE_OF.apart);
  note('%', CUE_OF.percent);
  note('\n', CUE_OF.break);
  note('\r', CUE_OF.break);
  return { HEADS: heads, PAIRS: pairs, CUES_OF_PAIR: cuesOf };
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

/** What a syllable stands for that is written in Latin letters between what was read. */
const LONE_SYLLABLES = new Map([...READ_SYLLABLES, ...SYLLABLES]);

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
      const syllable = char === '' && end - start > 1 ? line.slice(start, end) : '';
      const to = LONE_SYLLABLES.get(syllable);
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

/** How a unit of a reading came there: as it stands, put in, or joined to the one before it. */
const PUT = { none: 0, in: 1, joined: 2 } as const;

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
  let follows = 0;
  const push = (code: number, start: number, end: number, method: number, isPut: number): void => {
    codes[length] = code;
    starts[length] = start;
    ends[length] = end;
    methods[length] = method;
    put[length++] = isPut === 0 ? follows : isPut;
    follows = 0;
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
    const { start, end } = spanOf(folded, swap.start, swap.end);
    if (swap.to === '') follows = PUT.joined;
    for (let k = 0; k < swap.to.length; k++)
      push(swap.to.charCodeAt(k), start, end, METHODS.indexOf(swap.method), PUT.in);
    at = swap.end;
  }
  const touches = (from: number, until: number): boolean => {
    for (let k = from; k < until; k++)
      if (put[k] === PUT.in || (put[k] === PUT.joined && k > from)) return true;
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
      for (let k = from; k < until; k++) if (put[k] !== PUT.in && (codes[k] as number) > 0x3000) return true;
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
  /** Whether this is a word of the packs. */
  isWord(text: string): boolean;
}

/** Makes the reader of disguises for the words of compiled packs. */
export const createReader = (homophones: Homophones): Reader => {
  const syllables = homophones.sounds.of;
  const { pair, homophone, chinese } = CUE_OF;
  /** One pass over the units: whether anything at all may be a disguise, see {@link CUE_OF}. */
  const cuesIn = ({ codes, length }: Folded): number => {
    let cues = 0;
    let before = 0;
    let mayPair = false;
    let one = 0;
    let two = 0;
    for (let at = 0; at < length; at++) {
      const code = codes[at] as number;
      const head = HEADS[code] as number;
      cues |= head;
      // One pair in fifty falls together with one of the lists: those are looked up as they are.
      if (mayPair && PAIRS[pairOf(before, code)] !== 0)
        cues |= (CUES_OF_PAIR.get(keyOf(before, code)) ?? 0) << PAIRED;
      mayPair = (head & pair) !== 0;
      before = code;
      const three = syllables[code] as number;
      if (one !== 0 && three !== 0 && two !== 0 && homophones.soundsKnown(one, two, three))
        if (!homophones.isKnown(codes[at - 2] as number, codes[at - 1] as number, code)) cues |= homophone;
      if (three !== 0) cues |= chinese;
      one = two;
      two = three;
    }
    return (cues & FROM_UNITS) | (cues >> PAIRED);
  };
  return {
    isWord: homophones.isWord,
    read(folded, taken) {
      if (folded.length > READ_MAX) return null;
      const cues = cuesIn(folded);
      const has = (cue: number): boolean => (cues & cue) !== 0;
      const isLatin = folded.hasLatin;
      if ((cues & ~CUE_OF.chinese) === 0 && !isLatin) return null;
      const line = foldedText(folded);
      const swaps: Swap[] = [];
      const isMixed = isLatin && has(CUE_OF.chinese);
      if (has(CUE_OF.told)) {
        describedCharacters(line, swaps);
        told(line, homophones.sounds, swaps);
        beeped(line, swaps);
      }
      if (isMixed) lettered(line, swaps);
      if (has(CUE_OF.pair)) listed(line, swaps);
      if (has(CUE_OF.joint)) splitCharacters(line, homophones.isWord, swaps);
      if (isMixed) initials(line, homophones, swaps);
      if (has(CUE_OF.percent) && has(CUE_OF.chinese)) percents(line, swaps);
      if (has(CUE_OF.apart)) marked(line, swaps);
      if (has(CUE_OF.break)) brokenLines(line, homophones.isWord, swaps);
      if (isLatin || has(CUE_OF.homophone)) spoken(line, folded, homophones, taken, swaps);
      return readWith(folded, line, swaps);
    },
  };
};

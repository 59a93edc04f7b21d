/** One voice's words in a cue, as plain text; lines stay apart by `\n`. */
export interface CuePart {
  readonly voice?: string;
  readonly text: string;
}

/**
 * Tags of WebVTT cue text (W3C WebVTT, 4.2.2) with their time stamps, and the presentation tags that converters from
 * SRT leave behind. Anything else in angle brackets is kept as text: "3 < 5" and an unknown tag are words that someone
 * may have to see, and nothing here is ever run.
 */
const TAG =
  /^<(?:(\/?)(v|c|i|b|u|ruby|rt|lang|font|br)(?:\.[^\s>]*)?(?:[ \t\n]([^>]*))?\/?|\d+:\d{2}(?::\d{2})?\.\d{3})>$/i;
/** A tag with classes and a name is shorter; what is longer is text. */
const TAG_CHARS_MAX = 500;
/** Of a voice's name: it is kept with the capture's place. */
const VOICE_CHARS_MAX = 200;

/** Tags of a text in order, each with where it begins: one step forward for each angle bracket, however they stand. */
function* tagsIn(raw: string): Generator<{ index: number; match: RegExpExecArray }> {
  let close = -1;
  for (let index = raw.indexOf('<'); index >= 0; index = raw.indexOf('<', index + 1)) {
    if (close < index) close = raw.indexOf('>', index);
    if (close < 0) return;
    if (close - index >= TAG_CHARS_MAX) continue;
    const match = TAG.exec(raw.slice(index, close + 1));
    if (!match) continue;
    yield { index, match };
    index = close;
  }
}

/** The named references of HTML that captions use; the numeric ones are computed. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lrm: '',
  rlm: '',
};
const REFERENCE = /&(?:([a-z]{2,4})|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi;
/** Unicode's last code point. */
const CODE_POINT_MAX = 0x10ffff;

const decoded = (text: string): string =>
  text.replace(REFERENCE, (whole, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const point = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? '', 16);
    return point <= CODE_POINT_MAX ? String.fromCodePoint(point) : '\ufffd';
  });

/** Without what cannot be hashed (lone surrogates) or shown (control characters); spaces at the ends of lines are dropped. */
const cleaned = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is replaced
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]+/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');

/**
 * The words of a cue's text, voice by voice. A voice span reaches to its end tag, or to the end of the cue (W3C WebVTT,
 * 4.2.2). The readings of ruby text are left out, since they repeat the words they stand over.
 */
export const cueParts = (raw: string): CuePart[] => {
  const found: { voice: string; text: string }[] = [];
  let voice = '';
  let inReading = false;
  const take = (text: string): void => {
    if (inReading || text === '') return;
    const last = found.at(-1);
    if (last?.voice === voice) last.text += text;
    else found.push({ voice, text });
  };
  let from = 0;
  for (const { index, match } of tagsIn(raw)) {
    take(raw.slice(from, index));
    from = index + match[0].length;
    const closes = match[1] === '/';
    const tag = match[2]?.toLowerCase();
    if (tag === 'v')
      voice = closes ? '' : cleaned(decoded(match[3] ?? '').slice(0, VOICE_CHARS_MAX)).replaceAll('\n', ' ');
    else if (tag === 'rt') inReading = !closes;
    else if (tag === 'ruby') inReading = false;
    else if (tag === 'br') take('\n');
  }
  take(raw.slice(from));
  return found
    .map(({ voice: name, text }) => ({ name, text: cleaned(decoded(text)) }))
    .filter(({ text }) => text !== '')
    .map(({ name, text }) => (name === '' ? { text } : { voice: name, text }));
};

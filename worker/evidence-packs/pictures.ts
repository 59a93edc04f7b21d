import { Resvg } from '@resvg/resvg-js';
import type { PackPicture } from '../../models/contract/pack/documents.ts';
import type { StoryClaim, StoryLine } from '../../models/contract/pack/story.ts';
import { noListing, whyWithheld } from '../../models/contract/pack/words.ts';
import {
  ACCENT,
  type DrawAsked,
  fieldName,
  HIGH,
  INK,
  MARK,
  QUIET,
  type Voice,
  verifyAddress,
  voiceOf,
  WASH,
} from './drawing.ts';
import type { Alphabet, Letters } from './letters.ts';
import { qrSquares } from './report.ts';

/** Width of a phone's screen in its own pixels. */
const WIDTH = 1080;
const EDGE = 64;
const INNER = WIDTH - 2 * EDGE;

interface Piece {
  readonly svg: string;
  readonly height: number;
}
type Part = (top: number, alphabet: Alphabet) => Piece;

const wrapped = (text: string, size: number, linesMax: number, letters: Letters): string[] => {
  const lines: string[] = [''];
  let width = 0;
  for (const letter of text.replace(/\p{Cc}/gu, ' ').replace(/\s+/g, ' ')) {
    const own = letters.width(letter, size);
    if (width + own > INNER) {
      lines.push('');
      width = 0;
    }
    lines[lines.length - 1] += letter;
    width += own;
  }
  return lines.length > linesMax
    ? [...lines.slice(0, linesMax - 1), `${lines[linesMax - 1]?.slice(0, -1)}…`]
    : lines;
};

const text =
  (content: string, { size = 34, colour = INK, bold = false, lines = 6, gap = 14, back = '' } = {}): Part =>
  (top, alphabet) => {
    const letters = bold ? alphabet.bold : alphabet.regular;
    const rows = wrapped(content, size, lines, letters);
    const step = size * 1.5;
    const height = rows.length * step + gap;
    const box = `x="${EDGE - 16}" y="${top - 6}" width="${INNER + 32}" height="${height - gap + 12}" rx="10"`;
    const ground = back ? `<rect ${box} fill="${back}"/>` : '';
    const path = rows.map((row, i) => letters.path(row, EDGE, top + i * step + size, size)).join('');
    return { svg: `${ground}<path d="${path}" fill="${colour}"/>`, height };
  };

const space =
  (height: number): Part =>
  () => ({ svg: '', height });

const image =
  (png: Uint8Array, ratio: number): Part =>
  (top) => {
    const height = INNER * ratio;
    const href = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
    return {
      svg: `<image x="${EDGE}" y="${top}" width="${INNER}" height="${height}" href="${href}"/>`,
      height: height + 28,
    };
  };

const qr =
  (content: string, side: number): Part =>
  (top) => {
    const { size, dark } = qrSquares(content);
    const step = side / size;
    const squares = dark
      .map(([x, y]) => `M${EDGE + x * step} ${top + y * step}h${step}v${step}h-${step}z`)
      .join('');
    return { svg: `<path d="${squares}" fill="${INK}" shape-rendering="crispEdges"/>`, height: side + 28 };
  };

/** Width and height of a PNG stand at fixed places (ISO/IEC 15948, 11.2.2). */
const ratioOf = (png: Uint8Array): number => {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return view.getUint32(20) / view.getUint32(16);
};

const lineParts = (voice: Voice, line: StoryLine): Part[] => [
  text(`${line.clock} ${line.speaker ?? voice.word(`role:${line.role}`)}`, {
    size: 26,
    colour: QUIET,
    gap: 0,
    lines: 1,
  }),
  text(line.text ?? whyWithheld(voice.word, line.withheld), {
    size: 34,
    lines: 4,
    gap: 22,
    ...(line.marks.length > 0 && { back: MARK }),
  }),
];

/** The quote, or why it is not shown. */
const quoteOf = (voice: Voice, { quote, withheld }: StoryClaim): string =>
  quote === '' ? whyWithheld(voice.word, withheld) : quote;

const LINES_OF_CARD = 7;

const claimParts = (asked: DrawAsked, voice: Voice, leaf: number): Part[] => {
  const claim = asked.story.claims.find((one) => one.leaf === leaf);
  const duty = asked.story.owed.find((one) => one.leaf === leaf);
  if (!claim && !duty) return [];
  const finding = claim?.finding ?? duty;
  const at = claim ?? duty ?? asked.story.at;
  return [
    text(claim ? quoteOf(voice, claim) : voice.say(duty?.title ?? { zh: '', en: '' }), {
      size: 62,
      bold: true,
      lines: 4,
    }),
    text(finding ? `${voice.say(finding.title)} · ${voice.article(finding.article)}` : '', {
      colour: HIGH,
      size: 36,
      lines: 3,
    }),
    text(voice.word('whenText', { clock: at.clock, local: at.local }), {
      size: 32,
      colour: QUIET,
      lines: 2,
      gap: 30,
    }),
    ...(finding ? [text(voice.say(finding.reason), { size: 34, lines: 7 })] : []),
  ];
};

const wordsParts = (asked: DrawAsked, voice: Voice, leaf: number): Part[] => {
  const { lines } = asked.story;
  const at = Math.max(
    0,
    lines.findIndex((line) => line.leaf === leaf),
  );
  const from = Math.max(0, at - 3);
  const shown = lines.slice(from, from + LINES_OF_CARD);
  if (shown.length === 0) return [text(voice.word('contextNone'), { colour: QUIET })];
  return [
    text(voice.word('context'), { size: 44, bold: true, colour: ACCENT, gap: 30 }),
    ...shown.flatMap((line) => lineParts(voice, line)),
  ];
};

const productParts = (asked: DrawAsked, voice: Voice): Part[] => {
  const { product } = asked.story;
  if (!product) return [];
  return [
    text(product.name ?? product.id, { size: 46, bold: true, lines: 3 }),
    text(
      [
        product.linkNo === undefined ? '' : voice.word('link', { n: product.linkNo }),
        product.seller ? `${voice.word('seller')}${voice.colon}${product.seller}` : '',
      ]
        .filter(Boolean)
        .join(' · '),
      { colour: QUIET, size: 30, lines: 2, gap: 30 },
    ),
    text(voice.word('listing'), { size: 38, bold: true, colour: ACCENT }),
    ...(product.listing ?? [])
      .slice(0, 10)
      .map(([field, value]) =>
        text(`${fieldName(voice, field)}${voice.colon}${value}`, { size: 32, lines: 2 }),
      ),
    ...((product.listing ?? []).length === 0
      ? [text(noListing(voice.word, product.withheld), { colour: QUIET })]
      : []),
  ];
};

const GAPS_OF_CARD = 8;

/** So that "nothing was said" and "nobody was listening" never look the same. */
const heardParts = ({ document, story }: DrawAsked, { word }: Voice): Part[] => {
  const { words, media } = document.coverage;
  const gaps = story.gaps.map(({ from, until, reason }) =>
    word('gapRow', { from: from.clock, until: until.clock, cause: word(`gap:${reason}`) }),
  );
  const rows = gaps.length === 0 && words === 100 ? [word('gapsNone')] : gaps.slice(0, GAPS_OF_CARD);
  return [
    text(word('coverage'), { size: 46, bold: true, colour: ACCENT, gap: 30 }),
    text(word('coverageText', { words, media }), { size: 38, lines: 4, gap: 30 }),
    ...rows.map((row) => text(row, { size: 32, lines: 2 })),
    text(`${story.from.clock}–${story.until.clock}`, { size: 32, colour: QUIET, lines: 1 }),
  ];
};

const placeParts = (asked: DrawAsked, voice: Voice): Part[] => {
  const { story } = asked;
  const { word } = voice;
  return [
    text(word('how'), { size: 46, bold: true, colour: ACCENT, gap: 30 }),
    qr(verifyAddress(asked), 380),
    text(word('howOnline', { url: asked.document.verifyUrl, code: asked.code }), {
      size: 34,
      lines: 4,
      gap: 30,
    }),
    text([story.room, story.title, story.platform].filter(Boolean).join(' · '), { size: 32, lines: 3 }),
    text(word('whenText', { clock: story.at.clock, local: story.at.local }), { size: 32, lines: 2 }),
    text(`${word('fingerprint')} ${asked.fingerprint}`, { size: 26, colour: QUIET, lines: 4 }),
  ];
};

const partsOf = (asked: DrawAsked, voice: Voice, picture: PackPicture): Part[] => {
  const frame = asked.frames[picture.file];
  if (picture.what === 'frame' && frame) {
    const [claim] = asked.story.claims;
    return [
      image(frame, ratioOf(frame)),
      text(voice.say(picture.says), { size: 34, lines: 2, gap: 20 }),
      ...(claim ? [text(quoteOf(voice, claim), { size: 48, bold: true, lines: 3, back: MARK })] : []),
    ];
  }
  if (picture.what === 'claim') return claimParts(asked, voice, picture.leaf);
  if (picture.what === 'words') return wordsParts(asked, voice, picture.leaf);
  if (picture.what === 'product') return productParts(asked, voice);
  if (picture.what === 'heard') return heardParts(asked, voice);
  return placeParts(asked, voice);
};

/** Each picture names the record and the hash that it comes from. */
const footParts = (asked: DrawAsked, voice: Voice, { leaf, sha256 }: PackPicture): Part[] => [
  space(20),
  text(`${voice.word('pictureOf', { leaf })} · SHA-256 ${sha256}`, {
    size: 24,
    colour: QUIET,
    lines: 3,
    gap: 4,
  }),
  text(
    `${voice.word('product')} · ${voice.word('notice')} · ${voice.word('howCode', { code: asked.code })}`,
    { size: 24, colour: QUIET, lines: 2 },
  ),
];

/** One picture as PNG. The same input gives the same bytes. */
export const drawPicture = (asked: DrawAsked, picture: PackPicture, alphabet: Alphabet): Uint8Array => {
  const voice = voiceOf(asked);
  let top = 72;
  const body: string[] = [];
  for (const part of [...partsOf(asked, voice, picture), ...footParts(asked, voice, picture)]) {
    const { svg, height } = part(top, alphabet);
    body.push(svg);
    top += height;
  }
  const height = Math.ceil(top + 56);
  const paper = `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/><rect width="${WIDTH}" height="28" fill="${ACCENT}"/><rect y="${height - 16}" width="${WIDTH}" height="16" fill="${WASH}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}">${paper}${body.join('')}</svg>`;
  return new Uint8Array(new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng());
};

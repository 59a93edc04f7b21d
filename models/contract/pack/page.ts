import { joinBytes, toBase64, toHex, utf8 } from '../log/bytes.ts';
import { sha256 as portable, type Sha256 } from '../log/sha256.ts';
import type { PackLanguage } from './languages.ts';
import { CLIP, compareNames } from './names.ts';
import { INLINE_CLIP_BYTES_MAX } from './page-data.ts';
import { textOf } from './text.ts';
import type { PackWords } from './words.ts';

/*
 * index.html is a frame, which a version's program, style and words make in each language the same for every pack, and within it
 * the data of the one pack. So it can be held against the pack: a known frame around the very bytes that the other files give.
 */

/** The program and the style of index.html, as built; the same for every pack. */
export interface PageProgram {
  readonly script: string;
  readonly style: string;
}

/** Where set-up notes by which hashes the pages of this version are known: JSON, a list of hex. */
export const FRAMES_FILE = '.local/build/pack-page/frames.json';

/** What the program says, by what it has in Simplified characters; empty but in Traditional Chinese. */
export type Turned = Readonly<Record<string, string>>;

/** The page before and after the data of its pack. */
export interface PageFrame {
  readonly before: string;
  readonly after: string;
}

const DATA_OPENS = '<script type="application/json" id="pack-data">';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** JSON that may stand in a script element: whatever people called their room, no tag can begin in it. */
const embedded = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');

const hashSource = (text: string): string => `'sha256-${toBase64(portable(utf8(text)))}'`;

/** A page that checks itself from a file, without a network: what it shows it reads from its own data once that has been verified. */
export const pageFrame = (
  { script, style }: PageProgram,
  language: PackLanguage,
  words: PackWords,
  turned: Turned = {},
): PageFrame => {
  // A script of a page may not end the element that it stands in.
  const program = script.replaceAll('</script', '<\\/script').trim();
  const policy = [
    "default-src 'none'",
    `script-src ${hashSource(program)}`,
    `style-src ${hashSource(style)}`,
    'img-src blob:',
    'media-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const before = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escaped(`${words.title} · ${words.product}`)}</title>
<style>${style}</style>
</head>
<body>
<noscript>${escaped(words.noScript)}</noscript>
<div id="pack"></div>
<script type="application/json" id="pack-words">${embedded(words)}</script>
<script type="application/json" id="pack-turned">${embedded(turned)}</script>
${DATA_OPENS}`;
  return { before, after: `</script>\n<script>${program}</script>\n</body>\n</html>\n` };
};

/** What a frame is known by: SHA-256 of its text, hex. */
export const frameHash = ({ before, after }: PageFrame): string => toHex(portable(utf8(before + after)));

/** What a page carries of its pack. */
export interface PageContent {
  /** The signed list of every file but the page itself. */
  readonly manifest: string;
  /** The text of pack.json. */
  readonly document: string;
  /** Files of the pack, by name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** The pictures, and a clip that a phone's browser can hold. */
const isInline = ([name, { length }]: readonly [string, Uint8Array]): boolean =>
  name.startsWith('pictures/') || (name === CLIP && length <= INLINE_CLIP_BYTES_MAX);

const LETTERS = utf8('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=');
const PAD = 64;

/** Base64 as bytes: a clip's is too long to be put together letter by letter. */
const base64Of = (bytes: Uint8Array): Uint8Array => {
  const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  const letter = (value: number): number => LETTERS[value] as number;
  for (let i = 0, at = 0; i < bytes.length; i += 3, at += 4) {
    const left = bytes.length - i;
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    out[at] = letter(word >> 18);
    out[at + 1] = letter((word >> 12) & 63);
    out[at + 2] = letter(left > 1 ? (word >> 6) & 63 : PAD);
    out[at + 3] = letter(left > 2 ? word & 63 : PAD);
  }
  return out;
};

const MANIFEST_OPENS = '{"manifest":';

/** The data of a page, piece by piece: `PackPageData` as JSON in the one spelling. */
function* dataPieces({ manifest, document, files }: PageContent): Generator<Uint8Array> {
  yield utf8(`${MANIFEST_OPENS}${embedded(manifest)},"document":${embedded(document)},"files":{`);
  const inline = [...files].filter(isInline).sort(([a], [b]) => compareNames(a, b));
  for (const [i, [name, bytes]] of inline.entries()) {
    yield utf8(`${i === 0 ? '' : ','}${embedded(name)}:"`);
    yield base64Of(bytes);
    yield utf8('"');
  }
  yield utf8('}}');
}

/** index.html of a pack. */
export const packPage = ({ before, after }: PageFrame, content: PageContent): Uint8Array =>
  joinBytes([utf8(before), ...dataPieces(content), utf8(after)]);

const standsAt = (bytes: Uint8Array, piece: Uint8Array, at: number): boolean => {
  if (at + piece.length > bytes.length) return false;
  for (let i = 0; i < piece.length; i++) if (bytes[at + i] !== piece[i]) return false;
  return true;
};

const TAG = 0x3c;
const QUOTE = 0x22;

/** A page taken apart: its frame's hash, and the bytes of its data. Null where it has no place for data. */
export const splitPage = (
  page: Uint8Array,
  sha256: Sha256 = portable,
): { readonly frame: string; readonly data: Uint8Array } | null => {
  const opens = utf8(DATA_OPENS);
  let at = page.indexOf(TAG);
  while (at >= 0 && !standsAt(page, opens, at)) at = page.indexOf(TAG, at + 1);
  if (at < 0) return null;
  const from = at + opens.length;
  // No tag begins in the data of a page: whatever does is of its frame.
  const until = page.indexOf(TAG, from);
  if (until < 0) return null;
  return {
    frame: toHex(sha256(joinBytes([page.subarray(0, from), page.subarray(until)]))),
    data: page.subarray(from, until),
  };
};

/** The signed list that the data begin with; null where they begin otherwise. */
export const manifestIn = (data: Uint8Array): string | null => {
  const opens = utf8(`${MANIFEST_OPENS}"`);
  const end = standsAt(data, opens, 0) ? data.indexOf(QUOTE, opens.length) : -1;
  if (end < 0) return null;
  const letters = data.subarray(opens.length - 1, end + 1);
  try {
    return JSON.parse(textOf(letters) ?? '') as string;
  } catch {
    return null;
  }
};

/** Whether these are the data of the pack, byte for byte. */
export const isDataOf = (data: Uint8Array, content: PageContent): boolean => {
  let at = 0;
  for (const piece of dataPieces(content)) {
    if (!standsAt(data, piece, at)) return false;
    at += piece.length;
  }
  return at === data.length;
};

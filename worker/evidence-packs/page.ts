import { hash } from 'node:crypto';
import type { PackLanguage } from '../../models/contract/pack/documents.ts';
import type { PackPageData } from '../../models/contract/pack/page-data.ts';
import type { PackWords } from '../../models/contract/pack/words.ts';

/** The program and the style of index.html, as built; the same for every pack. */
export interface PageProgram {
  readonly script: string;
  readonly style: string;
}

export interface PageAsked {
  readonly language: PackLanguage;
  readonly words: PackWords;
  readonly document: string;
  /** The signed list of every file but the page itself. */
  readonly manifest: string;
  /** Files that the page shows by itself. */
  readonly inline: ReadonlyMap<string, Uint8Array>;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** JSON that may stand in a script element: whatever people called their room, no tag can begin in it. */
const embedded = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');

const hashSource = (text: string): string => `'sha256-${hash('sha256', text, 'base64')}'`;

/** A page that checks itself from a file, without a network: what it shows it reads from its own data once that has been verified. */
export const packPage = (
  { script, style }: PageProgram,
  { language, words, document, manifest, inline }: PageAsked,
): string => {
  const files = Object.fromEntries(
    [...inline].map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]),
  );
  const data: PackPageData = { document, manifest, files, words };
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
  return `<!doctype html>
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
<script type="application/json" id="pack-data">${embedded(data)}</script>
<script>${program}</script>
</body>
</html>
`;
};

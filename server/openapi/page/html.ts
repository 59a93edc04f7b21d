/** Text that is HTML already. */
export interface Html {
  readonly html: string;
}
export type Part = Html | string | number | null | undefined | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const toText = (part: Part): string => {
  if (part === null || part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return 'html' in part ? part.html : part.map(toText).join('');
};

/** HTML in which everything put in is escaped, but HTML made here. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: texts.reduce((whole, text, at) => whole + toText(parts[at - 1]) + text),
});

/** Paragraphs, with what stands in backticks as code. */
export const prose = (text: string | undefined): Html[] =>
  (text ?? '')
    .split('\n\n')
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => html`<p>${inline(paragraph)}</p>`);

/** One line, with what stands in backticks as code. */
export const inline = (text: string): Part =>
  text.split('`').map((piece, at) => (at % 2 === 1 ? html`<code>${piece}</code>` : piece));

/** Outlines, colours and lettering as lines of an ASS script. */

/** ASS writes colours as &HBBGGRR. */
const ass = (colour: string): string =>
  `&H${colour.slice(5, 7)}${colour.slice(3, 5)}${colour.slice(1, 3)}&`.toUpperCase();

/** The first colour with a share (0 to 1) of the second. */
export const mix = (a: string, b: string, share: number): string => {
  const part = (colour: string, i: number) => Number.parseInt(colour.slice(1 + 2 * i, 3 + 2 * i), 16);
  const value = (i: number) => Math.round(part(a, i) * (1 - share) + part(b, i) * share);
  return `#${[0, 1, 2].map((i) => value(i).toString(16).padStart(2, '0')).join('')}`;
};

const clock = (ms: number): string => {
  const part = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${Math.floor(ms / 3_600_000)}:${part((ms / 60_000) % 60)}:${part((ms / 1000) % 60)}.${part((ms % 1000) / 10)}`;
};

export type Point = readonly [number, number];

export const polygon = (points: readonly Point[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'm' : 'l'} ${x} ${y}`).join(' ');
export const box = (x: number, y: number, w: number, h: number): string =>
  polygon([
    [x, y],
    [x + w, y],
    [x + w, y + h],
    [x, y + h],
  ]);
/** Four Bézier arcs; 0.5523 is the usual distance of their handles. */
export const ellipse = (cx: number, cy: number, rx: number, ry: number): string => {
  const kx = rx * 0.5523;
  const ky = ry * 0.5523;
  const n = (value: number) => value.toFixed(1);
  return [
    `m ${n(cx - rx)} ${n(cy)}`,
    `b ${n(cx - rx)} ${n(cy - ky)} ${n(cx - kx)} ${n(cy - ry)} ${n(cx)} ${n(cy - ry)}`,
    `b ${n(cx + kx)} ${n(cy - ry)} ${n(cx + rx)} ${n(cy - ky)} ${n(cx + rx)} ${n(cy)}`,
    `b ${n(cx + rx)} ${n(cy + ky)} ${n(cx + kx)} ${n(cy + ry)} ${n(cx)} ${n(cy + ry)}`,
    `b ${n(cx - kx)} ${n(cy + ry)} ${n(cx - rx)} ${n(cy + ky)} ${n(cx - rx)} ${n(cy)}`,
  ].join(' ');
};

export interface Canvas {
  readonly rows: string[];
  readonly font: string;
}
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** Puts a raw line of the script on a layer for a time. */
export const row = (canvas: Canvas, layer: number, span: Span, body: string): void => {
  canvas.rows.push(`Dialogue: ${layer},${clock(span.startMs)},${clock(span.endMs)},D,,0,0,0,,${body}`);
};
/** A filled outline; `alpha` is 00 (solid) to FF (invisible). */
export const shape = (
  canvas: Canvas,
  layer: number,
  span: Span,
  colour: string,
  path: string,
  alpha = '00',
): void =>
  row(canvas, layer, span, `{\\an7\\pos(0,0)\\bord0\\shad0\\1c${ass(colour)}\\1a&H${alpha}&\\p1}${path}`);
/** A line of lettering; `anchor` is a place on the number pad, as ASS counts. */
export const label = (
  canvas: Canvas,
  layer: number,
  span: Span,
  text: string,
  style: { x: number; y: number; size: number; colour: string; anchor?: number; outline?: string },
): void => {
  const outline = style.outline ? `\\bord1.4\\3c${ass(style.outline)}` : '\\bord0';
  const tags = `\\an${style.anchor ?? 7}\\pos(${style.x},${style.y})\\fs${style.size}\\1c${ass(style.colour)}${outline}\\shad0`;
  row(canvas, layer, span, `{${tags}}${text.replaceAll('{', '(').replaceAll('}', ')')}`);
};

/** Colours of every room: outlines and dark tones, highlights and lettering. */
export const INK = '#2a2226';
export const PAPER = '#ffffff';

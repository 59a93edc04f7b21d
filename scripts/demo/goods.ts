import { columnsOf } from './captions.ts';
import {
  box,
  type Canvas,
  ellipse,
  INK,
  label,
  mix,
  PAPER,
  type Point,
  polygon,
  type Span,
  shape,
} from './drawing.ts';
import type { DemoProduct, Scenario } from './scenario.ts';

/** One outline of a product, from the middle of its foot. `tone`: share of ink in its colour; below 0: of paper. */
interface Part {
  readonly path: (x: number, y: number) => string;
  readonly tone: number;
}

const boxAt =
  (dx: number, dy: number, w: number, h: number): Part['path'] =>
  (x, y) =>
    box(x + dx, y + dy, w, h);
const ovalAt =
  (dx: number, dy: number, rx: number, ry: number): Part['path'] =>
  (x, y) =>
    ellipse(x + dx, y + dy, rx, ry);
const outline =
  (...points: Point[]): Part['path'] =>
  (x, y) =>
    polygon(points.map(([dx, dy]): Point => [x + dx, y + dy]));

const SHAPES: Readonly<Record<DemoProduct['shape'], readonly Part[]>> = {
  bottle: [
    { path: boxAt(-5, -46, 10, 10), tone: 0.5 },
    { path: boxAt(-13, -36, 26, 36), tone: 0 },
  ],
  tube: [
    { path: outline([-13, -48], [13, -48], [9, -8], [-9, -8]), tone: 0 },
    { path: boxAt(-9, -8, 18, 8), tone: 0.5 },
  ],
  pump: [
    { path: outline([-3, -50], [14, -50], [14, -46], [3, -46], [3, -36], [-3, -36]), tone: 0.5 },
    { path: boxAt(-14, -36, 28, 36), tone: 0 },
  ],
  jar: [
    { path: boxAt(-15, -40, 30, 8), tone: 0.5 },
    { path: boxAt(-18, -32, 36, 32), tone: 0 },
  ],
  bag: [
    { path: outline([-19, -46], [19, -46], [16, 0], [-16, 0]), tone: 0 },
    { path: boxAt(-19, -46, 38, 5), tone: 0.4 },
  ],
  box: [
    { path: boxAt(-21, -34, 42, 34), tone: 0 },
    { path: outline([-21, -34], [-13, -44], [29, -44], [21, -34]), tone: 0.25 },
  ],
  buds: [
    { path: ovalAt(-11, -30, 9, 10), tone: 0 },
    { path: boxAt(-17, -24, 6, 24), tone: 0.15 },
    { path: ovalAt(11, -30, 9, 10), tone: 0 },
    { path: boxAt(11, -24, 6, 24), tone: 0.15 },
  ],
  case: [
    { path: ovalAt(0, -18, 24, 18), tone: 0 },
    { path: boxAt(-24, -21, 48, 2), tone: 0.5 },
  ],
  headset: [
    { path: ovalAt(0, -26, 22, 24), tone: 0.4 },
    { path: ovalAt(0, -22, 17, 20), tone: -0.55 },
    { path: ovalAt(-20, -14, 8, 13), tone: 0 },
    { path: ovalAt(20, -14, 8, 13), tone: 0 },
  ],
};

const priceTag = (product: DemoProduct, language: string): string => {
  const price = String(product.listing.price ?? '');
  if (language === 'en') return `$${price}`;
  return language === 'zh-Hant' ? `NT$${price}` : `¥${price}`;
};

/** The product on the table with its link number and price, and a glow of its colour on the wall behind it. */
export const goods = (canvas: Canvas, scenario: Scenario, span: Span, product: DemoProduct): void => {
  const x = 268;
  const y = 126;
  shape(canvas, 2, span, mix(product.colour, scenario.palette.wall, 0.35), ellipse(x, 88, 46, 46));
  shape(canvas, 2, span, mix(product.colour, PAPER, 0.55), ellipse(x, 88, 36, 36));
  shape(canvas, 6, span, mix(scenario.palette.floor, INK, 0.3), ellipse(x, y + 2, 30, 4));
  for (const part of SHAPES[product.shape]) {
    const colour = mix(product.colour, part.tone < 0 ? PAPER : INK, Math.abs(part.tone));
    shape(canvas, 6, span, mix(colour, INK, 0.15), part.path(x, y));
  }
  const tag = `${product.linkNo}  ${priceTag(product, scenario.language)}`;
  const width = columnsOf(tag) * 6.6 + 10;
  shape(canvas, 7, span, scenario.palette.accent, box(x - width / 2, 26, width, 18));
  label(canvas, 8, span, tag, { x, y: 25.5, size: 16, colour: PAPER, anchor: 8 });
};

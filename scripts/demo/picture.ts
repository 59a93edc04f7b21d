import { columnsOf } from './captions.ts';
import { box, type Canvas, ellipse, INK, label, mix, PAPER, polygon, type Span, shape } from './drawing.ts';
import { goods } from './goods.ts';
import type { Cue, Spoken } from './manifest.ts';
import type { Person, Scenario } from './scenario.ts';
import type { Timeline } from './timeline.ts';

export const WIDTH = 320;
export const HEIGHT = 180;
/** Rows of captions hold this many columns; a CJK character takes two. */
const ROW_COLUMNS = 34;

const SKIN = '#f3cfb3';

const room = (canvas: Canvas, scenario: Scenario, span: Span): void => {
  const { wall, floor, accent } = scenario.palette;
  shape(canvas, 0, span, wall, box(0, 0, WIDTH, HEIGHT));
  shape(canvas, 1, span, mix(wall, PAPER, 0.45), ellipse(110, 84, 96, 74));
  for (const x of [8, 226]) {
    shape(canvas, 1, span, mix(floor, INK, 0.18), box(x, 58, 84, 3));
    shape(canvas, 1, span, mix(accent, wall, 0.45), box(x + 8, 40, 9, 18));
    shape(canvas, 1, span, mix(accent, wall, 0.7), box(x + 22, 46, 14, 12));
    shape(canvas, 1, span, mix(floor, INK, 0.1), ellipse(x + 56, 49, 9, 9));
  }
  shape(canvas, 5, span, mix(floor, INK, 0.12), box(0, 124, WIDTH, 6));
  shape(canvas, 5, span, floor, box(0, 130, WIDTH, 50));
  shape(canvas, 8, span, accent, box(5, 5, 9 + columnsOf(scenario.room.name) * 5.4, 17));
  label(canvas, 9, span, scenario.room.name, { x: 10, y: 4.5, size: 15, colour: PAPER });
  label(canvas, 9, span, scenario.language === 'en' ? 'DEMO' : 'DEMO 演示', {
    x: WIDTH - 6,
    y: 5,
    size: 12,
    colour: mix(wall, INK, 0.62),
    anchor: 9,
  });
};

/** Where a person stands: centre of the head and its radius. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

const figure = (canvas: Canvas, layer: number, span: Span, person: Person, at: Place): void => {
  const { x, y, r } = at;
  const long = person.voice.includes('+f');
  if (long) shape(canvas, layer, span, person.hair, ellipse(x, y + r * 0.45, r * 1.28, r * 1.65));
  shape(
    canvas,
    layer,
    span,
    person.dress,
    polygon([
      [x - r * 0.7, y + r * 1.25],
      [x + r * 0.7, y + r * 1.25],
      [x + r * 1.75, y + r * 1.8],
      [x + r * 2, y + r * 4],
      [x - r * 2, y + r * 4],
      [x - r * 1.75, y + r * 1.8],
    ]),
  );
  shape(canvas, layer, span, mix(SKIN, INK, 0.12), box(x - r * 0.3, y + r * 0.7, r * 0.6, r * 0.8));
  shape(canvas, layer, span, SKIN, ellipse(x, y, r, r * 1.12));
  shape(canvas, layer, span, person.hair, `${ellipse(x, y - r * 0.62, r * 1.06, r * 0.62)}`);
  for (const side of [-1, 1]) {
    shape(canvas, layer, span, INK, ellipse(x + side * r * 0.4, y + r * 0.08, r * 0.11, r * 0.15));
    shape(
      canvas,
      layer,
      span,
      '#ef9d92',
      ellipse(x + side * r * 0.58, y + r * 0.42, r * 0.2, r * 0.12),
      '60',
    );
  }
};

/** Mouths open and close at this rhythm while someone speaks: two frames open, one shut. */
const MOUTH_MS = 600;
const MOUTH_OPEN_MS = 400;

const mouth = (canvas: Canvas, layer: number, span: Span, at: Place, spoken: readonly Span[]): void => {
  const { x, y, r } = at;
  shape(canvas, layer, span, '#8d3b3b', ellipse(x, y + r * 0.58, r * 0.26, r * 0.06));
  for (const line of spoken) {
    for (let ms = line.startMs; ms < line.endMs; ms += MOUTH_MS) {
      const open = { startMs: ms, endMs: Math.min(line.endMs, ms + MOUTH_OPEN_MS) };
      shape(canvas, layer + 1, open, '#8d3b3b', ellipse(x, y + r * 0.6, r * 0.24, r * 0.2));
    }
  }
};

const nameTag = (canvas: Canvas, span: Span, person: Person, at: Place, spoken: readonly Span[]): void => {
  const width = columnsOf(person.name) * 5.2 + 9;
  const y = Math.min(at.y + at.r * 2.15, 112);
  shape(canvas, 6, span, mix(person.dress, INK, 0.45), box(at.x - width / 2, y, width, 15));
  for (const line of spoken) shape(canvas, 7, line, '#1f9d6b', box(at.x - width / 2, y, width, 15));
  label(canvas, 8, span, person.name, { x: at.x, y: y - 1.5, size: 14, colour: PAPER, anchor: 8 });
};

const spansOf = (timeline: Timeline, starts: (event: Timeline['events'][number]) => string | undefined) => {
  const marks = timeline.events.flatMap((event) => {
    const key = starts(event);
    return key === undefined ? [] : [{ key, atMs: event.atMs }];
  });
  return marks.map((mark, i) => ({
    key: mark.key,
    startMs: mark.atMs,
    endMs: marks[i + 1]?.atMs ?? timeline.durationMs,
  }));
};

const rowsOf = (text: string): string => {
  if (columnsOf(text) <= ROW_COLUMNS) return text;
  const half = columnsOf(text) / 2;
  const pieces = text.includes(' ') ? text.split(/(?<= )/u) : [...text];
  let first = '';
  for (const piece of pieces) {
    const closing = /^[，。！？、；：）」]/u.test(piece);
    if (columnsOf(first) + columnsOf(piece) / 2 > half && !closing) break;
    first += piece;
  }
  return `${first.trimEnd()}\\N${text.slice(first.length)}`;
};

const caption = (canvas: Canvas, cue: Cue): void => {
  const rows = rowsOf(cue.text);
  const columns = Math.max(...rows.split('\\N').map(columnsOf));
  const height = rows.includes('\\N') ? 49 : 26;
  const width = Math.min(WIDTH - 4, columns * 8.1 + 16);
  shape(canvas, 10, cue, '#14110f', box((WIDTH - width) / 2, HEIGHT - 4 - height, width, height), '38');
  label(canvas, 11, cue, rows, { x: WIDTH / 2, y: HEIGHT - 4, size: 23, colour: PAPER, anchor: 2 });
};

const people = (canvas: Canvas, scenario: Scenario, whole: Span, timeline: Timeline): void => {
  const said = (person: Person): Spoken[] => timeline.spoken.filter((line) => line.speaker === person.name);
  const present = Object.values(scenario.people);
  const places: Place[] = [
    { x: 66, y: 66, r: 19 },
    { x: 160, y: 70, r: 18 },
  ];
  present
    .filter((person) => person.as === 'presenter')
    .forEach((person, i) => {
      const at = places[i] ?? { x: 113, y: 62, r: 16 };
      figure(canvas, 3, whole, person, at);
      mouth(canvas, 3, whole, at, said(person));
      nameTag(canvas, whole, person, at, said(person));
    });
  const segments = spansOf(timeline, (event) => (event.type === 'segment' ? event.action : undefined));
  for (const span of segments.filter((segment) => segment.key === 'start')) {
    for (const guest of present.filter((person) => person.as === 'guest')) {
      const at = { x: 268, y: 66, r: 17 };
      shape(canvas, 12, span, '#20303a', box(222, 26, 92, 102));
      shape(canvas, 12, span, mix(guest.dress, PAPER, 0.7), box(224, 28, 88, 98));
      const inset: Canvas = { rows: [], font: canvas.font };
      figure(inset, 13, span, guest, at);
      mouth(inset, 13, span, at, said(guest));
      canvas.rows.push(...inset.rows.map((r) => r.replace('{\\an7', '{\\clip(224,28,312,126)\\an7')));
      label(canvas, 15, span, guest.name, {
        x: 268,
        y: 124,
        size: 15,
        colour: PAPER,
        anchor: 2,
        outline: INK,
      });
    }
  }
};

/** The whole picture as an ASS script, drawn by ffmpeg's `ass` filter: room, people, goods, captions. */
export const drawnPicture = (scenario: Scenario, timeline: Timeline, cues: readonly Cue[]): string => {
  const font = scenario.language === 'zh-Hant' ? 'Noto Sans CJK TC' : 'Noto Sans CJK SC';
  const canvas: Canvas = { rows: [], font };
  const whole = { startMs: 0, endMs: timeline.durationMs };
  room(canvas, scenario, whole);
  people(canvas, scenario, whole, timeline);
  const shown = spansOf(timeline, (event) =>
    event.type === 'product' && event.action === 'introduced' ? event.productId : undefined,
  );
  for (const span of shown) {
    const product = scenario.products[span.key];
    if (product) goods(canvas, scenario, span, product);
  }
  for (const cue of cues) caption(canvas, cue);
  return [
    '[Script Info]',
    'ScriptType: v4.00+',
    `PlayResX: ${WIDTH}`,
    `PlayResY: ${HEIGHT}`,
    'WrapStyle: 2',
    'ScaledBorderAndShadow: yes',
    '[V4+ Styles]',
    'Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding',
    `Style: D,${font},16,&H00FFFFFF,&H00FFFFFF,&H00000000,&H00000000,-1,0,0,0,100,100,0,0,1,0,0,7,0,0,0,1`,
    '[Events]',
    'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
    ...canvas.rows,
    '',
  ].join('\n');
};

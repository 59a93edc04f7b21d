/** Marks that turn or end the direction of writing, by the names that Unicode gives them. */
const DIRECTION_MARKS: Readonly<Record<string, string>> = {
  '\u061c': 'ALM',
  '\u200e': 'LRM',
  '\u200f': 'RLM',
  '\u202a': 'LRE',
  '\u202b': 'RLE',
  '\u202c': 'PDF',
  '\u202d': 'LRO',
  '\u202e': 'RLO',
  '\u2066': 'LRI',
  '\u2067': 'RLI',
  '\u2068': 'FSI',
  '\u2069': 'PDI',
};

/** Text with its direction marks written out (⟨RLO⟩), so that they cannot turn evidence round on the screen. */
export const shown = (text: string): string =>
  text.replace(
    /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (mark) => `⟨${DIRECTION_MARKS[mark] ?? ''}⟩`,
  );

/** A stretch of a text, in UTF-16 offsets; `chosen` is the one that the open alert is about. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly chosen: boolean;
  /** Matched, and left open: no verdict. */
  readonly open?: boolean;
  readonly label: string;
}

export interface Piece {
  readonly text: string;
  readonly mark: 'none' | 'open' | 'other' | 'chosen';
  /** What the mark means, for those who do not see it. */
  readonly label: string;
}

/** Cuts a text at the borders of its spans. Offsets outside of the text are held to it; overlaps go to the chosen span, then to one with a verdict. */
export const piecesOf = (text: string, spans: readonly Span[]): Piece[] => {
  const within = spans
    .map((span) => ({
      ...span,
      start: Math.max(0, Math.min(span.start, text.length)),
      end: Math.max(0, Math.min(span.end, text.length)),
    }))
    .filter(({ start, end }) => start < end);
  const borders = [...new Set([0, text.length, ...within.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  const pieces: Piece[] = [];
  for (const [index, from] of borders.entries()) {
    const until = borders[index + 1];
    if (until === undefined) break;
    const covering = within.filter(({ start, end }) => start <= from && end >= until);
    const chosen = covering.find((span) => span.chosen);
    const other = covering.find((span) => !span.open);
    const mark = chosen ? 'chosen' : other ? 'other' : covering.length > 0 ? 'open' : 'none';
    const label = (chosen ?? other ?? covering[0])?.label ?? '';
    const last = pieces.at(-1);
    const piece = shown(text.slice(from, until));
    if (last && last.mark === mark && last.label === label)
      pieces[pieces.length - 1] = { ...last, text: last.text + piece };
    else pieces.push({ text: piece, mark, label });
  }
  return pieces;
};

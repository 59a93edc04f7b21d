/** A stretch of a text, in UTF-16 offsets; `chosen` is the one that the open alert is about. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly chosen: boolean;
  readonly label: string;
}

export interface Piece {
  readonly text: string;
  readonly mark: 'none' | 'other' | 'chosen';
  /** What the mark means, for those who do not see it. */
  readonly label: string;
}

/** Cuts a text at the borders of its spans. Offsets outside of the text are held to it; overlaps go to the chosen span. */
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
    const mark = chosen ? 'chosen' : covering.length > 0 ? 'other' : 'none';
    const label = (chosen ?? covering[0])?.label ?? '';
    const last = pieces.at(-1);
    const piece = text.slice(from, until);
    if (last && last.mark === mark && last.label === label)
      pieces[pieces.length - 1] = { ...last, text: last.text + piece };
    else pieces.push({ text: piece, mark, label });
  }
  return pieces;
};

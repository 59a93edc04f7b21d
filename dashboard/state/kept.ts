import type { CoverageCause, CoverageGap } from '../../models/contract/coverage.ts';
import type { BroadcastMedia, MediaPiece } from '../../models/contract/media.ts';

/** What is kept of one moment. */
export type KeptAt =
  | { readonly kept: 'picture' | 'sound' }
  | { readonly kept: 'nothing'; readonly cause: CoverageCause };

const covers = (atMs: number, { fromMs, untilMs }: { fromMs: number; untilMs: number }): boolean =>
  fromMs <= atMs && atMs < untilMs;

const isHeld = (atMs: number, pieces: readonly MediaPiece[], form: MediaPiece['form']): boolean =>
  pieces.some((piece) => piece.held && piece.form === form && covers(atMs, piece));

/** What is kept of a moment, broadcast time in ms; where nothing is, why. */
export const keptAt = ({ pieces, coverage }: BroadcastMedia, atMs: number): KeptAt => {
  if (isHeld(atMs, pieces, 'segment')) return { kept: 'picture' };
  if (isHeld(atMs, pieces, 'sound')) return { kept: 'sound' };
  const gap = coverage.picture.gaps.find((one: CoverageGap) => covers(atMs, one)) ?? coverage.picture.gaps[0];
  return { kept: 'nothing', cause: gap?.cause ?? 'not-captured' };
};

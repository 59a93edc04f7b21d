import type { AlertDetail, AlertView } from '../../models/contract/alert.ts';
import type { Span } from '../../models/contract/coverage.ts';
import type { PublicId } from '../../models/contract/ids.ts';
import type { BroadcastMedia, MediaPiece } from '../../models/contract/media.ts';
import type { LineView, Moment } from '../../models/contract/moment.ts';
import { chosenIn } from './lines.ts';

/** What somebody is about to withhold: words of records, or picture and sound around a moment. */
export interface WithholdTarget {
  readonly publicId: PublicId;
  /** One record of each line, or of an answer; none where there are no words to go. */
  readonly leaves: readonly number[];
  /** What would go, as it is read now. */
  readonly words: readonly string[];
  /** Broadcast time around which picture and sound may go; absent where what is withheld was written. */
  readonly atMs?: number;
}

/** As the player shows it: from its lead to some seconds past a sentence. The person at the desk puts it right. */
const BEFORE_MS = 5_000;
const AFTER_MS = 15_000;

export const stretchAround = (atMs: number): Span => ({
  fromMs: Math.max(0, atMs - BEFORE_MS),
  untilMs: atMs + AFTER_MS,
});

export const lineTarget = (publicId: PublicId, { leafIndex, text, atMs }: LineView): WithholdTarget => ({
  publicId,
  leaves: [leafIndex],
  words: text === null ? [] : [text],
  atMs,
});

/** Every line that the alert rests on; those that are not on screen by the records that its occurrences name. */
export const alertTarget = (
  alert: AlertView,
  detail: AlertDetail | null,
  moment: Moment | null,
): WithholdTarget | null => {
  if (!detail || !moment) return null;
  const { publicId } = alert.broadcast;
  const { atMs } = moment;
  if (alert.withheld || alert.subject.type === 'duty') return { publicId, leaves: [], words: [], atMs };
  const chosen = chosenIn(moment);
  const lines = moment.lines.filter(({ utteranceId, text }) => chosen.has(utteranceId) && text !== null);
  const shown = new Set(lines.map(({ utteranceId }) => utteranceId));
  const others = detail.occurrences.filter(({ utteranceId }) => !utteranceId || !shown.has(utteranceId));
  const leaves = [...lines.map(({ leafIndex }) => leafIndex), ...others.map(({ leafIndex }) => leafIndex)];
  const words = [...lines.map(({ text }) => text ?? ''), ...(others.length > 0 ? [alert.quote] : [])];
  return { publicId, leaves: [...new Set(leaves)], words, atMs };
};

/** How much would go, and from where to where: whole pieces, so that it may be more than was asked. */
export interface Going extends Span {
  readonly ms: number;
}
export interface MediaGoing {
  readonly picture: Going | null;
  /** Sound that is kept by itself. */
  readonly sound: Going | null;
}

const together = (pieces: readonly MediaPiece[]): Going | null => {
  const sorted = [...pieces].sort((a, b) => a.fromMs - b.fromMs);
  const [first] = sorted;
  if (!first) return null;
  let { fromMs: reachedMs } = first;
  let ms = 0;
  for (const { fromMs, untilMs } of sorted) {
    ms += Math.max(0, untilMs - Math.max(fromMs, reachedMs));
    reachedMs = Math.max(reachedMs, untilMs);
  }
  return { fromMs: first.fromMs, untilMs: reachedMs, ms };
};

/** What is kept of a stretch and would go with it. */
export const goingWith = ({ pieces }: Pick<BroadcastMedia, 'pieces'>, of: Span): MediaGoing => {
  const touched = pieces.filter(
    ({ held, fromMs, untilMs }) => held && fromMs < of.untilMs && untilMs > of.fromMs,
  );
  const isSound = ({ form, track }: MediaPiece): boolean => form === 'sound' || track === 'audio';
  return {
    picture: together(touched.filter((piece) => !isSound(piece))),
    sound: together(touched.filter(isSound)),
  };
};

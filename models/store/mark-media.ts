import { type KeptSpan, MARK_AFTER_MS, MARK_BEFORE_MS, type MarkMedia } from '../contract/mark.ts';
import type { BroadcastDoc } from './documents.ts';
import type { MarkDoc } from './mark-documents.ts';
import type { MediaDoc } from './media-documents.ts';
import { mediaBetween } from './read-media.ts';
import type { Store } from './store.ts';

/** Captions and segments come this much later than they were on the air; until then a stretch is still coming. */
const LAG_MS = 60_000;

type Span = Pick<MediaDoc, 'fromMs' | 'untilMs'>;

/** Length of what these cover of the stretch, overlaps once, ms. */
export const coveredMs = (spans: readonly Span[], fromMs: number, untilMs: number): number => {
  let covered = 0;
  let reached = fromMs;
  for (const span of [...spans].sort((a, b) => a.fromMs - b.fromMs)) {
    const start = Math.max(span.fromMs, reached);
    const end = Math.min(span.untilMs, untilMs);
    if (end <= start) continue;
    covered += end - start;
    reached = end;
  }
  return covered;
};

/** The stretch that is kept around a moment. */
export const spanOfMark = ({ atMs }: Pick<MarkDoc, 'atMs'>) => ({
  fromMs: Math.max(0, atMs - MARK_BEFORE_MS),
  untilMs: atMs + MARK_AFTER_MS,
});

const keptOf = (
  held: readonly Span[],
  known: readonly Span[],
  { fromMs, untilMs }: Span,
  onAirMs: number,
): KeptSpan => {
  const keptMs = coveredMs(held, fromMs, untilMs);
  const knownMs = coveredMs([...held, ...known], fromMs, untilMs);
  const restMs = untilMs - fromMs - knownMs;
  const heardMs = Math.min(untilMs, Math.max(fromMs, onAirMs));
  const comingMs = untilMs - heardMs - coveredMs([...held, ...known], heardMs, untilMs);
  return { keptMs, goneMs: knownMs - keptMs, comingMs, missedMs: restMs - comingMs };
};

/**
 * How much of picture and sound around a marked moment is kept as it stands now: what was recorded and let go is told from what was
 * never recorded, and from what is still to come. @param now ms since 1970
 */
export const markMedia = async (
  store: Store,
  mark: Pick<MarkDoc, 'atMs'>,
  broadcast: Pick<BroadcastDoc, '_id' | 'startedAt' | 'endedAt' | 'atMs'>,
  now: number,
): Promise<MarkMedia> => {
  const asked = spanOfMark(mark);
  // Nothing comes after the end.
  const span = broadcast.endedAt
    ? { ...asked, untilMs: Math.max(mark.atMs, Math.min(asked.untilMs, broadcast.atMs)) }
    : asked;
  const [segments, sounds] = await Promise.all([
    mediaBetween(store, broadcast._id, span, 'segment'),
    mediaBetween(store, broadcast._id, span, 'sound'),
  ]);
  const main = segments.filter(({ track, sha256 }) => track === 'main' && sha256 !== undefined);
  const apart = segments.filter(({ track }) => track === 'audio');
  const hear = [...(apart.length > 0 ? apart : segments), ...sounds].filter(
    ({ sha256 }) => sha256 !== undefined,
  );
  const onAirMs = broadcast.endedAt ? span.untilMs : now - LAG_MS - broadcast.startedAt.getTime();
  const held = (pieces: readonly MediaDoc[]) => pieces.filter((piece) => piece.held);
  return {
    ...span,
    picture: keptOf(held(main), main, span, onAirMs),
    sound: keptOf(held(hear), hear, span, onAirMs),
  };
};

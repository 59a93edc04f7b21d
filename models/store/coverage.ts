import {
  type BroadcastCoverage,
  type Coverage,
  type CoverageGap,
  coverageOf,
  type Span,
} from '../contract/coverage.ts';
import type { BroadcastHead, SealedDoc } from './documents.ts';
import type { MediaDoc } from './media-documents.ts';
import { ALL_PIECES, type SeenPieces } from './public-media.ts';
import { mediaBetween } from './read-media.ts';
import { wasAnySaid } from './read-sealed.ts';
import type { Store } from './store.ts';

/** Gaps in one answer: a capture that fails every few seconds for hours. */
const GAPS_MAX = 5_000;

/** A day in segments of a second. */
const PIECES_MAX = 86_400;

type Covered = Pick<BroadcastHead, '_id' | 'input' | 'atMs' | 'endedAt' | 'erasedAt'>;

/** A broadcast reaches as far as it was heard; after that there is nothing yet. */
const notYet = ({ atMs, endedAt }: Covered, of: Span): CoverageGap[] =>
  endedAt || atMs >= of.untilMs
    ? []
    : [{ fromMs: Math.max(of.fromMs, atMs), untilMs: of.untilMs, cause: 'not-yet' }];

const gapsOf = async (store: Store, { _id }: Covered, of: Span): Promise<CoverageGap[]> => {
  const which: Record<string, unknown> = {
    broadcastId: _id,
    kind: 'gap',
    'gap.fromMs': { $lt: of.untilMs },
    'gap.untilMs': { $gt: of.fromMs },
  };
  const docs = await store.sealed
    .find(which)
    .select({ gap: 1 })
    .limit(GAPS_MAX)
    .lean<Pick<SealedDoc, 'gap'>[]>();
  return docs.flatMap(({ gap }) =>
    gap ? [{ fromMs: gap.fromMs, untilMs: gap.untilMs, cause: gap.reason as CoverageGap['cause'] }] : [],
  );
};

/** Whether any word of the room was ever heard: where none was, silence says nothing. */
const wasHeard = (store: Store, { _id }: Covered): Promise<boolean> =>
  wasAnySaid(store, _id, ['speech', 'screen']);

const wordsOf = async (store: Store, doc: Covered, of: Span): Promise<Coverage> => {
  const after = notYet(doc, of);
  if (doc.erasedAt) return coverageOf(of, [], [], 'term-over');
  if (!(await wasHeard(store, doc))) return coverageOf(of, [], after, 'not-listening');
  const gaps = [...(await gapsOf(store, doc, of)), ...after];
  const silent = gaps.map(({ fromMs, untilMs }) => ({ fromMs, untilMs }));
  // Everything that no gap names was listened to.
  const heard = coverageOf(of, silent, [], 'not-listening').gaps;
  return coverageOf(of, heard, gaps, 'not-listening');
};

const isThere = ({ held, sha256 }: MediaDoc): boolean => held && sha256 !== undefined;

const bytesOf = (doc: Covered, of: Span, pieces: readonly MediaDoc[]): Coverage => {
  if (doc.erasedAt) return coverageOf(of, [], [], 'term-over');
  const otherwise = doc.input.playbackUrl === undefined ? 'no-video' : 'not-captured';
  const gone = pieces
    .filter((piece) => !isThere(piece))
    .map(({ fromMs, untilMs, missing, withheld }): CoverageGap => {
      return { fromMs, untilMs, cause: withheld ? 'withheld' : (missing ?? 'not-kept') };
    });
  return coverageOf(of, pieces.filter(isThere), [...gone, ...notYet(doc, of)], otherwise);
};

/**
 * How much of a stretch of a broadcast was listened to, and how much of its picture and sound is kept, with every gap and its
 * cause. Sound counts where it is kept by itself or inside kept segments.
 * @param seen as its reader sees pieces
 */
export const broadcastCoverage = async (
  store: Store,
  doc: Covered,
  of: Span,
  seen: SeenPieces = ALL_PIECES,
): Promise<BroadcastCoverage> => {
  const [words, segments, sounds] = await Promise.all([
    wordsOf(store, doc, of),
    mediaBetween(store, doc._id, of, 'segment', PIECES_MAX).then(seen),
    mediaBetween(store, doc._id, of, 'sound', PIECES_MAX).then(seen),
  ]);
  const picture = segments.filter(({ track }) => track === 'main');
  const apart = segments.filter(({ track }) => track === 'audio');
  return {
    words,
    picture: bytesOf(doc, of, picture),
    sound: bytesOf(doc, of, [...sounds, ...(apart.length > 0 ? apart : picture)]),
  };
};

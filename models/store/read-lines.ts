import type { Verdict } from '../contract/claim.ts';
import { asUtteranceId, type BroadcastId } from '../contract/ids.ts';
import type { Source } from '../contract/ingest.ts';
import type { Kind } from '../contract/kinds.ts';
import type { GapView, LineView } from '../contract/moment.ts';
import type { SealedDoc } from './documents.ts';
import { type HeardQuestion, sealedHeard } from './read-sealed.ts';
import type { Store } from './store.ts';

/** Lines in one answer, on either side of the moment and for speech and chat each: a crowded chat must not crowd out speech. */
export const LINES_MAX = 600;
/** Gaps in one answer: a capture that fails every few seconds for a quarter of an hour. */
const GAPS_MAX = 200;

export interface LinesQuestion {
  readonly broadcastId: BroadcastId;
  readonly fromMs: number;
  readonly untilMs: number;
  /** Lines nearest to this time are kept where there are too many. */
  readonly aroundMs: number;
  /** Leaves that are shown even where a later revision of the same line exists: an alert rests on them. */
  readonly keep?: readonly number[];
}

type Said = SealedDoc & Required<Pick<SealedDoc, 'utterance'>>;

const toLine = (doc: Said): LineView => {
  const { utterance, values } = doc;
  const speaker = values.speaker?.value;
  return {
    utteranceId: asUtteranceId(utterance.id),
    revision: utterance.revision,
    leafIndex: doc.leafIndex,
    source: utterance.source,
    role: utterance.role,
    atMs: doc.atMs,
    text: values.text?.value ?? null,
    judged: utterance.judged,
    claims: utterance.claims.map((claim) => ({
      start: claim.start,
      end: claim.end,
      kind: claim.kind as Kind,
      verdict: claim.verdict as Verdict,
      ...(claim.parts && { parts: claim.parts }),
    })),
    ...(values.text?.gone && { withheld: values.text.gone }),
    ...(utterance.away && { away: utterance.away }),
    ...(typeof speaker === 'string' && { speaker }),
    ...(utterance.confidence !== undefined && { confidence: utterance.confidence }),
  };
};

/** Recognisers rewrite a line: the newest revision stands for it, and those that an alert rests on stay beside it. */
const newestOfEach = (lines: readonly LineView[], keep: readonly number[]): LineView[] => {
  const newest = new Map<string, LineView>();
  for (const line of lines) {
    const known = newest.get(line.utteranceId);
    if (!known || known.leafIndex < line.leafIndex) newest.set(line.utteranceId, line);
  }
  return lines.filter((line) => newest.get(line.utteranceId) === line || keep.includes(line.leafIndex));
};

/** Transcript and chat of a stretch of broadcast time, masked, in order of broadcast time, and what was not heard in it. */
export const readLines = async (
  store: Store,
  question: LinesQuestion,
): Promise<{ readonly lines: LineView[]; readonly gaps: GapView[] }> => {
  const { broadcastId, fromMs, untilMs, aroundMs, keep = [] } = question;
  const side = (sources: readonly Source[], range: Pick<HeardQuestion, 'fromMs' | 'untilMs' | 'keep'>) =>
    sealedHeard(store, {
      broadcastId,
      kind: 'utterance',
      limit: LINES_MAX,
      ...range,
      only: {
        test: ({ utterance }) => utterance !== undefined && sources.includes(utterance.source),
        filter: { 'utterance.source': { $in: [...sources] } },
      },
    }) as Promise<Said[]>;
  // Times are whole milliseconds.
  const before = { fromMs, untilMs: Math.ceil(aroundMs) - 1, keep: 'newest' } as const;
  const after = { fromMs: aroundMs, untilMs, keep: 'oldest' } as const;
  const gapFilter: Record<string, unknown> = {
    broadcastId,
    kind: 'gap',
    'gap.fromMs': { $lte: untilMs },
    'gap.untilMs': { $gte: fromMs },
  };
  const [parts, gapDocs] = await Promise.all([
    Promise.all([
      side(['speech', 'screen'], before),
      side(['speech', 'screen'], after),
      side(['chat'], before),
      side(['chat'], after),
    ]),
    store.sealed.find(gapFilter).sort({ atMs: 1 }).limit(GAPS_MAX).lean<SealedDoc[]>(),
  ]);
  const lines = parts
    .flat()
    .map(toLine)
    .sort((a, b) => a.atMs - b.atMs || a.leafIndex - b.leafIndex);
  const gaps = gapDocs.flatMap(({ gap }) =>
    gap ? [{ reason: gap.reason as GapView['reason'], fromMs: gap.fromMs, untilMs: gap.untilMs }] : [],
  );
  return { lines: newestOfEach(lines, keep), gaps };
};

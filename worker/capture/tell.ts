import type { UtteranceEvent } from '../../models/contract/ingest.ts';
import { AT_MS_MAX } from '../../models/contract/ingest.ts';
import { type Appendable, appendEvents, CHUNK_MAX } from '../../models/stream/append-events.ts';
import type { CaptureOf, HeldFragment } from '../../models/stream/capture-place.ts';
import type { RedisClient } from '../../models/stream/client.ts';

/** The partition is full: nothing was lost, the segment is heard again later. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';
}

/** Revisions tried where an id is taken by other words. */
const REVISIONS_MAX = 3;

/** A broadcast's time can be neither before its start nor past the day that the door takes. */
export const clampAtMs = (atMs: number): number => Math.min(Math.max(Math.round(atMs), 0), AT_MS_MAX);

const toEvent = (fragment: HeldFragment, revision: number): UtteranceEvent => ({
  type: 'utterance',
  id: fragment.id,
  source: 'speech',
  role: fragment.role,
  atMs: clampAtMs(fragment.atMs),
  text: fragment.text,
  ...(fragment.speaker !== undefined && { speaker: fragment.speaker }),
  ...(revision > 0 && { revision }),
});

/**
 * Appends what was heard, in order. The same again (after a take-over) is a duplicate and changes nothing. An id that is
 * taken by other words gets a new revision: a worker that died had told a shorter sentence.
 *
 * @throws Overloaded, or the Redis error: the caller hears the segment again.
 */
export const tell = async (
  redis: RedisClient,
  of: CaptureOf,
  fragments: readonly HeldFragment[],
  nowMs: number,
): Promise<void> => {
  let left = fragments;
  for (let revision = 0; revision <= REVISIONS_MAX && left.length > 0; revision += 1) {
    const conflicts: HeldFragment[] = [];
    for (let from = 0; from < left.length; from += CHUNK_MAX) {
      const chunk = left.slice(from, from + CHUNK_MAX);
      const items: Appendable[] = chunk.map((fragment) => ({ event: toEvent(fragment, revision) }));
      const outcomes = await appendEvents(redis, { ...of, acceptedAtMs: nowMs }, items);
      if (outcomes.includes('overloaded'))
        throw new Overloaded('the partition takes nothing more at present');
      conflicts.push(...chunk.filter((_, i) => outcomes[i] === 'conflict'));
    }
    left = conflicts;
  }
};

/** Appends the record of a time in which nothing could be heard; both ends in ms of the broadcast. Once, however often it is told. */
export const tellGap = async (
  redis: RedisClient,
  of: CaptureOf,
  span: { readonly fromMs: number; readonly untilMs: number; readonly atMs: number },
  nowMs: number,
): Promise<void> => {
  const fromMs = clampAtMs(span.fromMs);
  const untilMs = clampAtMs(span.untilMs);
  if (untilMs <= fromMs) return;
  const event = { type: 'gap', atMs: clampAtMs(span.atMs), reason: 'capture-down', fromMs, untilMs } as const;
  const outcomes = await appendEvents(redis, { ...of, acceptedAtMs: nowMs }, [
    { event, dedupeId: `gap:capture-down:${fromMs}:${untilMs}` },
  ]);
  if (outcomes.includes('overloaded')) throw new Overloaded('the partition takes nothing more at present');
};

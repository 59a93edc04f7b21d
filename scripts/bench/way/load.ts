import { asBroadcastId } from '../../../models/contract/ids.ts';
import type { UtteranceEvent } from '../../../models/contract/ingest.ts';
import { eventSchema } from '../../../models/contract/ingest.ts';
import type { BroadcastDoc } from '../../../models/store/documents.ts';
import { appendEvents, CHUNK_MAX } from '../../../models/stream/append-events.ts';
import { ALL_PARTITIONS, keys, type Partition, partitionOf } from '../../../models/stream/keys.ts';
import { openBroadcast, type Stage } from '../stage.ts';
import { type MadeLines, makeLines } from '../text/lines.ts';

/** A busy evening: four shows in each partition. */
const BROADCASTS_EACH = 4;
/** Four utterances a second, said and typed, is what a live room of middling size has. */
const EVERY_MS = 250;
/** Accounts that write in one room. */
const VIEWERS = 400;

/** A presenter says a sentence in two seconds; what else there is of four utterances a second is typed by viewers. */
const SPEECH_EVERY = 8;

/** Utterances as a live room has them. */
export const utteranceAt = (n: number, lines: MadeLines): UtteranceEvent => {
  const isChat = n % SPEECH_EVERY !== 0;
  const event = eventSchema.parse({
    type: 'utterance',
    id: `u${n}`,
    source: isChat ? 'chat' : 'speech',
    speaker: isChat ? `v${(n * 7919) % VIEWERS}` : 'host',
    atMs: n * EVERY_MS,
    text: lines.next(),
  });
  if (event.type !== 'utterance') throw new Error('an utterance was made');
  return event;
};

/** Opens as many broadcasts in each of these partitions. */
export const openBroadcasts = async (
  stage: Stage,
  name: string,
  partitions: readonly Partition[] = ALL_PARTITIONS,
): Promise<BroadcastDoc[]> => {
  const docs: BroadcastDoc[] = [];
  for (const partition of partitions)
    for (let made = 0, n = 0; made < BROADCASTS_EACH; n += 1) {
      const id = `${name}-${n}`;
      if (partitionOf(asBroadcastId(id)) !== partition) continue;
      docs.push(await openBroadcast(stage, id));
      made += 1;
    }
  return docs;
};

/** Puts utterances on the streams as the door does, each broadcast as many. @param from numbers those before. */
export const loadStreams = async (
  stage: Stage,
  docs: readonly BroadcastDoc[],
  { from, count, seed }: { readonly from: number; readonly count: number; readonly seed: number },
): Promise<void> => {
  const lines = makeLines(seed);
  for (let at = 0; at < count; at += CHUNK_MAX)
    // One after the other: to make those of all at once takes so long on a busy machine that a command is given up before it is sent.
    for (const doc of docs) {
      const events = Array.from({ length: Math.min(CHUNK_MAX, count - at) }, (_, i) => ({
        event: utteranceAt(from + at + i, lines),
      }));
      const where = { partition: doc.partition as Partition, broadcastId: doc._id, acceptedAtMs: Date.now() };
      const outcomes = await appendEvents(stage.redis, where, events);
      if (outcomes.some((one) => one !== 'accepted')) throw new Error('the stream did not take an event');
    }
};

/** How many hold the partitions, each a thread of a worker; 0 while one of them is free. */
export const ownersOfAll = async ({ redis }: Stage): Promise<number> => {
  const held = await Promise.all(ALL_PARTITIONS.map((partition) => redis.get(keys.lease(partition))));
  return held.includes(null) ? 0 : new Set(held.map((one) => one?.slice(one.indexOf(':') + 1))).size;
};

/** Entries that are not acknowledged yet. */
export const waiting = async ({ redis }: Stage): Promise<number> => {
  const lengths = await Promise.all(
    ALL_PARTITIONS.map((partition) => redis.xLen(keys.utterances(partition))),
  );
  return lengths.reduce((a, b) => a + b, 0);
};

/** Leaves at rest. */
export const leavesAtRest = async ({ store }: Stage): Promise<number> => {
  const [sum] = await store.blocks.aggregate<{ n: number }>([
    { $group: { _id: null, n: { $sum: '$leafCount' } } },
  ]);
  return sum?.n ?? 0;
};

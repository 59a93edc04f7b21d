import { createHash } from 'node:crypto';
import type { BroadcastId } from '../contract/ids.ts';
import type { IngestEvent } from '../contract/ingest.ts';
import type { RedisClient } from './client.ts';
import { keys, type Partition } from './keys.ts';
import { encodeMessage, type InternalEvent } from './wire.ts';

/**
 * Entries that may wait in one partition. At 2,000 events a second an owner that died is replaced (6 s) long before;
 * past it the door answers 429, since Redis must never be the one to refuse.
 */
export const BACKLOG_MAX = 50_000;
/** Events handed to one run of the script: Redis serves nobody else meanwhile, and 500 take about 3 ms. */
export const CHUNK_MAX = 500;
/** What a broadcast has sent is remembered this long after its last event: a show of 24 h, and 24 h after its end. */
const SEEN_SECONDS = 48 * 3600;

/*
 * Purpose: append events of one broadcast to its partition's stream, each id and revision once.
 * KEYS     1 stream, 2 hash of what was seen (both in the partition's slot)
 * ARGV     1 BACKLOG_MAX, 2 SEEN_SECONDS, 3 broadcast, 4 time of acceptance; then for each event: id, revision, digest, JSON
 * Returns  for each event: A accepted, D duplicate, C the same id with other content and no higher revision, O overloaded
 * Effects  at rest when the reply comes (appendfsync always). An event that was not accepted leaves no trace.
 */
const APPEND = `
local room = tonumber(ARGV[1]) - redis.call('XLEN', KEYS[1])
local out = {}
for i = 5, #ARGV, 4 do
  local id, revision, digest = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local mine = id .. '/' .. revision
  local same = redis.call('HGET', KEYS[2], mine)
  local highest = tonumber(redis.call('HGET', KEYS[2], id) or '-1')
  if same == digest then out[#out + 1] = 'D'
  elseif same or tonumber(revision) <= highest then out[#out + 1] = 'C'
  elseif room <= 0 then out[#out + 1] = 'O'
  else
    redis.call('HSET', KEYS[2], mine, digest, id, revision)
    redis.call('XADD', KEYS[1], '*', 'b', ARGV[3], 't', ARGV[4], 'e', ARGV[i + 3])
    room = room - 1
    out[#out + 1] = 'A'
  end
end
redis.call('EXPIRE', KEYS[2], ARGV[2])
return out
`;

export type AppendOutcome = 'accepted' | 'duplicate' | 'conflict' | 'overloaded';
const OUTCOMES: Readonly<Record<string, AppendOutcome>> = {
  A: 'accepted',
  D: 'duplicate',
  C: 'conflict',
  O: 'overloaded',
};

export interface Appendable {
  readonly event: IngestEvent | InternalEvent;
  /** Overrides the id under which duplicates are known: internal events that must be appended once. */
  readonly dedupeId?: string;
}

/**
 * The id and digest by which the same event is known when it is sent again. Events without an id are known by their content.
 * Names that are not a sender's begin with a slash, which no sender's id may hold: nobody can take them beforehand.
 */
const identity = (item: Appendable, json: string): { id: string; revision: string; digest: string } => {
  const digest = createHash('sha256').update(json).digest('base64url').slice(0, 22);
  const { event } = item;
  if (item.dedupeId !== undefined) return { id: `/${item.dedupeId}`, revision: '0', digest: '-' };
  if (event.type === 'utterance') return { id: event.id, revision: String(event.revision ?? 0), digest };
  const given = 'id' in event ? event.id : undefined;
  return { id: `/${event.type}:${given ?? digest}`, revision: '0', digest };
};

/**
 * Appends up to {@link CHUNK_MAX} events of one broadcast, in their order.
 *
 * @returns one outcome per event, in order; `accepted` means at rest in Redis.
 * @throws the Redis error when nothing is known of the outcome: the sender repeats, and what was appended is a duplicate then.
 */
export const appendEvents = async (
  redis: RedisClient,
  where: { readonly partition: Partition; readonly broadcastId: BroadcastId; readonly acceptedAtMs: number },
  items: readonly Appendable[],
): Promise<AppendOutcome[]> => {
  if (items.length > CHUNK_MAX)
    throw new Error(`at most ${CHUNK_MAX} events in one chunk, not ${items.length}`);
  if (items.length === 0) return [];
  const args = [String(BACKLOG_MAX), String(SEEN_SECONDS), where.broadcastId, String(where.acceptedAtMs)];
  for (const item of items) {
    const fields = encodeMessage({ ...where, event: item.event });
    const json = fields.e ?? '';
    const { id, revision, digest } = identity(item, json);
    args.push(id, revision, digest, json);
  }
  const reply = await redis.eval(APPEND, {
    keys: [keys.utterances(where.partition), keys.seen(where.partition, where.broadcastId)],
    arguments: args,
  });
  if (!Array.isArray(reply)) throw new Error('the append script answered with something other than a list');
  return reply.map((letter) => {
    const outcome = OUTCOMES[String(letter)];
    if (!outcome) throw new Error(`the append script answered ${String(letter)}`);
    return outcome;
  });
};

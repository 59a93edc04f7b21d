import { hash } from 'node:crypto';
import type { BroadcastId } from '../contract/ids.ts';
import type { IngestEvent } from '../contract/ingest.ts';
import { BACKLOG_AGE_MS_MAX, BACKLOG_BYTES_MAX, BACKLOG_MAX, type Backlog, ENTRY_BYTES } from './backlog.ts';
import type { RedisClient } from './client.ts';
import { keys, type Partition } from './keys.ts';
import { scriptOf } from './script.ts';
import { encodeMessage, type InternalEvent } from './wire.ts';

/** Events handed to one run of the script: Redis serves nobody else meanwhile, and 500 take about 3 ms. */
export const CHUNK_MAX = 500;
/** What a broadcast has sent is remembered this long after its last event: a show of 24 h, and 24 h after its end. */
const SEEN_SECONDS = 48 * 3600;

/*
 * Purpose: append events of one broadcast to its partition's stream, each id and revision once.
 * KEYS     1 stream, 2 hash of what was seen (both in the partition's slot)
 * ARGV     1 BACKLOG_MAX, 2 BACKLOG_BYTES_MAX, 3 BACKLOG_AGE_MS_MAX, 4 ENTRY_BYTES, 5 SEEN_SECONDS, 6 broadcast,
 *          7 time of acceptance; then for each event: id, revision, digest, JSON
 * Returns  entries, bytes and ms that waited before, and one letter for each event: A accepted, D duplicate, C the same id with
 *          other content and no higher revision, O overloaded
 * Effects  at rest when the reply comes (appendfsync always). An event that was not accepted leaves no trace. Each entry says in
 *          `s` how many bytes were appended before it since the stream was last empty: newest less oldest is what waits, however
 *          much was trimmed. The hash holds `revision:digest` under the id, and digests of earlier revisions under `id/revision`.
 */
const APPEND = `
local now = redis.call('TIME')
local function edge(command, from, to)
  local entry = redis.call(command, KEYS[1], from, to, 'COUNT', 1)[1]
  if not entry then return nil end
  local at, size = 0, tonumber(ARGV[4])
  for i = 1, #entry[2], 2 do
    if entry[2][i] == 's' then at = tonumber(entry[2][i + 1]) end
    if entry[2][i] == 'e' then size = size + #entry[2][i + 1] end
  end
  return {from = at, to = at + size, ms = tonumber(string.match(entry[1], '^%d+'))}
end
local oldest = edge('XRANGE', '-', '+')
local total, first, age = 0, 0, 0
if oldest then
  local newest = edge('XREVRANGE', '+', '-')
  total, first = newest.to, math.min(oldest.from, newest.to)
  age = math.max(0, now[1] * 1000 + math.floor(now[2] / 1000) - oldest.ms)
end
local entries = redis.call('XLEN', KEYS[1])
local waited = {entries, total - first, age}
local late = age > tonumber(ARGV[3])
local out = {}
for i = 8, #ARGV, 4 do
  local id, revision, digest = ARGV[i], tonumber(ARGV[i + 1]), ARGV[i + 2]
  local held = redis.call('HGET', KEYS[2], id)
  local highest, known = -1, nil
  if held then
    local number, inline = string.match(held, '^(%d+):(.*)$')
    highest = tonumber(number or held)
    known = revision == highest and inline or redis.call('HGET', KEYS[2], id .. '/' .. ARGV[i + 1])
    held = inline
  end
  if known == digest then out[#out + 1] = 'D'
  elseif revision <= highest then out[#out + 1] = 'C'
  elseif late or entries >= tonumber(ARGV[1]) or total - first >= tonumber(ARGV[2]) then out[#out + 1] = 'O'
  else
    if held then redis.call('HSET', KEYS[2], id .. '/' .. highest, held) end
    redis.call('HSET', KEYS[2], id, ARGV[i + 1] .. ':' .. digest)
    local json = ARGV[i + 3]
    redis.call('XADD', KEYS[1], '*', 'b', ARGV[6], 't', ARGV[7], 's', string.format('%.0f', total), 'e', json)
    total = total + #json + tonumber(ARGV[4])
    entries = entries + 1
    out[#out + 1] = 'A'
  end
end
redis.call('EXPIRE', KEYS[2], ARGV[5])
return {waited[1], waited[2], waited[3], table.concat(out)}
`;

const append = scriptOf(APPEND);

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
  const digest = hash('sha256', json, 'base64url').slice(0, 22);
  const { event } = item;
  if (item.dedupeId !== undefined) return { id: `/${item.dedupeId}`, revision: '0', digest: '-' };
  if (event.type === 'utterance') return { id: event.id, revision: String(event.revision ?? 0), digest };
  const given = 'id' in event ? event.id : undefined;
  return { id: `/${event.type}:${given ?? digest}`, revision: '0', digest };
};

export interface Appended {
  /** One for each event, in order; `accepted` means at rest in Redis. */
  readonly outcomes: readonly AppendOutcome[];
  /** What waited in the partition before. */
  readonly backlog: Backlog;
}

export interface AppendTo {
  readonly partition: Partition;
  readonly broadcastId: BroadcastId;
  readonly acceptedAtMs: number;
}

const argumentsOf = (where: AppendTo, items: readonly Appendable[]): string[] => {
  const args = [
    ...[BACKLOG_MAX, BACKLOG_BYTES_MAX, BACKLOG_AGE_MS_MAX, ENTRY_BYTES, SEEN_SECONDS].map(String),
    where.broadcastId,
    String(where.acceptedAtMs),
  ];
  for (const item of items) {
    const json = encodeMessage({ ...where, event: item.event }).e ?? '';
    const { id, revision, digest } = identity(item, json);
    args.push(id, revision, digest, json);
  }
  return args;
};

/**
 * Appends up to {@link CHUNK_MAX} events of one broadcast, in their order, and says how much waits.
 *
 * @throws the Redis error when nothing is known of the outcome: the sender repeats, and what was appended is a duplicate then.
 */
export const appendMeasured = async (
  redis: RedisClient,
  where: AppendTo,
  items: readonly Appendable[],
): Promise<Appended> => {
  if (items.length > CHUNK_MAX)
    throw new Error(`at most ${CHUNK_MAX} events in one chunk, not ${items.length}`);
  const reply = await append(redis, {
    keys: [keys.utterances(where.partition), keys.seen(where.partition, where.broadcastId)],
    arguments: argumentsOf(where, items),
  });
  if (!Array.isArray(reply)) throw new Error('the append script answered with something other than a list');
  const [entries, bytes, oldestMs, letters] = reply as unknown[];
  const outcomes = [...String(letters)].map((letter) => {
    const outcome = OUTCOMES[letter];
    if (!outcome) throw new Error(`the append script answered ${letter}`);
    return outcome;
  });
  return {
    outcomes,
    backlog: { entries: Number(entries), bytes: Number(bytes), oldestMs: Number(oldestMs) },
  };
};

/** {@link appendMeasured} for those who only want to know what became of each event. */
export const appendEvents = async (
  redis: RedisClient,
  where: AppendTo,
  items: readonly Appendable[],
): Promise<readonly AppendOutcome[]> =>
  items.length === 0 ? [] : (await appendMeasured(redis, where, items)).outcomes;

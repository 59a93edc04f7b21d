import { createRandom, type Random } from '../train/random.ts';

/** What is done to the processes while events flow. */
export const FAULTS = [
  'worker-killed',
  'worker-stopped',
  'server-killed',
  'server-killed-before-telling',
  'redis-killed',
  'redis-memory-full',
  'redis-disk-full',
  'mongo-killed',
  'mongo-primary-killed',
  'mongo-stepdown',
  'mongo-disk-full',
  'entries-undecodable',
  'reader-slow',
] as const;
export type Fault = (typeof FAULTS)[number];

/** One fault of the schedule. */
export interface Planned {
  readonly fault: Fault;
  /** It begins once so many requests were answered: progress decides, not the clock, so that a slow machine has the same run. */
  readonly afterRequests: number;
  /** Which of the two workers. */
  readonly worker: 0 | 1;
  /** Between the sign that a batch is under way and the blow. */
  readonly delayMs: number;
  /** For how long what was killed stays down. */
  readonly downMs: number;
}

/** One event as it is sent; `token` names the leaf that it must become. */
export interface Line {
  readonly token: string;
  readonly json: string;
  /** Raises an alert, wherever it is heard. */
  readonly claims: boolean;
}

/** What the sender of one broadcast posts, request by request. */
export interface Show {
  readonly id: string;
  readonly startedAgoMs: number;
  readonly requests: readonly (readonly Line[])[];
}

export interface Plan {
  readonly shows: readonly Show[];
  readonly faults: readonly Planned[];
  readonly requests: number;
  /** Between an answer and the sender's next request. */
  readonly pauseMs: number;
}

const SHOWS = 6;
const EVENTS_PER_SECOND = 80;
const EVENTS_PER_REQUEST = 15;
/** A second copy comes so many requests later at most. */
const LATER_MAX = 3;
/** Broadcast time from one event to the next; closer together where a show would become longer than a day. */
const SPACING_MS = 1_000;
const SHOW_MS_MAX = 80_000_000;
/** Room for a fault to show itself and to be got over. */
const SECONDS_PER_FAULT = 8;
const DELAY_MS_MAX = 80;
const DOWN_MS_MAX = 1_500;

const CLAIMS = ['这款茶能治疗失眠。', '全网最低价给到大家。', '我们是销量第一。', 'It cures insomnia.'];

const upTo = (random: Random, max: number): number => Math.floor(random.next() * max);

const lineAt = (random: Random, index: number, spacingMs: number): Line => {
  const atMs = index * spacingMs;
  if (index % 40 === 7) {
    const event = { type: 'audience', atMs, viewers: upTo(random, 10_000) };
    return { token: `audience ${event.viewers} at ${atMs}`, json: JSON.stringify(event), claims: false };
  }
  if (index % 60 === 11) {
    const productId = `p${index % 5}`;
    const event = { type: 'product', action: 'introduced', productId, atMs, name: `花茶${index % 5}号` };
    return { token: `product ${productId} at ${atMs}`, json: JSON.stringify(event), claims: false };
  }
  const id = `u${index}`;
  const claims = index % 4 === 0;
  const words = claims ? random.pick(CLAIMS) : `大家好，现在是第${index}句。`;
  const who =
    index % 5 === 3 && !claims
      ? { source: 'chat', speaker: `v${index}` }
      : { source: 'speech', speaker: 'host' };
  return {
    token: `utterance ${id}`,
    json: JSON.stringify({ type: 'utterance', id, ...who, atMs, text: words }),
    claims,
  };
};

/** Neighbours change places, as they do when several sources feed one sender. */
const jostled = (random: Random, lines: readonly Line[]): Line[] => {
  const out = [...lines];
  for (let i = 0; i + 1 < out.length; i += 1) {
    const other = Math.min(out.length - 1, i + upTo(random, 4));
    const [a, b] = [out[i], out[other]];
    if (a && b) [out[i], out[other]] = [b, a];
  }
  return out;
};

/** Every third line comes a second time: in its request or one of the next, anywhere behind its first place. */
const withRepeats = (random: Random, lines: readonly Line[]): Line[][] => {
  const requests: Line[][] = [];
  for (let i = 0; i < lines.length; i += EVENTS_PER_REQUEST)
    requests.push(lines.slice(i, i + EVENTS_PER_REQUEST));
  const repeats = lines.flatMap((line, i) =>
    i % 3 === 2 ? [{ line, from: Math.floor(i / EVENTS_PER_REQUEST) }] : [],
  );
  for (const { line, from } of repeats) {
    const request = requests[Math.min(requests.length - 1, from + upTo(random, LATER_MAX + 1))] ?? [];
    const first = request.indexOf(line);
    request.splice(first + 1 + upTo(random, request.length - first), 0, line);
  }
  return requests;
};

const showOf = (random: Random, name: string, events: number): Show => {
  const spacingMs = Math.min(SPACING_MS, Math.floor(SHOW_MS_MAX / events));
  const lines = jostled(
    random,
    Array.from({ length: events }, (_, i) => lineAt(random, i, spacingMs)),
  );
  const end: Line = {
    token: 'ended',
    json: JSON.stringify({ type: 'ended', atMs: (events + 10) * spacingMs }),
    claims: false,
  };
  return {
    id: name,
    startedAgoMs: (events + 60) * spacingMs,
    requests: [...withRepeats(random, lines), [end]],
  };
};

/** Each fault as often as any other, in an order of the seed's own. */
const faultsOf = (random: Random, kinds: readonly Fault[], count: number, requests: number): Planned[] => {
  const order: Fault[] = [];
  while (order.length < count) {
    const round = [...kinds];
    while (round.length > 0) order.push(...round.splice(upTo(random, round.length), 1));
  }
  return order.slice(0, count).map((fault, i) => ({
    fault,
    afterRequests: Math.floor(((i + 0.5) * requests) / count),
    worker: random.chance(0.5) ? 1 : 0,
    delayMs: upTo(random, DELAY_MS_MAX),
    downMs: upTo(random, DOWN_MS_MAX),
  }));
};

/** A pure function of what was asked: the whole run, before anything is started. */
export const planOf = (asked: {
  readonly seed: number;
  readonly seconds: number;
  readonly only: readonly Fault[];
}): Plan => {
  const random = createRandom(asked.seed);
  const events = Math.ceil((asked.seconds * EVENTS_PER_SECOND) / SHOWS);
  const shows = Array.from({ length: SHOWS }, (_, i) => showOf(random, `show-${asked.seed}-${i}`, events));
  const requests = shows.reduce((sum, show) => sum + show.requests.length, 0);
  const count = Math.max(asked.only.length, Math.floor(asked.seconds / SECONDS_PER_FAULT));
  return {
    shows,
    faults: faultsOf(random, asked.only, count, requests),
    requests,
    pauseMs: (asked.seconds * 1_000 * SHOWS) / requests,
  };
};

import { hash, randomBytes, randomInt } from 'node:crypto';
import { loadavg } from 'node:os';
import { asBroadcastId, asEntryId, type BroadcastId } from '../../../models/contract/ids.ts';
import { utf8 } from '../../../models/contract/log/bytes.ts';
import {
  appendLeaves,
  EMPTY_FRONTIER,
  frontierRoot,
  frontierText,
  type Hash,
  leafHash,
  verifyConsistency,
  verifyInclusion,
} from '../../../models/contract/log/merkle.ts';
import type { BlockDoc } from '../../../models/store/documents.ts';
import { keepSubtrees } from '../../../models/store/kept-subtrees.ts';
import { readConsistency, readInclusion } from '../../../models/store/read-log.ts';
import type { Store } from '../../../models/store/store.ts';
import { openStage } from '../stage.ts';

/** Asked: any leaf of a million in less. */
const GOAL_MS = 20;
/** Blocks of live talk: an utterance with what was found in it, now and then a busy second. */
const BLOCK_LEAVES_MAX = 7;
const INSERTED_AT_ONCE = 2_000;
const PROOFS = 1_000;
/** Before the figures are taken: caches of the database and the compiler of Node are warm in service too. */
const WARM_UP = 100;

const sha256 = (bytes: Uint8Array): Hash => hash('sha256', bytes, 'buffer');

/** As long as a usual record, and with hashes in it that no compression makes smaller. */
const leafOf = (i: number): string =>
  JSON.stringify({
    atMs: i * 500,
    entry: `1763640071000-${i}`,
    id: `u${i}`,
    judged: 'full',
    kind: 'utterance',
    receivedAt: '2026-11-20T12:01:11.000Z',
    revision: 0,
    role: 'presenter',
    source: 'speech',
    speaker: { c: randomBytes(32).toString('hex'), n: 4 },
    stages: { duties: 'ok', lexicon: 'ok', network: 'ok' },
    text: { c: randomBytes(32).toString('hex'), n: 24 },
    v: 1,
  });

interface Made {
  readonly leaves: readonly Hash[];
  /** Root by size, at the ends of blocks. */
  readonly roots: ReadonlyMap<number, Hash>;
}

/** Writes a log as a worker would, block by block, straight into the database. */
const makeLog = async (store: Store, broadcastId: BroadcastId, size: number): Promise<Made> => {
  const leaves: Hash[] = [];
  const roots = new Map<number, Hash>();
  let frontier = EMPTY_FRONTIER;
  let blocks: BlockDoc[] = [];
  while (frontier.size < size) {
    const first = frontier.size;
    const count = Math.min(randomInt(1, BLOCK_LEAVES_MAX + 1), size - first);
    const texts = Array.from({ length: count }, (_, i) => leafOf(first + i));
    const hashes = texts.map((text) => leafHash(utf8(text), sha256));
    const { kept, onNode } = keepSubtrees();
    frontier = appendLeaves(frontier, hashes, sha256, onNode);
    leaves.push(...hashes);
    roots.set(frontier.size, frontierRoot(frontier));
    blocks.push({
      broadcastId,
      firstLeafIndex: first,
      leafCount: count,
      leaves: texts,
      lastEntryId: asEntryId(`1763640071000-${first}`),
      frontier: frontierText(frontier),
      ...(kept.length > 0 && { subtrees: kept }),
      epoch: 1,
      writtenAt: new Date(0),
    });
    if (blocks.length >= INSERTED_AT_ONCE || frontier.size >= size) {
      await store.blocks.collection.insertMany(blocks as never[], { ordered: false });
      blocks = [];
    }
  }
  return { leaves, roots };
};

interface Times {
  /** Of each proof, by the clock. */
  readonly ms: readonly number[];
  /** Of the processor, in this process, a proof. */
  readonly cpuMs: number;
}

const figures = (what: string, { ms: times, cpuMs }: Times): boolean => {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const max = at(1);
  process.stdout.write(
    `${what}: p50 ${at(0.5).toFixed(1)} ms, p99 ${at(0.99).toFixed(1)} ms, max ${max.toFixed(1)} ms by the clock, ${cpuMs.toFixed(1)} ms of the processor (${sorted.length} proofs; goal ${GOAL_MS} ms)\n`,
  );
  return max < GOAL_MS;
};

const MICRO_TO_MS = 1_000;
const spentMs = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / MICRO_TO_MS;

const timed = async <T>(work: () => Promise<T>): Promise<{ ms: number; cpuMs: number; result: T }> => {
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  const result = await work();
  return { ms: performance.now() - startedAt, cpuMs: spentMs(process.cpuUsage(cpu)), result };
};

const assertHolds = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(`${what} does not verify`);
};

/** Any leaf in any signed head. Each proof is verified, outside of the time that counts. */
const inclusions = async (store: Store, id: BroadcastId, { leaves, roots }: Made): Promise<Times> => {
  const sizes = [...roots.keys()];
  const times: number[] = [];
  let cpu = 0;
  for (let i = 0; i < PROOFS + WARM_UP; i += 1) {
    const size = sizes[randomInt(sizes.length)] ?? 1;
    const index = randomInt(size);
    const { ms, cpuMs, result } = await timed(() => readInclusion(store, id, index, size));
    const [leaf, root] = [leaves[index] as Hash, roots.get(size) as Hash];
    assertHolds(verifyInclusion({ index, size, leaf, proof: result, root }), `leaf ${index} of ${size}`);
    if (i < WARM_UP) continue;
    times.push(ms);
    cpu += cpuMs;
  }
  return { ms: times, cpuMs: cpu / PROOFS };
};

/** Any two signed heads. */
const consistencies = async (store: Store, id: BroadcastId, { roots }: Made): Promise<Times> => {
  const sizes = [...roots.keys()];
  const times: number[] = [];
  let cpu = 0;
  for (let i = 0; i < PROOFS; i += 1) {
    const [a, b] = [sizes[randomInt(sizes.length)] ?? 1, sizes[randomInt(sizes.length)] ?? 1];
    const [first, second] = a < b ? [a, b] : [b, a];
    const { ms, cpuMs, result } = await timed(() => readConsistency(store, id, first, second));
    const [firstRoot, secondRoot] = [roots.get(first) as Hash, roots.get(second) as Hash];
    assertHolds(
      verifyConsistency({ first, second, firstRoot, secondRoot, proof: result }),
      `${first} to ${second}`,
    );
    times.push(ms);
    cpu += cpuMs;
  }
  return { ms: times, cpuMs: cpu / PROOFS };
};

/** Measures proofs out of a log of so many leaves and prints the figures. @returns whether the goal is reached. */
export const benchProofs = async (root: string, size: number): Promise<boolean> => {
  const stage = await openStage(root);
  try {
    const id = asBroadcastId('bench-log');
    const { ms, result: made } = await timed(() => makeLog(stage.store, id, size));
    const load = loadavg()[0]?.toFixed(1);
    process.stdout.write(
      `log: ${size} records in ${made.roots.size} blocks, made in ${Math.round(ms / 1000)} s; load of the machine ${load}\n`,
    );
    const reached = [
      figures('inclusion', await inclusions(stage.store, id, made)),
      figures('consistency', await consistencies(stage.store, id, made)),
    ];
    return !reached.includes(false);
  } finally {
    await stage.close();
  }
};

import { setTimeout as sleep } from 'node:timers/promises';
import type { AlertDoc } from '../../models/store/documents.ts';
import { ALL_PARTITIONS, keys } from '../../models/stream/keys.ts';
import { LEASE_MS } from '../../models/stream/leases.ts';
import type { Moderator } from './moderator.ts';
import type { Fault, Planned } from './plan.ts';
import type { Flow } from './sender.ts';
import type { SmallDisk } from './small-disk.ts';
import type { Stage } from './stage.ts';
import type { Killable } from './stores.ts';
import { soon, until } from './until.ts';

/** Longer than it takes to decide; ended at once when the server is dead. */
const PAUSE_WRITES_MS = 20_000;
const BEYOND_LEASE_MS = LEASE_MS + 2_000;

export interface Acting {
  readonly stage: Stage;
  readonly flow: Flow;
  readonly moderator: Moderator;
}

/** Does one fault and undoes it. @returns what happened, in a few words. */
type Act = (acting: Acting, planned: Planned) => Promise<string>;

const aBlockMore = async ({ stage }: Acting): Promise<void> => {
  const count = (): Promise<number> => stage.store.blocks.estimatedDocumentCount();
  const before = await count();
  await soon(async () => (await count()) > before);
};

const killWorker: Act = async (acting, { worker, delayMs, downMs }) => {
  await aBlockMore(acting);
  await sleep(delayMs);
  const part = acting.stage.workers[worker];
  await part.kill();
  await sleep(downMs);
  await part.start();
  return `worker-${worker} SIGKILL, down ${downMs} ms`;
};

const killServer: Act = async ({ stage, flow }, { delayMs, downMs }) => {
  await soon(async () => flow.underWay > 0);
  await sleep(Math.floor(delayMs / 8));
  const underWay = flow.underWay;
  await stage.server.kill();
  await sleep(downMs);
  await stage.server.start();
  return `SIGKILL with ${underWay} requests under way, down ${downMs} ms`;
};

const killStore =
  (name: 'redisStore' | 'mongoStore'): Act =>
  async (acting, { delayMs, downMs }) => {
    await aBlockMore(acting);
    await sleep(delayMs);
    const store = acting.stage[name];
    await store.kill();
    await sleep(downMs);
    await store.start();
    return `SIGKILL, down ${downMs} ms`;
  };

const stopWorker: Act = async (acting, { worker, delayMs }) => {
  const { stage } = acting;
  const name = `worker-${worker}`;
  await aBlockMore(acting);
  await sleep(delayMs);
  stage.workers[worker].signal('SIGSTOP');
  try {
    await until('the leases of a stopped worker to be another’s', async () => {
      const values = await Promise.all(ALL_PARTITIONS.map((one) => stage.redis.get(keys.lease(one))));
      return values.every((value) => value !== null && !value.includes(`:${name}-`));
    });
  } finally {
    stage.workers[worker].signal('SIGCONT');
  }
  return `${name} SIGSTOP until all its partitions were the other’s, SIGCONT`;
};

/** Redis takes no writes for a while: the server decides in MongoDB, and is killed before it can tell anyone. */
const killBeforeTelling: Act = async ({ stage, moderator }, { downMs }) => {
  const { store, redis } = stage;
  const alert = await until('an alert to decide about', () =>
    store.alerts.findOne({ status: 'open' }).sort({ firstAtMs: 1, _id: 1 }).lean<AlertDoc>(),
  );
  const before = await store.decisions.countDocuments({});
  await redis.sendCommand(['CLIENT', 'PAUSE', String(PAUSE_WRITES_MS), 'WRITE']);
  try {
    const answer = moderator.uphold(alert._id, alert.revision).catch(() => null);
    await until(
      'the decision in MongoDB',
      async () => (await store.decisions.countDocuments({})) > before,
      15_000,
    );
    await stage.server.kill();
    await answer;
  } finally {
    await redis.sendCommand(['CLIENT', 'UNPAUSE']);
  }
  await sleep(downMs);
  await stage.server.start();
  return 'decided in MongoDB, SIGKILL before anyone was told';
};

const refusals = ({ refused }: Flow): number => [...refused.values()].reduce((sum, count) => sum + count, 0);
const misses = (flow: Flow): number => refusals(flow) + flow.unanswered;

const fillMemory: Act = async ({ stage, flow }) => {
  const before = refusals(flow);
  await stage.redis.configSet('maxmemory', '1');
  try {
    await until('the door to refuse', async () => refusals(flow) > before);
    // Beyond a lease: whoever works off what is there must keep its partitions meanwhile.
    await sleep(BEYOND_LEASE_MS);
    await until('what waits to be worked off without memory', async () => {
      const lengths = await Promise.all(ALL_PARTITIONS.map((one) => stage.redis.xLen(keys.utterances(one))));
      return lengths.every((length) => length === 0);
    });
  } finally {
    await stage.redis.configSet('maxmemory', '0');
  }
  return `no memory for longer than a lease, what waited was worked off: ${refusals(flow) - before} requests refused`;
};

const fillDisk =
  (which: 'redis' | 'mongo'): Act =>
  async ({ stage, flow }, { downMs }) => {
    const disk: SmallDisk | null = stage.disks[which];
    if (!disk) return 'passed over: mounting a small disk is not permitted here';
    const store: Killable = which === 'redis' ? stage.redisStore : stage.mongoStore;
    const before = misses(flow);
    disk.fill();
    try {
      if (which === 'redis') await until('the door to refuse', async () => misses(flow) > before);
      // A checkpoint is what MongoDB needs room for.
      else
        await stage.store.connection.db
          ?.admin()
          .command({ fsync: 1, maxTimeMS: 10_000 })
          .catch(() => undefined);
      await sleep(1_000 + downMs);
    } finally {
      disk.free();
    }
    const ended = store.gone;
    if (ended) await store.start();
    return `full: ${ended ? 'it ended, and came back with room' : 'it went on'}, ${misses(flow) - before} requests refused`;
  };

/** One table from the fault to what is done. */
export const ACTS: Readonly<Record<Fault, Act>> = {
  'worker-killed': killWorker,
  'server-killed': killServer,
  'redis-killed': killStore('redisStore'),
  'mongo-killed': killStore('mongoStore'),
  'worker-stopped': stopWorker,
  'server-killed-before-telling': killBeforeTelling,
  'redis-memory-full': fillMemory,
  'redis-disk-full': fillDisk('redis'),
  'mongo-disk-full': fillDisk('mongo'),
};

import { setTimeout as sleep } from 'node:timers/promises';
import { LEASE_MS } from '../../../models/stream/leases.ts';
import { stepDown } from '../stores.ts';
import { until } from '../until.ts';
import { type Act, aBlockMore, misses, refusals, workedOff } from './acting.ts';

const BEYOND_LEASE_MS = LEASE_MS + 2_000;

export const killRedis: Act = async (acting, { delayMs, downMs }) => {
  const { redisStore } = acting.stage;
  await aBlockMore(acting);
  await sleep(delayMs);
  await redisStore.kill();
  await sleep(downMs);
  await redisStore.start();
  return `SIGKILL, down ${downMs} ms`;
};

/** Power gone: all three members at once. */
export const killMongo: Act = async (acting, { delayMs, downMs }) => {
  const { mongoSet } = acting.stage;
  await aBlockMore(acting);
  await sleep(delayMs);
  await Promise.all(mongoSet.members.map((member) => member.kill()));
  await sleep(downMs);
  await mongoSet.start();
  return `all three members SIGKILL, down ${downMs} ms`;
};

export const killPrimary: Act = async (acting, { delayMs, downMs }) => {
  const { mongoSet } = acting.stage;
  const primary = await mongoSet.primary();
  await aBlockMore(acting);
  await sleep(delayMs);
  await primary.kill();
  await mongoSet.primary();
  await sleep(downMs);
  await mongoSet.start();
  return 'the primary SIGKILL, another was elected, the old one came back';
};

export const stepPrimaryDown: Act = async (acting, { delayMs }) => {
  await aBlockMore(acting);
  await sleep(delayMs);
  await stepDown(acting.stage.mongoSet);
  return 'the primary of three members stepped down, another was elected';
};

export const fillMemory: Act = async ({ stage, flow }) => {
  const before = refusals(flow);
  await stage.redis.configSet('maxmemory', '1');
  try {
    await until('the door to refuse', async () => refusals(flow) > before);
    // Beyond a lease: whoever works off what is there must keep its partitions meanwhile.
    await sleep(BEYOND_LEASE_MS);
    await until('what waits to be worked off without memory', () => workedOff(stage));
  } finally {
    await stage.redis.configSet('maxmemory', '0');
  }
  return `no memory for longer than a lease, what waited was worked off: ${refusals(flow) - before} requests refused`;
};

const NO_DISK = 'passed over: here nothing may be mounted, and there is no prlimit to stand in';

export const fillRedisDisk: Act = async ({ stage, flow }, { downMs }) => {
  const { redisStore, disks } = stage;
  if (!disks.redis) return NO_DISK;
  const before = misses(flow);
  disks.redis.fill();
  try {
    await until('the door to refuse', async () => misses(flow) > before);
    await sleep(1_000 + downMs);
  } finally {
    disks.redis.free();
  }
  const ended = redisStore.gone;
  if (ended) await redisStore.start();
  return `full (${disks.redis.by}): ${ended ? 'it ended, and came back with room' : 'it went on'}, ${misses(flow) - before} requests refused`;
};

export const fillMongoDisk: Act = async ({ stage, flow }, { downMs }) => {
  const { mongoSet, disks } = stage;
  if (!disks.mongo) return NO_DISK;
  const before = misses(flow);
  disks.mongo.fill();
  try {
    // A checkpoint is what MongoDB needs room for.
    await stage.store.connection.db
      ?.admin()
      .command({ fsync: 1, maxTimeMS: 10_000 })
      .catch(() => undefined);
    await sleep(1_000 + downMs);
  } finally {
    disks.mongo.free();
  }
  const ended = mongoSet.members.filter(({ gone }) => gone).length;
  await mongoSet.start();
  return `full (${disks.mongo.by}): ${ended} of 3 members ended, and came back with room; ${misses(flow) - before} requests refused`;
};

import { setTimeout as sleep } from 'node:timers/promises';
import type { AlertDoc } from '../../../models/store/documents.ts';
import { ALL_PARTITIONS, keys } from '../../../models/stream/keys.ts';
import { until } from '../until.ts';
import { type Act, aBlockMore } from './acting.ts';

/** Longer than it takes to decide; ended at once when the server is dead. */
const PAUSE_WRITES_MS = 20_000;

export const killWorker: Act = async (acting, { worker, delayMs, downMs }) => {
  await aBlockMore(acting);
  await sleep(delayMs);
  const part = acting.stage.workers[worker];
  await part.kill();
  await sleep(downMs);
  await part.start();
  return `worker-${worker} SIGKILL, down ${downMs} ms`;
};

export const stopWorker: Act = async (acting, { worker, delayMs }) => {
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

export const killServer: Act = async ({ stage, flow }, { delayMs, downMs }) => {
  await Promise.race([flow.nextPost(), sleep(3_000)]);
  // A request takes a few milliseconds: the blow falls before, while or after its events are at rest.
  await sleep(delayMs / 20);
  const { underWay } = flow;
  await stage.server.kill();
  await sleep(downMs);
  await stage.server.start();
  return `SIGKILL with ${underWay} requests under way, down ${downMs} ms`;
};

/** Redis takes no writes for a while: the server decides in MongoDB, and is killed before it can tell anyone. */
export const killBeforeTelling: Act = async ({ stage, flow, moderator }, { downMs }) => {
  const { store, redis } = stage;
  const alert = await until('an alert to decide about', () =>
    store.alerts.findOne({ status: 'open' }).sort({ firstAtMs: 1, _id: 1 }).lean<AlertDoc>(),
  );
  const before = await store.decisions.countDocuments({});
  flow.held = true;
  await until('nothing to be under way', async () => flow.underWay === 0);
  await redis.sendCommand(['CLIENT', 'PAUSE', String(PAUSE_WRITES_MS), 'WRITE']);
  try {
    const answer = moderator.uphold(alert._id, alert.revision).catch(() => null);
    await until(
      'the decision in MongoDB',
      async () => (await store.decisions.countDocuments({})) > before,
      PAUSE_WRITES_MS,
    );
    await stage.server.kill();
    await answer;
  } finally {
    flow.held = false;
    await redis.sendCommand(['CLIENT', 'UNPAUSE']);
  }
  await sleep(downMs);
  await stage.server.start();
  return 'decided in MongoDB, SIGKILL before anyone was told';
};

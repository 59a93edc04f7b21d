import { setTimeout as sleep } from 'node:timers/promises';
import { ALL_PARTITIONS, keys } from '../../models/stream/keys.ts';
import { type Child, loadOfMinute, residentMib, round, watchCpu } from './spine/processes.ts';
import { openShows } from './spine/said.ts';
import { type Sent, sendSteadily } from './spine/senders.ts';
import { openSpine, type Spine } from './spine/spine.ts';

export interface LiveOptions {
  readonly root: string;
  /** For how long; 300 is what is asked for. */
  readonly seconds?: number;
  readonly broadcasts?: number;
}

const SECONDS = 300;
const BROADCASTS = 500;
const PER_BROADCAST = 4;
/** A feed sends once a second what was said in it. */
const TOGETHER = 4;
const WORKERS = 1;
const LOOK_MS = 1_000;
const REST_MS_MAX = 600_000;
const MIB = 1024 * 1024;
/** What a process may weigh more after the second half than after the first and still count as flat: caches that fill. */
const FLAT_MIB = 24;
const KIB_PER_MIB = 1024;
/** So long a worker's memory of each broadcast fills by design: its lines of two minutes, of which a quarter more may be there. */
const FILLED_S = 150;

/** Entries that no worker has finished. */
const waiting = async ({ redis }: Spine): Promise<number> => {
  const lengths = await Promise.all(ALL_PARTITIONS.map((one) => redis.xLen(keys.utterances(one))));
  return lengths.reduce((sum, length) => sum + length, 0);
};

const heapMib = async (child: Child): Promise<number> => {
  const { heapUsed, external } = await child.weigh();
  return round((heapUsed + external) / MIB, 1);
};

/** Looks each second how much waits. @returns how to end it, with the most that it saw. */
const watchWaiting = (spine: Spine): (() => number) => {
  let most = 0;
  const timer = setInterval(() => {
    waiting(spine).then(
      (now) => {
        most = Math.max(most, now);
      },
      () => {},
    );
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    return most;
  };
};

const workedOff = async (spine: Spine): Promise<number> => {
  const startedAt = performance.now();
  while ((await waiting(spine)) > 0 && performance.now() - startedAt < REST_MS_MAX) await sleep(LOOK_MS / 4);
  return (performance.now() - startedAt) / 1000;
};

const refusedIn = ({ refused }: Sent): number =>
  Object.values(refused).reduce((sum, count) => sum + count, 0);

type Weights = Readonly<Record<'server' | 'worker', number>>;

/** What the weights say of growth. `flat` is `null` where one half is too short for the memory of each broadcast to fill. */
const growthOf = (
  heapMib: Readonly<Record<'before' | 'halfway' | 'after', Weights>>,
  { seconds, broadcasts }: { readonly seconds: number; readonly broadcasts: number },
) => {
  const { before, halfway, after } = heapMib;
  const grewMib = {
    server: round(after.server - halfway.server, 1),
    worker: round(after.worker - halfway.worker, 1),
  };
  const isFlat = grewMib.server <= FLAT_MIB && grewMib.worker <= FLAT_MIB;
  return {
    heapMib,
    grewMib,
    workerKibEach: round(((after.worker - before.worker) * KIB_PER_MIB) / broadcasts),
    flat: seconds / 2 < FILLED_S ? null : isFlat,
  };
};

/**
 * 500 live broadcasts at 4 utterances a second each, for 5 minutes: nothing refused, everything recorded; and what server and worker
 * weigh (after a collection) before, after one half, when what they remember of each broadcast has filled, and after the other half of
 * the same broadcasts. A million utterances take 500 s.
 */
export const liveBench = async ({ root, seconds = SECONDS, broadcasts = BROADCASTS }: LiveOptions) => {
  const spine = await openSpine(root);
  try {
    const worker = await spine.startWorker('worker');
    const shows = await openShows(spine, broadcasts, broadcasts, 'live');
    const weigh = async () => ({ server: await heapMib(spine.server), worker: await heapMib(worker) });
    const pace = {
      port: spine.port,
      token: spine.token,
      perSecond: broadcasts * PER_BROADCAST,
      together: TOGETHER,
    };
    const loadBefore = loadOfMinute();
    const before = await weigh();
    const mostWaiting = watchWaiting(spine);
    const cpu = watchCpu(spine.pids());
    const first = await sendSteadily({ ...pace, shows, seconds: seconds / 2 });
    await workedOff(spine);
    const halfway = await weigh();
    // Where the first half left off: the same ids again would be duplicates.
    const from = Math.ceil((PER_BROADCAST * seconds) / 2 / TOGETHER) * TOGETHER;
    const second = await sendSteadily({ ...pace, shows, seconds: seconds / 2, from });
    const used = cpu();
    const restS = await workedOff(spine);
    const after = await weigh();
    const accepted = first.accepted + second.accepted;
    const [sum] = await spine.store.blocks.aggregate<{ n: number }>([
      { $group: { _id: null, n: { $sum: '$leafCount' } } },
    ]);
    const refused = refusedIn(first) + refusedIn(second);
    const growth = growthOf({ before, halfway, after }, { seconds, broadcasts });
    return {
      broadcasts,
      seconds,
      workers: WORKERS,
      accepted,
      refused,
      leaves: sum?.n ?? 0,
      mostWaiting: mostWaiting(),
      workedOffAfterS: round(restS, 1),
      cpu: used,
      ...growth,
      residentMib: { server: round(residentMib(spine.server.pid)), worker: round(residentMib(worker.pid)) },
      reached: refused === 0 && accepted === broadcasts * PER_BROADCAST * seconds && growth.flat !== false,
      load: { before: loadBefore, after: loadOfMinute() },
    };
  } finally {
    await spine.close();
  }
};

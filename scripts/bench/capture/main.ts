/** Keeps picture and sound of one broadcast as a worker does, by a fast clock, and tells its parent what memory it takes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { connectMongo } from '../../../models/store/connect.ts';
import { createMediaFiles } from '../../../models/store/media-files.ts';
import { createStore } from '../../../models/store/store.ts';
import { connectRedis } from '../../../models/stream/client.ts';
import type { Partition } from '../../../models/stream/keys.ts';
import { builtWorker } from './built-worker.ts';
import { fastClock } from './fast-clock.ts';
import type { FollowerTask, FollowerWord } from './task.ts';

/** Whatever is to go was put long ago, by the fast clock. */
const AGE_MS = 3_600_000;

const tell = (word: FollowerWord): void => void process.send?.(word);

const follow = async (task: FollowerTask): Promise<void> => {
  const { createGuardedFetch, createKeepMedia, ffmpegFileOf, sweepMedia, MEDIA_SWEEP_MS } = await builtWorker(
    task.root,
  );
  const clock = fastClock(task.startedAtMs, task.speed);
  const connection = await connectMongo(task.mongoUri);
  const store = createStore(connection);
  const redis = await connectRedis(task.redisUrl, () => {});
  const kept = createMediaFiles(task.mediaDir);
  // How old a file is that is being written, the disk says by the machine's own clock.
  const files = {
    ...kept,
    tidy: () => kept.tidy(Date.now()),
    remove: (sha256: string) => kept.remove(sha256, Date.now() + AGE_MS),
  };

  const doc = await store.broadcasts.findOne({ _id: task.broadcastId }).lean();
  if (!doc) throw new Error('the broadcast was not registered');
  const silent = {
    info() {},
    warn: (details: object, text: string) => tell({ said: `${text} ${JSON.stringify(details)}` }),
  };
  const deps = { store, redis, files, clock, log: silent, rule: task.rule };
  const ffmpegFile = ffmpegFileOf(undefined, { path: process.env.PATH ?? '', rootDir: task.root });
  if (ffmpegFile === undefined) throw new Error('no ffmpeg');
  const keep = createKeepMedia({ ...deps, ffmpegFile, soundDays: task.soundDays });
  const of = { partition: doc.partition as Partition, broadcastId: doc._id };
  const fetcher = createGuardedFetch({ allowOrigins: [new URL(task.url).origin] });
  const end = new AbortController();
  let over = false;
  const following = keep({ doc: () => doc, of, url: task.url }, fetcher.fetch, end.signal).finally(() => {
    over = true;
  });
  while (!over) {
    await sleep(MEDIA_SWEEP_MS / task.speed);
    await sweepMedia({ store, files, now: clock, rule: task.rule });
    tell({ atMs: clock() - task.startedAtMs, rss: process.memoryUsage.rss() });
  }
  await following;
  fetcher.close();
  redis.destroy();
  await connection.close();
};

process.once('message', (task: FollowerTask) => {
  follow(task).then(
    () => process.exit(0),
    (error: unknown) => {
      tell({ said: String(error) });
      process.exit(1);
    },
  );
});

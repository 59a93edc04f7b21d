import { createCaptureKeeper } from './capture/keeper.ts';
import { config, type WorkerConfig } from './config.ts';
import { openPackMaker } from './evidence-packs/open.ts';
import { openMarks } from './exhibits/open.ts';
import { type OpenMediaDeps, openMedia } from './media/open.ts';
import { openJudging } from './open.ts';
import { openOutbox } from './outbox/open.ts';
import { openRetention } from './retention/open.ts';
import { openStamps } from './stamps/open.ts';
import { startThreads } from './threads.ts';
import { createWorker } from './worker.ts';

/** Whoever is told to stop and cannot within this time is stopped: what is not finished is pending for the next owner. */
const STOP_LIMIT_MS = 15_000;

/** What follows the captions, picture and sound of broadcasts. */
const openWatching = (
  settings: WorkerConfig,
  { path, ...deps }: Pick<OpenMediaDeps, 'store' | 'redis' | 'log' | 'path'>,
  workerName: string,
) => {
  const watching = { ...deps, clock: Date.now };
  const { keepMedia, sweepMedia } = openMedia({ ...watching, settings, path });
  const allowOrigins = settings.captureAllowOrigins;
  return { captures: createCaptureKeeper({ ...watching, allowOrigins, workerName, keepMedia }), sweepMedia };
};

/** What is done beside judging. */
const openJobs = async (
  deps: Parameters<typeof openPackMaker>[0] &
    Parameters<typeof openStamps>[0] &
    Parameters<typeof openRetention>[0],
) => {
  const stamps = await openStamps(deps);
  const messages = openOutbox(deps);
  return {
    of: {
      ...stamps,
      ...(messages.outbox && { outbox: messages.outbox }),
      makePack: await openPackMaker(deps),
      retention: openRetention(deps),
      lookAfterMarks: openMarks(deps),
    },
    close(): void {
      stamps.close();
      messages.close();
    },
  };
};

/** What is wrong with a setting is for whoever set it, not a fault of the program: said without a trace. */
const settingsOrExit = (): WorkerConfig => {
  try {
    return config(process.env, process.cwd());
  } catch (error) {
    process.stderr.write(
      `The worker cannot run: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return process.exit(1);
  }
};

const start = async (): Promise<() => Promise<void>> => {
  const settings = settingsOrExit();
  // TensorFlow writes of the machine into our log on every start otherwise.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  const path = process.env.PATH ?? '';
  const { deps, rules, close } = await openJudging(settings);
  const { owner, log, store, redis } = deps;
  const { captures, sweepMedia } = openWatching(settings, { store, redis, log, path }, owner);
  const jobs = await openJobs({ ...deps, settings, path });
  const worker = createWorker({ ...jobs.of, ...deps, sweepMedia, healthFile: settings.healthFile });
  worker.start();
  await captures.start();
  const threads = startThreads(settings, (problem) => {
    // Its partitions are taken over like those of a process that was killed; whoever supervises this one starts it again.
    log.error({ problem }, 'a thread has ended');
    process.exit(1);
  });
  log.info(rules, 'worker started');
  return async () => {
    log.info({}, 'worker stopping');
    await captures.stop();
    await Promise.all([worker.stop(), threads.stop()]);
    jobs.close();
    await close();
  };
};

const stop = await start();
const end = (signal: NodeJS.Signals): void => {
  setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
  stop().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(`${signal}: stopping failed`, error);
      process.exit(1);
    },
  );
};
process.once('SIGTERM', end);
process.once('SIGINT', end);

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { asAlertId } from '../models/contract/ids.ts';
import { openDuties } from '../models/duties/open.ts';
import { connectMongo } from '../models/store/connect.ts';
import { rememberLogKey } from '../models/store/log-keys.ts';
import { createStore, prepareStore, type Store } from '../models/store/store.ts';
import { connectRedis } from '../models/stream/client.ts';
import { foldedText } from '../models/text/normalise/normalise.ts';
import { openTextStages } from '../models/text/open.ts';
import { findPersonalData, maskPersonalData } from '../models/text/personal-data/index.ts';
import { withinLimit } from '../models/text/within-limit.ts';
import { createCaptureKeeper } from './capture/keeper.ts';
import { config, type WorkerConfig } from './config.ts';
import { openLiveKey, openSigningKeyFile } from './evidence/signing-key.ts';
import { openPackMaker } from './evidence-packs/open.ts';
import { openMarks } from './exhibits/open.ts';
import { type OpenMediaDeps, openMedia } from './media/open.ts';
import { createLog, errorFacts, type Log } from './observe/log.ts';
import { createMetrics } from './observe/metrics.ts';
import { openOutbox } from './outbox/open.ts';
import { knowExamples } from './packs/examples.ts';
import { followPacks } from './packs/follow.ts';
import { createBlockWriter } from './pipeline/block-writer.ts';
import { createTogether } from './pipeline/together.ts';
import { createTurns } from './pipeline/turns.ts';
import { followPolicies } from './policies/follow.ts';
import { openRetention } from './retention/open.ts';
import { openStamps } from './stamps/open.ts';
import { createWorker } from './worker.ts';

/** Whoever is told to stop and cannot within this time is stopped: what is not finished is pending for the next owner. */
const STOP_LIMIT_MS = 15_000;

/** What judges texts. Without a usable model the rules judge alone, and every record says that the network was not available. */
const openText = async (rootDir: string, log: Log) => {
  // TensorFlow writes of the machine into our log on every start otherwise.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  const stages = await openTextStages(rootDir);
  const { packs, refine, network } = stages;
  knowExamples(packs, join(rootDir, '.local/build/packs.json'), log);
  if ('problem' in network) log.error(network, 'network not available: the rules judge alone');
  else log.info(network, 'network opened');
  const detectors = {
    ...(refine && { refine: withinLimit(refine, { monotonicMs: () => performance.now() }) }),
    findPersonalData,
    maskPersonalData,
    foldQuote: (text: string): string => foldedText(packs.normaliser.fold(text)),
  };
  return { ...stages, detectors };
};

const openStores = async (settings: WorkerConfig, log: Log) => {
  // Before the stores are asked for: a key that cannot be used ends it at once.
  await openSigningKeyFile(settings.signingKeyFile, settings.logKeyName);
  const onRedisError = (error: Error): void => log.warn(errorFacts(error), 'Redis');
  const connectReader = () => connectRedis(settings.redisUrl, onRedisError);
  const [connection, redis] = await Promise.all([connectMongo(settings.mongoUri), connectReader()]);
  const store = createStore(connection);
  await prepareStore(store);
  return { connection, redis, connectReader, store };
};

/** The key that signs, noted for all who verify before it signs anything. */
const openSigning = (store: Store, { signingKeyFile, logKeyName }: WorkerConfig, log: Log) =>
  openLiveKey({ path: signingKeyFile, name: logKeyName, log }, (key) =>
    rememberLogKey(store, key, new Date()),
  );

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

const start = async (): Promise<() => Promise<void>> => {
  const settings = config(process.env, process.cwd());
  const path = process.env.PATH ?? '';
  const owner = `${settings.workerName}-${randomBytes(4).toString('hex')}`;
  const log = createLog(owner, settings.logLevel);
  const { packs, makeJudge, detectors, release } = await openText(settings.rootDir, log);
  const opened = openDuties(settings.rootDir);
  const { connection, redis, connectReader, store } = await openStores(settings, log);
  const { signer, look } = await openSigning(store, settings, log);
  const metrics = createMetrics();
  // What is in force is loaded before anything is judged.
  const following = { store, now: Date.now, log, metrics };
  const news = { ...following, newsRedis: await connectReader() };
  const live = await followPacks({ ...news, packs, makeJudge: (used) => makeJudge(used) });
  const policies = await followPolicies({ ...following, newsRedis: await connectReader(), opened });
  const { captures, sweepMedia } = openWatching(settings, { store, redis, log, path }, owner);
  const jobs = await openJobs({ store, redis, settings, signer, owner, now: Date.now, log, path, metrics });
  const writer = createBlockWriter(store);
  const together = createTogether({
    ...{ store, redis, now: Date.now, correctionWaitMs: settings.correctionWaitMs },
    newAlertId: () => asAlertId(randomBytes(16).toString('base64url')),
    onError: (error) => log.warn(errorFacts(error), 'a broadcast could not be shown'),
  });
  const worker = createWorker({
    ...jobs.of,
    ...together,
    lookAtKey: look,
    owner,
    sweepMedia,
    store,
    writer,
    turn: createTurns(),
    redis,
    connectReader,
    signer,
    detectors: { ...detectors, text: live.judge },
    dutiesOf: policies.dutiesOf,
    now: Date.now,
    monotonicMs: () => performance.now(),
    healthFile: settings.healthFile,
    log,
    metrics,
  });
  worker.start();
  await captures.start();
  log.info({ packs: live.judge.versions.packs, catalogue: policies.catalogue.hash }, 'worker started');
  return async () => {
    log.info({}, 'worker stopping');
    await captures.stop();
    await worker.stop();
    await live.stop();
    await policies.stop();
    jobs.close();
    release();
    await writer.close();
    redis.destroy();
    await connection.close();
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

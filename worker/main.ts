import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asAlertId } from '../models/contract/ids.ts';
import { verifierKey } from '../models/contract/log/note.ts';
import { loadDutyPack } from '../models/duties/load-packs.ts';
import { createDuties } from '../models/duties/reducer.ts';
import { connectMongo } from '../models/store/connect.ts';
import { rememberLogKey } from '../models/store/log-keys.ts';
import { createStore, prepareStore } from '../models/store/store.ts';
import { connectRedis } from '../models/stream/client.ts';
import { createTextJudge, loadPacks, type Packs } from '../models/text/judge.ts';
import { type Network, openNetwork } from '../models/text/network/network.ts';
import { foldedText } from '../models/text/normalise/normalise.ts';
import { findPersonalData, maskPersonalData } from '../models/text/personal-data/index.ts';
import { createRefine, networkStage, thresholdsOf } from '../models/text/refine.ts';
import { createCaptureKeeper } from './capture/keeper.ts';
import { config } from './config.ts';
import { openSigningKey } from './evidence/signing-key.ts';
import { createLog, errorFacts, type Log } from './observe/log.ts';
import { createMetrics } from './observe/metrics.ts';
import { knowExamples } from './packs/examples.ts';
import { followPacks } from './packs/follow.ts';
import { createWorker } from './worker.ts';

/** Whoever is told to stop and cannot within this time is stopped: what is not finished is pending for the next owner. */
const STOP_LIMIT_MS = 15_000;

/** Without a usable model the rules judge alone, and every record says that the network was not available. */
const openNetworkOrNone = async (dir: string, log: Log): Promise<Network | null> => {
  try {
    const network = await openNetwork(dir);
    log.info({ model: network.card.hash, backend: network.backend }, 'network opened');
    return network;
  } catch (error) {
    log.error(errorFacts(error), 'network not available: the rules judge alone');
    return null;
  }
};

/** What judges texts, as far as the files of the installation say: rules as shipped, and the network where it opens. */
const openText = async (rootDir: string, log: Log) => {
  const packs = loadPacks(join(rootDir, 'models/text/packs'));
  knowExamples(packs, join(rootDir, '.local/build/packs.json'), log);
  const fold = (text: string): string => foldedText(packs.normaliser.fold(text));
  const network = await openNetworkOrNone(join(rootDir, 'models/text/network/weights'), log);
  const stage = network && networkStage(network);
  return {
    packs,
    network,
    makeJudge: (used: Packs) => createTextJudge({ packs: used, ...(stage && { network: stage }) }),
    detectors: {
      ...(network && stage && { refine: createRefine(stage, thresholdsOf(network.card), fold) }),
      findPersonalData,
      maskPersonalData,
      foldQuote: fold,
    },
  };
};

const start = async (): Promise<() => Promise<void>> => {
  const settings = config(process.env, process.cwd());
  const owner = `${settings.workerName}-${randomBytes(4).toString('hex')}`;
  const log = createLog(owner, settings.logLevel);
  const signer = openSigningKey(await readFile(settings.signingKeyFile, 'utf8'), settings.logKeyName);
  const { packs, network, makeJudge, detectors } = await openText(settings.rootDir, log);
  const dutyPack = loadDutyPack(join(settings.rootDir, 'models/duties/packs'));
  const onRedisError = (error: Error): void => log.warn(errorFacts(error), 'Redis');
  const connectReader = () => connectRedis(settings.redisUrl, onRedisError);
  const [connection, redis] = await Promise.all([connectMongo(settings.mongoUri), connectReader()]);
  const store = createStore(connection);
  await prepareStore(store);
  await rememberLogKey(store, verifierKey(signer), new Date());
  const metrics = createMetrics();
  // What is in force is loaded before anything is judged.
  const live = await followPacks({
    store,
    newsRedis: await connectReader(),
    packs,
    makeJudge,
    now: Date.now,
    log,
    metrics,
  });
  const worker = createWorker({
    owner,
    store,
    redis,
    connectReader,
    signer,
    detectors: { ...detectors, text: live.judge },
    duties: createDuties(dutyPack, detectors.foldQuote),
    now: Date.now,
    monotonicMs: () => performance.now(),
    newAlertId: () => asAlertId(randomBytes(16).toString('base64url')),
    log,
    metrics,
  });
  const captures = createCaptureKeeper({
    redis,
    store,
    clock: Date.now,
    log,
    allowOrigins: settings.captureAllowOrigins,
    workerName: owner,
  });
  worker.start();
  await captures.start();
  log.info({ packs: live.judge.versions.packs, duties: dutyPack.hash }, 'worker started');
  return async () => {
    log.info({}, 'worker stopping');
    await captures.stop();
    await worker.stop();
    await live.stop();
    network?.release();
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

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
import type { WorkerConfig } from './config.ts';
import { openLiveKey, openSigningKeyFile } from './evidence/signing-key.ts';
import { createLog, errorFacts, type Log } from './observe/log.ts';
import { createMetrics } from './observe/metrics.ts';
import { knowExamples } from './packs/examples.ts';
import { followPacks } from './packs/follow.ts';
import { createTrial } from './pipeline/away.ts';
import { createBlockWriter } from './pipeline/block-writer.ts';
import { createTogether } from './pipeline/together.ts';
import { createTurns } from './pipeline/turns.ts';
import { followPolicies } from './policies/follow.ts';
import type { WorkerDeps } from './worker.ts';

/** What judges texts. Without a usable model the rules judge alone, and every record says that the network was not available. */
const openText = async (rootDir: string, log: Log) => {
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

/** What one thread of a worker judges and records with. */
export interface Judging {
  /** Hashes of the rules in force. */
  readonly rules: { readonly packs: string; readonly catalogue: string };
  readonly deps: WorkerDeps;
  close(): Promise<void>;
}

/** Opens all of it: rules, network, stores, and a name in leases of its own. */
export const openJudging = async (settings: WorkerConfig): Promise<Judging> => {
  const owner = `${settings.workerName}-${randomBytes(4).toString('hex')}`;
  const log = createLog(owner, settings.logLevel);
  const { packs, makeJudge, detectors, release } = await openText(settings.rootDir, log);
  const opened = openDuties(settings.rootDir);
  if ('problem' in opened.ear)
    log.error(opened.ear, 'ear not available: disclosures are heard by patterns alone');
  else log.info(opened.ear, 'ear opened');
  const { connection, redis, connectReader, store } = await openStores(settings, log);
  const { signer, look } = await openSigning(store, settings, log);
  const metrics = createMetrics();
  // What is in force is loaded before anything is judged.
  const following = { store, now: Date.now, log, metrics };
  const news = { ...following, newsRedis: await connectReader() };
  const live = await followPacks({ ...news, packs, makeJudge: (used) => makeJudge(used) });
  const policies = await followPolicies({ ...following, newsRedis: await connectReader(), opened });
  const writer = createBlockWriter(store);
  const judging = { ...detectors, text: live.judge };
  const monotonicMs = () => performance.now();
  return {
    rules: { packs: live.judge.versions.packs, catalogue: policies.catalogue.hash },
    deps: {
      ...createTogether({
        ...{ store, redis, now: Date.now, correctionWaitMs: settings.correctionWaitMs },
        newAlertId: () => asAlertId(randomBytes(16).toString('base64url')),
        onError: (error) => log.warn(errorFacts(error), 'a change could not be shown'),
      }),
      ...{ owner, store, writer, redis, connectReader, signer, log, metrics },
      lookAtKey: look,
      turn: createTurns(),
      detectors: judging,
      working: createTrial({
        ...{ detectors: judging, monotonicMs },
        onError: (error) => log.warn(errorFacts(error), 'a stage does not work yet'),
      }),
      dutiesOf: policies.dutiesOf,
      now: Date.now,
      monotonicMs,
    },
    async close() {
      await live.stop();
      await policies.stop();
      release();
      await writer.close();
      redis.destroy();
      await connection.close();
    },
  };
};

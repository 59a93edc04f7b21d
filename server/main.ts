import { readFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { type Logger, pino } from 'pino';
import { type OpenedDuties, openDuties } from '../models/duties/open.ts';
import { connectMongo } from '../models/store/connect.ts';
import { placeHosts } from '../models/store/host-alone.ts';
import { readSealKey } from '../models/store/seal.ts';
import { createStore, prepareStore } from '../models/store/store.ts';
import { connectRedis } from '../models/stream/client.ts';
import { openTextStages } from '../models/text/open.ts';
import { createScriptJudge } from '../models/text/script.ts';
import { withinLimit } from '../models/text/within-limit.ts';
import { type Config, ConfigRefused, config } from './config.ts';
import { startGateway } from './gateway.ts';
import { stackOf } from './http/answer-errors.ts';
import { followPacks } from './packs/follow.ts';
import { followPolicies } from './policies/follow.ts';

/** 32 random bytes in hex or more; shorter ones could be guessed and cookies forged. */
const SECRET_CHARS_MIN = 32;

const readSecret = (path: string): string => {
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < SECRET_CHARS_MIN)
    throw new ConfigRefused(`${path} holds fewer than ${SECRET_CHARS_MIN} characters`);
  return secret;
};

const sealKeyOf = ({ sealKeyFile: file }: Config, log: Logger): Uint8Array | null => {
  const key = readSealKey(file);
  if (!key) log.error({ file }, 'no seal key: what must be sealed is refused');
  return key;
};

const dutiesIn = (rootDir: string, log: Logger): OpenedDuties => {
  const opened = openDuties(rootDir);
  if ('problem' in opened.ear)
    log.error(opened.ear, 'ear not available: disclosures are heard by patterns alone');
  return opened;
};

/** Connects, serves until SIGTERM or SIGINT, and releases in reverse order. */
const main = async (settings: Config): Promise<void> => {
  const log = pino({ level: settings.logLevel, base: { process: 'server' } });
  const sessionSecret = readSecret(settings.sessionSecretFile);
  const sealKey = sealKeyOf(settings, log);
  const onRedisError = (error: Error): void => log.warn({ problem: stackOf(error) }, 'Redis does not answer');
  const ended = new Promise<string>((done) => {
    process.once('SIGTERM', done);
    process.once('SIGINT', done);
  });

  // TensorFlow writes of the machine into our log on every start otherwise.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  const { packs: shipped, makeJudge, refine, network, release } = await openTextStages(settings.rootDir);
  if ('problem' in network)
    log.error(network, 'network not available: scripts are checked by the rules alone');
  const opened = dutiesIn(settings.rootDir, log);
  const connection = await connectMongo(settings.mongoUri);
  const store = createStore(connection);
  await prepareStore(store);
  const placed = await placeHosts(store, new Date());
  if (placed > 0) log.info({ placed }, 'rooms of hosts became organisations');
  const redis = await connectRedis(settings.redisUrl, onRedisError, { whenAway: 'refuse' });
  const readerRedis = await connectRedis(settings.redisUrl, onRedisError);
  const newsRedis = await connectRedis(settings.redisUrl, onRedisError);
  const packs = await followPacks({ store, newsRedis, packs: shipped, makeJudge, log, now: Date.now });
  const policies = await followPolicies({
    store,
    newsRedis: await connectRedis(settings.redisUrl, onRedisError),
    opened,
    log,
  });
  const scripts = createScriptJudge({
    text: packs.judge,
    ...(refine && { refine: withinLimit(refine, { monotonicMs: () => performance.now() }) }),
    turn: () => turn(),
    onError: (error) =>
      log.error({ problem: stackOf(error) }, 'network failed: a script is checked by the rules alone'),
  });
  const gateway = await startGateway({
    config: settings,
    store,
    redis,
    readerRedis,
    log,
    sessionSecret,
    sealKey,
    scripts,
    packs,
    policies,
    now: Date.now,
  });
  log.info({ port: gateway.port, url: settings.publicUrl, demo: settings.demo }, 'listening');

  await ended;
  log.info('stopping');
  await gateway.close();
  await packs.stop();
  await policies.stop();
  release();
  redis.destroy();
  await connection.close();
  log.info('stopped');
};

try {
  await main(config(process.env, process.cwd()));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`The server cannot run: ${message}\n`);
  process.exit(1);
}

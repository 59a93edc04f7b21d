import { join } from 'node:path';
import { mongodArgs, mongoUri, redisArgs, redisUri } from '../setup/services.mjs';
import { WORKER_FLAGS } from '../setup/worker-flags.mjs';
import { mongodLine, ownLine, redisLine } from './child-log.ts';
import type { ChildSpec } from './keeper.ts';
import type { KeyFiles } from './keys.ts';

export interface StartOptions {
  root: string;
  demo: boolean;
  host: string;
  port: number;
  workers: number;
  mongoPort: number;
  redisPort: number;
  /** Where the demo serves its video. */
  demoPort: number;
  /** Where given, that one is used and none is started. */
  mongoUri?: string;
  redisUrl?: string;
  mongodBinary: string;
  redisBinary: string;
  /** What the children inherit. */
  env: NodeJS.ProcessEnv;
}

export interface Plan {
  mongod: ChildSpec | undefined;
  redis: ChildSpec | undefined;
  server: ChildSpec;
  workers: ChildSpec[];
  demo: ChildSpec | undefined;
  /** Ports that must be free, what for, and the way out where one is taken. */
  ports: { port: number; host: string; what: string; wayOut: string }[];
  publicUrl: string;
  /** Where this machine reaches the server, whatever address it is published under. */
  localUrl: string;
}

/** 0.5 GB holds the working set of a demo and of a small platform; a large one runs a MongoDB of its own. */
const MONGO_CACHE_GB = 0.5;

const DEMO_CORRECTION_WAIT_MS = '20000';

/** Which processes run, with which arguments and environment: a pure function of the options. */
export function planOf(options: StartOptions, keys: KeyFiles): Plan {
  const { root, demo, host, port, env } = options;
  const reached = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const localUrl = `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
  const publicUrl = env.PUBLIC_URL || localUrl;
  const base = baseEnv(options, publicUrl);
  const node = (
    name: string,
    script: string,
    more: NodeJS.ProcessEnv,
    flags: readonly string[] = [],
  ): ChildSpec => ({
    name,
    command: process.execPath,
    args: [...flags, join('.local/build', script)],
    env: { ...base, ...more },
    cwd: root,
    worthSaying: ownLine,
  });
  const workerNames = Array.from({ length: options.workers }, (_, index) => `worker-${index + 1}`);
  return {
    mongod: options.mongoUri ? undefined : mongod(options),
    redis: options.redisUrl ? undefined : redis(options),
    server: node('server', 'server/main.js', {
      HOST: host,
      PORT: String(port),
      DASHBOARD_DIR: env.DASHBOARD_DIR || join(root, '.local/build/dashboard'),
      SESSION_SECRET_FILE: env.SESSION_SECRET_FILE || keys.sessionSecret,
      SEAL_KEY_FILE: env.SEAL_KEY_FILE || keys.seal,
    }),
    workers: workerNames.map((name) =>
      node(
        name,
        'worker/main.js',
        {
          WORKER_NAME: name,
          // Whoever tries the demo watches for minutes, not for a shift.
          ...(demo && { CORRECTION_WAIT_MS: env.CORRECTION_WAIT_MS || DEMO_CORRECTION_WAIT_MS }),
          // TensorFlow's notes about the processor are no news to whoever starts the product.
          TF_CPP_MIN_LOG_LEVEL: env.TF_CPP_MIN_LOG_LEVEL || '2',
          LOG_SIGNING_KEY_FILE: env.LOG_SIGNING_KEY_FILE || keys.logSigning,
        },
        WORKER_FLAGS,
      ),
    ),
    demo: demo
      ? node('demo', 'scripts/demo/main.js', {
          HOST: host,
          PORT: String(port),
          DEMO_PORT: String(options.demoPort),
        })
      : undefined,
    ports: portsOf(options),
    publicUrl,
    localUrl,
  };
}

function baseEnv(options: StartOptions, publicUrl: string): NodeJS.ProcessEnv {
  const { env, demo, root } = options;
  const media = demo ? [`http://127.0.0.1:${options.demoPort}`] : [];
  const origins = (given: string | undefined) => [...(given ? [given] : []), ...media].join(',');
  const { DEMO: _demo, ...inherited } = env;
  return {
    NODE_ENV: 'production',
    ...inherited,
    LIVEWITNESS_ROOT: root,
    MONGODB_URI: options.mongoUri ?? mongoUri(options.mongoPort),
    REDIS_URL: options.redisUrl ?? redisUri(options.redisPort),
    PUBLIC_URL: publicUrl,
    PLAYBACK_ORIGINS: origins(env.PLAYBACK_ORIGINS),
    CAPTURE_ALLOW_ORIGINS: origins(env.CAPTURE_ALLOW_ORIGINS),
    ...(demo ? { DEMO: '1' } : {}),
  };
}

function mongod({ root, mongoPort, mongodBinary, env }: StartOptions): ChildSpec {
  const dir = join(root, '.local/data/mongo');
  const args = mongodArgs({ dir, port: mongoPort, cacheGb: MONGO_CACHE_GB });
  return { name: 'mongod', command: mongodBinary, args, env, cwd: root, worthSaying: mongodLine };
}

function redis({ root, redisPort, redisBinary, env }: StartOptions): ChildSpec {
  const args = redisArgs({ dir: join(root, '.local/data/redis'), port: redisPort });
  return { name: 'redis', command: redisBinary, args, env, cwd: root, worthSaying: redisLine };
}

function portsOf(options: StartOptions): Plan['ports'] {
  const { demo, host, port, mongoPort, redisPort } = options;
  const local = '127.0.0.1';
  return [
    { port, host, what: 'the server', wayOut: 'npm start -- --port <another>' },
    ...(options.mongoUri
      ? []
      : [
          {
            port: mongoPort,
            host: local,
            what: 'MongoDB',
            wayOut: 'LIVEWITNESS_MONGO_PORT=<another> npm start, or MONGODB_URI=<one that runs already>',
          },
        ]),
    ...(options.redisUrl
      ? []
      : [
          {
            port: redisPort,
            host: local,
            what: 'Redis',
            wayOut: 'LIVEWITNESS_REDIS_PORT=<another> npm start, or REDIS_URL=<one that runs already>',
          },
        ]),
    ...(demo
      ? [
          {
            port: options.demoPort,
            host: local,
            what: "the demo's video",
            wayOut: 'DEMO_PORT=<another> npm start, or npm start -- --no-demo',
          },
        ]
      : []),
  ];
}

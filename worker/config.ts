import { z } from 'zod';

/** Names in signed notes stand between spaces and before a `+`. */
const noteName = z.string().regex(/^[^\s+]{1,100}$/, 'use up to 100 characters without white space and +');

const envSchema = z.object({
  MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\//, 'use mongodb://host:port/database?replicaSet=name'),
  REDIS_URL: z.string().regex(/^rediss?:\/\//, 'use redis://host:port'),
  LIVEWITNESS_ROOT: z.string().min(1).optional(),
  LOG_SIGNING_KEY_FILE: z.string().min(1),
  LOG_KEY_NAME: noteName.default('livewitness.local/log'),
  CAPTURE_ALLOW_ORIGINS: z.string().default(''),
  CORRECTION_WAIT_MS: z.coerce.number().int().min(0).max(3_600_000).default(300_000),
  WORKER_NAME: z
    .string()
    .regex(/^[\w.-]{1,64}$/)
    .default('worker'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

/** What a worker is told. */
export interface WorkerConfig {
  readonly mongoUri: string;
  readonly redisUrl: string;
  /** Folder in which packs and models are found. */
  readonly rootDir: string;
  /** PEM (PKCS #8, Ed25519). */
  readonly signingKeyFile: string;
  readonly logKeyName: string;
  /** Origins on private addresses that captures may reach; every other private one is refused. */
  readonly captureAllowOrigins: readonly string[];
  /** How long an alert of medium severity or less waits for the room's own correction before the platform sees it. */
  readonly correctionWaitMs: number;
  readonly workerName: string;
  readonly logLevel: string;
}

/** Reads the environment. @throws Error that names every variable that is missing or wrong, and how it should be. */
export const config = (env: Readonly<Record<string, string | undefined>>, cwd: string): WorkerConfig => {
  const parsed = envSchema.safeParse(env);
  if (!parsed.success) throw new Error(`the environment is not complete:\n${z.prettifyError(parsed.error)}`);
  const { data } = parsed;
  return {
    mongoUri: data.MONGODB_URI,
    redisUrl: data.REDIS_URL,
    rootDir: data.LIVEWITNESS_ROOT ?? cwd,
    signingKeyFile: data.LOG_SIGNING_KEY_FILE,
    logKeyName: data.LOG_KEY_NAME,
    captureAllowOrigins: data.CAPTURE_ALLOW_ORIGINS.split(',')
      .map((origin) => origin.trim())
      .filter(Boolean),
    correctionWaitMs: data.CORRECTION_WAIT_MS,
    workerName: data.WORKER_NAME,
    logLevel: data.LOG_LEVEL,
  };
};

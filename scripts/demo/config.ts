import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65_535);

const envSchema = z.object({
  MONGODB_URI: z.string().min(1),
  REDIS_URL: z.string().min(1),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(7400),
  DEMO_PORT: port.default(7480),
  LIVEWITNESS_ROOT: z.string().optional(),
  LOG_LEVEL: z.string().default('info'),
});

export interface DemoConfig {
  readonly mongoUri: string;
  readonly redisUrl: string;
  /** Where the server takes broadcasts and events, without a slash at the end. */
  readonly serverUrl: string;
  readonly originHost: string;
  readonly originPort: number;
  readonly originUrl: string;
  readonly rootDir: string;
  readonly logLevel: string;
}

/** @throws ZodError that names what is missing or wrong. */
export const config = (env: Readonly<Record<string, string | undefined>>, cwd: string): DemoConfig => {
  const read = envSchema.parse(env);
  // A server that listens on every address is reached on this machine's own.
  const host = read.HOST === '0.0.0.0' || read.HOST === '::' ? '127.0.0.1' : read.HOST;
  return {
    mongoUri: read.MONGODB_URI,
    redisUrl: read.REDIS_URL,
    serverUrl: `http://${host.includes(':') ? `[${host}]` : host}:${read.PORT}`,
    originHost: '127.0.0.1',
    originPort: read.DEMO_PORT,
    originUrl: `http://127.0.0.1:${read.DEMO_PORT}`,
    rootDir: read.LIVEWITNESS_ROOT ?? cwd,
    logLevel: read.LOG_LEVEL,
  };
};

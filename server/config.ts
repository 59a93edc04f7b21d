import { join } from 'node:path';
import { z } from 'zod';
import { SENDERS, type SenderName } from '../models/contract/account.ts';

/** Everything that differs from one installation to another. Secrets stay in files; only their paths are here. */
export interface Config {
  readonly mongoUri: string;
  readonly redisUrl: string;
  readonly host: string;
  readonly port: number;
  /** Where people reach the server, without a slash at the end. */
  readonly publicUrl: string;
  readonly rootDir: string;
  readonly dashboardDir: string;
  readonly packsDir: string;
  readonly sessionSecretFile: string;
  readonly sealKeyFile: string;
  /** Picture and sound that are kept, by hash. */
  readonly mediaDir: string;
  /** The longest file that somebody may bring as an exhibit. */
  readonly exhibitBytesMax: number;
  /** What one person may bring in all. */
  readonly exhibitsBytesMax: number;
  readonly logKeyName: string;
  /** Origins from which the player may fetch video. */
  readonly playbackOrigins: readonly string[];
  /** Logins and tokens of the demo count only then. */
  readonly demo: boolean;
  /** How messages to people leave; workers are told the same. */
  readonly sender: SenderName;
  readonly metricsToken: string | undefined;
  readonly logLevel: string;
  /** As Express understands it: a number of proxies, or their addresses. */
  readonly trustProxy: number | string | false;
  readonly cookieSecure: boolean;
}

/** Said at start-up, with the name of the variable. */
export class ConfigRefused extends Error {}

const PORT_MAX = 65_535;
/** An hour of a phone's screen. */
const EXHIBIT_BYTES_MAX = 2_147_483_648;
/** Some such recordings, and all the pictures beside them. */
const EXHIBITS_BYTES_MAX = 8_589_934_592;
const wholeBytes = z.coerce.number('use a whole number of bytes').int().min(1);
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const origin = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.origin;
  context.addIssue(`"${text}" is no http or https address`);
  return z.NEVER;
});

const origins = z
  .string()
  .transform((text) => text.split(',').flatMap((one) => one.trim() || []))
  .pipe(z.array(origin));

const flag = z
  .enum(['1', 'true', 'yes', '0', 'false', 'no'], 'use 1 or 0')
  .transform((text) => ['1', 'true', 'yes'].includes(text));

const proxy = z
  .string()
  .refine((text) => text !== 'true', 'name how many proxies stand before the server, or their addresses')
  .transform((text) => (/^\d+$/.test(text) ? Number(text) || false : text));

/**
 * The one table of what the server reads from its environment: name, form, default, meaning. `otherwise` says a default that
 * depends on other settings. The table in `docs/operations.md` is held equal to it by a test.
 */
export const environment = z.object({
  MONGODB_URI: z
    .string()
    .default('mongodb://127.0.0.1:7417/livewitness?replicaSet=rs0')
    .meta({ description: 'MongoDB, a replica set' }),
  REDIS_URL: z.string().default('redis://127.0.0.1:7479').meta({ description: 'Redis' }),
  HOST: z.string().default('127.0.0.1').meta({ description: 'Address the server listens on' }),
  PORT: z.coerce
    .number('use a whole number from 0 to 65535')
    .int()
    .min(0)
    .max(PORT_MAX)
    .default(7400)
    .meta({ description: 'Port the server listens on' }),
  PUBLIC_URL: origin.optional().meta({
    description: 'Where people reach the server; `https:` makes cookies secure',
    otherwise: '`http://HOST:PORT`',
  }),
  LIVEWITNESS_ROOT: z.string().optional().meta({
    description: 'Folder that holds `models` and `.local`',
    otherwise: 'the folder it is started in',
  }),
  DASHBOARD_DIR: z.string().optional().meta({
    description: 'Folder of the built dashboard',
    otherwise: '`.local/build/dashboard`',
  }),
  MEDIA_DIR: z.string().optional().meta({
    description: 'Folder of the picture and sound that are kept, by hash; workers and servers share it',
    otherwise: '`.local/data/media`',
  }),
  PACKS_DIR: z.string().optional().meta({
    description: 'Folder of finished evidence packs, by hash; workers and servers share it',
    otherwise: '`.local/data/packs`',
  }),
  EXHIBIT_BYTES_MAX: wholeBytes
    .default(EXHIBIT_BYTES_MAX)
    .meta({ description: 'Longest file that a person may bring as an exhibit, in bytes' }),
  EXHIBITS_BYTES_MAX: wholeBytes
    .default(EXHIBITS_BYTES_MAX)
    .meta({ description: 'What one person may bring as exhibits in all, in bytes' }),
  SESSION_SECRET_FILE: z.string().optional().meta({
    description: 'File that holds the secret of session cookies, 32 characters or more',
    otherwise: '`.local/keys/session.secret`',
  }),
  SEAL_KEY_FILE: z.string().optional().meta({
    description:
      'File that holds the key under which order numbers, addresses and messages of people are kept, 32 bytes in hex; servers and workers are given the same',
    otherwise: '`.local/keys/seal.key`',
  }),
  LOG_KEY_NAME: z
    .string()
    .default('livewitness.local/log')
    .meta({ description: 'Name in the signatures of evidence logs' }),
  PLAYBACK_ORIGINS: origins
    .default([])
    .meta({ description: 'Origins from which the player may fetch video, separated by commas' }),
  DEMO: flag.default(false).meta({ description: '1: logins and tokens of the demo count' }),
  SENDER: z.enum(SENDERS).default('outbox').meta({
    description:
      'How codes reach people who make an account: `outbox` keeps them here and sends nothing, `webhook` posts them to `SENDER_URL`; servers and workers are told the same',
  }),
  METRICS_TOKEN: z.string().optional().meta({
    description: 'Who sends it as a bearer token may read `/metrics`',
    otherwise: 'none: only this machine may',
  }),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info').meta({ description: 'From which level on it logs' }),
  TRUST_PROXY: proxy
    .default(false)
    .meta({ description: 'How many reverse proxies stand before it, or their addresses' }),
  COOKIE_SECURE: flag.optional().meta({
    description: '1: cookies over TLS only',
    otherwise: '1 where PUBLIC_URL is https',
  }),
});

/** The address it listens on, as an origin: IPv6 in brackets. */
const hereOf = ({ HOST, PORT }: { HOST: string; PORT: number }): string =>
  new URL(`http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`).origin;

/**
 * Reads the environment once. Pure. What is set to nothing counts as not set.
 * @throws ConfigRefused that names the variable and what it should be.
 */
export const config = (env: Readonly<Record<string, string | undefined>>, cwd: string): Config => {
  const parsed = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value)));
  if (!parsed.success)
    throw new ConfigRefused(
      parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
    );
  const { data } = parsed;
  const publicUrl = data.PUBLIC_URL ?? hereOf(data);
  const rootDir = data.LIVEWITNESS_ROOT ?? cwd;
  const own = (...parts: string[]): string => join(rootDir, '.local', ...parts);
  return {
    mongoUri: data.MONGODB_URI,
    redisUrl: data.REDIS_URL,
    host: data.HOST,
    port: data.PORT,
    publicUrl,
    rootDir,
    dashboardDir: data.DASHBOARD_DIR ?? own('build', 'dashboard'),
    mediaDir: data.MEDIA_DIR ?? own('data', 'media'),
    packsDir: data.PACKS_DIR ?? own('data', 'packs'),
    exhibitBytesMax: data.EXHIBIT_BYTES_MAX,
    exhibitsBytesMax: data.EXHIBITS_BYTES_MAX,
    sessionSecretFile: data.SESSION_SECRET_FILE ?? own('keys', 'session.secret'),
    sealKeyFile: data.SEAL_KEY_FILE ?? own('keys', 'seal.key'),
    logKeyName: data.LOG_KEY_NAME,
    playbackOrigins: data.PLAYBACK_ORIGINS,
    demo: data.DEMO,
    sender: data.SENDER,
    metricsToken: data.METRICS_TOKEN,
    logLevel: data.LOG_LEVEL,
    trustProxy: data.TRUST_PROXY,
    cookieSecure: data.COOKIE_SECURE ?? publicUrl.startsWith('https:'),
  };
};

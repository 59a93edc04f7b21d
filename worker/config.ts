import { join } from 'node:path';
import { z } from 'zod';
import { SENDERS } from '../models/contract/account.ts';
import {
  DAY_MS,
  NOTICE_DAYS_DEFAULT,
  type RetentionRules,
  readTerm,
  TERM,
  TERM_DEFAULT,
  TERM_HOW,
} from '../models/store/retention-terms.ts';

/** Names in signed notes stand between spaces and before a `+`. */
const noteName = z.string().regex(/^[^\s+]{1,100}$/, 'use up to 100 characters without white space and +');
const TSA_EVERY_S_MAX = 86_400;
const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
const addresses = z
  .string()
  .default('')
  .refine(
    (text) => listOf(text).every((one) => URL.canParse(one) && /^https?:/.test(one)),
    'use http or https addresses, separated by commas',
  );
const CORRECTION_WAIT_MS_MAX = 3_600_000;
/** Less than what passes through stays, so that all of it is there when it is asked for. */
const MEDIA_AROUND_MS_MAX = 120_000;
const DAYS_MAX = 36_500;
/** There are 16 partitions, and a thread without one has nothing to do. */
const THREADS_MAX = 16;

/**
 * The one table of what a worker reads from its environment: name, form, default, meaning. `otherwise` says a default that
 * depends on something else. The table in `docs/operations.md` is held equal to it by a test.
 */
export const environment = z.object({
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'use mongodb://host:port/database?replicaSet=name')
    .meta({ description: 'MongoDB, a replica set' }),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'use redis://host:port')
    .meta({ description: 'Redis' }),
  LIVEWITNESS_ROOT: z.string().optional().meta({
    description: 'Folder that holds `models` and `.local`',
    otherwise: 'the folder it is started in',
  }),
  LOG_SIGNING_KEY_FILE: z
    .string()
    .meta({ description: 'File that holds the key that signs evidence logs (PEM, PKCS #8, Ed25519)' }),
  LOG_KEY_NAME: noteName
    .default('livewitness.local/log')
    .meta({ description: 'Name in the signatures of evidence logs' }),
  CAPTURE_ALLOW_ORIGINS: addresses.meta({
    description:
      'Origins on private addresses that captures may reach, separated by commas; every other private one is refused',
  }),
  TSA_URLS: addresses.meta({
    description:
      'Timestamp authorities (RFC 3161) that stamp the heads of evidence logs, separated by commas',
  }),
  TSA_ROOTS_FILE: z.string().optional().meta({
    description: 'File of root certificates (PEM) that timestamps must lead to',
    otherwise: 'any chain that holds together, and the seal says that nobody vouches for its root',
  }),
  TSA_POLICIES: z
    .string()
    .regex(/^[\d.,\s]*$/, 'use identifiers such as 1.2.3, separated by commas')
    .default('')
    .meta({
      description: 'Policies (identifiers) that timestamps may be made under, separated by commas; none: any',
    }),
  TSA_ALLOW_ORIGINS: addresses.meta({
    description: 'Origins on private addresses where timestamp authorities may be, separated by commas',
  }),
  TSA_EVERY_S: z.coerce.number().int().min(1).max(TSA_EVERY_S_MAX).default(600).meta({
    description:
      'How often the head of a running broadcast is stamped, in s; the last one is stamped at its end',
  }),
  MEDIA_DIR: z.string().optional().meta({
    description: 'Folder of the picture and sound that are kept, by hash; workers and servers share it',
    otherwise: '`.local/data/media`',
  }),
  MEDIA_SOUND_DAYS: z.coerce.number().int().min(0).max(DAYS_MAX).default(90).meta({
    description: 'How many days the sound of whole broadcasts is kept',
  }),
  MEDIA_MOMENT_DAYS: z.coerce.number().int().min(1).max(DAYS_MAX).default(1_155).meta({
    description:
      'How many days picture and sound around claims and marked moments are kept (3 years and 60 days)',
  }),
  RETENTION_LOG: z.string().regex(TERM, TERM_HOW).default(TERM_DEFAULT).meta({
    description:
      'How long what was said and sold, alerts and packs are kept after the later of the broadcast’s end and the last order’s completion: years and days, or `never` deleted',
  }),
  RETENTION_AUDIT: z.string().regex(TERM, TERM_HOW).default(TERM_DEFAULT).meta({
    description: 'How long names and reasons in audit documents are kept after the act',
  }),
  RETENTION_MARKS: z.string().regex(TERM, TERM_HOW).default(TERM_DEFAULT).meta({
    description:
      'How long what a buyer marked, brought or asked for is held because of it, counted from the act, whatever the time of the broadcast',
  }),
  RETENTION_NOTICE_DAYS: z.coerce.number().int().min(0).max(DAYS_MAX).default(NOTICE_DAYS_DEFAULT).meta({
    description: 'How many days before it deletes something the worker says so',
  }),
  MEDIA_BEFORE_MS: z.coerce.number().int().min(0).max(MEDIA_AROUND_MS_MAX).default(30_000).meta({
    description: 'How much before a claim or a marked moment is kept, in ms; at most two minutes',
  }),
  MEDIA_AFTER_MS: z.coerce.number().int().min(0).max(MEDIA_AROUND_MS_MAX).default(60_000).meta({
    description: 'How much after it is kept, in ms; at most two minutes',
  }),
  PACKS_DIR: z.string().optional().meta({
    description: 'Folder of finished evidence packs, by hash; workers and servers share it',
    otherwise: '`.local/data/packs`',
  }),
  FFMPEG_PATH: z.string().optional().meta({
    description: 'ffmpeg, which makes sound and clips',
    otherwise: '`ffmpeg` on PATH, else what set-up brought',
  }),
  SEAL_KEY_FILE: z.string().optional().meta({
    description:
      'File that holds the key under which order numbers, addresses and messages of people are kept, 32 bytes in hex; servers and workers are given the same',
    otherwise: '`.local/keys/seal.key`',
  }),
  SENDER: z.enum(SENDERS).default('outbox').meta({
    description:
      'How codes reach people who make an account: `outbox` keeps them here and sends nothing, `webhook` posts them to `SENDER_URL`; servers and workers are told the same',
  }),
  SENDER_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({
      description: 'Where messages are posted (HTTPS; plain http only where `SENDER_ALLOW_ORIGINS` names it)',
      otherwise: 'none',
    }),
  SENDER_SECRET_FILE: z.string().optional().meta({
    description: 'File that holds the secret that signs what is posted, 32 characters or more',
    otherwise: 'none',
  }),
  SENDER_ALLOW_ORIGINS: addresses.meta({
    description: 'Origins on private addresses where messages may be posted, separated by commas',
  }),
  CORRECTION_WAIT_MS: z.coerce.number().int().min(0).max(CORRECTION_WAIT_MS_MAX).default(300_000).meta({
    description: 'How long an alert of medium severity or less is the room’s alone, in ms; at most an hour',
  }),
  HEALTH_FILE: z.string().optional().meta({
    description: 'File that is touched every second in which both stores answered',
    otherwise: 'none',
  }),
  WORKER_NAME: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'use up to 64 letters, digits, _ . and -')
    .default('worker')
    .meta({ description: 'Name in logs and leases' }),
  WORKER_THREADS: z.coerce.number().int().min(1).max(THREADS_MAX).default(1).meta({
    description:
      'Threads that judge and record, each with partitions, rules and connections of its own (some 300 MB); up to one a processor',
  }),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .meta({ description: 'From which level on it logs' }),
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
  /** Timestamp authorities; none: heads stay without a third party's stamp. */
  readonly tsa: {
    readonly urls: readonly string[];
    /** PEM. */
    readonly rootsFile: string | undefined;
    readonly policies: readonly string[];
    readonly allowOrigins: readonly string[];
    readonly everyMs: number;
  };
  readonly media: {
    /** Absent: below the root. */
    readonly dir: string | undefined;
    readonly soundDays: number;
    readonly momentDays: number;
    readonly beforeMs: number;
    readonly afterMs: number;
  };
  readonly retention: RetentionRules;
  /** Absent: below the root. */
  readonly packsDir: string | undefined;
  readonly ffmpegFile: string | undefined;
  readonly sealKeyFile: string;
  /** How messages to people leave. */
  readonly sender:
    | { readonly by: 'outbox' }
    | {
        readonly by: 'webhook';
        readonly url: string;
        readonly secretFile: string;
        readonly allowOrigins: readonly string[];
      };
  /** How long an alert of medium severity or less waits for the room's own correction before the platform sees it. */
  readonly correctionWaitMs: number;
  readonly healthFile: string | undefined;
  readonly workerName: string;
  /** That judge, the first one included. */
  readonly threads: number;
  readonly logLevel: string;
}

/** @throws Error where a provider is wanted and none is named, or it would be told codes in the clear */
const senderOf = (data: z.infer<typeof environment>): WorkerConfig['sender'] => {
  if (data.SENDER === 'outbox') return { by: 'outbox' };
  const { SENDER_URL: url, SENDER_SECRET_FILE: secretFile } = data;
  const allowOrigins = listOf(data.SENDER_ALLOW_ORIGINS);
  if (url === undefined || secretFile === undefined)
    throw new Error('SENDER=webhook needs SENDER_URL and SENDER_SECRET_FILE');
  if (!url.startsWith('https:') && !allowOrigins.includes(new URL(url).origin))
    throw new Error('SENDER_URL: use https; plain http only for an origin that SENDER_ALLOW_ORIGINS names');
  return { by: 'webhook', url, secretFile, allowOrigins };
};

/**
 * Reads the environment. What is set to nothing counts as not set.
 * @throws Error that names every variable that is missing or wrong, and how it should be.
 */
export const config = (env: Readonly<Record<string, string | undefined>>, cwd: string): WorkerConfig => {
  const parsed = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value)));
  if (!parsed.success) throw new Error(`the environment is not complete:\n${z.prettifyError(parsed.error)}`);
  const { data } = parsed;
  return {
    mongoUri: data.MONGODB_URI,
    redisUrl: data.REDIS_URL,
    rootDir: data.LIVEWITNESS_ROOT ?? cwd,
    signingKeyFile: data.LOG_SIGNING_KEY_FILE,
    logKeyName: data.LOG_KEY_NAME,
    captureAllowOrigins: listOf(data.CAPTURE_ALLOW_ORIGINS),
    tsa: {
      urls: [...new Set(listOf(data.TSA_URLS))],
      rootsFile: data.TSA_ROOTS_FILE,
      policies: listOf(data.TSA_POLICIES),
      allowOrigins: listOf(data.TSA_ALLOW_ORIGINS),
      everyMs: data.TSA_EVERY_S * 1_000,
    },
    media: {
      dir: data.MEDIA_DIR,
      soundDays: data.MEDIA_SOUND_DAYS,
      momentDays: data.MEDIA_MOMENT_DAYS,
      beforeMs: data.MEDIA_BEFORE_MS,
      afterMs: data.MEDIA_AFTER_MS,
    },
    retention: {
      log: readTerm(data.RETENTION_LOG),
      audit: readTerm(data.RETENTION_AUDIT),
      marks: readTerm(data.RETENTION_MARKS),
      noticeMs: data.RETENTION_NOTICE_DAYS * DAY_MS,
    },
    packsDir: data.PACKS_DIR,
    ffmpegFile: data.FFMPEG_PATH,
    sealKeyFile: data.SEAL_KEY_FILE ?? join(data.LIVEWITNESS_ROOT ?? cwd, '.local/keys/seal.key'),
    sender: senderOf(data),
    correctionWaitMs: data.CORRECTION_WAIT_MS,
    healthFile: data.HEALTH_FILE,
    workerName: data.WORKER_NAME,
    threads: data.WORKER_THREADS,
    logLevel: data.LOG_LEVEL,
  };
};

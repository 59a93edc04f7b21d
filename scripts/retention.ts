import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { OPERATOR } from '../models/store/audit.ts';
import { connectMongo } from '../models/store/connect.ts';
import { endHolds } from '../models/store/end-holds.ts';
import { createMediaFiles } from '../models/store/media-files.ts';
import { createPackFiles } from '../models/store/pack-files.ts';
import { dueBefore } from '../models/store/retention-due.ts';
import { DAY_MS, NOTICE_DAYS_DEFAULT, readTerm, TERM_DEFAULT } from '../models/store/retention-terms.ts';
import { createStore, prepareStore } from '../models/store/store.ts';
import { connectRedis } from '../models/stream/client.ts';
import { Misuse } from './arguments/misuse.ts';
import { type ApplyDeps, applyRetention } from './retention/apply.ts';
import { reportOf, textOf } from './retention/report.ts';

const HELP = `npm run --silent retention [-- --apply] [--json]

Says what is kept longer than its time: by kind and broadcast, what would go, and what is kept all the same and why (a hold, an
alert that nobody has decided, one that was upheld). Nothing is changed.

  --apply   does it: values and salts of a broadcast's records go, with alerts, packs, picture and sound; the records, their
            hashes and signed heads stay, so that the log verifies as before. A worker must run: it records first that the time
            is over. What is kept by something stays
  --json    one line of JSON instead of text
  --help    this text

Workers do the same by themselves, RETENTION_NOTICE_DAYS (${NOTICE_DAYS_DEFAULT}) after they have said so in a plan, which is audited.
RETENTION_LOG, RETENTION_AUDIT and RETENTION_MARKS (each ${TERM_DEFAULT}) say how long, in years and days, or \`never\`; MONGODB_URI and REDIS_URL name
the stores, MEDIA_DIR and PACKS_DIR the folders, MEDIA_BEFORE_MS, MEDIA_AFTER_MS and MEDIA_MOMENT_DAYS what belongs to a claim: give
it what the workers are given.
Exit code 0: done. 1: something went wrong, or --apply could not finish. 2: the command was not understood.
`;

const MONGODB_URI = 'mongodb://127.0.0.1:7417/livewitness?replicaSet=rs0';
const REDIS_URL = 'redis://127.0.0.1:7479';
const DAYS_MAX = 36_500;
/** As workers keep by default, in days: 3 years and 60 days. */
const MOMENT_DAYS = 1_155;
/** As much of picture and sound around a moment as workers keep by default. */
const BEFORE_MS = 30_000;
const AFTER_MS = 60_000;

const wholeOf = (name: string, text: string | undefined, otherwise: number, max: number): number => {
  const value = text ? Number(text) : otherwise;
  if (!Number.isInteger(value) || value < 0 || value > max)
    throw new Misuse(`${name} is a whole number from 0 to ${max}.`);
  return value;
};

const termOf = (name: string, text: string | undefined) => {
  try {
    return readTerm(text || TERM_DEFAULT);
  } catch (error) {
    throw new Misuse(`${name} is ${error instanceof Error ? error.message : String(error)}.`);
  }
};

const AROUND_MS_MAX = 120_000;

const settingsOf = (env: NodeJS.ProcessEnv) => {
  const root = env.LIVEWITNESS_ROOT || process.cwd();
  return {
    mongoUri: env.MONGODB_URI || MONGODB_URI,
    redisUrl: env.REDIS_URL || REDIS_URL,
    mediaDir: env.MEDIA_DIR || join(root, '.local/data/media'),
    packsDir: env.PACKS_DIR || join(root, '.local/data/packs'),
    around: {
      beforeMs: wholeOf('MEDIA_BEFORE_MS', env.MEDIA_BEFORE_MS, BEFORE_MS, AROUND_MS_MAX),
      afterMs: wholeOf('MEDIA_AFTER_MS', env.MEDIA_AFTER_MS, AFTER_MS, AROUND_MS_MAX),
      momentMs: wholeOf('MEDIA_MOMENT_DAYS', env.MEDIA_MOMENT_DAYS, MOMENT_DAYS, DAYS_MAX) * DAY_MS,
    },
    rules: {
      log: termOf('RETENTION_LOG', env.RETENTION_LOG),
      audit: termOf('RETENTION_AUDIT', env.RETENTION_AUDIT),
      marks: termOf('RETENTION_MARKS', env.RETENTION_MARKS),
      noticeMs:
        wholeOf('RETENTION_NOTICE_DAYS', env.RETENTION_NOTICE_DAYS, NOTICE_DAYS_DEFAULT, DAYS_MAX) * DAY_MS,
    },
  };
};

const argumentsOf = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        apply: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error));
  }
};

const run = async (): Promise<number> => {
  const { apply, json, help } = argumentsOf(process.argv.slice(2));
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const settings = settingsOf(process.env);
  const connection = await connectMongo(settings.mongoUri);
  try {
    const store = createStore(connection);
    await prepareStore(store);
    const now = new Date();
    if (apply) await endHolds(store, settings.rules, { by: OPERATOR, now });
    const due = await dueBefore(
      store,
      settings.rules,
      new Date(now.getTime() + settings.rules.noticeMs),
      now,
    );
    const report = reportOf(due, now);
    process.stdout.write(json ? `${JSON.stringify({ ...report, applied: apply })}\n` : textOf(report, apply));
    if (!apply) return 0;
    const redis = await connectRedis(settings.redisUrl, () => {}, { whenAway: 'refuse' });
    try {
      const deps: ApplyDeps = {
        ...settings,
        store,
        redis,
        media: createMediaFiles(settings.mediaDir),
        packs: createPackFiles(settings.packsDir),
        now: () => new Date(),
        say: (line) => void process.stderr.write(`${line}\n`),
      };
      return (await applyRetention(deps, due)) ? 0 : 1;
    } finally {
      redis.destroy();
    }
  } finally {
    await connection.close();
  }
};

try {
  process.exitCode = await run();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n${error instanceof Misuse ? `\n${HELP}` : ''}`);
  process.exitCode = error instanceof Misuse ? 2 : 1;
}

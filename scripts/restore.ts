import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { endWith, Misuse, readTyped } from './arguments/misuse.ts';
import { keyFilesOf } from './backup/key-files.ts';
import { openStores } from './backup/stores.ts';
import { useBackup } from './backup/use.ts';
import { runningUnder } from './supervise/pid-file.ts';

const HELP = `npm run restore -- DIR [--force]

Brings the data and the keys of an installation to what the backup in DIR holds (npm run backup). Servers and workers must be
stopped. First every file is held against its SHA-256; stores that are not empty, and keys that differ, end the command before
anything is changed. Everything written to MongoDB is read back and compared.

  --force   throw away what is in the stores; keys that differ are kept beside, under another name
  --help    this text

MONGODB_URI and REDIS_URL name the stores (without them they are started on .local/data for this); LOG_SIGNING_KEY_FILE,
SESSION_SECRET_FILE and SEAL_KEY_FILE say where the keys belong (.local/keys).
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
/** npm runs commands at the project's root; paths are meant from where the person stands. */
const here = process.env.INIT_CWD ?? process.cwd();

const main = async (): Promise<void> => {
  const { values, positionals } = readTyped({
    options: { force: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    allowPositionals: true,
  } as const);
  if (values.help) return void process.stdout.write(HELP);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new Misuse('name one folder; see --help');
  const { env } = process;
  const root = env.LIVEWITNESS_ROOT || process.cwd();
  const other =
    env.MONGODB_URI && env.REDIS_URL ? undefined : runningUnder(join(root, '.local/run'), 'supervisor');
  if (other) throw new Error(`LiveWitness runs in this folder (process ${other.pid}): stop it first`);
  const { name: product, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const stores = await openStores(env, root, say);
  try {
    const { madeAt } = await useBackup(stores, {
      dir: resolve(here, name),
      force: values.force,
      keyFiles: keyFilesOf(env, root),
      product: `${product} ${version}`,
      say,
      now: () => new Date(),
    });
    say(`everything is as it was at ${madeAt}`);
    say(
      'If the product went on after that, read "A backup that is older" in docs/operations.md before you start it.',
    );
  } finally {
    await stores.close();
  }
};

// What was started for this goes with it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
try {
  await main();
} catch (error) {
  endWith('restore', error);
}

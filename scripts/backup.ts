import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { endWith, Misuse, readTyped } from './arguments/misuse.ts';
import { keyFilesOf } from './backup/key-files.ts';
import { openStores } from './backup/stores.ts';
import { assertMayWrite, takeBackup } from './backup/take.ts';

const HELP = `npm run backup -- DIR [--force]

Copies the data and the keys of an installation into DIR: every collection of MongoDB as all were at one moment, what waits
in Redis, and the keys. DIR is there only once it is whole; a manifest holds the SHA-256 of each file. The product may run on
meanwhile, or be stopped: then the stores are started for it. Bring it back with npm run restore.

  --force   replace the backup that is in DIR
  --help    this text

MONGODB_URI and REDIS_URL name the stores; LOG_SIGNING_KEY_FILE, SESSION_SECRET_FILE and SEAL_KEY_FILE the keys (.local/keys).
Whoever has DIR can sign in your name, and read what no worker had masked yet: it is readable by you alone; keep it so.
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
  const dir = resolve(here, name);
  assertMayWrite(dir, values.force);
  const { name: product, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const stores = await openStores(env, root, say);
  try {
    const manifest = await takeBackup(stores, {
      dir,
      force: values.force,
      keyFiles: keyFilesOf(env, root),
      product: `${product} ${version}`,
      say,
      now: () => new Date(),
    });
    say(`${dir} holds everything as of ${manifest.madeAt}`);
  } finally {
    await stores.close();
  }
};

// What was started for this, and what is half-written, goes with it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
try {
  await main();
} catch (error) {
  endWith('backup', error);
}

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { endWith, Misuse, readTyped } from '../arguments/misuse.ts';
import { type KeyFile, keyFilesOf } from './key-files.ts';
import { type OpenStores, openStores } from './stores.ts';

/** What making a backup and bringing it back are both told. */
export interface CopyOptions {
  readonly dir: string;
  /** Replace what is there. */
  readonly force: boolean;
  readonly keyFiles: readonly KeyFile[];
  /** Kept picture and sound. */
  readonly mediaDir: string;
  /** Name and version, for the manifest. */
  readonly product: string;
  readonly say: (line: string) => void;
  readonly now: () => Date;
}

interface CopyCommand {
  readonly name: 'backup' | 'restore';
  readonly help: string;
  /** Asked before a store is opened. @throws when it may not go on */
  readonly assertMay: (asked: {
    readonly dir: string;
    readonly force: boolean;
    readonly root: string;
  }) => void;
  readonly run: (stores: OpenStores, options: CopyOptions) => Promise<void>;
}

const main = async ({ help, assertMay, run }: CopyCommand): Promise<void> => {
  const { values, positionals } = readTyped({
    options: { force: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    allowPositionals: true,
  } as const);
  if (values.help) return void process.stdout.write(help);
  const [typed, ...more] = positionals;
  if (typed === undefined || more.length > 0) throw new Misuse('name one folder; see --help');
  const { env } = process;
  const root = env.LIVEWITNESS_ROOT || process.cwd();
  // npm runs commands at the project's root; paths are meant from where the person stands.
  const dir = resolve(env.INIT_CWD ?? process.cwd(), typed);
  const { force } = values;
  assertMay({ dir, force, root });
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const stores = await openStores(env, root, say);
  try {
    const mediaDir = env.MEDIA_DIR || join(root, '.local/data/media');
    const keyFiles = keyFilesOf(env, root);
    const product = `${name} ${version}`;
    await run(stores, { dir, force, keyFiles, mediaDir, product, say, now: () => new Date() });
  } finally {
    await stores.close();
  }
};

/** Reads what was typed, opens the stores, runs, and closes them whatever happens; an error ends the process as all commands do. */
export const copyCommand = async (command: CopyCommand): Promise<void> => {
  // What was started for this, and what is half-written, goes with it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => process.exit(130));
  try {
    await main(command);
  } catch (error) {
    endWith(command.name, error);
  }
};

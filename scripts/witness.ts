import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { NoteKey } from '../models/contract/log/note.ts';
import { readKeys } from './verify/judge-pack.ts';
import { createAsk, NotThere, Unreachable } from './witness/ask.ts';
import { type LookDeps, lookOnce, REFUSAL_SAYS, type RefusalCode } from './witness/look.ts';
import { newState, type Refusal, readState, type WitnessState, writeState } from './witness/state.ts';

const HELP = `npm run --silent witness -- URL [--broadcast ID] [--key FILE] [--state FILE] [--once | --every SECONDS]

Watches that the evidence logs of a LiveWitness server only grow. Anyone may run it, without an account: it takes the newest
signed head of every public broadcast and of the audit log, has the server prove that each goes on from the one it saw
last, and keeps it. A log that was seen and is not shown any more must stand in the server's list of what was withdrawn.
Exit code 0: all that was seen holds together. 1: a head was refused, or is hidden; what was kept and what was offered are
both in the file. 2: nothing could be said, since the server was not reached or something here is wrong.

  --broadcast ID   this broadcast alone
  --key FILE       public keys that you trust, one a line, had from elsewhere than the server. Without it the keys of the
                   first look are kept; keys that these vouch for are taken in either case
  --state FILE     where the heads are kept (livewitness-witness.json)
  --once           look once, which is also what is done without --every
  --every SECONDS  go on looking; a server that cannot be reached is asked again the next time
  --help           this text
`;

/** npm runs commands at the project's root; paths are meant from where the person stands. */
const here = process.env.INIT_CWD ?? process.cwd();
const EVERY_S_MAX = 86_400;

class Misuse extends Error {}

const options = {
  broadcast: { type: 'string' },
  key: { type: 'string' },
  state: { type: 'string', default: 'livewitness-witness.json' },
  once: { type: 'boolean', default: false },
  every: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const sayRefusal = ({ publicId, code, kept, offered }: Refusal, path: string): void => {
  const quoted = (note: string): string => note.trimEnd().replaceAll(/^/gm, '  | ');
  process.stderr.write(
    `REFUSED  ${publicId}: ${REFUSAL_SAYS[code as RefusalCode]}.\n${kept ? `seen before:\n${quoted(kept)}\n` : ''}${offered ? `offered now:\n${quoted(offered)}\n` : 'offered now: nothing\n'}What was seen is kept in ${path}: anybody who has the public key can check the signatures on it.\n`,
  );
};

interface Settings {
  readonly url: string;
  readonly path: string;
  readonly everyMs: number | null;
  readonly only: string | undefined;
  readonly trusted: readonly NoteKey[] | undefined;
}

const settingsOf = async (args: readonly string[]): Promise<Settings | null> => {
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (values.help) return null;
  const [url, ...more] = positionals;
  if (url === undefined || more.length > 0 || !/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new Misuse('Name one server by its http or https address.');
  const everyS = values.every === undefined ? null : Number(values.every);
  if (everyS !== null && !(Number.isInteger(everyS) && everyS >= 1 && everyS <= EVERY_S_MAX))
    throw new Misuse(`--every is a whole number of seconds from 1 to ${EVERY_S_MAX}.`);
  if (everyS !== null && values.once) throw new Misuse('Use either --once or --every.');
  if (values.broadcast !== undefined && !/^[A-Za-z0-9_-]{22}$/.test(values.broadcast))
    throw new Misuse('--broadcast is the public id of a broadcast.');
  const trusted =
    values.key === undefined ? undefined : readKeys(await readFile(resolve(here, values.key), 'utf8'));
  if (trusted === null) throw new Misuse(`${values.key} does not hold public keys, one a line.`);
  return {
    url: url.endsWith('/') ? url : `${url}/`,
    path: resolve(here, values.state ?? options.state.default),
    everyMs: everyS === null ? null : everyS * 1_000,
    only: values.broadcast,
    trusted,
  };
};

/** @returns the exit code of this look. */
const look = async (settings: Settings, deps: LookDeps): Promise<number> => {
  const { url, path } = settings;
  const before: WitnessState = (await readState(path)) ?? newState(url);
  if (before.url !== url) throw new Misuse(`${path} is of ${before.url}; name another file with --state.`);
  try {
    const { state, refused, unanswered, followed } = await lookOnce(before, deps);
    await writeState(path, state);
    for (const one of refused) sayRefusal(one, path);
    for (const id of unanswered)
      process.stderr.write(
        `${id}: the server gave no proof and no refusal; it is asked again the next time.\n`,
      );
    if (refused.length > 0) return 1;
    if (unanswered.length > 0) return 2;
    say(`holds  ${followed} ${followed === 1 ? 'log' : 'logs'}, ${deps.now().toISOString()}`);
    return 0;
  } catch (error) {
    if (error instanceof NotThere) {
      process.stderr.write(
        'There is no such broadcast, it is not public, or the server is not LiveWitness.\n',
      );
      return 2;
    }
    if (!(error instanceof Unreachable)) throw error;
    process.stderr.write(`The server was not reached, nothing was compared: ${error.message}\n`);
    return 2;
  }
};

const run = async (): Promise<number> => {
  const settings = await settingsOf(process.argv.slice(2));
  if (settings === null) {
    process.stdout.write(HELP);
    return 0;
  }
  const { url, everyMs, only, trusted } = settings;
  const deps: LookDeps = {
    ask: createAsk(url),
    now: () => new Date(),
    say,
    ...(only !== undefined && { only }),
    ...(trusted && { trusted }),
  };
  for (;;) {
    const code = await look(settings, deps);
    if (everyMs === null || code === 1) return code;
    await sleep(everyMs);
  }
};

try {
  process.exitCode = await run();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n${error instanceof Misuse ? `\n${HELP}` : ''}`);
  process.exitCode = 2;
}

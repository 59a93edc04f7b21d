/** Runs one of the built commands, after set-up: `node scripts/run.mjs admin create …`. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { storesFor } from './setup/running-stores.mjs';
import { ROOT, setUpOrExit } from './setup.mjs';

/** Commands by the name they are called with, and what each does. */
const COMMANDS = {
  admin: 'people and ingest tokens (npm run admin -- --help)',
  verify: 'checks an evidence pack, offline (npm run verify -- PACK.zip)',
  witness: 'watches that the logs of a server only grow (npm run witness -- URL)',
  classify: 'judges lines of JSON, one utterance a line (npm run --silent classify < in.jsonl)',
  audit: 'says what products disclosed and what they left out (npm run --silent audit < events.ndjson)',
  explain: 'says in plain words what a text claims, and why (npm run --silent explain -- "text")',
  packs:
    'runs every example of the rules, or says whether a custom pack would be taken (npm run packs -- FILE)',
  evaluate: 'judges labelled lines and prints how often it was right (npm run evaluate -- FILE…)',
  replay:
    'judges a stored alert again and says whether it comes to the same (npm run --silent replay -- ALERT)',
  backup: 'copies data and keys into a folder (npm run backup -- DIR)',
  restore: 'brings data and keys to what a backup holds (npm run restore -- DIR)',
  retention: 'says what is kept longer than its time, and deletes it (npm run retention -- --apply)',
  bench: 'measures (npm run bench -- text, or worker, duties, log, packs, capture)',
  faults: 'kills, stops and starves processes while events flow, and counts (npm run faults -- --seed 7)',
  train: 'trains the classifier anew from the lines in models/text/training (npm run train)',
  'demo/make-media':
    'makes the video and captions of the demo again (npm run demo:media); needs ffmpeg and espeak-ng',
};

/** They start the stores themselves where none run. */
const OPEN_STORES = new Set(['backup', 'restore']);

const [command = '--help', ...args] = process.argv.slice(2);
if (command === '--help' || command === '-h') {
  const lines = Object.entries(COMMANDS).map(([name, what]) => `  ${name.padEnd(18)} ${what}`);
  process.stdout.write(`Usage: node scripts/run.mjs <command> [arguments]\n\n${lines.join('\n')}\n\n`);
  process.stdout.write(
    'MONGODB_URI and REDIS_URL name the stores; without them those of the `npm start` that runs in this folder.\n',
  );
  process.exit(0);
}
if (!/^[a-z][a-z-]*(\/[a-z][a-z-]*)?$/.test(command) || !existsSync(join(ROOT, 'scripts', `${command}.ts`))) {
  process.stderr.write(`There is no command ${command}: node scripts/run.mjs --help lists them.\n`);
  process.exit(2);
}
// Standard output belongs to the command: it may be data.
await setUpOrExit({
  quiet: true,
  out: process.stderr,
  uncheckedRules: command === 'packs' || args.includes('--help'),
});

const { env } = process;
const child = spawn(process.execPath, [join(ROOT, '.local/build/scripts', `${command}.js`), ...args], {
  cwd: ROOT,
  stdio: 'inherit',
  env: {
    ...env,
    LIVEWITNESS_ROOT: ROOT,
    // What the machine has goes first.
    PATH: [env.PATH, join(ROOT, '.local/ffmpeg')].filter(Boolean).join(delimiter),
    // TensorFlow tells of the machine on every start otherwise.
    TF_CPP_MIN_LOG_LEVEL: env.TF_CPP_MIN_LOG_LEVEL || '2',
    ...(OPEN_STORES.has(command) ? {} : storesFor(ROOT, env)),
    SEAL_KEY_FILE: env.SEAL_KEY_FILE || join(ROOT, '.local/keys/seal.key'),
  },
});
// The terminal's Ctrl-C reaches the command by itself; a signal sent to us alone is passed on.
process.on('SIGINT', () => {});
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
  process.on(signal, () => child.kill(signal));
child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));

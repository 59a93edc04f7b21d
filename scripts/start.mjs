/** `npm start`: sets up what is missing, then runs the product until it is stopped. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { stillRuns } from './setup/identity.mjs';

const HELP = `LiveWitness (直播见证): hears live shopping broadcasts and shows suspected claims as they are made.

Usage: npm start -- [options]

  --no-demo      start empty, without the three demo broadcasts and the demo logins
  --port N       where the server listens (default 7400, or PORT)
  --host H       the address it listens on (default 127.0.0.1, or HOST)
  --workers N    how many workers listen to broadcasts (default 2, at most 16)
  --help         this text

Sets up what is missing first. MongoDB, Redis, one server and the workers run as children of this command; one that
dies is started again; Ctrl-C stops them in order. Data stays in .local/data, keys in .local/keys, logs in .local/logs.

Environment: MONGODB_URI and REDIS_URL use stores that run already; LIVEWITNESS_MONGO_PORT (7417) and
LIVEWITNESS_REDIS_PORT (7479) move those that are started here, DEMO_PORT (7480) the demo's video; PUBLIC_URL is the
address printed and put in links.
The first person without the demo: npm run admin -- create --help
`;

/** There are 16 partitions of the work: a worker more would own none. */
const WORKERS_MAX = 16;

/** @param {string} text @returns {never} */
function refuse(text) {
  process.stderr.write(`${text}\n\nnpm start -- --help lists the options.\n`);
  process.exit(2);
}

/** @param {string | undefined} text @param {number} fallback @param {number} max @param {string} what */
function number(text, fallback, max, what) {
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > max)
    return refuse(`${what} is a whole number from 1 to ${max}, not ${text}`);
  return value;
}

/** Before set-up, which would build anew under the feet of the one that runs. @param {string} root */
function refuseSecond(root) {
  let other;
  try {
    other = JSON.parse(readFileSync(join(root, '.local/run/supervisor.json'), 'utf8'));
  } catch {
    return;
  }
  if (!stillRuns(other)) return;
  process.stderr.write(
    `LiveWitness runs already in this folder (process ${other.pid}). Stop that one first.\n`,
  );
  process.exit(1);
}

function options() {
  try {
    return parseArgs({
      options: {
        'no-demo': { type: 'boolean', default: false },
        port: { type: 'string' },
        host: { type: 'string' },
        workers: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return refuse(/** @type {Error} */ (error).message);
  }
}

const given = options();
if (given.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const { env } = process;
const PORT_MAX = 65_535;
const port = number(given.port ?? env.PORT, 7400, PORT_MAX, 'the port');
const workers = number(given.workers, 2, WORKERS_MAX, '--workers');
const mongoPort = number(env.LIVEWITNESS_MONGO_PORT, 7417, PORT_MAX, 'LIVEWITNESS_MONGO_PORT');
const redisPort = number(env.LIVEWITNESS_REDIS_PORT, 7479, PORT_MAX, 'LIVEWITNESS_REDIS_PORT');
const demoPort = number(env.DEMO_PORT, 7480, PORT_MAX, 'DEMO_PORT');

const { ROOT, setUpOrExit } = await import('./setup.mjs');
refuseSecond(ROOT);
await setUpOrExit();
const startedMs = Date.now();
const { storeProgram } = await import('./setup/stores.mjs');
const { supervise } = await import(pathToFileURL(join(ROOT, '.local/build/scripts/supervise.js')).href);
const code = await supervise(
  {
    root: ROOT,
    demo: !given['no-demo'],
    host: given.host ?? env.HOST ?? '127.0.0.1',
    port,
    workers,
    mongoPort,
    redisPort,
    demoPort,
    mongoUri: env.MONGODB_URI || undefined,
    redisUrl: env.REDIS_URL || undefined,
    mongodBinary: storeProgram('mongo', ROOT),
    redisBinary: storeProgram('redis', ROOT),
    env,
  },
  startedMs,
);
process.exit(code);

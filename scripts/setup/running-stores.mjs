/** Where the stores of the `npm start` that runs in this folder listen, for commands that are called beside it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stillRuns } from './identity.mjs';
import { mongoUri, redisUri } from './services.mjs';

const MONGO_PORT = '7417';
const REDIS_PORT = '7479';

/** @param {unknown} port @returns {string | undefined} */
const portOf = (port) =>
  typeof port === 'number' && Number.isInteger(port) && port > 0 && port < 65_536 ? String(port) : undefined;

/**
 * @param {string} root the project's folder
 * @returns {{ mongoPort?: string, redisPort?: string }} of stores that the running supervisor has started itself
 */
function running(root) {
  try {
    const file = JSON.parse(readFileSync(join(root, '.local/run/supervisor.json'), 'utf8'));
    if (!stillRuns(file)) return {};
    const mongoPort = portOf(file.ports?.mongo);
    const redisPort = portOf(file.ports?.redis);
    return { ...(mongoPort && { mongoPort }), ...(redisPort && { redisPort }) };
  } catch {
    return {};
  }
}

/**
 * The stores that a command uses: those that the environment names, else those of the `npm start` that runs in this folder, else
 * those that one would have by default.
 * @param {string} root the project's folder
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ MONGODB_URI: string, REDIS_URL: string }}
 */
export function storesFor(root, env) {
  const found = running(root);
  const mongoPort = env.LIVEWITNESS_MONGO_PORT || found.mongoPort || MONGO_PORT;
  const redisPort = env.LIVEWITNESS_REDIS_PORT || found.redisPort || REDIS_PORT;
  return {
    MONGODB_URI: env.MONGODB_URI || mongoUri(Number(mongoPort)),
    REDIS_URL: env.REDIS_URL || redisUri(Number(redisPort)),
  };
}

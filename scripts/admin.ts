import { join } from 'node:path';
import { connectMongo } from '../models/store/connect.ts';
import { placeHosts } from '../models/store/host-alone.ts';
import { createStore, prepareStore } from '../models/store/store.ts';
import { type FeedChange, publishChanges } from '../models/stream/alerts-feed.ts';
import { connectRedis, type RedisClient } from '../models/stream/client.ts';
import { readArguments, USAGE } from './admin/arguments.ts';
import { obtainPassword } from './admin/password.ts';
import { runAdmin } from './admin/run.ts';
import { Misuse } from './arguments/misuse.ts';

const MONGODB_URI = 'mongodb://127.0.0.1:7417/livewitness?replicaSet=rs0';
/** As the workers' default. */
const LOG_KEY_NAME = 'livewitness.local/log';
const REDIS_URL = 'redis://127.0.0.1:7479';
/** The servers are told if Redis is there; an act on people does not wait for it. */
const REDIS_MS_MAX = 3_000;

const tell = async (url: string, changes: readonly FeedChange[]): Promise<boolean> => {
  let redis: RedisClient | undefined;
  const connecting = connectRedis(url, () => {}, { whenAway: 'refuse' }).then((client) => {
    redis = client;
    return publishChanges(client, changes);
  });
  const tooLate = new Promise<null>((done) => setTimeout(done, REDIS_MS_MAX, null).unref());
  try {
    return (await Promise.race([connecting, tooLate])) !== null;
  } catch {
    return false;
  } finally {
    redis?.destroy();
  }
};

const main = async (): Promise<void> => {
  const { env } = process;
  const command = readArguments(process.argv.slice(2), Boolean(process.stdin.isTTY));
  if (command.act === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  const connection = await connectMongo(env.MONGODB_URI || MONGODB_URI);
  try {
    const store = createStore(connection);
    await prepareStore(store);
    await placeHosts(store, new Date());
    await runAdmin(command, {
      store,
      tellDisabled: ({ _id: userId }) =>
        tell(env.REDIS_URL || REDIS_URL, [{ type: 'person-disabled', userId }]),
      tellChanged: (people) =>
        tell(
          env.REDIS_URL || REDIS_URL,
          people.map((userId) => ({ type: 'person-changed', userId })),
        ),
      obtainPassword,
      logKey: {
        path:
          env.LOG_SIGNING_KEY_FILE ||
          join(env.LIVEWITNESS_ROOT || process.cwd(), '.local/keys/log-signing.pem'),
        name: env.LOG_KEY_NAME || LOG_KEY_NAME,
      },
      say: (line) => void process.stdout.write(`${line}\n`),
      now: () => new Date(),
    });
  } finally {
    await connection.close();
  }
};

try {
  await main();
  process.exit(0);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  const away = error instanceof Error && error.name.startsWith('MongooseServerSelection');
  process.stderr.write(`${away ? `MongoDB does not answer (is npm start running?): ${message}` : message}\n`);
  if (error instanceof Misuse) process.stderr.write('\nTo see what can be typed: npm run admin -- --help\n');
  process.exit(1);
}

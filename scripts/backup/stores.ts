import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { connectMongo } from '../../models/store/connect.ts';
import { connectRedis, type RedisClient } from '../../models/stream/client.ts';
import { storesFor } from '../setup/running-stores.mjs';
import { DATABASE, portInUse, startMongo, startRedis } from '../setup/services.mjs';

/** Both stores, for as long as a command needs them. */
export interface OpenStores {
  readonly connection: Connection;
  readonly redis: RedisClient;
  close(): Promise<void>;
}

interface Started {
  readonly uri: string;
  stop(): Promise<void>;
}

const portOf = (uri: string): number => Number(new URL(uri).port);

/** The stores that run at an address, or those of this folder, started for the time being. */
const started = async (
  given: string | undefined,
  uri: string,
  start: (port: number) => Promise<Started>,
  say: () => void,
): Promise<Started> => {
  if (given || (await portInUse(portOf(uri)))) return { uri, stop: async () => {} };
  say();
  return start(portOf(uri));
};

/**
 * Opens the stores that the environment names, else those of the `npm start` that runs in this folder, else starts them on the
 * folder's data until `close`.
 */
export const openStores = async (
  env: NodeJS.ProcessEnv,
  root: string,
  say: (line: string) => void,
): Promise<OpenStores> => {
  const { MONGODB_URI, REDIS_URL } = storesFor(root, env);
  const data = (name: string): string => join(root, '.local/data', name);
  const mongo = await started(
    env.MONGODB_URI,
    MONGODB_URI,
    (port) => startMongo({ dir: data('mongo'), port, root, database: DATABASE }),
    () => say('MongoDB does not run: started for this, on .local/data/mongo'),
  );
  const stops = [() => mongo.stop()];
  const stop = async (): Promise<void> => {
    for (const one of stops.reverse()) await one();
  };
  try {
    const own = await started(
      env.REDIS_URL,
      REDIS_URL,
      (port) => startRedis({ dir: data('redis'), port, root }),
      () => say('Redis does not run: started for this, on .local/data/redis'),
    );
    stops.push(() => own.stop());
    const connection = await connectMongo(mongo.uri);
    stops.push(() => connection.close());
    const redis = await connectRedis(own.uri, () => {}, { whenAway: 'refuse' });
    stops.push(async () => redis.destroy());
    return { connection, redis, close: stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

import { writeFile } from 'node:fs/promises';
import type { Store } from '../../models/store/store.ts';
import type { RedisClient } from '../../models/stream/client.ts';

/** How often it is looked whether both stores answer. */
export const HEALTH_MS = 1_000;

/**
 * Leaves a sign that this worker can do its work: the file's time is that of the last round in which MongoDB and Redis answered.
 * Whoever starts workers (a container's health check) takes one whose file is older than some seconds as not healthy.
 * @throws the error of the store that did not answer; the file stays as it was.
 */
export const signHealth = async (path: string, store: Store, redis: RedisClient): Promise<void> => {
  const { db } = store.connection;
  if (!db) throw new Error('the connection to MongoDB is closed');
  await Promise.all([db.admin().ping(), redis.ping()]);
  await writeFile(path, `${new Date().toISOString()}\n`);
};

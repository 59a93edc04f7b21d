import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { RedisClient } from '../../models/stream/client.ts';
import { copyPartition, type KeyCopy, placeKey } from '../../models/stream/copy-keys.ts';
import { ALL_PARTITIONS } from '../../models/stream/keys.ts';
import type { Manifest } from './manifest.ts';

const FILE = 'redis.jsonl';
const lineSchema = z.object({ key: z.string(), ttlMs: z.int().positive().optional(), payload: z.base64() });

/** Copies what must outlive a loss of Redis, partition by partition, each as it was at one moment. */
export const copyRedis = async (redis: RedisClient, dir: string): Promise<Manifest['redis']> => {
  const target = await open(join(dir, FILE), 'wx', 0o600);
  const hash = createHash('sha256');
  let [count, bytes] = [0, 0];
  const write = async ({ payload, ...rest }: KeyCopy): Promise<void> => {
    const line = Buffer.from(`${JSON.stringify({ ...rest, payload: payload.toString('base64') })}\n`);
    hash.update(line);
    await target.writeFile(line);
    count += 1;
    bytes += line.length;
  };
  try {
    for (const partition of ALL_PARTITIONS)
      for (const copy of await copyPartition(redis, partition)) await write(copy);
    await target.sync();
  } finally {
    await target.close();
  }
  return { file: FILE, keys: count, bytes, sha256: hash.digest('hex') };
};

/** Puts copied keys in their places. */
export const loadRedis = async (
  redis: RedisClient,
  dir: string,
  { file }: Manifest['redis'],
): Promise<void> => {
  for await (const line of createInterface({ input: createReadStream(join(dir, file)) })) {
    const { key, ttlMs, payload } = lineSchema.parse(JSON.parse(line));
    await placeKey(redis, {
      key,
      payload: Buffer.from(payload, 'base64'),
      ...(ttlMs !== undefined && { ttlMs }),
    });
  }
};

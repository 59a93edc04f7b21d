import { existsSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Misuse } from '../arguments/misuse.ts';
import type { CopyOptions } from './command.ts';
import { copyKeys } from './key-files.ts';
import { MANIFEST, type Manifest, newManifest } from './manifest.ts';
import { copyMedia } from './media-copy.ts';
import { copyMongo } from './mongo-copy.ts';
import { copyRedis } from './redis-copy.ts';
import type { OpenStores } from './stores.ts';

/** Never takes away what is no backup. @throws Misuse that says what lies there */
export const assertMayWrite = (dir: string, force: boolean): void => {
  if (!existsSync(dir) || readdirSync(dir).length === 0) return;
  if (!existsSync(join(dir, MANIFEST)))
    throw new Misuse(`${dir} holds something that is no backup: name another folder`);
  if (!force)
    throw new Misuse(`${dir} holds a backup already: name another folder, or --force to replace it`);
};

const writeManifest = async (dir: string, manifest: Manifest): Promise<void> => {
  const file = await open(join(dir, MANIFEST), 'wx', 0o600);
  await file.writeFile(`${JSON.stringify(manifest, null, 2)}\n`);
  await file.sync();
  await file.close();
};

/**
 * Copies keys, Redis, MongoDB and kept media into a folder that is there only once it is whole. May be called while the product runs: Redis
 * comes first, so that what a worker records meanwhile is in both copies, and taken as recorded when they are used.
 */
export const takeBackup = async (
  { connection, redis }: Pick<OpenStores, 'connection' | 'redis'>,
  { dir, force, keyFiles, mediaDir, product, say, now }: CopyOptions,
): Promise<Manifest> => {
  assertMayWrite(dir, force);
  const half = `${dir}.part-${process.pid}`;
  const clear = (): void => rmSync(half, { recursive: true, force: true });
  process.once('exit', clear);
  try {
    for (const one of ['', 'mongo', 'keys']) await mkdir(join(half, one), { recursive: true, mode: 0o700 });
    const madeAt = now().toISOString();
    const keys = await copyKeys(keyFiles, connection, half);
    say(`keys: ${keys.map(({ name }) => name).join(', ')}`);
    const ofRedis = await copyRedis(redis, half);
    say(`Redis: ${ofRedis.keys} keys, ${ofRedis.bytes} bytes`);
    const mongo = await copyMongo(connection, half, say);
    const documents = mongo.collections.reduce((sum, one) => sum + one.documents, 0);
    say(`MongoDB: ${documents} documents in ${mongo.collections.length} collections`);
    // After the documents that name them: what they say is kept is copied, or was let go since.
    const media = await copyMedia(mediaDir, half, say);
    say(`picture and sound: ${media.length} files`);
    const manifest = newManifest({ product, madeAt, mongo, redis: ofRedis, keys, media });
    await writeManifest(half, manifest);
    if (existsSync(dir)) await rm(dir, { recursive: true });
    await mkdir(dirname(dir), { recursive: true });
    await rename(half, dir);
    return manifest;
  } finally {
    clear();
    process.removeListener('exit', clear);
  }
};

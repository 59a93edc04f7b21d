import type { Connection } from 'mongoose';
import { asEntryId } from '../../models/contract/ids.ts';
import { createStore, prepareStore } from '../../models/store/store.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import { continueAfter, holders, ownKeys } from '../../models/stream/copy-keys.ts';
import type { CopyOptions } from './command.ts';
import { placeKeys, placesOf } from './key-files.ts';
import { checkedManifest, type Manifest } from './manifest.ts';
import { loadMedia } from './media-copy.ts';
import { collectionsOf, compareMongo, loadMongo } from './mongo-copy.ts';
import { loadRedis } from './redis-copy.ts';
import type { OpenStores } from './stores.ts';

/** Deleted at once. */
const KEYS_AT_ONCE = 1_000;
/** Named where something is in the way. */
const NAMED_MAX = 5;

const filled = async (connection: Connection, names: readonly string[]): Promise<string[]> => {
  const there = new Set(await collectionsOf(connection));
  const found: string[] = [];
  for (const name of names)
    if (there.has(name) && (await connection.collection(name).findOne({}, { projection: { _id: 1 } })))
      found.push(name);
  return found;
};

const some = (names: readonly string[]): string =>
  names.length > NAMED_MAX ? `${names.slice(0, NAMED_MAX).join(', ')}, …` : names.join(', ');

/** What would be lost, in words; empty where nothing would. */
const inTheWay = async (
  { connection, redis }: Pick<OpenStores, 'connection' | 'redis'>,
  { collections, others }: { collections: readonly string[]; others: readonly string[] },
): Promise<string[]> => {
  const documents = await filled(connection, collections);
  const keys = await ownKeys(redis, NAMED_MAX + 1);
  return [
    ...(documents.length > 0 ? [`the database ${connection.name} is not empty: ${some(documents)}`] : []),
    ...(keys.length > 0 ? [`Redis is not empty: ${some(keys)}`] : []),
    ...others.map((path) => `${path} is another key than the backup's`),
  ];
};

const emptyRedis = async (redis: RedisClient): Promise<void> => {
  for (;;) {
    const names = await ownKeys(redis, KEYS_AT_ONCE);
    if (names.length === 0) return;
    await redis.del(names);
  }
};

/**
 * Brings stores and keys to what a backup holds. Nothing is touched before every file of it has been held against its SHA-256; the
 * documents are read back and compared. Keys come last: without them no worker starts on half of the data.
 *
 * @throws Error that says what is in the way, or differs.
 */
export const useBackup = async (
  { connection, redis }: Pick<OpenStores, 'connection' | 'redis'>,
  { dir, force, keyFiles, mediaDir, product, say, now }: CopyOptions,
): Promise<Manifest> => {
  const manifest = await checkedManifest(dir);
  const { mongo, madeAt } = manifest;
  say(`the backup of ${madeAt} is whole: every file has the SHA-256 of its manifest`);
  if (manifest.product !== product) say(`it was made by ${manifest.product}, this is ${product}`);
  const busy = await holders(redis);
  if (busy.length > 0)
    throw new Error(`workers are at work (${some(busy)}): stop them and the servers, then wait 6 s`);
  const places = await placesOf(keyFiles, manifest, dir);
  const others = places.filter((place) => place.now === 'other').map(({ path }) => path);
  const store = createStore(connection);
  const collections = [...new Set([...mongo.collections.map(({ name }) => name), ...modelled(connection)])];
  const way = await inTheWay({ connection, redis }, { collections, others });
  if (way.length > 0 && !force)
    throw new Error(`${way.join('\n')}\nNothing was changed. --force replaces what is there`);
  const there = new Set(await collectionsOf(connection));
  for (const name of collections) if (there.has(name)) await connection.dropCollection(name);
  await emptyRedis(redis);
  say('MongoDB:');
  await loadMongo(connection, dir, mongo, say);
  say('indexes, then all of it is read back and compared');
  await prepareStore(store);
  await compareMongo(connection, mongo);
  await loadRedis(redis, dir, manifest.redis);
  if (mongo.newestEntry !== undefined) await continueAfter(redis, asEntryId(mongo.newestEntry));
  say(`Redis: ${manifest.redis.keys} keys`);
  await loadMedia(mediaDir, dir, manifest.media);
  say(`picture and sound: ${manifest.media.length} files`);
  for (const line of await placeKeys(places, now())) say(line);
  say(`keys: ${places.map(({ name }) => name).join(', ')}`);
  return manifest;
};

const modelled = (connection: Connection): string[] =>
  connection.modelNames().map((name) => connection.model(name).collection.collectionName);

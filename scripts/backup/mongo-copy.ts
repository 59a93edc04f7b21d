import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import mongoose, { type Connection } from 'mongoose';
import { asEntryId, compareEntryIds, type EntryId } from '../../models/contract/ids.ts';
import type { Manifest } from './manifest.ts';

const { BSON } = mongoose.mongo;
/** Written and read at once: large enough for a disk, nothing beside the memory of any machine. */
const PIECE_BYTES = 4 * 1024 * 1024;
/** Inserted at once: under MongoDB's 48 MB a message. */
const INSERT_BYTES = 8 * 1024 * 1024;
const INSERT_MAX = 1_000;
/** MongoDB's own limit of a document, and some. */
const DOCUMENT_BYTES_MAX = 17 * 1024 * 1024;
/** A person who waits hears this often that it goes on. */
const SAY_MS = 2_000;
const SNAPSHOT_TOO_OLD = 239;

type Say = (line: string) => void;
type Collections = Manifest['mongo']['collections'];

const progress = (say: Say) => {
  let saidMs = Date.now();
  return (line: () => string): void => {
    if (Date.now() - saidMs < SAY_MS) return;
    saidMs = Date.now();
    say(line());
  };
};

export const collectionsOf = async (connection: Connection): Promise<string[]> => {
  const found = (await connection.db?.listCollections({}, { nameOnly: true }).toArray()) ?? [];
  return found
    .flatMap(({ name, type }) => (type === 'collection' && !name.startsWith('system.') ? [name] : []))
    .sort();
};

type Session = Awaited<ReturnType<Connection['startSession']>>;

/** Documents as they stand in the database, byte for byte, in the order of their ids. */
const rawDocuments = (connection: Connection, name: string, session?: Session): AsyncIterable<Buffer> => {
  const options = session ? { session, readConcern: { level: 'snapshot' as const } } : {};
  const found = connection.collection(name).find({}, { ...options, raw: true, sort: { _id: 1 } });
  return found as unknown as AsyncIterable<Buffer>;
};

const newerEntry = (document: Buffer, than: EntryId | undefined): EntryId | undefined => {
  const { lastEntryId } = BSON.deserialize(document, { promoteValues: true });
  if (typeof lastEntryId !== 'string') return than;
  return than !== undefined && compareEntryIds(than, asEntryId(lastEntryId)) >= 0
    ? than
    : asEntryId(lastEntryId);
};

interface Copied {
  readonly note: Collections[number];
  readonly newest: EntryId | undefined;
}

/** Writes one collection as BSON documents one after the other: what `mongorestore` and `bsondump` read, too. */
const copyOne = async (
  connection: Connection,
  { name, dir, session, say }: { name: string; dir: string; session: Session; say: Say },
): Promise<Copied> => {
  const file = `mongo/${name}.bson`;
  const target = await open(join(dir, file), 'wx', 0o600);
  const hash = createHash('sha256');
  const step = progress(say);
  let [documents, bytes, waiting] = [0, 0, 0];
  let pieces: Buffer[] = [];
  let newest: EntryId | undefined;
  const flush = async (): Promise<void> => {
    const piece = Buffer.concat(pieces);
    pieces = [];
    waiting = 0;
    hash.update(piece);
    await target.writeFile(piece);
  };
  try {
    for await (const document of rawDocuments(connection, name, session)) {
      pieces.push(Buffer.from(document));
      documents += 1;
      bytes += document.length;
      waiting += document.length;
      if (name === 'blocks') newest = newerEntry(document, newest);
      if (waiting >= PIECE_BYTES) await flush();
      step(() => `  ${name}: ${documents} documents`);
    }
    await flush();
    await target.sync();
  } finally {
    await target.close();
  }
  return { note: { name, file, documents, bytes, sha256: hash.digest('hex') }, newest };
};

/**
 * Copies every collection of the database as all of them were at one moment (a snapshot session), while it is in use.
 * @throws Error where the copy took longer than MongoDB keeps that moment.
 */
export const copyMongo = async (
  connection: Connection,
  dir: string,
  say: Say,
): Promise<Manifest['mongo']> => {
  const session = await connection.startSession({ snapshot: true });
  const copied: Copied[] = [];
  try {
    for (const name of await collectionsOf(connection))
      copied.push(await copyOne(connection, { name, dir, session, say }));
  } catch (error) {
    if ((error as { code?: unknown }).code !== SNAPSHOT_TOO_OLD) throw error;
    throw new Error(
      'the copy took longer than MongoDB keeps one moment: raise its parameter minSnapshotHistoryWindowInSeconds (300 by default)',
    );
  } finally {
    await session.endSession();
  }
  const newest = copied.find(({ note }) => note.name === 'blocks')?.newest;
  return {
    database: connection.name,
    collections: copied.map(({ note }) => note),
    ...(newest !== undefined && { newestEntry: newest }),
  };
};

/** The documents of a file, one after the other. @throws Error where it ends in the middle of one. */
async function* documentsIn(path: string): AsyncGenerator<Buffer> {
  const source = await open(path);
  try {
    let rest = Buffer.alloc(0);
    for await (const piece of source.createReadStream({ highWaterMark: PIECE_BYTES, autoClose: false })) {
      rest = Buffer.concat([rest, piece as Buffer]);
      let at = 0;
      while (rest.length - at >= 4) {
        const length = rest.readInt32LE(at);
        if (length < 5 || length > DOCUMENT_BYTES_MAX)
          throw new Error(`${path} holds no BSON document at that place`);
        if (rest.length - at < length) break;
        yield rest.subarray(at, at + length);
        at += length;
      }
      rest = rest.subarray(at);
    }
    if (rest.length > 0) throw new Error(`${path} ends in the middle of a document`);
  } finally {
    await source.close();
  }
}

/** Types as they were (32 and 64 bit numbers, doubles, dates), so that what is written is what was read. */
const AS_IT_WAS = {
  promoteValues: false,
  promoteLongs: false,
  promoteBuffers: false,
  bsonRegExp: true,
} as const;

const loadOne = async (connection: Connection, path: string, name: string, say: Say): Promise<void> => {
  const collection = connection.collection(name);
  const step = progress(say);
  let [written, bytes] = [0, 0];
  let batch: mongoose.mongo.Document[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await collection.insertMany(batch, { ordered: false, ignoreUndefined: false });
    written += batch.length;
    batch = [];
    bytes = 0;
    step(() => `  ${name}: ${written} documents`);
  };
  for await (const document of documentsIn(path)) {
    batch.push(BSON.deserialize(document, AS_IT_WAS));
    bytes += document.length;
    if (batch.length >= INSERT_MAX || bytes >= INSERT_BYTES) await flush();
  }
  await flush();
};

/** Writes the collections of a backup into a database in which they are empty. */
export const loadMongo = async (
  connection: Connection,
  dir: string,
  { collections }: Manifest['mongo'],
  say: Say,
): Promise<void> => {
  for (const { name, file, documents } of collections) {
    say(`  ${name}: ${documents} documents`);
    await loadOne(connection, join(dir, file), name, say);
  }
};

/** Reads everything back. @throws Error that names the collection that does not hold, byte for byte, what the backup holds. */
export const compareMongo = async (
  connection: Connection,
  { collections }: Manifest['mongo'],
): Promise<void> => {
  for (const { name, sha256 } of collections) {
    const hash = createHash('sha256');
    for await (const document of rawDocuments(connection, name)) hash.update(document);
    if (hash.digest('hex') !== sha256)
      throw new Error(`collection ${name} reads back otherwise than it was saved`);
  }
};

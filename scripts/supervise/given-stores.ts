import mongoose from 'mongoose';
import { lookAtRedis } from '../../models/stream/look-at.ts';

/** A store that takes longer to answer a first question is not there, or not meant to be asked. */
const ANSWER_LIMIT_MS = 5_000;

/** What was found about a store that the environment names. */
export interface Finding {
  /** Why it cannot be used; nothing is started then. */
  readonly problem?: string;
  /** What works and should be otherwise. */
  readonly warnings: readonly string[];
}

/** An address without the password that may stand in it. */
export const withoutPassword = (uri: string): string => uri.replace(/\/\/[^@/]*@/, '//…@');

const reasonOf = (error: unknown): string => {
  const { message, cause } = error as { message?: string; cause?: { message?: string } };
  const text =
    message || cause?.message || (error as AggregateError).errors?.[0]?.message || 'no reason given';
  return withoutPassword(text.split('\n', 1)[0] ?? '');
};

const unusable = (name: string, uri: string, why: string, wayOut: string): Finding => ({
  problem: `${name} (${withoutPassword(uri)}) cannot be used: ${why}.\n  Way out: ${wayOut}`,
  warnings: [],
});

/** Whether a MongoDB answers and can do transactions. */
export const lookAtMongo = async (uri: string): Promise<Finding> => {
  const own = 'start it, or leave MONGODB_URI unset: npm start then runs one of its own';
  let connection: mongoose.Connection | undefined;
  try {
    connection = mongoose.createConnection(uri, {
      serverSelectionTimeoutMS: ANSWER_LIMIT_MS,
      autoIndex: false,
    });
    await connection.asPromise();
    const hello = await connection.db?.admin().command({ hello: 1 });
    if (hello?.setName === undefined && hello?.msg !== 'isdbgrid')
      return unusable(
        'MONGODB_URI',
        uri,
        'it is no replica set, and transactions need one',
        'start mongod with --replSet rs0 and call rs.initiate() once; one member is enough',
      );
    return { warnings: [] };
  } catch (error) {
    return unusable('MONGODB_URI', uri, reasonOf(error), own);
  } finally {
    await connection?.close();
  }
};

/** Redis streams as they are used here, and their scripts. */
const REDIS_OLDEST = [6, 2] as const;

/** Whether a Redis answers, is new enough, and keeps what it acknowledged. */
export const lookAtGivenRedis = async (url: string): Promise<Finding> => {
  const own = 'start it, or leave REDIS_URL unset: npm start then runs one of its own';
  try {
    const { version, appendOnly, whenFull } = await lookAtRedis(url, ANSWER_LIMIT_MS);
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major < REDIS_OLDEST[0] || (major === REDIS_OLDEST[0] && minor < REDIS_OLDEST[1]))
      return unusable(
        'REDIS_URL',
        url,
        `it is ${version}, and ${REDIS_OLDEST.join('.')} is the oldest that works`,
        own,
      );
    return {
      warnings: [
        ...(appendOnly === false
          ? [
              'the Redis of REDIS_URL keeps no append-only file: what it accepted is lost with it (appendonly yes, appendfsync always)',
            ]
          : []),
        ...(whenFull !== undefined && whenFull !== 'noeviction'
          ? [
              `the Redis of REDIS_URL forgets when it is full (${whenFull}): it should refuse (maxmemory-policy noeviction)`,
            ]
          : []),
      ],
    };
  } catch (error) {
    return unusable('REDIS_URL', url, reasonOf(error), own);
  }
};

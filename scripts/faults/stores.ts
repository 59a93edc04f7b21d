import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import {
  DATABASE,
  freePort,
  REPLICA_SET,
  startMongoMember,
  startRedis,
  storeBinary,
} from '../setup/services.mjs';
import { until } from './until.ts';

type Running = Awaited<ReturnType<typeof startRedis>>;

/** A store that can be killed and comes back at the same place. */
export interface Killable {
  readonly uri: string;
  readonly gone: boolean;
  readonly pid: number | undefined;
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** The programs of the stores, where they are not those that set-up found. */
export interface Binaries {
  readonly mongod?: string | undefined;
  readonly redis?: string | undefined;
}

export interface StorePlace {
  readonly root: string;
  readonly dir: string;
  readonly binaries: Binaries;
  /** Puts something between the start of a program and the program. */
  readonly wrap: (binary: string) => string;
}

const killable = (first: Running, start: (port: number) => Promise<Running>): Killable => {
  let running = first;
  return {
    uri: first.uri,
    get gone() {
      return running.child.exitCode !== null || running.child.signalCode !== null;
    },
    get pid() {
      return running.child.pid;
    },
    kill: () => running.stop('SIGKILL'),
    async start() {
      running = await start(first.port);
    },
  };
};

export const openRedis = async ({ root, dir, binaries, wrap }: StorePlace): Promise<Killable> => {
  const binary = wrap(binaries.redis ?? storeBinary(root, 'redis-server'));
  const start = (port?: number) => startRedis({ dir: join(dir, 'redis'), binary, ...(port && { port }) });
  return killable(await start(), start);
};

/** A replica set of three members: one can be lost and nothing that a majority had is. */
export interface MongoSet {
  readonly uri: string;
  readonly members: readonly Killable[];
  /** The member that takes writes now; waits for one to be elected. */
  primary(): Promise<Killable>;
  /** Starts those that are gone. */
  start(): Promise<void>;
}

const MEMBERS = [0, 1, 2] as const;
/** A primary that does not answer is replaced after this, instead of after 10 s: a run has many of them to wait for. */
const ELECTION_MS = 3_000;

const ask = async (uri: string, command: Record<string, unknown>): Promise<Record<string, unknown>> => {
  const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: 2_000 });
  try {
    return await client.db('admin').command(command);
  } finally {
    await client.close();
  }
};

const isPrimary = async ({ uri, gone }: Killable): Promise<boolean> =>
  !gone && (await ask(uri, { hello: 1 }).catch(() => null))?.isWritablePrimary === true;

export const openMongoSet = async ({ root, dir, binaries, wrap }: StorePlace): Promise<MongoSet> => {
  const binary = wrap(binaries.mongod ?? storeBinary(root, 'mongod'));
  const ports = await Promise.all(MEMBERS.map(() => freePort()));
  const members = await Promise.all(
    ports.map(async (port, i) => {
      const start = () => startMongoMember({ dir: join(dir, 'mongo', `member-${i}`), port, binary });
      return killable(await start(), start);
    }),
  );
  const hosts = ports.map((port) => `127.0.0.1:${port}`);
  await ask(members[0]?.uri ?? '', {
    replSetInitiate: {
      _id: REPLICA_SET,
      members: hosts.map((host, _id) => ({ _id, host })),
      settings: { electionTimeoutMillis: ELECTION_MS },
    },
  });
  const set: MongoSet = {
    uri: `mongodb://${hosts.join(',')}/${DATABASE}?replicaSet=${REPLICA_SET}`,
    members,
    primary: () =>
      until('a primary to be elected', async () => {
        for (const member of members) if (await isPrimary(member)) return member;
        await sleep(100);
        return null;
      }),
    async start() {
      await Promise.all(members.filter(({ gone }) => gone).map((member) => member.start()));
      await set.primary();
    },
  };
  await set.primary();
  return set;
};

/** Asks the primary to step down and to stay so for long enough that another is elected. */
export const stepDown = async (set: MongoSet): Promise<void> => {
  const before = await set.primary();
  await until('the primary to step down', async () => {
    await ask(before.uri, { replSetStepDown: 20, secondaryCatchUpPeriodSecs: 10 });
    return true;
  });
  await until('another primary', async () => (await set.primary()) !== before);
};

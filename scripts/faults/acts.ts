import type { Act } from './acts/acting.ts';
import { killBeforeTelling, killServer, killWorker, stopWorker } from './acts/processes.ts';
import { stallReader } from './acts/slow-reader.ts';
import {
  fillMemory,
  fillMongoDisk,
  fillRedisDisk,
  killMongo,
  killPrimary,
  killRedis,
  stepPrimaryDown,
} from './acts/stores.ts';
import { putUndecodable } from './acts/undecodable.ts';
import type { Fault } from './plan.ts';

/** One table from the fault to what is done. */
export const ACTS: Readonly<Record<Fault, Act>> = {
  'worker-killed': killWorker,
  'worker-stopped': stopWorker,
  'server-killed': killServer,
  'server-killed-before-telling': killBeforeTelling,
  'redis-killed': killRedis,
  'redis-memory-full': fillMemory,
  'redis-disk-full': fillRedisDisk,
  'mongo-killed': killMongo,
  'mongo-primary-killed': killPrimary,
  'mongo-stepdown': stepPrimaryDown,
  'mongo-disk-full': fillMongoDisk,
  'entries-undecodable': putUndecodable,
  'reader-slow': stallReader,
};

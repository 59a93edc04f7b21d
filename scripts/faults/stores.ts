import { join } from 'node:path';
import { startMongo, startRedis } from '../setup/services.mjs';

type Running = Awaited<ReturnType<typeof startRedis>>;

/** A store that can be killed and comes back at the same place. */
export interface Killable {
  readonly uri: string;
  readonly gone: boolean;
  kill(): Promise<void>;
  start(): Promise<void>;
}

const killable = (first: Running, start: (port: number) => Promise<Running>): Killable => {
  let running = first;
  return {
    uri: first.uri,
    get gone() {
      return running.child.exitCode !== null || running.child.signalCode !== null;
    },
    kill: () => running.stop('SIGKILL'),
    async start() {
      running = await start(first.port);
    },
  };
};

export const openRedis = async (dir: string, root: string): Promise<Killable> => {
  const start = (port?: number) => startRedis({ dir: join(dir, 'redis'), root, ...(port && { port }) });
  return killable(await start(), start);
};

export const openMongo = async (dir: string, root: string): Promise<Killable> => {
  const start = (port?: number) => startMongo({ dir: join(dir, 'mongo'), root, ...(port && { port }) });
  return killable(await start(), start);
};

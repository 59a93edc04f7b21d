import mongoose, { type ClientSession } from 'mongoose';
import type { Store } from './store.ts';

const { Binary } = mongoose.mongo;

/**
 * Sessions in which one owner appends blocks. MongoDB holds what an unfinished transaction has touched until the transaction
 * is a minute old, even when whoever began it was killed; the next owner would wait that long. So each owner uses sessions of
 * its own, whose ids it leaves where the next owner finds them and ends them.
 */
export interface WriteSessions {
  /** Ids, hex: what {@link endWriteSessions} takes. */
  readonly ids: readonly string[];
  /** Lends a session that nobody else uses at the moment; waits for one. */
  use<T>(work: (session: ClientSession) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens `count` sessions: as many as blocks are appended at once. */
export const openWriteSessions = async ({ connection }: Store, count: number): Promise<WriteSessions> => {
  const all = await Promise.all(Array.from({ length: count }, () => connection.startSession()));
  const free = [...all];
  const waiting: ((session: ClientSession) => void)[] = [];
  const take = (): ClientSession | Promise<ClientSession> =>
    free.pop() ?? new Promise<ClientSession>((taken) => waiting.push(taken));
  return {
    ids: all.flatMap(({ id }) => (id ? [Buffer.from(id.id.buffer).toString('hex')] : [])),
    async use(work) {
      const session = await take();
      try {
        return await work(session);
      } finally {
        const next = waiting.shift();
        if (next) next(session);
        else free.push(session);
      }
    },
    async close() {
      await Promise.allSettled(all.map((session) => session.endSession()));
    },
  };
};

/** Ends sessions of an owner that is gone: transactions in them are undone, and it cannot commit them any more. */
export const endWriteSessions = async ({ connection }: Store, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  const sessions = ids.map((hex) => ({ id: new Binary(Buffer.from(hex, 'hex'), Binary.SUBTYPE_UUID) }));
  await connection.db?.command({ killSessions: sessions });
};

import { setTimeout as sleep } from 'node:timers/promises';
import {
  appendBlock,
  appendBlocks,
  isWriteConflict,
  type NewBlock,
} from '../../models/store/append-block.ts';
import type { Store } from '../../models/store/store.ts';
import { openWriteSessions, type WriteSessions } from '../../models/store/write-sessions.ts';

/** While one transaction waits for the journal the next is put together and sent; a third would only make both smaller. */
const GROUPS_AT_ONCE = 2;
/** Blocks of one transaction: as many as wait while one is on its way at 2,000 events a second, many times over. */
const GROUP_BLOCKS_MAX = 64;
/** Leaves of one transaction, in characters; with what is sealed it stays well within the time and the memory that one may take. */
const GROUP_CHARS_MAX = 6 * 1024 * 1024;

/** Whose block it is: the sessions in which it is written when it must be written alone, and the right to write. */
export interface Writer {
  readonly sessions: WriteSessions;
  /** @throws LeaseLost once the lease may have run out. */
  assertHeld(): void;
}

/**
 * Appends the blocks of all of a process's partitions. Waiting for the journal takes longer than all the rest, so blocks that come
 * while others are on their way are written together, in one transaction, each by its owner's right. Where that fails because of one
 * of them, each is written alone.
 */
export interface BlockWriter {
  /** Ids of the sessions in which groups are written: whoever takes over a partition ends them, like the owner's own. */
  ids(): Promise<readonly string[]>;
  /** Resolves once the block is at rest. @throws what `appendBlock` throws, or LeaseLost. */
  append(writer: Writer, block: NewBlock): Promise<void>;
  close(): Promise<void>;
}

interface Waiting {
  readonly writer: Writer;
  readonly block: NewBlock;
  readonly chars: number;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

const charsOf = ({ block }: NewBlock): number => block.leaves.reduce((sum, { length }) => sum + length, 0);

/** A broadcast's progress is written beside its blocks, within milliseconds; a person's act waits for the journal. */
const CONFLICT_TRIES_MAX = 6;
const CONFLICT_WAIT_MS = 5;
const CONFLICT_WAIT_MS_MAX = 100;

const alone = async (store: Store, { writer, block, done, failed }: Waiting): Promise<void> => {
  for (let tries = 1; ; tries += 1)
    try {
      writer.assertHeld();
      await writer.sessions.use((session) => appendBlock(store, session, block));
      return done();
    } catch (error) {
      if (!isWriteConflict(error) || tries >= CONFLICT_TRIES_MAX) return failed(error);
      await sleep(Math.min(CONFLICT_WAIT_MS * 2 ** tries, CONFLICT_WAIT_MS_MAX));
    }
};

/** Takes those off the queue that go together: one block of a broadcast, since the next begins where it ends. */
const nextGroup = (queue: Waiting[]): Waiting[] => {
  const group: Waiting[] = [];
  let chars = 0;
  for (let next = queue[0]; next && group.length < GROUP_BLOCKS_MAX; next = queue[0]) {
    if (group.length > 0 && chars + next.chars > GROUP_CHARS_MAX) break;
    queue.shift();
    try {
      next.writer.assertHeld();
      group.push(next);
      chars += next.chars;
    } catch (error) {
      next.failed(error);
    }
  }
  return group;
};

/** Makes the writer of a process; its sessions are opened when they are first needed. */
export const createBlockWriter = (store: Store): BlockWriter => {
  let opening: Promise<WriteSessions> | undefined;
  const opened = (): Promise<WriteSessions> => {
    opening ??= openWriteSessions(store, GROUPS_AT_ONCE).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  const queue: Waiting[] = [];
  let running = 0;
  let scheduled = false;

  const together = async (group: readonly Waiting[]): Promise<void> => {
    const blocks = group.map(({ block }) => block);
    try {
      await (await opened()).use((session) => appendBlocks(store, session, blocks));
    } catch {
      // One of them found its place taken, or a person changed a broadcast meanwhile, or nobody knows: each owner finds out.
      await Promise.all(group.map((one) => alone(store, one)));
      return;
    }
    for (const { done } of group) done();
  };

  const write = async (): Promise<void> => {
    scheduled = false;
    if (running >= GROUPS_AT_ONCE) return;
    const group = nextGroup(queue);
    const [only] = group;
    if (!only) return;
    running += 1;
    if (queue.length > 0) schedule();
    await (group.length === 1 ? alone(store, only) : together(group));
    running -= 1;
    if (queue.length > 0) schedule();
  };
  const schedule = (): void => {
    if (scheduled || running >= GROUPS_AT_ONCE) return;
    scheduled = true;
    // What is ready in the same turn goes together.
    setImmediate(() => void write());
  };

  return {
    ids: async () => (await opened()).ids,
    append: (writer, block) =>
      new Promise<void>((done, failed) => {
        queue.push({ writer, block, chars: charsOf(block), done, failed });
        schedule();
      }),
    async close() {
      await (await opening)?.close();
    },
  };
};

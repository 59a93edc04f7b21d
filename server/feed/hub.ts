import { setTimeout as sleep } from 'node:timers/promises';
import type { Cursor, PublicId, UserId } from '../../models/contract/ids.ts';
import { compareEntryIds } from '../../models/contract/ids.ts';
import type { FeedChange, FeedEntry } from '../../models/stream/alerts-feed.ts';
import { type Asker, audienceOf } from '../identity/rules.ts';
import { type HeardEntry, type Sifted, sift } from './sift.ts';

/** Changes held back for one connection while it catches up: more and it starts over, by snapshot. */
const BUFFER_MAX = 5_000;
/** The reader is at most a tick behind what a replay has read; past this it has lost its Redis. */
const REACH_MS_MAX = 5_000;
const REACH_POLL_MS = 10;

const publicIdOf = (change: FeedChange): PublicId | null => {
  if (change.type === 'broadcast') return change.broadcast.publicId;
  return change.type === 'broadcast-removed' ? change.publicId : null;
};
const isOneOf = (shown: readonly PublicId[], change: FeedChange): boolean => {
  const publicId = publicIdOf(change);
  return publicId !== null && shown.includes(publicId);
};

/** One connection that is catching up: hears live changes, which wait until what came before has been sent. */
export interface CatchUp {
  readonly overflown: boolean;
  /**
   * What was heard after `cursor`, for the cutover. Ends the catching-up.
   * @param shown broadcasts that the connection has been shown as public, whatever was heard of them before.
   */
  cutOver(cursor: Cursor, shown?: readonly PublicId[]): HeardEntry[];
  abandon(): void;
}

export interface HubOut {
  /** To all live connections of an audience. `from` and `to`: cursors before and after these changes. */
  emit(audience: string, sifted: Sifted, from: Cursor, to: Cursor): void;
  personDisabled(userId: UserId): void;
  personChanged(userId: UserId): void;
  madePrivate(publicId: PublicId): void;
}

export interface Hub {
  readonly cursor: Cursor;
  deliver(entries: readonly FeedEntry[]): void;
  /** Forgets where it was; the connections are told by the caller. */
  jumpTo(cursor: Cursor): void;
  catchUp(): CatchUp;
  /** Waits until the live changes have come as far as `cursor`. @returns false when they do not. */
  reached(cursor: Cursor): Promise<boolean>;
  join(reader: Asker): void;
  leave(reader: Asker): void;
}

/**
 * Passes the changes that the server's reader hears to audiences and to connections that are catching up. Knows nothing of
 * sockets.
 * @param publicNow broadcasts that were public when the reader started.
 */
export const createHub = (start: Cursor, publicNow: Iterable<PublicId>, out: HubOut): Hub => {
  let cursor = start;
  const publicIds = new Set(publicNow);
  const audiences = new Map<string, { reader: Asker; size: number }>();
  const waiting = new Set<{ buffer: HeardEntry[]; overflown: boolean }>();

  const hear = (entry: FeedEntry): HeardEntry => {
    const { change } = entry;
    const publicId = publicIdOf(change);
    if (publicId === null) return { ...entry, wasPublic: false };
    const wasPublic = publicIds.has(publicId);
    if (change.type === 'broadcast' && change.broadcast.public) publicIds.add(publicId);
    else if (publicIds.delete(publicId)) out.madePrivate(publicId);
    return { ...entry, wasPublic };
  };

  return {
    get cursor() {
      return cursor;
    },
    deliver(entries) {
      const last = entries.at(-1);
      if (!last) return;
      const from = cursor;
      cursor = last.cursor;
      const heard = entries.map(hear);
      // First of all: what follows in the same stretch is no more for them.
      for (const { change } of heard) {
        if (change.type === 'person-disabled') out.personDisabled(change.userId);
        else if (change.type === 'person-changed') out.personChanged(change.userId);
      }
      for (const [audience, { reader }] of audiences) {
        const sifted = sift(reader, heard);
        if (sifted.alerts.length + sifted.broadcasts.length + sifted.removed.length > 0)
          out.emit(audience, sifted, from, cursor);
      }
      for (const one of waiting) {
        if (one.buffer.length + heard.length > BUFFER_MAX) one.overflown = true;
        else one.buffer.push(...heard);
      }
    },
    jumpTo(next) {
      cursor = next;
      for (const one of waiting) one.overflown = true;
    },
    catchUp() {
      const mine = { buffer: [] as HeardEntry[], overflown: false };
      waiting.add(mine);
      return {
        get overflown() {
          return mine.overflown;
        },
        cutOver(after, shown = []) {
          waiting.delete(mine);
          const told = new Set(mine.buffer.map(({ change }) => publicIdOf(change)));
          for (const publicId of shown) if (!told.has(publicId)) publicIds.add(publicId);
          return mine.buffer
            .filter((entry) => compareEntryIds(entry.cursor, after) > 0)
            .map((entry) => ({ ...entry, wasPublic: entry.wasPublic || isOneOf(shown, entry.change) }));
        },
        abandon: () => void waiting.delete(mine),
      };
    },
    async reached(wanted) {
      for (let waited = 0; compareEntryIds(cursor, wanted) < 0; waited += REACH_POLL_MS) {
        if (waited > REACH_MS_MAX) return false;
        await sleep(REACH_POLL_MS);
      }
      return true;
    },
    join(reader) {
      const key = audienceOf(reader);
      const known = audiences.get(key);
      if (known) known.size += 1;
      else audiences.set(key, { reader, size: 1 });
    },
    leave(reader) {
      const key = audienceOf(reader);
      const known = audiences.get(key);
      if (!known) return;
      known.size -= 1;
      if (known.size === 0) audiences.delete(key);
    },
  };
};

/**
 * Entries that may wait in one partition. At 2,000 events a second an owner that died is replaced (6 s) long before;
 * past it the door answers 429, since Redis must never be the one to refuse.
 */
export const BACKLOG_MAX = 50_000;
/**
 * Bytes that may wait in one partition: 50,000 sentences are some 15 MiB, long lines and listings come to this first. All 16
 * partitions together then fill half of the 2 GB that the compose file gives to Redis.
 */
export const BACKLOG_BYTES_MAX = 64 * 1024 * 1024;
/**
 * How long the oldest entry may wait: an upgrade of all workers takes a few minutes. Past it nobody judges, and a sender that
 * was told "accepted" would take a broadcast for watched that is not.
 */
export const BACKLOG_AGE_MS_MAX = 15 * 60_000;
/** What an entry weighs beside its event: id, names of fields, broadcast, time. */
export const ENTRY_BYTES = 96;

/** Shortest and longest wait that a refused sender is told. A minute: by then another worker has long taken over. */
const RETRY_S_MIN = 1;
const RETRY_S_MAX = 60;
/** Of the time that the oldest entry has waited. */
const RETRY_SHARE = 1 / 10;

/** What waits in one partition's stream. */
export interface Backlog {
  readonly entries: number;
  readonly bytes: number;
  /** How long its oldest entry has waited, by Redis's clock. */
  readonly oldestMs: number;
}

/**
 * Seconds after which a refused sender may find room: a tenth of what the oldest entry has waited, from 1 to 60. An owner that
 * keeps its pace has worked off a tenth of the backlog by then; where no owner is left the waits grow by themselves.
 */
export const retryAfterS = ({ oldestMs }: Pick<Backlog, 'oldestMs'>): number =>
  Math.min(RETRY_S_MAX, Math.max(RETRY_S_MIN, Math.ceil((oldestMs * RETRY_SHARE) / 1000)));

/** Which limit a backlog has reached; null while there is room. */
export const fullBy = ({ entries, bytes, oldestMs }: Backlog): 'entries' | 'bytes' | 'age' | null => {
  if (entries >= BACKLOG_MAX) return 'entries';
  if (bytes >= BACKLOG_BYTES_MAX) return 'bytes';
  return oldestMs > BACKLOG_AGE_MS_MAX ? 'age' : null;
};

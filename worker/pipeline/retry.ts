/** First wait after a failure; a primary that steps down is replaced within seconds. */
const BACKOFF_FIRST_MS = 100;
/** Longest wait between attempts: what comes back after an outage is noticed within this. */
const BACKOFF_MAX_MS = 2_000;

/** How long to wait before the attempt after `failures` failures. */
export const backoffMs = (failures: number): number =>
  Math.min(BACKOFF_FIRST_MS * 2 ** Math.min(failures, 10), BACKOFF_MAX_MS);

/** The partition is not this owner's any more: stop, write nothing, acknowledge nothing. */
export class LeaseLost extends Error {
  constructor(partition: number) {
    super(`partition ${partition} is not held any more`);
    this.name = 'LeaseLost';
  }
}

/** Error codes of MongoDB that the same write would meet again: it is the document that is wrong. */
const PERMANENT_CODES: ReadonlySet<number> = new Set([
  2, // BadValue
  9, // FailedToParse
  14, // TypeMismatch
  22, // InvalidBSON
  52, // DollarPrefixedFieldName
  57, // DottedFieldName
  121, // DocumentValidationFailure
  10334, // BSONObjectTooLarge
  17280, // KeyTooLong
  17419, // resulting document too large
  17420, // document to upsert too large
]);

/** Names of errors that say that a store cannot be reached at the moment. */
const TRANSIENT_NAMES =
  /^(Mongo.*(Network|ServerSelection|Topology|PoolCleared|Timeout|WriteConcern|NotConnected|Expired|Transaction).*|MongooseServerSelectionError|.*(Socket|Connection|Client|Reconnect|Abort|Disconnect).*Error)$/;

/** Errors of the operating system: ECONNREFUSED, EPIPE, ETIMEDOUT. */
const SYSTEM_CODE = /^E[A-Z0-9]+$/;

/**
 * Whether trying the same again may help. What is neither known to be permanent nor a mistake in the code is taken for an
 * outage, since giving up on an event is worse than waiting.
 */
export const isTransient = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'number') return !PERMANENT_CODES.has(code);
  // The Redis client does not name its errors; their classes do.
  const name = error.name === 'Error' ? error.constructor.name : error.name;
  const isSystem = typeof code === 'string' && SYSTEM_CODE.test(code);
  if (TRANSIENT_NAMES.test(name) || isSystem) return true;
  const mistakes = [
    'TypeError',
    'RangeError',
    'ReferenceError',
    'CanonicalError',
    'Error',
    'StrictModeError',
  ];
  const invalid = /^(BSON|MongoInvalidArgument|Cast|Validation|ZodError)/;
  return !mistakes.includes(name) && !invalid.test(name);
};

/** Runs `work` for each item, at most `limit` at once; the first error is thrown once all that run have settled. */
export const eachLimited = async <T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> => {
  let next = 0;
  const failed: unknown[] = [];
  const run = async (): Promise<void> => {
    while (next < items.length && failed.length === 0) {
      const item = items[next++] as T;
      try {
        await work(item);
      } catch (error) {
        failed.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, run));
  if (failed.length > 0) throw failed[0];
};

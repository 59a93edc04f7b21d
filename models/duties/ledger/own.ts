/** What stands under a sender's id. An id may be the name of a property that every object has. */
export const own = <T>(record: Readonly<Record<string, T>>, id: string): T | undefined =>
  Object.hasOwn(record, id) ? record[id] : undefined;

/** The record with `value` under a sender's id, never as a property that every object has. Copies. */
export const withOwn = <T>(record: Readonly<Record<string, T>>, id: string, value: T): Record<string, T> => {
  const next = { ...record };
  Object.defineProperty(next, id, { value, writable: true, enumerable: true, configurable: true });
  return next;
};

/** The record without what stands under a sender's id. Copies. */
export const withoutOwn = <T>(record: Readonly<Record<string, T>>, id: string): Record<string, T> => {
  const next = { ...record };
  delete next[id];
  return next;
};

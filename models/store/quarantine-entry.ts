import type { QuarantineDoc } from './documents.ts';
import type { Store } from './store.ts';

/** Longest field that is kept of an entry: a line of 64 KiB with what stands around it. */
const FIELD_CHARS_MAX = 128 * 1024;

/** Keeps an entry that could not be decoded. The same entry again changes nothing. */
export const quarantineEntry = async (store: Store, entry: QuarantineDoc): Promise<void> => {
  const { stream, entryId, reason, at } = entry;
  const fields = Object.fromEntries(
    // A dot or a dollar sign in a field's name would be read as a path.
    Object.entries(entry.fields).map(([name, value]) => [
      name.replaceAll(/[.$]/g, '_').slice(0, 100),
      value.slice(0, FIELD_CHARS_MAX),
    ]),
  );
  await store.quarantine.updateOne(
    { stream, entryId },
    { $setOnInsert: { fields, reason: reason.slice(0, 2_000), at } },
    { upsert: true },
  );
};

import { ALLOW_DAYS_MAX, type CustomPack, customPackSchema, endOf } from './custom-schema.ts';
import { type Refusal, refuseIfAny } from './refusal.ts';

const DAY_MS = 86_400_000;

/** What a message calls a part that may not even be well-formed. */
const nameOf = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && /^[\w-]{1,64}$/.test(value) ? value : otherwise;

/** Reads a pack as it came from outside. @throws PacksRefused naming each entry and field at fault. */
export const readCustomPack = (data: unknown): CustomPack => {
  const result = customPackSchema.safeParse(data);
  if (result.success) return result.data;
  const raw = (typeof data === 'object' && data !== null ? data : {}) as {
    pack?: unknown;
    entries?: unknown;
  };
  const pack = nameOf(raw.pack, 'the pack');
  const entries: readonly unknown[] = Array.isArray(raw.entries) ? raw.entries : [];
  const refusals = result.error.issues.map(({ path, message }): Refusal => {
    const [first, index, ...rest] = path;
    if (first !== 'entries' || typeof index !== 'number')
      return { pack, reason: path.length > 0 ? `${path.join('.')}: ${message}` : message };
    const entry = nameOf((entries[index] as { id?: unknown } | null)?.id, `number ${index + 1}`);
    return { pack, entry, reason: rest.length > 0 ? `${rest.join('.')}: ${message}` : message };
  });
  refuseIfAny(refusals);
  throw result.error;
};

/**
 * Refuses what a pack that is being accepted must not say of time: an end that has passed, or one too far off.
 * Packs that were accepted earlier are not held to it: what has ended in them is passed over.
 */
export const refuseByClock = (pack: CustomPack, nowMs: number): void => {
  const refusals: Refusal[] = [];
  const refuse = (entry: string, reason: string): number => refusals.push({ pack: pack.pack, entry, reason });
  for (const entry of pack.entries) {
    if (entry.type !== 'allow') {
      const until = entry.inForce?.until;
      if (until !== undefined && endOf(until) <= nowMs)
        refuse(entry.id, `can never match: it ended on ${until}`);
      continue;
    }
    const end = endOf(entry.expires);
    if (end <= nowMs)
      refuse(entry.id, `can never match: it ended at ${entry.expires}; leave it out or give a new end`);
    else if (end > nowMs + ALLOW_DAYS_MAX * DAY_MS)
      refuse(
        entry.id,
        `expires: at most ${ALLOW_DAYS_MAX} days from now; what is excused is looked at again`,
      );
  }
  refuseIfAny(refusals);
};

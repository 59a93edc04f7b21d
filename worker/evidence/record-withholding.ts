import type { InternalEvent } from '../../models/stream/wire.ts';
import type { Cause } from './draft.ts';
import { clampMs, type Recording } from './recording.ts';

/** One record for each record whose values a person withheld; values and salts are forgotten in the same transaction. */
export const recordWithholding = (
  to: Recording,
  cause: Cause,
  { atMs, reason, by, leaves }: Extract<InternalEvent, { type: 'withhold' }>,
): void => {
  const at = new Date(cause.acceptedAtMs).toISOString();
  for (const { of, fields } of leaves) {
    to.draft.add(cause, clampMs(atMs), { kind: 'withholding', of, fields: [...fields], reason, by });
    to.withheld.push({ leafIndex: of, fields, why: { reason, at } });
  }
};

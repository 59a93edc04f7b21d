import { forgetWords } from '../../models/duties/ledger/forget.ts';
import type { InternalEvent } from '../../models/stream/wire.ts';
import type { Cause, LeafBody } from './draft.ts';
import { clampMs, type Recording } from './recording.ts';

/** What this process remembers of the lines: nothing of it may come back in a claim, an alert or a duty. */
const forgetInMemory = (to: Recording, leaves: ReadonlySet<number>): void => {
  const { state } = to;
  const lines = state.lines.filter(({ leafIndex }) => leaves.has(leafIndex));
  const ids = new Set<string>(lines.map(({ utteranceId }) => utteranceId));
  const texts = lines.map(({ text }) => text).filter((text) => text.length > 0);
  state.lines = state.lines.map((line) => {
    if (!leaves.has(line.leafIndex)) return line;
    const { speaker: _, ...rest } = line;
    return { ...rest, text: '' };
  });
  state.claims = state.claims.map((claim) => {
    if (!leaves.has(claim.leafIndex) && !ids.has(claim.utteranceId)) return claim;
    const { speaker: _, ...rest } = claim;
    return { ...rest, quote: '' };
  });
  // Made anew from the lines when chat is heard again.
  delete state.shills;
  if (state.ledger === undefined || state.ledger === null) return;
  state.ledger = forgetWords(state.ledger, { ids, texts });
  to.ledgerChanged = true;
};

/** One record for each record whose values a person withheld; values and salts are forgotten in the same transaction. */
export const recordWithholding = (
  to: Recording,
  cause: Cause,
  { atMs, reason, by, leaves }: Extract<InternalEvent, { type: 'withhold' }>,
): void => {
  const at = new Date(cause.acceptedAtMs).toISOString();
  for (const { of, fields } of leaves) {
    const body: LeafBody = { kind: 'withholding', of, fields: [...fields], reason, by };
    to.draft.add(cause, clampMs(atMs), body, undefined, { withholding: { of } });
    to.withheld.push({ leafIndex: of, fields, why: { reason, at } });
  }
  forgetInMemory(to, new Set(leaves.map(({ of }) => of)));
};

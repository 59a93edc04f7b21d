import type { SplitDatum } from '../../models/text/personal-data/split.ts';
import type { HeardUtterance } from '../pipeline/hear.ts';
import type { LeafBody } from './draft.ts';
import { leafOfLine, type Recording } from './recording.ts';

type Spans = Map<number, { kind: string; start: number; end: number }[]>;

/** Pieces in earlier utterances by their leaves; one that was forgotten long ago has none. */
const earlierSpans = (to: Recording, pieces: readonly SplitDatum[], own: number): Spans => {
  const spans: Spans = new Map();
  for (const { kind, parts } of pieces)
    for (const { utteranceId, start, end } of parts) {
      const leaf = leafOfLine(to, utteranceId);
      if (leaf === undefined || leaf === own) continue;
      const of = spans.get(leaf) ?? [];
      of.push({ kind, start, end });
      spans.set(leaf, of);
    }
  return spans;
};

/**
 * Personal data split over messages shows only when the last piece comes: what was written down of the earlier ones is
 * withheld then, text and salt, and a record says so. The commitments stay, and the log still verifies.
 */
export const withholdPieces = (to: Recording, one: HeardUtterance, own: number): void => {
  for (const [of, spans] of earlierSpans(to, one.pieces, own)) {
    const body: LeafBody = { kind: 'withholding', of, fields: ['text'], reason: 'personal-data', spans };
    to.draft.add(one, one.event.atMs, body, undefined, { withholding: { of } });
    const at = new Date(one.acceptedAtMs).toISOString();
    to.withheld.push({ leafIndex: of, fields: ['text'], why: { reason: 'personal-data', at } });
  }
};

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyCommitment } from '../../../../models/contract/log/commitment.ts';
import { commitmentAt, decodeLeaf } from '../../../../models/contract/log/leaf.ts';
import { parseVerifierKey } from '../../../../models/contract/log/note.ts';
import { verifyLog } from '../../../../models/contract/log/verify.ts';

interface Kept {
  readonly publicId: string;
  readonly key: string;
  readonly checkpoint: string;
  readonly leaves: readonly string[];
  readonly values: readonly { leaf: number; field: string; value: string; salt: string }[];
}

/** A log that was written before there were records of answers, exhibits, withheld picture and sound, and of the end of its time. */
const kept = JSON.parse(readFileSync(join(import.meta.dirname, 'log-of-before.json'), 'utf8')) as Kept;
const keys = [parseVerifierKey(kept.key)].filter((key) => key !== null);
const log = { checkpointNote: kept.checkpoint, keys, publicId: kept.publicId };

describe('a log of before', () => {
  it('verifies unchanged, with every kind that it has', () => {
    const result = verifyLog({ ...log, leaves: kept.leaves });
    expect(result).toMatchObject({
      ok: true,
      kinds: {
        broadcast: 1,
        utterance: 4,
        claim: 2,
        correction: 1,
        decision: 1,
        visibility: 1,
        withholding: 1,
      },
    });
  });

  it('opens every value that is still shown', () => {
    expect(kept.values.length).toBeGreaterThan(5);
    for (const { leaf, field, value, salt } of kept.values) {
      const decoded = decodeLeaf(kept.leaves[leaf] ?? '');
      const committed = decoded.ok ? commitmentAt(decoded.leaf, field) : null;
      expect(committed && verifyCommitment(committed, value, salt)).toBe(true);
    }
  });

  it('is refused as soon as one record says something else', () => {
    for (const [index, text] of kept.leaves.entries()) {
      const at = text.indexOf('"atMs":') + 7;
      const other = `${text.slice(0, at)}1${text.slice(at)}`;
      expect(verifyLog({ ...log, leaves: kept.leaves.with(index, other) }).ok).toBe(false);
    }
  });
});

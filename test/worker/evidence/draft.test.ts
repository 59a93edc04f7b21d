import { expect, test } from 'vitest';
import { asBroadcastId, asEntryId } from '../../../models/contract/ids.ts';
import { utf8 } from '../../../models/contract/log/bytes.ts';
import { verifyCommitment } from '../../../models/contract/log/commitment.ts';
import { appendLeaves, EMPTY_FRONTIER, frontierText, leafHash } from '../../../models/contract/log/merkle.ts';
import { createDraft, createSealing } from '../../../worker/evidence/draft.ts';

const texts = ['', 'abc', '这款茶喝了就能治疗失眠', '👍🏻 𠮷', 'x'.repeat(70_000), '茶'.repeat(30_000)];

test('commitments verify, and the tree is the one over the leaves as they are written', () => {
  const draft = createDraft({ _id: asBroadcastId('one') }, EMPTY_FRONTIER);
  for (const [at, text] of texts.entries()) {
    const sealing = createSealing();
    const note = sealing.commit('note', text);
    expect(verifyCommitment(note, text, sealing.values.note?.salt ?? '')).toBe(true);
    const markerId = `m${at} ${text.slice(0, 200)}`;
    draft.add(
      { entryId: asEntryId(`${at}-0`), acceptedAtMs: 0 },
      at,
      { kind: 'marker', markerId, note },
      sealing,
    );
  }
  const { block, frontier } = draft.finish(asEntryId('9-0'), 1, new Date(0));
  const hashes = block.leaves.map((leaf) => leafHash(utf8(leaf)));
  expect(frontierText(frontier)).toEqual(frontierText(appendLeaves(EMPTY_FRONTIER, hashes)));
});

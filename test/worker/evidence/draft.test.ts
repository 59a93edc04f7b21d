import { expect, test } from 'vitest';
import { asBroadcastId, asEntryId } from '../../../models/contract/ids.ts';
import { utf8 } from '../../../models/contract/log/bytes.ts';
import { verifyCommitment } from '../../../models/contract/log/commitment.ts';
import { leafSchema } from '../../../models/contract/log/leaf.ts';
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

test('what could be guessed is blinded: the same record twice has two hashes, and what holds a commitment needs none', () => {
  const draft = createDraft({ _id: asBroadcastId('one') }, EMPTY_FRONTIER);
  const cause = { entryId: asEntryId('1-0'), acceptedAtMs: 0 };
  for (let n = 0; n < 2; n += 1) {
    draft.add(cause, 5, { kind: 'duty', dutyId: 'shelf-life', state: 'missing' });
    draft.add(cause, 5, { kind: 'correction', what: 'room', of: [0] });
    draft.add(cause, 5, { kind: 'ended' });
  }
  const { block } = draft.finish(asEntryId('9-0'), 1, new Date(0));
  const [duty, correction, ended, ...again] = block.leaves;
  expect(again[0]).not.toBe(duty);
  expect(again[1]).not.toBe(correction);
  expect(again[2]).toBe(ended);
  const isBlinded = block.leaves.map((text) => 'blind' in leafSchema.parse(JSON.parse(text)));
  expect(isBlinded).toEqual([true, true, false, true, true, false]);
});

import { expect, test } from 'vitest';
import { asBroadcastId, asEntryId } from '../../../models/contract/ids.ts';
import { utf8 } from '../../../models/contract/log/bytes.ts';
import { CLOSED_WITHIN } from '../../../models/contract/log/closed.ts';
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
  expect(isBlinded).toEqual([true, true, false, true, true, false, false]);
});

const cause = { entryId: asEntryId('1-0'), acceptedAtMs: 0 };
const namedIn = (leaves: readonly string[]): number[][] =>
  leaves.flatMap((text) => {
    const leaf = leafSchema.parse(JSON.parse(text));
    return leaf.kind === 'closed' ? [[...leaf.found, ...leaf.done, ...leaf.answers.map(({ at }) => at)]] : [];
  });

test('what is not for everyone is named by a record that says so, behind it in the same block', () => {
  const draft = createDraft({ _id: asBroadcastId('one') }, { size: 4, edge: [new Uint8Array(32)] });
  draft.add(cause, 5, { kind: 'ended' });
  draft.add(cause, 5, { kind: 'duty', dutyId: 'shelf-life', state: 'missing' });
  draft.add(cause, 5, {
    ...{ kind: 'decision', decisionId: 'd', alertId: 'a', action: 'uphold', by: 'm', of: [] },
  });
  const text = createSealing().commit('text', '不是');
  draft.add(cause, 5, { kind: 'answer', answerId: 'w', alertId: 'a', decisionId: 'd', by: 'h', text });
  draft.add(cause, 6, { kind: 'ended' });
  const { block } = draft.finish(asEntryId('9-0'), 1, new Date(0));
  expect(block.leafCount).toBe(6);
  expect(leafSchema.parse(JSON.parse(block.leaves[5] ?? ''))).toMatchObject({
    ...{ kind: 'closed', found: [5], done: [6], answers: [{ at: 7, to: 'd' }], atMs: 0 },
  });
  const open = createDraft({ _id: asBroadcastId('one') }, EMPTY_FRONTIER);
  open.add(cause, 5, { kind: 'ended' });
  expect(open.finish(asEntryId('9-0'), 1, new Date(0)).block.leafCount).toBe(1);
});

test('in a long block closed records are named before they are far away, also after some were taken back', () => {
  const draft = createDraft({ _id: asBroadcastId('one') }, EMPTY_FRONTIER);
  const duty = { kind: 'duty', dutyId: 'shelf-life', state: 'missing' } as const;
  const closed: number[] = [];
  for (let n = 0; n < 700; n += 1) {
    const at = draft.add(cause, n, n % 3 === 0 ? duty : { kind: 'ended' });
    if (n % 3 === 0) closed.push(at);
    if (n % 90 !== 0 || n === 0) continue;
    // An entry that could not be recorded whole takes back what it wrote, and what named it.
    const from = draft.nextIndex();
    for (let more = 0; more < 150; more += 1) draft.add(cause, n, duty);
    draft.rollback(from);
  }
  const { block } = draft.finish(asEntryId('9-0'), 1, new Date(0));
  const places = block.leaves.flatMap((leaf, i) => (leaf.includes('"kind":"closed"') ? [i] : []));
  const named = namedIn(block.leaves);
  expect(named.flat()).toEqual(closed);
  for (const [i, of] of named.entries())
    expect((places[i] ?? 0) - Math.min(...of)).toBeLessThanOrEqual(CLOSED_WITHIN);
});

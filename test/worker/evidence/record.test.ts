import { expect, test } from 'vitest';
import type { Claim } from '../../../models/contract/claim.ts';
import { asBroadcastId, asEntryId } from '../../../models/contract/ids.ts';
import { eventSchema } from '../../../models/contract/ingest.ts';
import { utf8 } from '../../../models/contract/log/bytes.ts';
import { verifyCommitment } from '../../../models/contract/log/commitment.ts';
import { commitmentAt, decodeLeaf } from '../../../models/contract/log/leaf.ts';
import { frontierOf, frontierRoot, leafHash, rootOf } from '../../../models/contract/log/merkle.ts';
import type { Duties } from '../../../models/duties/types.ts';
import { record } from '../../../worker/evidence/record.ts';
import type { RecordDeps } from '../../../worker/evidence/recording.ts';
import { type Entry, hear } from '../../../worker/pipeline/hear.ts';
import { laneState, NOON_MS } from '../pipeline/lane-state.ts';

const deps: RecordDeps = {
  detectors: {
    text: {
      versions: { normaliser: 'n', packs: 'p' },
      judge: () => ({ claims: [], lexicon: 'ok', network: 'ok' }),
    },
    findPersonalData: () => [],
    maskPersonalData: (text) => text,
    foldQuote: (quote) => quote,
  },
  epoch: 3,
  now: () => NOON_MS,
  onError: () => {},
};

const entriesOf = (...lines: object[]): Entry[] =>
  lines.map((line, i) => ({
    id: asEntryId(`${NOON_MS + i}-0`),
    broadcastId: asBroadcastId('b1'),
    acceptedAtMs: NOON_MS + i,
    event: eventSchema.parse(line),
  }));

const recordAll = async (state = laneState(), ...lines: object[]) => {
  const entries = entriesOf(...lines);
  const heard = await hear(state, entries, deps.detectors, new Map(), deps.onError);
  return record(state, heard, entries.at(-1)?.id ?? asEntryId('0-0'), deps).recorded;
};

test('every kind of event has its record; the values behind the commitments verify; the tree is that of the leaves', async () => {
  const recorded = await recordAll(
    laneState(),
    { type: 'utterance', id: 'u1', source: 'speech', speaker: 'host', atMs: 10, text: '第一句' },
    {
      type: 'product',
      action: 'listed',
      productId: 'p1',
      atMs: 20,
      seller: { name: '某店' },
      listing: { price: 9.9, origin: '某地' },
    },
    { type: 'audience', atMs: 30, viewers: 5 },
    { type: 'moderation', action: 'deleted', utteranceId: 'u1', atMs: 40 },
    { type: 'segment', action: 'start', segment: 'draw', atMs: 50 },
    { type: 'ended', atMs: 60 },
  );
  const { block, sealed = [] } = recorded ?? {};
  const leaves = block?.leaves.map((text) => decodeLeaf(text)) ?? [];
  expect(leaves.map((one) => (one.ok ? one.leaf.kind : one.reason))).toEqual([
    'broadcast',
    'utterance',
    'product',
    'audience',
    'moderation',
    'segment',
    'ended',
  ]);
  for (const { leafIndex, values } of sealed) {
    const one = leaves[leafIndex];
    for (const [field, { value, salt }] of Object.entries(values)) {
      const commitment = one?.ok ? commitmentAt(one.leaf, field) : null;
      expect(commitment && verifyCommitment(commitment, value ?? '', salt ?? '')).toBe(true);
    }
  }
  const hashes = (block?.leaves ?? []).map((text) => leafHash(utf8(text)));
  expect(block && frontierRoot(frontierOf(block.frontier))).toEqual(rootOf(hashes));
  expect(block).toMatchObject({ firstLeafIndex: 0, leafCount: 7, epoch: 3, lastEntryId: `${NOON_MS + 5}-0` });
  expect(block?.leaves.join()).not.toContain('第一句');
  expect(block?.leaves.join()).not.toContain('某店');
  expect(recorded?.broadcast).toMatchObject({
    endedAt: new Date(NOON_MS + 5),
    closesAt: new Date(NOON_MS + 5 + 24 * 3600_000),
  });
});

test('an event whose record cannot be made gets one that says so, and its neighbours theirs', async () => {
  const state = laneState();
  const entries = entriesOf(
    { type: 'utterance', id: 'u1', source: 'speech', atMs: 10, text: 'a' },
    { type: 'audience', atMs: 20, viewers: 1 },
    { type: 'utterance', id: 'u2', source: 'speech', atMs: 30, text: 'b' },
  );
  const broken = entries.map((entry) =>
    entry.event.type === 'audience' ? { ...entry, event: { ...entry.event, viewers: Number.NaN } } : entry,
  );
  const heard = await hear(state, broken, deps.detectors, new Map(), deps.onError);
  const { recorded } = record(state, heard, asEntryId(`${NOON_MS + 2}-0`), deps);
  const kinds = recorded?.block.leaves.map((text) => {
    const one = decodeLeaf(text);
    return one.ok && one.leaf.kind === 'marker' ? one.leaf.markerId : one.ok && one.leaf.kind;
  });
  expect(kinds).toEqual(['broadcast', 'utterance', `not-recorded:${NOON_MS + 1}-0`, 'utterance', 'closed']);
});

test('the duties hear of a gap as the time it covers, however late it is told', () => {
  const heard: unknown[] = [];
  const duties: Duties = {
    rules: 'rules-of-the-test',
    initial: () => ({}),
    recalls: () => [],
    reduce: (ledger, { atMs, event }) => {
      heard.push({ atMs, event });
      return { ledger, outcomes: [] };
    },
  };
  const event = { type: 'gap', atMs: 40_000, reason: 'capture-down', fromMs: 1_000, untilMs: 9_000 } as const;
  const told = { type: 'event', entryId: asEntryId('1-0'), acceptedAtMs: NOON_MS, event } as const;
  record(laneState(), [told], asEntryId('1-0'), { ...deps, duties });
  expect(heard).toEqual([{ atMs: 9_000, event: { type: 'gap', atMs: 9_000, fromMs: 1_000 } }]);
});

test('a part of what was masked is not shown among the words that decided', async () => {
  const text = '加我138-1234-5678领最好的';
  const claim = {
    kind: 'absolute-superlative',
    group: 'absolute',
    start: 15,
    end: 17,
    quote: '最好',
    verdict: 'flag',
    basis: 'law',
    confidence: 1,
    severity: 'high',
    article: 'a',
    reason: { zh: 'a', en: 'a' },
    suggestion: { zh: 'a', en: 'a' },
    steps: [{ rule: 'r', outcome: 'o', words: ['最好', '1234-5678领', '138'] }],
    source: { stage: 'lexicon', packId: 'p', ruleId: 'r', versions: deps.detectors.text.versions },
  } as unknown as Claim;
  const detectors: RecordDeps['detectors'] = {
    ...deps.detectors,
    text: {
      versions: deps.detectors.text.versions,
      judge: () => ({ claims: [claim], lexicon: 'ok', network: 'ok' }),
    },
    findPersonalData: (one) => (one === text ? [{ kind: 'phone', start: 2, end: 15 }] : []),
    maskPersonalData: (one) => `${one.slice(0, 2)}${'*'.repeat(13)}${one.slice(15)}`,
  };
  const state = laneState();
  const entries = entriesOf({ type: 'utterance', id: 'u1', source: 'speech', atMs: 10, text });
  const heard = await hear(state, entries, detectors, new Map(), deps.onError);
  const { recorded } = record(state, heard, asEntryId(`${NOON_MS}-0`), { ...deps, detectors });
  const steps = recorded?.sealed.flatMap((doc) => doc.claim?.steps ?? []);
  expect(steps?.[0]?.words).toEqual(['最好', '*********领', '***']);
});

import { expect, test } from 'vitest';
import type { Claim, Versions } from '../../../models/contract/claim.ts';
import { asBroadcastId, asEntryId } from '../../../models/contract/ids.ts';
import { eventSchema } from '../../../models/contract/ingest.ts';
import { decodeLeaf } from '../../../models/contract/log/leaf.ts';
import type { Duties, DutyLedger } from '../../../models/duties/types.ts';
import type { Refine } from '../../../models/text/refine.ts';
import { record } from '../../../worker/evidence/record.ts';
import { createTrial, lookForAway, STILL_MS } from '../../../worker/pipeline/away.ts';
import { hear } from '../../../worker/pipeline/hear.ts';
import type { Detectors } from '../../../worker/pipeline/judge.ts';
import { LIVE_FOR_MS } from '../../../worker/pipeline/upkeep.ts';
import { laneState, NOON_MS } from './lane-state.ts';

const WITH_MODEL: Versions = { normaliser: 'n', packs: 'p', model: 'm', thresholds: 't' };
const ALONE: Versions = { normaliser: 'n', packs: 'p' };
const NO_DUTIES: Duties = {
  rules: 'none',
  initial: () => ({}) as DutyLedger,
  recalls: () => [],
  reduce: (ledger) => ({ ledger, outcomes: [] }),
};
const words = { zh: '中', en: 'en' };
const claim: Claim = {
  kind: 'price-lowest-claim',
  group: 'price',
  start: 0,
  end: 5,
  quote: '全网最低价',
  verdict: 'flag',
  basis: 'law',
  confidence: 0.9,
  severity: 'high',
  article: '广告法 9(3)',
  reason: words,
  steps: [],
  suggestion: words,
  source: { stage: 'lexicon', packId: 'price', ruleId: 'lowest', versions: WITH_MODEL },
};

const detectorsWith = (refine: Refine): Detectors => ({
  text: {
    versions: WITH_MODEL,
    judge: () => ({ claims: [claim], lexicon: 'ok', network: 'unavailable' }),
  },
  refine,
  findPersonalData: () => [],
  maskPersonalData: (text) => text,
  foldQuote: (quote) => quote,
});
const works: Refine = async (batch) => batch.map(({ claims }) => ({ claims, network: 'ok' }));
const breaks: Refine = async () => {
  throw new Error('the network went away');
};
const missesOne: Refine = async (batch) => batch.map(({ claims }) => ({ claims, network: 'failed' }));

const say = async (refine: Refine, state = laneState(), second = 0) => {
  const entry = {
    id: asEntryId(`${NOON_MS + second * 1000}-0`),
    broadcastId: asBroadcastId('b1'),
    acceptedAtMs: NOON_MS + second * 1000,
    event: eventSchema.parse({
      type: 'utterance',
      id: `u${second}`,
      source: 'speech',
      speaker: 'host',
      atMs: second * 1000,
      text: '全网最低价',
    }),
  };
  const detectors = detectorsWith(refine);
  const heard = await hear(state, [entry], detectors, new Map(), () => {});
  const { recorded } = record(state, heard, entry.id, {
    detectors,
    duties: NO_DUTIES,
    epoch: 1,
    now: () => NOON_MS,
    onError: (error) => {
      throw error;
    },
  });
  const sealed = recorded?.sealed ?? [];
  const leaves = (recorded?.block.leaves ?? []).map((text) => decodeLeaf(text));
  const spoken = leaves.flatMap((one) => (one.ok && one.leaf.kind === 'utterance' ? [one.leaf] : []))[0];
  return {
    state,
    spoken,
    line: sealed.find(({ utterance }) => utterance)?.utterance,
    claimed: sealed.find((doc) => doc.claim)?.claim,
  };
};

test.each([
  ['answers', works, WITH_MODEL, undefined],
  ['breaks', breaks, ALONE, ['network']],
  ['fails for the line', missesOne, ALONE, ['network']],
] as const)(
  'where the network %s, the verdict, its record and its line say so',
  async (_, refine, versions, away) => {
    const { spoken, line, claimed, state } = await say(refine);
    expect(claimed?.source.versions).toEqual(versions);
    expect(spoken?.versions).toEqual(versions);
    expect(line?.away).toEqual(away);
    expect(state.away?.stages).toEqual(away);
  },
);

test('who is away is away since the first line without it, and back with the first line with it', async () => {
  const { state } = await say(works);
  await say(breaks, state, 1);
  await say(breaks, state, 2);
  expect(state.away).toEqual({ stages: ['network'], sinceMs: NOON_MS + 1_000 });
  await say(works, state, 3);
  expect(state.away).toBeUndefined();
});

const wentAway = async () => {
  const { state } = await say(breaks, laneState(), 1);
  state.dirty = false;
  return state;
};
const SILENT_MS = NOON_MS + 1_000 + STILL_MS;

test.each([
  ['works here and no line has come', SILENT_MS, ['lexicon', 'network'], undefined],
  ['works here, while lines may still tell', SILENT_MS - 1, ['lexicon', 'network'], ['network']],
  ['is still away', SILENT_MS, ['lexicon'], ['network']],
  ['is away and the show is not looked after any more', SILENT_MS + LIVE_FOR_MS, [], undefined],
] as const)('where the network %s', async (_, nowMs, working, stages) => {
  const state = await wentAway();
  lookForAway(state, nowMs, () => working);
  expect(state.away?.stages).toEqual(stages);
  // Only a change is written.
  expect(state.dirty).toBe(stages === undefined);
});

test('a trial is one for all that ask, and tells which stages work', async () => {
  let asked = 0;
  let nowMs = 0;
  let refine = breaks;
  const detectors = detectorsWith((batch) => {
    asked += 1;
    return refine(batch);
  });
  const working = createTrial({ detectors, monotonicMs: () => nowMs, onError() {} });
  const settled = async () => {
    working();
    await new Promise(setImmediate);
    return working();
  };
  expect(await settled()).toEqual(['lexicon']);
  refine = works;
  expect(await settled()).toEqual(['lexicon']);
  expect(asked).toBe(1);
  nowMs += STILL_MS;
  expect(await settled()).toEqual(['lexicon', 'network']);
  expect(asked).toBe(2);
});

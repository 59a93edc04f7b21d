import { expect, test } from 'vitest';
import { asBroadcastId, asEntryId } from '../../../models/contract/ids.ts';
import { eventSchema } from '../../../models/contract/ingest.ts';
import type { TextContext } from '../../../models/text/judge.ts';
import { type Entry, hear } from '../../../worker/pipeline/hear.ts';
import type { Detectors } from '../../../worker/pipeline/judge.ts';
import { laneState, NOON_MS } from './lane-state.ts';

const listening = (): { detectors: Detectors; contexts: TextContext[] } => {
  const contexts: TextContext[] = [];
  const detectors: Detectors = {
    text: {
      versions: { normaliser: 'n', packs: 'p' },
      judge(_, context) {
        contexts.push(context);
        return { claims: [], lexicon: 'ok', network: 'unavailable' };
      },
    },
    findPersonalData: () => [],
    maskPersonalData: (text) => text,
    foldQuote: (quote) => quote,
  };
  return { detectors, contexts };
};

const entries = (...lines: object[]): Entry[] =>
  lines.map((line, i) => ({
    id: asEntryId(`${NOON_MS + i}-0`),
    broadcastId: asBroadcastId('b1'),
    acceptedAtMs: NOON_MS + i,
    event: eventSchema.parse(line),
  }));
const say = (id: string, atMs: number, text: string, over: object = {}) => ({
  type: 'utterance',
  id,
  source: 'speech',
  speaker: 'host',
  atMs,
  text,
  ...over,
});
const none = new Map();
const fail = (error: unknown): void => {
  throw error;
};

test('the judge sees 8 s and half a minute of the same speaker, the product on show and whose speech it is', async () => {
  const { detectors, contexts } = listening();
  await hear(
    laneState(),
    entries(
      say('u1', 1_000, 'too long ago to go on'),
      say('u2', 4_000, 'a sentence that', { confidence: 0.8 }),
      say('c1', 4_500, 'someone else', { source: 'chat', speaker: 'v1' }),
      {
        type: 'product',
        action: 'introduced',
        productId: 'p1',
        atMs: 5_000,
        name: 'Cup',
        category: 'clothing',
      },
      { type: 'segment', action: 'start', segment: 'pk', atMs: 9_000 },
      say('u3', 10_000, 'goes on', { confidence: 0.5 }),
    ),
    detectors,
    none,
    fail,
  );
  expect(contexts.at(-1)).toEqual({
    utteranceId: 'u3',
    acceptedAtMs: NOON_MS + 5,
    platform: 'example',
    source: 'speech',
    role: 'presenter',
    speaker: 'host',
    language: 'zh-Hans',
    atMs: 10_000,
    before: [
      {
        utteranceId: 'u2',
        text: 'a sentence that',
        atMs: 4_000,
        role: 'presenter',
        speaker: 'host',
        confidence: 0.8,
      },
    ],
    recent: [
      { utteranceId: 'u1', text: 'too long ago to go on', atMs: 1_000, role: 'presenter' },
      { utteranceId: 'u2', text: 'a sentence that', atMs: 4_000, role: 'presenter' },
    ],
    productName: 'Cup',
    productNames: ['Cup'],
    confidence: 0.5,
    unattributed: true,
    category: 'apparel',
  });
});

test('a jump of a source and the end of a silence are gaps before the event that shows them', async () => {
  const { detectors } = listening();
  const state = laneState({ silentFromMs: 16_000, atMs: 5_000 });
  const heard = await hear(
    state,
    entries(
      say('u1', 30_000, 'back'),
      say('u2', 400_000, 'later'),
      say('c1', 1_000, 'chat', { source: 'chat' }),
    ),
    detectors,
    none,
    fail,
  );
  expect(
    heard.map((one) => (one.type === 'gap' ? `${one.reason} ${one.fromMs}-${one.untilMs}` : one.type)),
  ).toEqual(['feed-silent 16000-30000', 'utterance', 'clock-jump 30000-400000', 'utterance', 'utterance']);
  expect(state.silentFromMs).toBeUndefined();
  expect(state.atMs).toBe(400_000);
});

test('a finder of personal data that fails hides the whole text', async () => {
  const { detectors } = listening();
  const failing = { ...detectors, findPersonalData: () => fail(new Error('broken')) as never };
  const errors: unknown[] = [];
  const [one] = await hear(laneState(), entries(say('u1', 1, '我叫阿青')), failing, none, (e) =>
    errors.push(e),
  );
  expect(one).toMatchObject({ type: 'utterance', masked: { text: '****' } });
  expect(one).toMatchObject({ event: { speaker: '****' } });
  expect(errors).toHaveLength(2);
});

test('what no block takes is heard as not judged; its neighbours as they are', async () => {
  const { detectors } = listening();
  const [a, b] = entries(say('u1', 1, 'x'), say('u2', 2, 'y'));
  const hopeless = new Map([[asEntryId(`${NOON_MS}-0`), 'too large']]);
  const heard = await hear(laneState(), [a as Entry, b as Entry], detectors, hopeless, () => {});
  expect(heard.map(({ type }) => type)).toEqual(['unheard', 'utterance']);
});

test('of a long text its end is kept in memory, in whole characters', async () => {
  const state = laneState();
  const text = `${'长'.repeat(3_000)}🍵${'短'.repeat(1_999)}`;
  await hear(state, entries(say('u1', 1_000, text)), listening().detectors, none, fail);
  expect(state.lines[0]?.text).toBe('短'.repeat(1_999));
});

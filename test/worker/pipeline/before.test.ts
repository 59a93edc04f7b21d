import { describe, expect, it } from 'vitest';
import { asUtteranceId } from '../../../models/contract/ids.ts';
import { eventSchema, type UtteranceEvent } from '../../../models/contract/ingest.ts';
import { findSplitData } from '../../../models/text/personal-data/split.ts';
import { alikeOf } from '../../../worker/pipeline/alike.ts';
import { linesBefore, noteGap } from '../../../worker/pipeline/before.ts';
import { forgetPieces, maskPieces, splitDataOf } from '../../../worker/pipeline/split-data.ts';
import { type Line, tailOf } from '../../../worker/pipeline/state.ts';
import { laneState } from './lane-state.ts';

const line = (id: string, atMs: number, text: string, over: Partial<Line> = {}): Line => ({
  utteranceId: asUtteranceId(id),
  leafIndex: 1,
  source: 'speech',
  role: 'presenter',
  speaker: 'host',
  atMs,
  text,
  ...over,
});
const chat = (id: string, speaker: string, atMs: number, text: string): Line =>
  line(id, atMs, text, { source: 'chat', role: 'viewer', speaker });
const event = (over: object = {}): UtteranceEvent =>
  eventSchema.parse({
    type: 'utterance',
    id: 'now',
    source: 'speech',
    speaker: 'host',
    atMs: 20_000,
    text: 'x',
    ...over,
  }) as UtteranceEvent;
const ids = (lines: readonly Line[], over: object = {}, gap?: object): string[] => {
  const state = laneState({ lines: [...lines] });
  if (gap) noteGap(state, gap as never);
  return linesBefore(state, event(over)).map(({ utteranceId }) => `${utteranceId}`);
};

describe('what is read along', () => {
  const two = [line('a', 13_000, 'one'), line('b', 18_000, 'two')];
  it('the 8 s before of the same speaker, past chat', () => {
    expect(ids([line('z', 11_999, 'old'), ...two, chat('c', 'v', 19_000, '来了')])).toEqual(['a', 'b']);
  });
  it('nothing from before another speaker', () => {
    expect(ids([two[0] as Line, line('g', 15_000, 'eh', { speaker: 'guest' }), two[1] as Line])).toEqual([
      'b',
    ]);
  });
  it.each([
    ['a gap', { fromMs: 14_000, untilMs: 16_000 }, ['b']],
    ['a gap of chat', { fromMs: 14_000, untilMs: 16_000, source: 'chat' }, ['a', 'b']],
    ['a gap that ends now', { fromMs: 19_000, untilMs: 20_000 }, []],
    ['a gap that is over', { fromMs: 1_000, untilMs: 12_000 }, ['a', 'b']],
  ])('%s', (_, gap, expected) => expect(ids(two, {}, gap)).toEqual(expected));
  it('a line as it was last recognised, in the order of time', () => {
    const state = laneState({ lines: [...two, line('a', 13_000, 'one again')] });
    expect(linesBefore(state, event()).map(({ text }) => text)).toEqual(['one again', 'two']);
  });
  it('nothing of a chat without names; of a feed with one voice all', () => {
    const { speaker: _s, ...voice } = line('a', 18_000, 'one');
    expect(ids([{ ...voice, source: 'chat' }], { source: 'chat', speaker: undefined })).toEqual([]);
    expect(ids([voice], { speaker: undefined })).toEqual(['a']);
  });
  it('the end of a long line, and where it begins', () => {
    expect(tailOf('x'.repeat(2_500))).toEqual({ text: 'x'.repeat(2_000), from: 500 });
    expect(tailOf('short')).toEqual({ text: 'short' });
  });
});

describe('a wave of chat', () => {
  const wave = (before: readonly Line[], latestSpeechMs?: number) => {
    const state = laneState({
      lines: [
        ...before,
        ...[1, 2, 3, 4].map((i) => chat(`c${i}`, `v${i}`, 50_000 + i, '已经回购三次了真的好用')),
      ],
      latest: latestSpeechMs === undefined ? {} : { speech: { atMs: latestSpeechMs, heardAtMs: 0 } },
    });
    const last = event({
      id: 'c5',
      source: 'chat',
      speaker: 'v5',
      atMs: 60_000,
      text: '已经回购三次了真的好用',
    });
    return alikeOf(state, last, chat('c5', 'v5', 60_000, last.text), (text) => text);
  };
  it('is told of with what was said before this owner took over', () => {
    expect(wave([])).toMatchObject({ accounts: 5, parts: { length: 4 } });
  });
  it('is none where the room asked for the line within the minute before', () => {
    expect(wave([line('p', 45_000, '把已经回购三次了真的好用打在公屏上')])).toBeUndefined();
    expect(wave([line('p', -5_000, '把已经回购三次了真的好用打在公屏上')])).toBeDefined();
  });
  it('says when captions lag too far behind to know', () => {
    expect(wave([], 45_000)).toMatchObject({ speechBehind: true });
    expect(wave([], 55_000)).not.toHaveProperty('speechBehind');
  });
});

describe('personal data in pieces', () => {
  it('is of one account within 30 s, and is blotted out of what is remembered', () => {
    const lines = [
      chat('c1', 'v1', 1_000, '138'),
      chat('c2', 'v2', 2_000, '0013'),
      chat('c3', 'v1', 9_000, '0013'),
    ];
    const state = laneState({ lines });
    const said = { source: 'chat', speaker: 'v1', text: '8000好的' };
    const pieces = splitDataOf(state, event({ ...said, atMs: 20_000 }), () => {});
    expect(pieces.flatMap(({ parts }) => parts.map(({ utteranceId }) => utteranceId))).toEqual([
      'c1',
      'c3',
      'now',
    ]);
    expect(splitDataOf(state, event({ ...said, atMs: 31_500 }), () => {})).toEqual([]);
    forgetPieces(state, pieces);
    expect(state.lines.map(({ text }) => text)).toEqual(['***', '0013', '****']);
    expect(maskPieces({ text: '8000好的', data: [] }, pieces)).toEqual({
      text: '****好的',
      data: [{ kind: 'cn-mobile', start: 0, end: 4 }],
    });
  });
  it('keeps its place in a message of which only the end was kept', () => {
    const [found] = findSplitData('8000', [{ utteranceId: asUtteranceId('a'), text: '1380013', from: 500 }]);
    expect(found?.parts).toEqual([{ utteranceId: 'a', start: 500, end: 507 }]);
  });
});

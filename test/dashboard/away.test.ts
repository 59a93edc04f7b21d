import { expect, test } from 'vitest';
import { awayForAll } from '../../dashboard/state/away.ts';
import { createBroadcasts } from '../../dashboard/state/broadcasts.ts';
import type { BroadcastView } from '../../models/contract/broadcast.ts';
import type { Stage } from '../../models/contract/claim.ts';
import { asPublicId, asRoomId } from '../../models/contract/ids.ts';
import type { LineView } from '../../models/contract/moment.ts';
import { STARTED } from './sample.ts';

const broadcast = (id: string, over: Partial<BroadcastView> = {}): BroadcastView => ({
  publicId: asPublicId(id),
  revision: 1,
  title: '夜场',
  language: 'zh-Hans',
  platform: 'example',
  room: { id: asRoomId('r1'), name: '小铺', operator: '小铺' },
  form: 'live',
  regime: 'ad',
  state: 'live',
  startedAt: STARTED,
  atMs: 0,
  openAlerts: 0,
  logSize: 0,
  public: false,
  ...over,
});
const without = (since: string, ...stages: Stage[]): Pick<BroadcastView, 'away'> => ({
  away: { stages, since },
});

test('the bar tells who has been away since when, until the newest judgement has them again', () => {
  const broadcasts = createBroadcasts();
  broadcasts.replace([
    broadcast('a', without('2026-11-22T12:02:00.000Z', 'network')),
    broadcast('b', without('2026-11-22T12:01:00.000Z', 'network')),
    broadcast('c', { state: 'ended', ...without('2026-11-22T11:00:00.000Z', 'lexicon', 'network') }),
  ]);
  expect(broadcasts.away.value).toEqual({
    stage: 'network',
    sinceMs: Date.parse('2026-11-22T12:01:00.000Z'),
  });
  broadcasts.apply([broadcast('b', { revision: 2 })]);
  expect(broadcasts.away.value?.sinceMs).toBe(Date.parse('2026-11-22T12:02:00.000Z'));
  broadcasts.apply([broadcast('a', { revision: 2, ...without('2026-11-22T12:02:00.000Z', 'duties') })]);
  expect(broadcasts.away.value).toBeNull();
});

const line = (judged: LineView['judged'], ...away: Stage[]) => ({ judged, ...(away.length > 0 && { away }) });

test.each([
  ['away for every line', [line('partial', 'network'), line('partial', 'network', 'duties')], ['network']],
  ['away for one line', [line('full'), line('partial', 'network')], []],
  ['a line that was not judged at all', [line('failed'), line('partial', 'network')], ['network']],
  ['no line', [], []],
])('a column says once what is away for all of it: %s', (_, lines, stages) => {
  expect(awayForAll(lines)).toEqual(stages);
});

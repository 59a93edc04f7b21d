import { expect, test } from 'vitest';
import { createBroadcasts } from '../../dashboard/state/broadcasts.ts';
import { LANGUAGES } from '../../dashboard/state/settings.ts';
import { captureTrouble, unheardBrief } from '../../dashboard/words/captures.ts';
import { type BroadcastView, CAPTURE_REASONS, type CaptureView } from '../../models/contract/broadcast.ts';
import { asPublicId, asRoomId } from '../../models/contract/ids.ts';
import { STARTED } from './sample.ts';

const since = '2026-11-22T12:00:00.000Z';
const broadcast = (
  id: string,
  capture?: CaptureView,
  state: BroadcastView['state'] = 'live',
): BroadcastView => ({
  publicId: asPublicId(id),
  revision: 1,
  title: id,
  language: 'zh-Hans',
  platform: 'example',
  room: { id: asRoomId('r1'), name: '小铺', operator: '小铺' },
  form: 'live',
  regime: 'ad',
  state,
  startedAt: STARTED,
  atMs: 0,
  openAlerts: 0,
  logSize: 0,
  public: false,
  ...(capture && { capture }),
});

test.each(LANGUAGES)('every reason says what is wrong and what to do, in %s', (language) => {
  const said = CAPTURE_REASONS.map((reason) => captureTrouble({ state: 'failed', since, reason }, language));
  for (const sentence of said) expect(sentence).toMatch(/.{4,}[；;].{6,}/u);
  expect(new Set(said).size).toBe(CAPTURE_REASONS.length);
  if (language !== 'en') for (const sentence of said) expect(sentence).toMatch(/\p{Script=Han}{4}/u);
});

test('the status of HTTP is named, and a reason that is not known is not invented', () => {
  const capture: CaptureView = { state: 'failed', since, reason: 'http-status', status: 503 };
  expect(captureTrouble(capture, 'zh-Hans')).toContain('HTTP 503');
  expect(captureTrouble(capture, 'en')).toContain('(HTTP 503)');
  expect(captureTrouble({ state: 'failed', since, message: 'gone' }, 'en')).toBeNull();
});

test('broadcasts that cannot be heard are in sight while they are on, the first first', () => {
  const broadcasts = createBroadcasts();
  broadcasts.apply([
    broadcast('running', { state: 'running', since }),
    broadcast('none'),
    broadcast('over', { state: 'failed', since }, 'ended'),
    broadcast('later', { state: 'stalled', since: '2026-11-22T12:05:00.000Z' }),
    broadcast('first', { state: 'failed', since }, 'silent'),
  ]);
  expect(broadcasts.unheard.value.map(({ title }) => title)).toEqual(['first', 'later']);
  expect(unheardBrief(1, '夜场', 'zh-Hans')).toBe('收不到字幕：夜场');
  expect(unheardBrief(2, '夜场', 'en')).toBe('no captions: 2 broadcasts');
});

import { expect, it } from 'vitest';
import { insteadOf } from '../../dashboard/part/names.ts';
import { publicWhen } from '../../dashboard/words/public/when.ts';
import type { AlertView } from '../../models/contract/alert.ts';
import { alertOf } from './sample.ts';

const suggestion = { zh: '马上联系这位观众。', en: 'Get in touch with the viewer at once.' };
const of = (group: 'viewer-signal' | 'efficacy'): AlertView => {
  const alert = alertOf();
  const kind = group === 'viewer-signal' ? 'chat-adverse-reaction' : 'superlative';
  return {
    ...alert,
    quote: '脸上起红疹',
    suggestion,
    subject: { ...alert.subject, type: 'claim', group, kind },
  } as AlertView;
};

it('says what to do about a viewer’s words in the reader’s language, and what to say instead in the speaker’s', () => {
  expect(insteadOf(of('viewer-signal'), 'en')).toBe(suggestion.en);
  expect(insteadOf(of('viewer-signal'), 'zh-Hans')).toBe(suggestion.zh);
  expect(insteadOf(of('efficacy'), 'en')).toBe(suggestion.zh);
});

it.each([
  ['zh-Hans', 'ended', '20:41 开播 · 已结束 · 时长 00:41:07'],
  ['zh-Hans', 'live', '20:41 开播 · 直播中 · 听到 00:41:07'],
  ['zh-Hant', 'ended', '20:41 開播 · 已結束 · 時長 00:41:07'],
  ['en', 'ended', 'began 20:41 · ended · lasted 00:41:07'],
  ['en', 'live', 'began 20:41 · live · heard up to 00:41:07'],
] as const)('names the times of a public broadcast in %s, %s', (language, state, said) => {
  const startedAt = new Date(2026, 10, 22, 20, 41).toISOString();
  const nowMs = Date.parse(startedAt) + 3_600_000;
  expect(publicWhen({ startedAt, state, atMs: 2_467_000 }, language, nowMs)).toBe(said);
});

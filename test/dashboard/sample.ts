import type { AlertView } from '../../models/contract/alert.ts';
import { asAlertId, asProductId, asPublicId, asRoomId, asUserId } from '../../models/contract/ids.ts';

export const ME = asUserId('me');
export const OTHER = { id: asUserId('other'), name: '何川' };
/** 2026-11-22 20:00:00 in China. */
export const STARTED = '2026-11-22T12:00:00.000Z';
export const STARTED_MS = Date.parse(STARTED);

let made = 0;

/** An alert as the server would send it; each one raised a second after the one before. */
export const alertOf = (over: Partial<AlertView> = {}): AlertView => {
  made += 1;
  const raisedAt = new Date(STARTED_MS + made * 1000).toISOString();
  return {
    id: asAlertId(`a${made}`),
    revision: 1,
    cardKey: `card-${made}`,
    broadcast: {
      publicId: asPublicId('b1'),
      title: '晚间专场',
      language: 'zh-Hans',
      startedAt: STARTED,
      roomId: asRoomId('r1'),
      roomName: '云朵小铺',
    },
    subject: { type: 'claim', kind: 'absolute-superlative', group: 'absolute' },
    product: { id: asProductId('p1'), name: '水光精华' },
    verdict: 'flag',
    severity: 'high',
    basis: 'law',
    confidence: 0.9,
    quote: '最好用',
    article: '广告法 9(3)',
    reason: { zh: '原因', en: 'reason' },
    suggestion: { zh: '建议', en: 'suggestion' },
    count: 1,
    firstAtMs: made * 1000,
    lastAtMs: made * 1000,
    raisedAt,
    updatedAt: raisedAt,
    status: 'open',
    ...over,
  };
};

/** Timers that fire only when the test says that time has passed. */
export const handClock = (startMs = STARTED_MS) => {
  let nowMs = startMs;
  let waiting: { atMs: number; act: () => void }[] = [];
  return {
    now: () => nowMs,
    later: (act: () => void, ms: number) => {
      const entry = { atMs: nowMs + ms, act };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((each) => each !== entry);
      };
    },
    pass: (ms: number) => {
      const untilMs = nowMs + ms;
      for (;;) {
        const [next] = waiting.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
        if (!next) break;
        waiting = waiting.filter((each) => each !== next);
        nowMs = next.atMs;
        next.act();
      }
      nowMs = untilMs;
    },
  };
};

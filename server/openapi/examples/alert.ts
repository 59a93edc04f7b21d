import { ALERT_ID_EXAMPLE, PUBLIC_ID_EXAMPLE } from '../parameters.ts';
import { BROADCAST_VIEW, LINES } from './broadcast.ts';

export const ALERT_VIEW = {
  id: ALERT_ID_EXAMPLE,
  revision: 3,
  cardKey: `${PUBLIC_ID_EXAMPLE}:price-lowest-claim:lamp-7`,
  broadcast: {
    publicId: PUBLIC_ID_EXAMPLE,
    title: '纸灯笼专场',
    language: 'zh-Hans',
    startedAt: '2026-11-20T12:00:00.000Z',
    roomId: 'lamp-room',
    roomName: '灯笼小屋',
  },
  subject: { type: 'claim', kind: 'price-lowest-claim', group: 'price' },
  product: { id: 'lamp-7', name: '纸灯笼', linkNo: 3 },
  verdict: 'flag',
  severity: 'high',
  basis: 'law',
  confidence: 0.92,
  quote: '全网最低价',
  speaker: '主播甲',
  article: '明码标价和禁止价格欺诈规定 19',
  reason: { zh: '没有依据的最低价', en: 'a lowest price without grounds' },
  suggestion: { zh: '只说本场价格', en: 'name the price of this show only' },
  count: 2,
  firstAtMs: 61_200,
  lastAtMs: 244_000,
  raisedAt: '2026-11-20T12:01:01.900Z',
  updatedAt: '2026-11-20T12:04:05.000Z',
  status: 'open',
  seenAt: '2026-11-20T12:01:01.900Z',
};

export const ALERT_DETAIL = {
  ...ALERT_VIEW,
  occurrences: [
    {
      utteranceId: 'u12',
      start: 4,
      end: 9,
      atMs: 61_200,
      leafIndex: 41,
      role: 'presenter',
      speaker: '主播甲',
    },
  ],
  steps: [
    {
      id: 'hit',
      outcome: 'found',
      words: ['全网最低价'],
      zh: '找到“全网最低价”',
      en: 'found “the lowest price anywhere”',
    },
  ],
  versions: { normaliser: 'n-1', packs: 'p-1' },
  packId: 'price',
  ruleId: 'lowest-anywhere',
};

export const ALERTS_PAGE = { alerts: [ALERT_VIEW], next: `1763640061900.${ALERT_ID_EXAMPLE}` };

export const MOMENT = {
  alert: ALERT_DETAIL,
  broadcast: BROADCAST_VIEW,
  atMs: 61_200,
  ...LINES,
  product: { id: 'lamp-7', name: '纸灯笼', linkNo: 3, category: 'other', listing: { price: 39, unit: '盏' } },
};

export const DECISION = {
  action: 'uphold',
  alerts: [{ id: ALERT_ID_EXAMPLE, revision: 3 }],
  note: '主播没有给出比较依据',
};

export const DECISION_REPLY = {
  results: [
    {
      id: ALERT_ID_EXAMPLE,
      ok: true,
      alert: {
        ...ALERT_VIEW,
        revision: 4,
        status: 'upheld',
        decision: {
          action: 'uphold',
          by: { id: 'm-1', name: '审核员丙' },
          at: '2026-11-20T12:08:00.000Z',
          note: '主播没有给出比较依据',
        },
      },
    },
  ],
};

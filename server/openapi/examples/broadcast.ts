import { PUBLIC_ID_EXAMPLE } from '../parameters.ts';

export const BROADCAST_INPUT = {
  id: 'lamp-evening-1',
  title: '纸灯笼专场',
  language: 'zh-Hans',
  platform: 'lantern',
  room: { id: 'lamp-room', name: '灯笼小屋', operator: '示例运营公司' },
  presenters: [{ id: 'p1', name: '主播甲', persona: 'human' }],
  form: 'live',
  regime: 'ad',
  startedAt: '2026-11-20T12:00:00Z',
};

export const BROADCAST_VIEW = {
  publicId: PUBLIC_ID_EXAMPLE,
  revision: 7,
  title: '纸灯笼专场',
  language: 'zh-Hans',
  platform: 'lantern',
  room: { id: 'lamp-room', name: '灯笼小屋', operator: '示例运营公司' },
  form: 'live',
  regime: 'ad',
  state: 'live',
  startedAt: '2026-11-20T12:00:00.000Z',
  atMs: 372_000,
  lastEventAt: '2026-11-20T12:06:12.400Z',
  viewers: 1520,
  openAlerts: 2,
  dutiesLeaf: 118,
  logSize: 124,
  public: false,
};

export const LINES = {
  lines: [
    {
      utteranceId: 'u12',
      revision: 0,
      leafIndex: 41,
      source: 'speech',
      role: 'presenter',
      speaker: '主播甲',
      atMs: 61_200,
      text: '这盏灯笼全网最低价',
      confidence: 0.94,
      judged: 'full',
      claims: [{ start: 4, end: 9, kind: 'price-lowest-claim', verdict: 'flag' }],
    },
  ],
  gaps: [{ fromMs: 90_000, untilMs: 96_500, reason: 'feed-silent' }],
};

export const EVENTS = [
  {
    type: 'product',
    action: 'introduced',
    productId: 'lamp-7',
    linkNo: 3,
    atMs: 55_000,
    name: '纸灯笼',
    category: 'other',
    listing: { price: 39, unit: '盏' },
  },
  {
    type: 'utterance',
    id: 'u12',
    source: 'speech',
    atMs: 61_200,
    text: '这盏灯笼全网最低价',
    confidence: 0.94,
  },
  { type: 'utterance', id: 'c4', source: 'chat', speaker: 'v81', atMs: 63_000, text: '能退吗' },
];

export const INGEST_REPLY = {
  accepted: 2,
  duplicate: 0,
  refused: 1,
  lines: [
    { line: 1, status: 'accepted' },
    { line: 2, status: 'accepted', id: 'u12' },
    {
      line: 3,
      status: 'refused',
      code: 'invalid',
      field: 'atMs',
      reason: 'Invalid input: expected number, received undefined',
      retryable: false,
      id: 'c4',
    },
  ],
};

export const PROMPT = {
  prompt: {
    id: '5f1c9a7e2b3d4c60',
    text: '请说明：支持七天无理由退货，运费由买家承担。',
    dutyId: 'return-policy',
    by: '场控乙',
    at: '2026-11-20T12:06:00.000Z',
  },
};

export const DUTIES_BOARD = {
  publicId: PUBLIC_ID_EXAMPLE,
  leafIndex: 118,
  atMs: 372_000,
  policy: { id: 'lantern', version: 2, hash: '3f'.repeat(32) },
  products: [
    {
      productId: 'lamp-7',
      name: '纸灯笼',
      linkNo: 3,
      categories: ['other'],
      introductions: [{ fromMs: 55_000, untilMs: null }],
      current: true,
      duties: [
        {
          id: 'price-and-unit',
          name: { zh: '价格与计价单位', en: 'Price and unit' },
          say: { zh: '每盏三十九元', en: '39 yuan each' },
          tier: 'spoken',
          need: 'required',
          severity: 'high',
          article: '价格法 13',
          state: 'satisfied',
          atMs: 58_000,
          dueMs: 355_000,
          utteranceId: 'u11',
          slots: { price: '39元', 'listed.price': '39 / 盏' },
          by: 'speech',
        },
      ],
    },
  ],
  room: [],
  questions: [
    {
      dutyId: 'return-policy',
      name: { zh: '退换货', en: 'Returns' },
      say: { zh: '支持七天无理由退货', en: 'Returns within seven days' },
      productId: 'lamp-7',
      atMs: 63_000,
      dueMs: 123_000,
      askers: 3,
    },
  ],
};

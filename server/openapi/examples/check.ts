/** The text is 这盏灯笼全网最低价。 */
export const CHECK_REPLY = {
  rows: [
    {
      category: 'other',
      claims: [
        {
          start: 4,
          end: 9,
          quote: '全网最低价',
          level: 'needs-proof',
          kind: 'price-lowest-claim',
          group: 'price',
          verdict: 'flag',
          basis: 'law',
          severity: 'high',
          confidence: 0.92,
          article: '明码标价和禁止价格欺诈规定 19',
          reason: { zh: '没有依据的最低价', en: 'a lowest price without grounds' },
          rewrite: { zh: '只说本场价格', en: 'name the price of this show only' },
        },
      ],
    },
  ],
  found: { banned: 0, 'needs-proof': 1, careful: 0 },
  untold: 0,
  receipt: {
    format: 'livewitness-script-check/1',
    checkedAt: '2026-11-20T11:30:00.000Z',
    text: { sha256: '5a'.repeat(32), rows: 1, units: 10 },
    platform: 'lantern',
    versions: { normaliser: 'n-1', packs: 'p-1' },
    stages: { lexicon: 'ok', network: 'ok' },
    found: { banned: 0, 'needs-proof': 1, careful: 0 },
    notice: { zh: '机器检查的记录。', en: 'A record of a check by machine.' },
  },
};

import { PUBLIC_ID_EXAMPLE } from '../parameters.ts';

export const VERIFIER_KEY = 'livewitness.local/log+1a2b3c4d+AVGZJ0bNq1p8u0YcYb4n9m5l7xw2t3r6q8s0v1z2x3c4\n';

export const CHECKPOINT = [
  `livewitness/${PUBLIC_ID_EXAMPLE}`,
  '124',
  'v1Xk7Q3r0m8aBc2dEf4gHi6jKl8mNo0pQr2sTu4vWx8=',
  '',
  '— livewitness.local/log GisaTXk1Zx0…',
  '',
].join('\n');

export const LEAF =
  '{"atMs":0,"entry":"1763640000000-0","kind":"heartbeat","receivedAt":"2026-11-20T12:00:00.000Z","v":1}';

export const EVIDENCE_PACK = {
  format: 'livewitness-evidence/1',
  notice: {
    zh: '可核验记录，非公证；未加盖第三方时间戳。',
    en: "A verifiable record, not a notary's certificate; no third-party timestamp.",
  },
  publicId: PUBLIC_ID_EXAMPLE,
  verifierKey: VERIFIER_KEY.trim(),
  checkpoint: CHECKPOINT,
  leaves: [{ index: 41, text: LEAF, proof: ['9c'.repeat(32)] }],
  reveals: [{ leaf: 41, field: 'text', value: '这盏灯笼全网最低价', salt: '0f'.repeat(16) }],
};

// tidy: long because the sample is one story, told leaf by leaf in its order.
import { ed25519 } from '@noble/curves/ed25519.js';
import { toHex } from '../../../../models/contract/log/bytes.ts';
import { commit } from '../../../../models/contract/log/commitment.ts';
import { type EncodedLeaf, encodeLeaf, type Leaf } from '../../../../models/contract/log/leaf.ts';
import { type Hash, inclusionProof, leafHash, rootOf } from '../../../../models/contract/log/merkle.ts';
import {
  type NoteSigner,
  originOf,
  signCheckpoint,
  verifierKey,
} from '../../../../models/contract/log/note.ts';
import {
  type EvidencePack,
  PACK_FORMAT,
  PACK_NOTICE,
  type Reveal,
} from '../../../../models/contract/log/pack.ts';

export const PUBLIC_ID = 'q1w2e3r4t5y6u7i8o9p0Aa';

const signerOf = (name: string, fill: number): NoteSigner => {
  const seed = new Uint8Array(32).fill(fill);
  return { name, publicKey: ed25519.getPublicKey(seed), sign: (message) => ed25519.sign(message, seed) };
};
export const signer = signerOf('livewitness.test/log', 7);
export const otherSigner = signerOf('livewitness.test/log', 8);

const base = (atMs: number) => ({
  v: 1 as const,
  atMs,
  receivedAt: new Date(Date.UTC(2026, 10, 20, 12) + atMs).toISOString(),
  entry: `${1_763_640_000_000 + atMs}-0`,
});

/** A short broadcast: registration, heartbeat, a sentence with a claim in it, a product, a gap, a decision, the end. */
export const sampleLog = () => {
  const reveals: Reveal[] = [];
  const leaves: Leaf[] = [];
  const sealed = (field: string, value: string) => {
    const salt = new Uint8Array(16).fill(reveals.length + 1);
    reveals.push({ leaf: leaves.length, field, value, salt: toHex(salt) });
    return commit(value, salt);
  };
  const text = '姐妹们这是全网最低价，电话＊＊＊';
  leaves.push({
    ...base(0),
    kind: 'broadcast',
    action: 'registered',
    publicId: PUBLIC_ID,
    platform: 'demo',
    title: sealed('title', '晚间专场'),
    language: 'zh-Hans',
    form: 'live',
    regime: 'ad',
    presenters: [{ name: sealed('presenters/0/name', '阿青'), persona: 'human' }],
    room: sealed('room', '{"id":"r1","name":"山茶小屋","operator":"山茶百货"}'),
    startedAt: '2026-11-20T20:00:00+08:00',
  });
  leaves.push({ ...base(5_000), kind: 'heartbeat', latestMs: { speech: 4_200 }, watermarkMs: 4_200 });
  leaves.push({
    ...base(12_340),
    kind: 'utterance',
    id: 'u1',
    revision: 0,
    source: 'speech',
    role: 'presenter',
    confidence: 0.94,
    speaker: sealed('speaker', '阿青'),
    text: sealed('text', text),
    judged: 'partial',
    stages: { lexicon: 'ok', network: 'unavailable', duties: 'ok' },
    personalData: [{ kind: 'phone', start: 13, end: 16 }],
  });
  leaves.push({
    ...base(12_340),
    kind: 'claim',
    of: 2,
    claimKind: 'price-lowest',
    start: 5,
    end: 10,
    verdict: 'flag',
    severity: 'high',
    basis: 'law',
    article: '广告法 9(3)',
    confidence: 0.9,
    stage: 'lexicon',
    ruleId: 'r-lowest',
    packId: 'base',
    quote: sealed('quote', text.slice(5, 10)),
  });
  leaves.push({
    ...base(15_000),
    kind: 'product',
    productId: 'p1',
    action: 'introduced',
    name: '山茶花洁面乳',
    listing: sealed('listing', '{"price":59}'),
  });
  leaves.push({ ...base(60_000), kind: 'gap', reason: 'capture-down', fromMs: 20_000, untilMs: 60_000 });
  leaves.push({
    ...base(12_340),
    kind: 'decision',
    decisionId: 'd1',
    alertId: 'a1',
    action: 'uphold',
    by: 'p-7',
    note: sealed('note', '原话清楚'),
    of: [2, 3],
  });
  leaves.push({ ...base(70_000), kind: 'ended' });
  return { leaves, reveals };
};

export interface LoggedSample {
  readonly encoded: readonly EncodedLeaf[];
  readonly texts: readonly string[];
  readonly hashes: readonly Hash[];
  readonly note: string;
  readonly reveals: readonly Reveal[];
}

export const loggedSample = async (by: NoteSigner = signer): Promise<LoggedSample> => {
  const { leaves, reveals } = sampleLog();
  const encoded = leaves.map(encodeLeaf);
  const hashes = encoded.map(({ bytes }) => leafHash(bytes));
  const checkpoint = { origin: originOf(PUBLIC_ID), size: hashes.length, root: rootOf(hashes) };
  const note = await signCheckpoint(checkpoint, by);
  return { encoded, texts: encoded.map(({ text }) => text), hashes, note, reveals };
};

/** A pack of the named records with everything shown that is known of them. */
export const packOf = (
  log: LoggedSample,
  indices: readonly number[],
  by: NoteSigner = signer,
): EvidencePack => ({
  format: PACK_FORMAT,
  notice: PACK_NOTICE,
  publicId: PUBLIC_ID,
  verifierKey: verifierKey(by),
  checkpoint: log.note,
  leaves: indices.map((index) => ({
    index,
    text: log.texts[index] ?? '',
    proof: inclusionProof(log.hashes, index).map(toHex),
  })),
  reveals: log.reveals.filter(({ leaf }) => indices.includes(leaf)),
});

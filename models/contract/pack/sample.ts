// tidy: long because the sample is one story, told record by record, and then what lists them.
import { ed25519 } from '@noble/curves/ed25519.js';
import { toHex, utf8 } from '../log/bytes.ts';
import { commit } from '../log/commitment.ts';
import { encodeLeaf, type Leaf } from '../log/leaf.ts';
import { inclusionProof, leafHash, rootOf } from '../log/merkle.ts';
import { type NoteSigner, originOf, signCheckpoint, signNote, verifierKey } from '../log/note.ts';
import { sha256 } from '../log/sha256.ts';
import { encodeDocument, PACK_FORMAT_4, type PackDocument, packIdOf } from './documents.ts';
import { formatManifest, type ManifestScope } from './manifest.ts';
import { DOCUMENT, MANIFEST, PAGE, pictureName, REPORT } from './names.ts';
import { packCoverage } from './pack-coverage.ts';
import { frameHash, packPage, pageFrame } from './page.ts';
import { noticeOf } from './withheld.ts';
import { packWords } from './words.ts';
import { writeZip } from './zip.ts';

const PUBLIC_ID = 'sample0000000000000000';

/** Anyone can sign with it: it is the sample's own, and no server's. */
export const sampleSigner = (): NoteSigner => {
  const seed = sha256(utf8('livewitness sample key, worth nothing'));
  return {
    name: 'sample.livewitness/log',
    publicKey: ed25519.getPublicKey(seed),
    sign: (message) => ed25519.sign(message, seed),
  };
};

const base = (atMs: number) => ({
  v: 1 as const,
  atMs,
  receivedAt: new Date(Date.UTC(2026, 10, 20, 12) + atMs).toISOString(),
  entry: `${1_763_640_000_000 + atMs}-0`,
});

const judged = { judged: 'full', stages: { lexicon: 'ok', network: 'ok', duties: 'ok' } } as const;

const ANSWER = '说的是本店三十天内的最低价，以后会把范围说全。';

/** Somebody asked for their words and their face to be withheld, later. */
const WITHHELD_AT_MS = 3_600_000;
const withheldLeaves = (): Leaf[] => [
  {
    ...base(WITHHELD_AT_MS),
    kind: 'withholding',
    of: 2,
    fields: ['text'],
    reason: 'request',
    by: 'sample-moderator',
  },
  {
    ...base(WITHHELD_AT_MS),
    kind: 'media-withholding',
    fromMs: 30_000,
    untilMs: 34_000,
    sha256: [],
    reason: 'order',
    by: 'sample-moderator',
  },
];

const sampleLog = (isWithheld: boolean) => {
  const leaves: Leaf[] = [];
  const reveals: PackDocument['reveals'] = [];
  const sealed = (field: string, value: string) => {
    const salt = sha256(utf8(`${leaves.length}/${field}`)).slice(0, 16);
    reveals.push({ leaf: leaves.length, field, value, salt: toHex(salt) });
    return commit(value, salt);
  };
  leaves.push({
    ...base(0),
    kind: 'broadcast',
    action: 'registered',
    publicId: PUBLIC_ID,
    platform: 'sample',
    title: sealed('title', '样例直播'),
    language: 'zh-Hans',
    form: 'live',
    regime: 'ad',
    presenters: [{ name: sealed('presenters/0/name', '阿灯'), persona: 'human' }],
    room: sealed('room', '{"id":"r1","name":"样例灯铺","operator":"样例商行"}'),
    startedAt: '2026-11-20T20:00:00+08:00',
  });
  leaves.push({
    ...base(9_000),
    kind: 'product',
    productId: 'lamp-1',
    action: 'introduced',
    linkNo: 1,
    name: '竹编台灯',
    listing: sealed('listing', '{"price":59}'),
  });
  const said: readonly (readonly [number, string])[] = [
    [12_000, '这盏灯是竹子编的，一共三种颜色。'],
    [15_000, '我们家这个是全网最低价，放心拍。'],
    [19_000, '拍下四十八小时内发货。'],
  ];
  for (const [i, [atMs, text]] of said.entries())
    leaves.push({
      ...base(atMs),
      kind: 'utterance',
      id: `u${i}`,
      revision: 0,
      source: 'speech',
      role: 'presenter',
      speaker: sealed('speaker', '阿灯'),
      text: sealed('text', text),
      ...judged,
    });
  leaves.push({
    ...base(15_000),
    kind: 'claim',
    of: 3,
    claimKind: 'price-lowest',
    start: 6,
    end: 11,
    verdict: 'flag',
    severity: 'high',
    basis: 'law',
    article: '广告法 9(3)',
    confidence: 0.9,
    stage: 'lexicon',
    ruleId: 'sample',
    packId: 'sample',
    productId: 'lamp-1',
    quote: sealed('quote', '全网最低价'),
  });
  leaves.push({
    ...base(60_000),
    kind: 'decision',
    decisionId: 'sample-decision',
    alertId: 'sample-alert',
    action: 'uphold',
    by: 'sample-moderator',
    of: [5],
  });
  leaves.push({
    ...base(120_000),
    kind: 'answer',
    answerId: 'sample-answer',
    alertId: 'sample-alert',
    decisionId: 'sample-decision',
    by: 'sample-host',
    text: sealed('text', ANSWER),
    moments: [15_000],
  });
  if (!isWithheld) return { leaves, reveals };
  const shown = reveals.filter(({ leaf, field }) => leaf !== 2 || field !== 'text');
  return { leaves: [...leaves, ...withheldLeaves()], reveals: shown };
};

/** Every file of a pack but the two that list the others. */
export interface PackDraft {
  readonly document: PackDocument;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const SAMPLE_FRAME = pageFrame({ script: '', style: '' }, 'zh-Hans', packWords.zh);
/** A page without a program: what verifies the sample knows it. */
export const samplePages = (): readonly string[] => [frameHash(SAMPLE_FRAME)];

/**
 * Signs the list of a draft's files and writes the ZIP. For the sample and for tests: a real page is made by whoever makes packs.
 * @param page what becomes of the page before it is signed
 */
export const sealDraft = async (
  { document, files }: PackDraft,
  signer: NoteSigner,
  page: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes,
): Promise<Uint8Array> => {
  const { publicId, id } = document;
  const text = encodeDocument(document);
  const listed = (scope: ManifestScope, all: ReadonlyMap<string, Uint8Array>): Promise<string> => {
    const lines = [...all].map(([name, bytes]) => ({
      name,
      bytes: bytes.length,
      sha256: toHex(sha256(bytes)),
    }));
    return signNote(formatManifest({ publicId, scope, id, files: lines }), signer);
  };
  const beside = new Map([[DOCUMENT, utf8(text)], ...files]);
  const manifest = await listed('page', beside);
  const all = new Map([[PAGE, page(packPage(SAMPLE_FRAME, { manifest, document: text, files }))], ...beside]);
  all.set(MANIFEST, utf8(await listed('pack', all)));
  return writeZip([...all].map(([name, bytes]) => ({ name, bytes })));
};

/** A small pack of an invented broadcast; `isWithheld`: with a line and a stretch of the picture withheld. */
export const sampleDraft = async (signer: NoteSigner, isWithheld = false): Promise<PackDraft> => {
  const { leaves, reveals } = sampleLog(isWithheld);
  const encoded = leaves.map(encodeLeaf);
  const hashes = encoded.map(({ bytes }) => leafHash(bytes));
  const checkpoint = { origin: originOf(PUBLIC_ID), size: hashes.length, root: rootOf(hashes) };
  const identity = {
    format: PACK_FORMAT_4,
    publicId: PUBLIC_ID,
    language: 'zh-Hans',
    audience: 'desk',
    subject: { atMs: 15_000, fromMs: 0, untilMs: 45_000 },
    verifyUrl: '/verify',
    maker: 'sample',
  } as const;
  const picture = pictureName(1);
  const document: PackDocument = {
    ...identity,
    id: packIdOf({ ...identity, size: hashes.length, tokens: [] }),
    keys: [verifierKey(signer)],
    checkpoint: await signCheckpoint(checkpoint, signer),
    timestamps: [],
    leaves: encoded.map(({ text }, index) => ({
      index,
      text,
      proof: inclusionProof(hashes, index).map(toHex),
    })),
    reveals,
    stretch: { from: 0, until: hashes.length, proof: [], between: [], closed: [] },
    leftOut: {},
    coverage: packCoverage(leaves, identity.subject),
    findings: [
      {
        leaf: 5,
        title: { zh: '“最低价”类用语', en: '“Lowest price” claim' },
        article: '广告法 9(3)',
        reason: {
          zh: '没有说明和谁比、什么时候比。',
          en: 'It does not say with whom and when it was compared.',
        },
        suggestion: { zh: '说出比较的范围和日期。', en: 'Say with what it was compared, and when.' },
        basis: 'law',
        severity: 'high',
      },
    ],
    duties: [],
    media: [],
    clip: null,
    clipSays: { zh: '样例没有片段。', en: 'The sample has no clip.' },
    pictures: [
      {
        file: picture,
        leaf: 5,
        sha256: toHex(sha256(encoded[5]?.bytes ?? new Uint8Array(0))),
        what: 'claim',
        says: { zh: '样例图片', en: 'A sample picture' },
      },
    ],
    exhibits: [],
    answers: [{ text: ANSWER, at: base(120_000).receivedAt, leaf: 7 }],
    withheld: leaves.flatMap((leaf, index) => noticeOf(index, leaf) ?? []),
  };
  const files = new Map([
    [REPORT, utf8('%PDF-1.4 sample\n')],
    [picture, SAMPLE_PNG],
  ]);
  return { document, files };
};

/** One grey dot (ISO/IEC 15948). */
const SAMPLE_PNG = new Uint8Array([
  137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 58,
  126, 155, 85, 0, 0, 0, 10, 73, 68, 65, 84, 120, 156, 99, 104, 0, 0, 0, 130, 0, 129, 119, 205, 114, 182, 0,
  0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
]);

/** The sample, whole: what people may try to cheat. */
export const samplePack = async (): Promise<Uint8Array> => {
  const signer = sampleSigner();
  return sealDraft(await sampleDraft(signer), signer);
};

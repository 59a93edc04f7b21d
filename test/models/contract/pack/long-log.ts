import { asBroadcastId, asEntryId } from '../../../../models/contract/ids.ts';
import { toHex, utf8 } from '../../../../models/contract/log/bytes.ts';
import { decodeLeaf, encodeLeaf, type Leaf } from '../../../../models/contract/log/leaf.ts';
import {
  EMPTY_FRONTIER,
  type Hash,
  halvesOf,
  inclusionRanges,
  type LeafRange,
  leafHash,
  nodeHash,
} from '../../../../models/contract/log/merkle.ts';
import { originOf, signCheckpoint } from '../../../../models/contract/log/note.ts';
import { rangesBeside } from '../../../../models/contract/log/range-proof.ts';
import { type PackDocument, type PackSubject, packIdOf } from '../../../../models/contract/pack/documents.ts';
import { packCoverage } from '../../../../models/contract/pack/pack-coverage.ts';
import {
  type PackDraft,
  sampleDraft,
  sampleSigner,
  sealDraft,
} from '../../../../models/contract/pack/sample.ts';
import { type Pack2Result, verifyPackZip } from '../../../../models/contract/pack/verify.ts';
import { createDraft, createSealing, type LeafBody } from '../../../../worker/evidence/draft.ts';

type Seal = ReturnType<typeof createSealing>['commit'];
type Body = (seal: Seal) => LeafBody;
export type Entry = readonly [atMs: number, body: Body];

const signer = sampleSigner();
const NOON_MS = Date.UTC(2026, 10, 20, 12);

export const line =
  (id: string, text: string, source: 'speech' | 'chat' = 'speech'): Body =>
  (seal) => ({
    ...{ kind: 'utterance', id, revision: 0, source, role: source === 'chat' ? 'viewer' : 'presenter' },
    text: seal('text', text),
    ...{ judged: 'full', stages: { lexicon: 'ok', network: 'ok', duties: 'ok' } },
  });

export const registered =
  (namesClosed: boolean): Body =>
  (seal) => ({
    ...{ kind: 'broadcast', action: 'registered', publicId: 'sample0000000000000000', platform: 'sample' },
    ...{ title: seal('title', '长场'), room: seal('room', '{}'), startedAt: '2026-11-20T20:00:00+08:00' },
    ...{ language: 'zh-Hans', form: 'live', regime: 'ad', presenters: [] },
    ...(namesClosed && { namesClosed: true }),
  });

export const claim =
  (of: number): Body =>
  (seal) => ({
    ...{ kind: 'claim', of, claimKind: 'price-lowest', start: 0, end: 5, verdict: 'flag', severity: 'high' },
    ...{ basis: 'law', article: '广告法 9(3)', confidence: 0.9, stage: 'lexicon', ruleId: 'r', packId: 'p' },
    quote: seal('quote', '全网最低价'),
  });

export const decided =
  (action: 'uphold' | 'dismiss', alertId: string, of: number[]): Body =>
  () => ({ kind: 'decision', decisionId: `${action}-${alertId}`, alertId, action, by: 'm', of });

export const answered =
  (alertId: string): Body =>
  (seal) => ({
    ...{ kind: 'answer', answerId: 'a', alertId, decisionId: `uphold-${alertId}`, by: 'h' },
    text: seal('text', '以后会说全。'),
  });

/** Records that nobody needs, after the minute. */
export const beats = (count: number): Entry[] =>
  Array.from({ length: count }, (_, i): Entry => [110_000 + i, () => ({ kind: 'heartbeat' })]);

/** What the log holds, and what opens it. */
export interface Log {
  readonly leaves: readonly Leaf[];
  readonly texts: readonly string[];
  readonly reveals: PackDocument['reveals'];
}

/** As logs of before had nothing that names closed records, there is a heartbeat in its place. */
const unnamed = (text: string): string => {
  const { v, entry, receivedAt, kind, atMs } = JSON.parse(text) as Leaf;
  return kind === 'closed' ? encodeLeaf({ v, entry, receivedAt, atMs, kind: 'heartbeat' }).text : text;
};

/** Writes a log as workers do, each entry a block of its own. */
export const writeLog = (entries: readonly Entry[], isOfBefore = false): Log => {
  const texts: string[] = [];
  const reveals: PackDocument['reveals'] = [];
  let frontier = EMPTY_FRONTIER;
  for (const [i, [atMs, body]] of entries.entries()) {
    const draft = createDraft({ _id: asBroadcastId('long') }, frontier);
    const sealing = createSealing();
    const entryId = asEntryId(`${NOON_MS + i}-0`);
    const leaf = draft.add({ entryId, acceptedAtMs: NOON_MS + atMs }, atMs, body(sealing.commit), sealing);
    for (const [field, { value, salt }] of Object.entries(sealing.values))
      reveals.push({ leaf, field, value: value ?? '', salt: salt ?? '' });
    const { block, frontier: after } = draft.finish(entryId, 1, new Date(NOON_MS + atMs));
    texts.push(...(isOfBefore ? block.leaves.map(unnamed) : block.leaves));

    frontier = after;
  }
  const leaves = texts.map((text) => {
    const decoded = decodeLeaf(text);
    if (!decoded.ok) throw new Error(decoded.reason);
    return decoded.leaf;
  });
  return { leaves, texts, reveals };
};

/** Roots of subtrees, each made once. */
const rootsOf = (hashes: readonly Hash[]) => {
  const known = new Map<string, Hash>();
  const rootAt = (range: LeafRange): Hash => {
    const { from, until } = range;
    if (until - from === 1) return hashes[from] as Hash;
    const found = known.get(`${from}-${until}`);
    if (found) return found;
    const [left, right] = halvesOf(range);
    const root = nodeHash(rootAt(left), rootAt(right));
    known.set(`${from}-${until}`, root);
    return root;
  };
  return rootAt;
};

export interface Cut {
  readonly subject: PackSubject;
  readonly audience: PackDocument['audience'];
  readonly run: readonly [from: number, until: number];
  /** Of the records of the log, which are shown and which are the reader's to read; all others are closed. */
  readonly shows: (leaf: Leaf, index: number) => boolean;
  readonly reads: (leaf: Leaf, index: number) => boolean;
}

/** A pack of a part of the log, as an honest maker would write it. */
export const packOf = async ({ leaves, texts, reveals }: Log, cut: Cut): Promise<PackDraft> => {
  const sample = await sampleDraft(signer);
  const hashes = texts.map((text) => leafHash(utf8(text)));
  const rootAt = rootsOf(hashes);
  const places = leaves.map((leaf, index) => ({ leaf, index, shown: cut.shows(leaf, index) }));
  const [from, until] = cut.run;
  const size = texts.length;
  const proved = (index: number) => ({ index, proof: inclusionRanges(index, size).map(rootAt).map(toHex) });
  const withText = (index: number) => ({ ...proved(index), text: texts[index] ?? '' });
  const shown = places.filter((one) => one.shown);
  const inside = places.filter(({ index, shown }) => !shown && index >= from && index < until);
  const between = inside.filter(({ leaf, index }) => cut.reads(leaf, index));
  const identity = { ...sample.document, subject: cut.subject, audience: cut.audience };
  const document: PackDocument = {
    ...identity,
    id: packIdOf({ ...identity, size, tokens: [] }),
    checkpoint: await signCheckpoint(
      { origin: originOf(identity.publicId), size, root: rootAt({ from: 0, until: size }) },
      signer,
    ),
    leaves: shown.map(({ index }) => withText(index)),
    reveals: reveals.filter(({ leaf }) => shown.some(({ index }) => index === leaf)),
    stretch: {
      ...{ from, until },
      proof: rangesBeside({ from, until }, size).map(rootAt).map(toHex),
      between: between.map(({ index }) => ({ index, text: texts[index] ?? '' })),
      closed: inside
        .filter(({ leaf, index }) => !cut.reads(leaf, index))
        .map(({ index }) => ({ index, hash: toHex(hashes[index] ?? new Uint8Array(32)) })),
    },
    leftOut: {},
    coverage: packCoverage(
      [...shown, ...between].map(({ leaf }) => leaf),
      cut.subject,
    ),
    findings: sample.document.findings.flatMap((finding) =>
      shown.flatMap(({ leaf, index }) => (leaf.kind === 'claim' ? [{ ...finding, leaf: index }] : [])),
    ),
    pictures: [],
    answers: shown.flatMap(({ leaf, index }) =>
      leaf.kind === 'answer'
        ? [{ leaf: index, at: leaf.receivedAt, text: reveals.find((one) => one.leaf === index)?.value ?? '' }]
        : [],
    ),
    withheld: [],
  };
  return { document, files: new Map([...sample.files].filter(([name]) => !name.startsWith('pictures/'))) };
};

/** The draft with its list changed, signed by whoever holds the key, and read as anyone would. */
export const verified = async (
  { document, files }: PackDraft,
  change: (document: PackDocument) => object = (one) => one,
): Promise<Pack2Result> =>
  verifyPackZip(await sealDraft({ document: change(document) as PackDocument, files }, signer));

import type { BroadcastId } from '../contract/ids.ts';
import { toHex } from '../contract/log/bytes.ts';
import { decodeLeaf, type Leaf } from '../contract/log/leaf.ts';
import type { EvidencePack, Reveal } from '../contract/log/pack.ts';
import { isOfMoment } from '../contract/mark.ts';
import type {
  PackAudience,
  PackDocument,
  PackDuty,
  PackFinding,
  PackSubject,
} from '../contract/pack/documents.ts';
import { groundsOf } from '../contract/pack/stretch.ts';
import { correctionsOf, decisionsOn, recordsOf, revealsOf } from './alert-evidence.ts';
import { answerLeaves } from './answers.ts';
import { caseLeaves } from './cases.ts';
import type { AlertDoc, BlockDoc, DecisionDoc, SealedDoc } from './documents.ts';
import { factsOf, type PackFacts } from './pack-facts.ts';
import { leavesOf, type PackStretch, packStretch } from './pack-stretch.ts';
import { type PublicRecords, publicRecords, refutedClaims, upheldAlerts } from './public-records.ts';
import { readInclusions, readRunProof } from './read-log.ts';
import { sealedAt } from './read-sealed.ts';
import { type Around, recordsAround } from './records-around.ts';
import type { Store } from './store.ts';
import { isValueless, mediaWithholdingsIn, withholdingsOf } from './withholding-notices.ts';

/** What a pack is to hold. */
export interface PackWanted {
  readonly broadcastId: BroadcastId;
  readonly subject: PackSubject;
  readonly audience: PackAudience;
  /** Records that the checkpoint covers. */
  readonly size: number;
  /** What it is about, where it is about an alert. */
  readonly alert: AlertDoc | null;
  /** SHA-256 of media that is recorded elsewhere in the log: what goes before segments. */
  readonly hashes: readonly string[];
}

/** The records of a pack with all that is said of them. */
export interface PackRecords extends Pick<PackStretch, 'coverage' | 'leftOut'> {
  readonly leaves: EvidencePack['leaves'];
  readonly stretch: NonNullable<PackDocument['stretch']>;
  readonly reveals: Reveal[];
  readonly findings: PackFinding[];
  readonly duties: PackDuty[];
  /** What stands unopened in the stretch, decoded. */
  readonly between: ReadonlyMap<number, Leaf>;
  /** Every record that is shown, decoded, by its index. */
  readonly decoded: ReadonlyMap<number, Leaf>;
}

/** The texts of these records, each block read once. */
const textsAt = async (
  store: Store,
  broadcastId: BroadcastId,
  indices: readonly number[],
): Promise<ReadonlyMap<number, string>> => {
  const texts = new Map<number, string>();
  let block: BlockDoc | null = null;
  for (const index of indices) {
    if (block === null || index >= block.firstLeafIndex + block.leafCount)
      block = await store.blocks
        .findOne({ broadcastId, firstLeafIndex: { $lte: index } })
        .sort({ firstLeafIndex: -1 })
        .lean<BlockDoc>();
    const text = block?.leaves[index - (block?.firstLeafIndex ?? 0)];
    if (text !== undefined) texts.set(index, text);
  }
  return texts;
};

/** The first record that names each of these hashes. */
const recordsOfHashes = async (
  store: Store,
  broadcastId: BroadcastId,
  hashes: readonly string[],
): Promise<number[]> => {
  const found: number[] = [];
  for (const sha256 of hashes) {
    const mark = `"sha256":"${sha256}"`;
    const block = await store.blocks
      .findOne({ broadcastId, leaves: { $regex: mark } } as Record<string, unknown>)
      .sort({ firstLeafIndex: 1 })
      .lean<BlockDoc>();
    const at = block?.leaves.findIndex((text) => text.includes(mark)) ?? -1;
    if (block && at >= 0) found.push(block.firstLeafIndex + at);
  }
  return found;
};

const ofAlert = async (store: Store, alert: AlertDoc, broadcastId: BroadcastId): Promise<number[]> => {
  const resting = alert.occurrences.map(({ leafIndex }) => leafIndex);
  const groups = await Promise.all([
    ...resting.map((index) => recordsOf(store, broadcastId, index)),
    decisionsOn(store, alert._id),
    answerLeaves(store, alert._id),
    caseLeaves(store, alert._id),
    correctionsOf(store, alert, resting),
  ]);
  return groups.flat();
};

const isIn =
  ({ fromMs, untilMs }: PackSubject) =>
  ({ atMs }: { readonly atMs: number }): boolean =>
    atMs >= fromMs && atMs <= untilMs;

/** Upheld decisions of one minute that a pack of it tells. */
const UPHELD_MAX = 20;

/** What was upheld of the minute, and is recorded as such under the head. */
const upheldIn = async (
  store: Store,
  { broadcastId, subject, size }: PackWanted,
): Promise<readonly AlertDoc[]> => {
  const alerts = (await upheldAlerts(store, broadcastId)).filter(({ occurrences }) =>
    occurrences.some((one) => isIn(subject)(one) && one.leafIndex < size),
  );
  const ids = alerts.map(({ _id }) => _id);
  const decided = await store.decisions
    .find({ alertId: { $in: ids } }, { alertId: 1, action: 1, leafIndex: 1 })
    .sort({ at: 1 })
    .lean<Pick<DecisionDoc, 'alertId' | 'action' | 'leafIndex'>[]>();
  const recorded = new Map(
    decided.map(({ alertId, action, leafIndex = size }) => [
      alertId,
      action === 'uphold' && leafIndex < size,
    ]),
  );
  return alerts
    .filter(({ _id }) => recorded.get(_id))
    .slice(0, UPHELD_MAX)
    .map((alert) => ({ ...alert, occurrences: alert.occurrences.filter(isIn(subject)) }));
};

/** Records of what the person who asks has brought themself: the mark, and the exhibits. */
const broughtOf = ({ mark }: PackSubject): ReadonlySet<number> =>
  new Set(mark ? [mark.leaf, ...mark.exhibits.map(({ leaf }) => leaf)] : []);

const EVERYTHING: PublicRecords = { shows: () => true };

/** Kinds of records that say what is suspected. */
const SUSPICIONS: ReadonlySet<Leaf['kind']> = new Set(['claim', 'duty']);

/**
 * What of the log the pack may show to those it is for. Whoever marked a moment is shown what everyone is, what they brought, and of
 * what nobody has decided that which lies in the moment itself.
 */
const shownTo = async (
  store: Store,
  { broadcastId, audience, subject }: PackWanted,
): Promise<PublicRecords> => {
  if (audience === 'desk' && subject.mark === undefined) return EVERYTHING;
  const everyones = await publicRecords(store, broadcastId);
  if (subject.mark === undefined) return everyones;
  const brought = broughtOf(subject);
  const refuted = await refutedClaims(store, broadcastId);
  return {
    shows(index, leaf) {
      if (brought.has(index) || everyones.shows(index, leaf)) return true;
      if (!SUSPICIONS.has(leaf.kind) || !isOfMoment(subject.atMs, leaf.atMs)) return false;
      return leaf.kind !== 'claim' || !refuted(index, leaf);
    },
  };
};

/** Records as they were logged, with proofs under the head, in the order of the log. */
const proved = async (
  store: Store,
  { broadcastId, size }: PackWanted,
  texts: ReadonlyMap<number, string>,
): Promise<PackRecords['leaves']> => {
  const indices = [...texts.keys()].sort((a, b) => a - b);
  const proofs = await readInclusions(store, broadcastId, indices, size);
  return indices.map((index, i) => ({
    index,
    text: texts.get(index) ?? '',
    proof: (proofs[i] ?? []).map(toHex),
  }));
};

/** The records that a pack shows of the subject, before the log around them was gone through. */
interface Told {
  readonly lines: Around['lines'];
  readonly texts: ReadonlyMap<number, string>;
  readonly shown: ReadonlyMap<number, Leaf>;
  readonly sealed: readonly SealedDoc[];
  readonly readable: PublicRecords;
  readonly facts: PackFacts;
}

const decodedOf = (
  texts: ReadonlyMap<number, string>,
  of: Iterable<number> = texts.keys(),
): Map<number, Leaf> => {
  const decoded = new Map<number, Leaf>();
  for (const index of of) {
    const one = decodeLeaf(texts.get(index) ?? '');
    if (one.ok) decoded.set(index, one.leaf);
  }
  return decoded;
};

/** Records that say why something of these is withheld. */
const noticesOn = (
  store: Store,
  { broadcastId }: PackWanted,
  docs: readonly SealedDoc[],
): Promise<number[]> =>
  withholdingsOf(
    store,
    broadcastId,
    docs.filter(isValueless).map(({ leafIndex }) => leafIndex),
  );

const gather = async (store: Store, wanted: PackWanted): Promise<Told> => {
  const { broadcastId, size, alert, subject, audience } = wanted;
  const around: Around = await recordsAround(store, { ...wanted, productId: alert?.product?.id });
  const ofMinute = alert === null && (audience === 'public' || subject.mark !== undefined);
  const upheld = ofMinute ? await upheldIn(store, wanted) : [];
  const about = alert ? [alert] : upheld;
  const own = (await Promise.all(about.map((one) => ofAlert(store, one, broadcastId)))).flat();
  const before = await recordsOfHashes(store, broadcastId, wanted.hashes);
  const first = [...new Set([0, ...own, ...broughtOf(subject), ...around.indices, ...before])].filter(
    (index) => index < size,
  );
  const sealed = await sealedAt(store, broadcastId, first);
  const notices = [
    ...(await noticesOn(store, wanted, sealed)),
    ...(await mediaWithholdingsIn(store, broadcastId, subject)),
  ];
  const wantedIndices = [...new Set([...first, ...notices])]
    .filter((index) => index < size)
    .sort((a, b) => a - b);
  const texts = await textsAt(store, broadcastId, wantedIndices);
  const decoded = decodedOf(texts);
  const facts = factsOf({ decoded, sealed, alert, upheld, audience, own: new Set(own), subject });
  const readable = await shownTo(store, wanted);
  const told = wantedIndices.filter((index) => {
    const leaf = decoded.get(index);
    // A notice goes with what it is about, and tells of nothing that is not here.
    if (leaf?.kind === 'withholding') return true;
    if (leaf === undefined || facts.hidden.has(index) || !readable.shows(index, leaf)) return false;
    // Of a moment nothing is told beyond it: more may not have been released.
    return about !== upheld || leaf.kind !== 'utterance' || audience === 'desk' || isIn(subject)(leaf);
  });
  const isTold = new Set(told);
  const shown = new Map<number, Leaf>();
  for (const index of told) {
    const leaf = decoded.get(index);
    if (leaf && (leaf.kind !== 'withholding' || isTold.has(leaf.of))) shown.set(index, leaf);
  }
  return { lines: around.lines, texts, shown, sealed, readable, facts };
};

/**
 * Everything that stands in the log about the subject, with proofs under the head of `size`: the registration, the minute around,
 * the alert's sentences and what was found in them, the product as its page stood, what was still owed, decisions, corrections,
 * gaps, media and withholdings; and what lies between, so that nothing of it can be kept back unseen. For the public, whatever
 * nobody has upheld is left out, duties among it.
 */
export const packRecords = async (store: Store, wanted: PackWanted): Promise<PackRecords> => {
  const { broadcastId, size, subject } = wanted;
  const told = await gather(store, wanted);
  const { lines, readable, facts } = told;
  const findings = facts.findings.filter(({ leaf }) => told.shown.has(leaf));
  const grounds = new Set(findings.flatMap(({ leaf }) => groundsOf(leaf, told.shown.get(leaf))));
  const stretch = await packStretch(store, {
    ...{ broadcastId, subject, size, lines, shown: told.shown, readable, grounds },
  });
  const owed = await sealedAt(store, broadcastId, [...stretch.owed.keys()]);
  const notices = (await noticesOn(store, wanted, owed)).filter((index) => index < size);
  const texts = new Map([...told.texts, ...(await textsAt(store, broadcastId, notices))]);
  for (const [index, { text }] of [...stretch.owed, ...stretch.between]) texts.set(index, text);
  const shown = new Map([...told.shown, ...leavesOf(stretch.owed), ...decodedOf(texts, notices)]);
  const between = leavesOf(stretch.between).filter(([index]) => !shown.has(index));
  const { run, closed, coverage, leftOut } = stretch;
  const brought = broughtOf(subject);
  const beside = await readRunProof(store, broadcastId, run, size);
  return {
    leaves: await proved(
      store,
      wanted,
      new Map([...shown.keys()].map((index) => [index, texts.get(index) ?? ''])),
    ),
    stretch: {
      ...run,
      proof: beside.map(toHex),
      between: between.map(([index]) => ({ index, text: texts.get(index) ?? '' })),
      closed: [...closed].flatMap(([index, hash]) => (shown.has(index) ? [] : [{ index, hash }])),
    },
    reveals: [...told.sealed, ...owed]
      .filter(({ leafIndex }) => shown.has(leafIndex))
      .sort((a, b) => a.leafIndex - b.leafIndex)
      .flatMap((doc) => revealsOf(shown.get(doc.leafIndex) as Leaf, doc, brought.has(doc.leafIndex))),
    findings,
    duties: facts.duties.filter(({ leaf }) => shown.has(leaf)),
    ...{ leftOut, coverage, between: new Map(between) },
    decoded: new Map([...shown].sort(([a], [b]) => a - b)),
  };
};

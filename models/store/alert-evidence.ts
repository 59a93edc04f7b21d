import type { AlertId, BroadcastId } from '../contract/ids.ts';
import { toHex } from '../contract/log/bytes.ts';
import { commitmentAt, decodeLeaf, type Leaf } from '../contract/log/leaf.ts';
import { openCheckpoint, parseVerifierKey, verifierKey } from '../contract/log/note.ts';
import { type EvidencePack, PACK_FORMAT, PACK_NOTICE, type Reveal } from '../contract/log/pack.ts';
import { MOMENT_AFTER_MS, MOMENT_BEFORE_MS } from '../contract/moment.ts';
import type { PackAudience } from '../contract/pack/documents.ts';
import { answerLeaves } from './answers.ts';
import type { AlertDoc, SealedDoc } from './documents.ts';
import { alertById } from './find-alerts.ts';
import { broadcastById } from './find-broadcasts.ts';
import { logKeys } from './log-keys.ts';
import { publicRecords } from './public-records.ts';
import { newestCheckpoint, readInclusions, readLeaves } from './read-log.ts';
import { sealedAt } from './read-sealed.ts';
import type { Store } from './store.ts';
import { isValueless, withholdingsOf } from './withholding-notices.ts';

/** A claim's record follows its utterance's in the same batch; batches are shorter than this. */
const CLAIMS_WITHIN_LEAVES = 512;
/** Gaps of one pack: a capture that failed every second of the minutes around. */
const GAPS_MAX = 200;
/** Corrections of one pack: nobody takes the same words back more often. */
const CORRECTIONS_MAX = 50;
/** Decisions of one pack: an alert that was reopened a hundred times has other troubles. */
const DECISIONS_MAX = 200;

export type AlertEvidence =
  | { readonly ok: true; readonly pack: EvidencePack }
  /** `not-signed-yet`: the head that covers the alert's records is signed within a second or two; ask again then. */
  | { readonly ok: false; readonly code: 'not-found' | 'not-signed-yet' };

interface Head {
  readonly size: number;
  readonly note: string;
  readonly verifierKey: string;
}

/** The newest signed head with the key that signed it. */
const headOf = async (store: Store, broadcastId: BroadcastId): Promise<Head | null> => {
  const newest = await newestCheckpoint(store, broadcastId);
  if (newest === null) return null;
  const keys = (await logKeys(store)).map(parseVerifierKey).filter((key) => key !== null);
  const opened = openCheckpoint(newest.note, keys);
  const [key] = opened.ok ? opened.by : [];
  return key ? { size: newest.size, note: newest.note, verifierKey: verifierKey(key) } : null;
};

/** Records that tell what an occurrence rests on: the utterance, and what was claimed of it. */
export const recordsOf = async (
  store: Store,
  broadcastId: BroadcastId,
  leafIndex: number,
): Promise<number[]> => {
  const texts = await readLeaves(store, broadcastId, leafIndex, CLAIMS_WITHIN_LEAVES);
  const [first, ...rest] = texts.map((text) => {
    const decoded = decodeLeaf(text);
    return decoded.ok ? decoded.leaf : null;
  });
  if (first?.kind === 'claim') return [leafIndex, first.of, ...(first.parts ?? []).map(({ of }) => of)];
  if (first?.kind === 'duty') return [leafIndex, ...(first.of ?? [])];
  const claims = rest.flatMap((leaf, i) =>
    leaf?.kind === 'claim' && leaf.of === leafIndex
      ? [leafIndex + 1 + i, ...(leaf.parts ?? []).map(({ of }) => of)]
      : [],
  );
  return [leafIndex, ...claims];
};

const gapsAround = async (store: Store, alert: AlertDoc): Promise<number[]> => {
  const docs = await store.sealed
    .find(
      {
        broadcastId: alert.broadcastId,
        kind: 'gap',
        'gap.fromMs': { $lte: alert.lastAtMs + MOMENT_AFTER_MS },
        'gap.untilMs': { $gte: alert.firstAtMs - MOMENT_BEFORE_MS },
      } as Record<string, unknown>,
      { leafIndex: 1 },
    )
    .limit(GAPS_MAX)
    .lean<Pick<SealedDoc, 'leafIndex'>[]>();
  return docs.map(({ leafIndex }) => leafIndex);
};

/** Records of what people decided on the alert, oldest first. */
export const decisionsOn = async (store: Store, alertId: AlertId): Promise<number[]> => {
  const docs = await store.decisions
    .find({ alertId, leafIndex: { $exists: true } }, { leafIndex: 1 })
    .sort({ at: 1 })
    .limit(DECISIONS_MAX)
    .lean<{ leafIndex?: number }[]>();
  return docs.flatMap(({ leafIndex }) => (leafIndex === undefined ? [] : [leafIndex]));
};

/** The room's withdrawals of what the alert rests on. */
export const correctionsOf = async (
  store: Store,
  { broadcastId, firstAtMs }: Pick<AlertDoc, 'broadcastId' | 'firstAtMs'>,
  resting: readonly number[],
): Promise<number[]> => {
  const docs = await store.sealed
    .find(
      {
        broadcastId,
        kind: 'correction',
        atMs: { $gte: firstAtMs },
        'correction.of': { $in: [...resting] },
      } as Record<string, unknown>,
      { leafIndex: 1 },
    )
    .sort({ atMs: 1 })
    .limit(CORRECTIONS_MAX)
    .lean<Pick<SealedDoc, 'leafIndex'>[]>();
  return docs.map(({ leafIndex }) => leafIndex);
};

/** Other viewers stay unnamed, and so do the notes that people made for themselves. */
const isShown = (leaf: Leaf, field: string): boolean => {
  switch (leaf.kind) {
    case 'utterance':
      return field === 'text' || (field === 'speaker' && leaf.role !== 'viewer' && leaf.role !== 'unknown');
    case 'broadcast':
    case 'claim':
    case 'product':
    case 'correction':
    case 'answer':
      return true;
    default:
      return false;
  }
};

/** What may be shown of a record, with what proves it. */
export const revealsOf = (leaf: Leaf, { leafIndex, values }: SealedDoc, isOwn = false): Reveal[] =>
  Object.entries(values).flatMap(([field, { value, salt }]) =>
    value !== null && salt !== null && (isOwn || isShown(leaf, field)) && commitmentAt(leaf, field) !== null
      ? [{ leaf: leafIndex, field, value, salt }]
      : [],
  );

const packOf = async (
  store: Store,
  { alert, audience }: { readonly alert: AlertDoc; readonly audience: PackAudience },
  head: Head,
  indices: readonly number[],
): Promise<EvidencePack> => {
  const { broadcastId } = alert;
  const neutral = audience === 'public' ? await publicRecords(store, broadcastId) : null;
  const sealed = await sealedAt(store, broadcastId, indices);
  const sealedBy = new Map(sealed.map((doc) => [doc.leafIndex, doc]));
  const leaves: EvidencePack['leaves'] = [];
  const reveals: Reveal[] = [];
  const proofs = await readInclusions(store, broadcastId, indices, head.size);
  const isFor = (index: number, leaf: Leaf): boolean => {
    // A notice goes with what it is about, and tells of nothing that is not here.
    if (leaf.kind === 'withholding') return leaves.some((one) => one.index === leaf.of);
    return neutral?.shows(index, leaf) ?? true;
  };
  for (const [i, index] of indices.entries()) {
    const [text = ''] = await readLeaves(store, broadcastId, index, 1);
    const decoded = decodeLeaf(text);
    if (decoded.ok ? !isFor(index, decoded.leaf) : neutral) continue;
    leaves.push({ index, text, proof: (proofs[i] ?? []).map(toHex) });
    const values = sealedBy.get(index);
    if (decoded.ok && values) reveals.push(...revealsOf(decoded.leaf, values));
  }
  return {
    format: PACK_FORMAT,
    notice: PACK_NOTICE,
    publicId: alert.broadcast.publicId,
    verifierKey: head.verifierKey,
    checkpoint: head.note,
    leaves,
    reveals,
  };
};

/**
 * Makes the evidence pack of one alert under the newest signed head: the registration, the sentences and what was found in
 * them, the decisions, and the gaps around. Values are those that may be shown: masked, without other viewers' names. For the
 * public, of what was found and decided only what was upheld.
 */
export const alertEvidence = async (
  store: Store,
  alertId: AlertId,
  audience: PackAudience,
): Promise<AlertEvidence> => {
  const alert = await alertById(store, alertId);
  if (alert === null || (await broadcastById(store, alert.broadcastId)) === null)
    return { ok: false, code: 'not-found' };
  const head = await headOf(store, alert.broadcastId);
  const resting = alert.occurrences.map(({ leafIndex }) => leafIndex);
  if (head === null || resting.some((index) => index >= head.size))
    return { ok: false, code: 'not-signed-yet' };

  const groups = await Promise.all([
    ...resting.map((index) => recordsOf(store, alert.broadcastId, index)),
    decisionsOn(store, alertId),
    answerLeaves(store, alertId),
    correctionsOf(store, alert, resting),
    gapsAround(store, alert),
  ]);
  const told = [...new Set([0, ...groups.flat()])].filter((index) => index < head.size);
  const valueless = (await sealedAt(store, alert.broadcastId, told)).filter(isValueless);
  const notices = await withholdingsOf(
    store,
    alert.broadcastId,
    valueless.map(({ leafIndex }) => leafIndex),
  );
  // A withheld line is not to stand there without the record that says why.
  if (notices.some((index) => index >= head.size)) return { ok: false, code: 'not-signed-yet' };
  const indices = [...new Set([...told, ...notices])].sort((a, b) => a - b);
  return { ok: true, pack: await packOf(store, { alert, audience }, head, indices) };
};

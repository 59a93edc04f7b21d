import type { BroadcastId } from '../contract/ids.ts';
import { toBase64 } from '../contract/log/bytes.ts';
import type { PackSubject, PackTimestamp } from '../contract/pack/documents.ts';
import { decisionsOn } from './alert-evidence.ts';
import { answerLeaves } from './answers.ts';
import { caseLeaves } from './cases.ts';
import type { AlertDoc } from './documents.ts';
import { newestCheckpoint } from './read-log.ts';
import { sealedHeard } from './read-sealed.ts';
import type { Store } from './store.ts';
import { timestampsOf } from './timestamps.ts';
import { mediaWithholdingsIn, newestWithholding } from './withholding-notices.ts';

/** The tokens on the head of this size, in the order of their authorities. */
export const tokensOn = async (
  store: Store,
  broadcastId: BroadcastId,
  size: number,
): Promise<PackTimestamp[]> => {
  const docs = await timestampsOf(store, broadcastId, size);
  return docs.flatMap(({ state, token, chain = [], authorityUrl }) =>
    state === 'stamped' && token
      ? [{ authority: authorityUrl, token: toBase64(token), chain: chain.map((der) => toBase64(der)) }]
      : [],
  );
};

/** The last record that the subject needs, as known now. */
const lastNeeded = async (
  store: Store,
  broadcastId: BroadcastId,
  { fromMs, untilMs, mark }: PackSubject,
  alert: AlertDoc | null,
): Promise<number> => {
  const newest = { keep: 'newest', limit: 1 } as const;
  const [last] = await sealedHeard(store, { broadcastId, fromMs: 0, untilMs, ...newest });
  const decided =
    alert === null
      ? []
      : (
          await Promise.all(
            [decisionsOn, answerLeaves, caseLeaves].map((recorded) => recorded(store, alert._id)),
          )
        ).flat();
  const resting = alert === null ? [] : alert.occurrences.map(({ leafIndex }) => leafIndex);
  // A withheld line is not to stand there without the record that says why.
  const withheld = (await newestWithholding(store, broadcastId)) ?? 0;
  const gone = await mediaWithholdingsIn(store, broadcastId, { fromMs, untilMs });
  const brought = mark ? [mark.leaf, ...mark.exhibits.map(({ leaf }) => leaf)] : [];
  return Math.max(0, last?.leafIndex ?? 0, withheld, ...gone, ...brought, ...decided, ...resting);
};

export interface PackHead {
  readonly size: number;
  readonly tokens: readonly PackTimestamp[];
}

/**
 * The head that a pack is made under: the newest one that a third party has stamped if it covers what the pack needs, else the
 * newest. Null while the records it needs are not signed, which they are within a second or two.
 */
export const packHead = async (
  store: Store,
  broadcastId: BroadcastId,
  subject: PackSubject,
  alert: AlertDoc | null,
): Promise<PackHead | null> => {
  const newest = await newestCheckpoint(store, broadcastId);
  const needed = await lastNeeded(store, broadcastId, subject, alert);
  if (newest === null || needed >= newest.size) return null;
  const stamped = await store.timestamps
    .findOne({ broadcastId, state: 'stamped', size: { $gt: needed, $lte: newest.size } }, { size: 1 })
    .sort({ size: -1 })
    .lean<{ size: number }>();
  const size = stamped?.size ?? newest.size;
  return { size, tokens: await tokensOn(store, broadcastId, size) };
};

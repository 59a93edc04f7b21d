import type { BroadcastId } from '../contract/ids.ts';
import { OPEN_KINDS } from '../contract/log/closed.ts';
import type { Leaf, LeafOf } from '../contract/log/leaf.ts';
import type { AlertDoc } from './documents.ts';
import { SHOWN } from './scope.ts';
import type { Store } from './store.ts';

/** Upheld decisions of one broadcast: a show with more has other troubles, and its newest are shown. */
export const UPHELD_MAX = 500;

/**
 * What a person decided to be a violation, newest decision last raised first; what was reopened or dismissed since is not among
 * it, nor what still waits for the room's own correction.
 */
export const upheldAlerts = (store: Store, broadcastId: BroadcastId): Promise<AlertDoc[]> =>
  store.alerts
    .find({ broadcastId, status: 'upheld', ...SHOWN })
    .sort({ raisedAt: -1, _id: -1 })
    .limit(UPHELD_MAX)
    .lean<AlertDoc[]>()
    .exec();

/** Fields of records that are not neutral: a notice that one of them was withheld says what kind of record it is about. */
const TELLING: ReadonlySet<string> = new Set(['quote', 'note', 'bought', 'name']);

/**
 * Which claims are none for whoever marked their moment: those that a moderator found not to be so, and those that still wait for the
 * room's own correction.
 */
export const refutedClaims = async (
  store: Store,
  broadcastId: BroadcastId,
): Promise<(index: number, leaf: LeafOf<'claim'>) => boolean> => {
  const refuted = await store.alerts
    .find({
      broadcastId,
      'subject.type': 'claim',
      $or: [{ status: 'dismissed' }, { heldUntil: { $exists: true } }],
    })
    .select({ subject: 1, occurrences: 1 })
    .lean<Upheld[]>();
  return (index, leaf) => refuted.some(claimOf(index, leaf));
};

/** Which records of a broadcast's log the public may read. */
export interface PublicRecords {
  shows(index: number, leaf: Leaf): boolean;
}

type Upheld = Pick<AlertDoc, '_id' | 'subject' | 'occurrences'>;

const claimOf =
  (index: number, leaf: LeafOf<'claim'>) =>
  ({ subject, occurrences }: Upheld): boolean =>
    subject.type === 'claim' &&
    subject.kind === leaf.claimKind &&
    occurrences.some(
      ({ leafIndex, start }) => leafIndex === index || (leafIndex === leaf.of && start === leaf.start),
    );

/**
 * The rule for a log of which these alerts were upheld. Neutral records are shown; of claims, duties, corrections and decisions
 * those alone that an upheld decision rests on. Kinds that are not named here are not shown: what is new is private until
 * somebody has thought about it.
 */
export const showsOf = (upheld: readonly Upheld[]): PublicRecords => {
  const resting = new Set(upheld.flatMap(({ occurrences }) => occurrences.map(({ leafIndex }) => leafIndex)));
  const ids = new Set<string>(upheld.map(({ _id }) => _id));
  return {
    shows(index, leaf) {
      switch (leaf.kind) {
        case 'claim':
          return upheld.some(claimOf(index, leaf));
        case 'duty':
          return resting.has(index);
        case 'correction':
          return leaf.of.length > 0 && leaf.of.every((of) => resting.has(of));
        case 'decision':
          return leaf.action === 'uphold' && ids.has(leaf.alertId);
        case 'answer':
          // What the room says of a decision goes with it.
          return ids.has(leaf.alertId);
        case 'withholding':
          return leaf.fields.every((field) => !TELLING.has(field));
        default:
          return OPEN_KINDS.has(leaf.kind);
      }
    },
  };
};

/** {@link showsOf} the broadcast's log, as its decisions stand now. */
export const publicRecords = async (store: Store, broadcastId: BroadcastId): Promise<PublicRecords> =>
  showsOf(await upheldAlerts(store, broadcastId));

import type { BroadcastDoc } from './documents.ts';
import type { ExhibitDoc, MarkDoc } from './mark-documents.ts';
import type { Store } from './store.ts';
import { type WithholdAct, withholdRecord } from './withhold.ts';

/** Marks and exhibits looked at in one sweep: more than people take back in the time between two. */
const SWEEP_MAX = 100;
/** The one of whoever asks for it themself. */
const NOTE = 'taken back by whoever brought it';

type Forgotten = Pick<MarkDoc | ExhibitDoc, '_id' | 'broadcastId' | 'leafIndex'>;
const FIELDS = { broadcastId: 1, leafIndex: 1 } as const;

/**
 * Withholds what somebody wrote into the log and took back, once its record is there. Whoever dies in between does it again: what
 * is withheld already is not withheld twice.
 * @returns the act that is to be on the broadcast's stream; null where nothing of it is shown.
 */
const forget = async (
  store: Store,
  collection: 'marks' | 'exhibits',
  one: Forgotten,
  now: Date,
): Promise<WithholdAct | null> => {
  const { _id, broadcastId, leafIndex } = one;
  if (leafIndex === undefined) return null;
  const broadcast = await store.broadcasts
    .findOne({ _id: broadcastId }, { publicId: 1 })
    .lean<Pick<BroadcastDoc, '_id' | 'publicId'>>();
  const by = { id: `own:${_id}`, name: 'whoever brought it' };
  const wanted = { leaf: leafIndex, reason: 'request', note: NOTE } as const;
  const done = broadcast && (await withholdRecord(store, broadcast, wanted, { by, now }));
  const settled = { $unset: { forget: 1 as const } };
  if (collection === 'marks') await store.marks.updateOne({ _id: _id as MarkDoc['_id'] }, settled);
  else await store.exhibits.updateOne({ _id: _id as ExhibitDoc['_id'] }, settled);
  return done?.act ?? null;
};

export const forgetMark = async (
  store: Store,
  id: MarkDoc['_id'],
  now: Date,
): Promise<WithholdAct | null> => {
  const one = await store.marks.findOne({ _id: id, forget: true }, FIELDS).lean<Forgotten>();
  return one && forget(store, 'marks', one, now);
};

export const forgetExhibit = async (
  store: Store,
  id: ExhibitDoc['_id'],
  now: Date,
): Promise<WithholdAct | null> => {
  const one = await store.exhibits.findOne({ _id: id, forget: true }, FIELDS).lean<Forgotten>();
  return one && forget(store, 'exhibits', one, now);
};

/**
 * Does so for all that was left behind, for broadcasts of one's own partitions; their events follow from the audit.
 * @returns how many
 */
export const forgetLeftBehind = async (
  store: Store,
  {
    before,
    now,
    owns,
  }: {
    readonly before: Date;
    readonly now: Date;
    readonly owns: (broadcastId: BroadcastDoc['_id']) => boolean;
  },
): Promise<number> => {
  const which = { forget: true, leafIndex: { $exists: true } };
  const [marks, exhibits] = await Promise.all([
    store.marks
      // Whoever closed an account took nothing back.
      .find(
        { ...which, $or: [{ takenBackAt: { $lt: before } }, { takenBackAt: { $exists: false } }] },
        FIELDS,
      )
      .limit(SWEEP_MAX)
      .lean<Forgotten[]>(),
    store.exhibits
      .find({ ...which, removedAt: { $lt: before } }, FIELDS)
      .limit(SWEEP_MAX)
      .lean<Forgotten[]>(),
  ]);
  let done = 0;
  for (const [collection, all] of [
    ['marks', marks],
    ['exhibits', exhibits],
  ] as const)
    for (const one of all.filter(({ broadcastId }) => owns(broadcastId))) {
      await forget(store, collection, one, now);
      done += 1;
    }
  return done;
};

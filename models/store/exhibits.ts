import type { ClientSession } from 'mongoose';
import type { ExhibitPlace } from '../contract/exhibit.ts';
import type { ExhibitId, MarkId } from '../contract/ids.ts';
import { MARK_AFTER_MS, MARK_BEFORE_MS } from '../contract/mark.ts';
import { audit } from './audit.ts';
import type { AuditDoc } from './documents.ts';
import { placeHold, releaseHold } from './holds.ts';
import type { ExhibitDoc, MarkDoc } from './mark-documents.ts';
import { type MarkKeeper, marksOf } from './marks.ts';
import type { Store } from './store.ts';
import type { Act, ActKind } from './unlogged-acts.ts';

const BROUGHT = 'exhibit-brought';

/** An exhibit as the event that is to be on the broadcast's stream once. */
export type ExhibitAct = Act<{
  readonly type: 'exhibit';
  readonly atMs: number;
  readonly exhibitId: string;
}>;

const actOf = (exhibitId: string, atMs: number): ExhibitAct => ({
  event: { type: 'exhibit', atMs, exhibitId },
  dedupeId: `exhibit:${exhibitId}`,
});

/** Exhibits as events. */
export const EXHIBIT_ACTS: ActKind<ExhibitAct['event']> = {
  actions: [BROUGHT],
  toAct: ({ details }) => {
    const { exhibitId, atMs } = details as { exhibitId: string; atMs: number };
    return actOf(exhibitId, atMs);
  },
};

/** There is no room for it. */
export class ExhibitRefused extends Error {
  readonly code: 'too-many' | 'too-much' | 'taken-back';
  constructor(code: ExhibitRefused['code']) {
    super(code);
    this.code = code;
  }
}

export interface ExhibitLimits {
  readonly perMark: number;
  /** Of one person, in all. */
  readonly bytesMax: number;
}

/** Bytes that one person has brought and not removed. */
export const bytesBroughtBy = async (
  store: Store,
  keeper: MarkKeeper,
  session?: ClientSession,
): Promise<number> => {
  const marks = (await marksOf(store, keeper)).map(({ _id }) => _id);
  const [sum] = await store.exhibits
    .aggregate<{ bytes: number }>([
      { $match: { markId: { $in: marks }, removedAt: { $exists: false } } },
      { $group: { _id: null, bytes: { $sum: '$bytes' } } },
    ])
    .session(session ?? null);
  return sum?.bytes ?? 0;
};

/**
 * Takes what somebody brought, whose bytes are kept already: the exhibit, the audit and the hold, in one transaction.
 * @throws ExhibitRefused, HoldRefused
 * @returns the event that is to be on the stream.
 */
export const bringExhibit = async (
  store: Store,
  exhibit: ExhibitDoc,
  mark: Pick<MarkDoc, '_id' | 'atMs' | 'publicId'>,
  {
    keeper,
    by,
    limits,
  }: {
    readonly keeper: MarkKeeper;
    readonly by: AuditDoc['by'];
    readonly limits: ExhibitLimits;
  },
): Promise<ExhibitAct> => {
  const { _id, broadcastId, sha256, bytes, type, at } = exhibit;
  await store.connection.transaction(async (session) => {
    // Both write the mark, so that of two that come at once one is counted after the other.
    const { matchedCount } = await store.marks.updateOne(
      { _id: mark._id, takenBackAt: { $exists: false } },
      { $inc: { brought: 1 } },
      { session },
    );
    if (matchedCount === 0) throw new ExhibitRefused('taken-back');
    const there = await store.exhibits.countDocuments(
      { markId: mark._id, removedAt: { $exists: false } },
      { session },
    );
    if (there >= limits.perMark) throw new ExhibitRefused('too-many');
    if ((await bytesBroughtBy(store, keeper, session)) + bytes > limits.bytesMax)
      throw new ExhibitRefused('too-much');
    await store.exhibits.create([exhibit], { session });
    const span = {
      fromMs: Math.max(0, mark.atMs - MARK_BEFORE_MS),
      untilMs: mark.atMs + MARK_AFTER_MS,
    };
    await placeHold(store, session, { broadcastId, ...span, why: 'exhibit', ref: _id, by, at });
    const details = { exhibitId: _id, markId: mark._id, atMs: mark.atMs, sha256, bytes, type };
    await audit(store, session, {
      at,
      by,
      action: BROUGHT,
      subject: mark.publicId,
      details,
      unlogged: true,
    });
  });
  return actOf(_id, mark.atMs);
};

export const exhibitById = (store: Store, id: ExhibitId): Promise<ExhibitDoc | null> =>
  store.exhibits.findOne({ _id: id }).lean<ExhibitDoc>().exec();

/** What was brought to these marks, oldest first; removed ones too. */
export const exhibitsOf = (store: Store, marks: readonly MarkId[]): Promise<ExhibitDoc[]> =>
  store.exhibits
    .find({ markId: { $in: [...marks] } })
    .sort({ at: 1 })
    .lean<ExhibitDoc[]>()
    .exec();

/** The named exhibits by id, as they are to be recorded. */
export const exhibitsToRecord = async (
  store: Store,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ExhibitDoc>> => {
  if (ids.length === 0) return new Map();
  const found = await store.exhibits.find({ _id: { $in: [...ids] as ExhibitId[] } }).lean<ExhibitDoc[]>();
  return new Map(found.map((exhibit) => [exhibit._id, exhibit]));
};

/** Says where a recording lies on the time line, by hand. What the file's own clock said gives way to it. */
export const placeByHand = async (store: Store, id: ExhibitId, atMs: number): Promise<void> => {
  const place: ExhibitPlace = { atMs, by: 'hand' };
  await store.exhibits.updateOne({ _id: id, removedAt: { $exists: false } }, { $set: { place } });
};

/** Recordings whose clock is to be read, oldest first. */
export const exhibitsToProbe = (store: Store, limit: number): Promise<ExhibitDoc[]> =>
  store.exhibits.find({ probe: true }).sort({ at: 1 }).limit(limit).lean<ExhibitDoc[]>().exec();

/** What was read of a recording; where a person has placed it meanwhile, that stays. */
export const noteProbed = async (
  store: Store,
  id: ExhibitId,
  { durationMs, place }: Pick<ExhibitDoc, 'durationMs' | 'place'>,
): Promise<void> => {
  const length = durationMs === undefined ? {} : { durationMs };
  await store.exhibits.updateOne({ _id: id }, { $set: length, $unset: { probe: 1 } });
  if (place) await store.exhibits.updateOne({ _id: id, place: { $exists: false } }, { $set: { place } });
};

/** Whether any exhibit still has these bytes. */
export const isExhibit = async (store: Store, sha256: string): Promise<boolean> =>
  (await store.exhibits.exists({ sha256, removedAt: { $exists: false } })) !== null;

/**
 * Removes what somebody brought: its name is forgotten here, the hold released, in one transaction; in the log it is withheld by
 * `forget-own.ts`.
 * @returns the hash whose bytes nobody holds any more, or null
 */
export const removeExhibit = async (
  store: Store,
  { _id, sha256 }: Pick<ExhibitDoc, '_id' | 'sha256'>,
  by: AuditDoc['by'],
  at: Date,
): Promise<string | null> => {
  await store.connection.transaction(async (session) => {
    const { modifiedCount } = await store.exhibits.updateOne(
      { _id, removedAt: { $exists: false } },
      { $set: { removedAt: at, forget: true, name: '' }, $unset: { probe: 1, place: 1 } },
      { session },
    );
    if (modifiedCount === 0) return;
    await releaseHold(store, session, { why: 'exhibit', ref: _id, by, at });
    await audit(store, session, { at, by, action: 'exhibit-removed', subject: _id, details: { sha256 } });
  });
  const held = (await isExhibit(store, sha256)) || (await store.media.exists({ sha256, held: true }));
  return held ? null : sha256;
};

/** Notes that somebody reads an exhibit, before the first byte leaves. */
export const noteExhibitRead = async (
  store: Store,
  { _id, sha256 }: Pick<ExhibitDoc, '_id' | 'sha256'>,
  by: AuditDoc['by'],
  at: Date,
): Promise<void> => {
  await store.connection.transaction((session) =>
    audit(store, session, { at, by, action: 'exhibit-read', subject: _id, details: { sha256 } }),
  );
};

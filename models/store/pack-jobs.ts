import type { UserId } from '../contract/ids.ts';
import { type PackIdentity, packCodeOf, packIdOf } from '../contract/pack/documents.ts';
import { audit } from './audit.ts';
import { noteCustody } from './custody.ts';
import type { AuditDoc } from './documents.ts';
import type { EvidencePackDoc } from './evidence-pack-documents.ts';
import { sealedAt } from './read-sealed.ts';
import type { Store } from './store.ts';

/** How long a maker may stay silent; it says how far it is every few seconds. */
export const PACK_LEASE_MS = 30_000;
/** A pack that failed this often will fail again: a person looks at it. */
export const PACK_TRIES_MAX = 3;

export interface PackAsked {
  readonly identity: PackIdentity;
  readonly broadcastId: EvidencePackDoc['broadcastId'];
  readonly roomId: EvidencePackDoc['roomId'];
  readonly alertId?: EvidencePackDoc['alertId'];
  readonly markId?: EvidencePackDoc['markId'];
  readonly by: AuditDoc['by'] & { readonly id: UserId };
  readonly now: Date;
}

/**
 * Asks for a pack. One of the same identity is there already once it was asked for before: then nothing new is made, and one that
 * failed is tried anew. The asking is an audit document in the same transaction.
 */
export const askForPack = async (store: Store, asked: PackAsked): Promise<EvidencePackDoc> => {
  const { identity, broadcastId, roomId, alertId, markId, by, now } = asked;
  const id = packIdOf(identity);
  let doc: EvidencePackDoc | null = null;
  await store.connection.transaction(async (session) => {
    const fresh = { code: packCodeOf(id), broadcastId, roomId, identity, percent: 0, tries: 0, askedAt: now };
    await store.evidencePacks.updateOne(
      { _id: id },
      {
        $setOnInsert: { ...fresh, ...(alertId && { alertId }), ...(markId && { markId }), state: 'waiting' },
      },
      { upsert: true, session },
    );
    await store.evidencePacks.updateOne(
      { _id: id, state: 'failed' },
      { $set: { state: 'waiting', tries: 0, percent: 0 }, $unset: { problem: 1 } },
      { session },
    );
    doc = await store.evidencePacks
      .findOneAndUpdate({ _id: id }, { $addToSet: { askers: by.id } }, { session, returnDocument: 'after' })
      .lean<EvidencePackDoc>();
    const details = { broadcast: identity.publicId, size: identity.size, language: identity.language };
    await audit(store, session, { at: now, by, action: 'evidence-pack-asked', subject: id, details });
  });
  if (doc === null) throw new Error(`evidence pack ${id} was not kept`);
  return doc;
};

/**
 * Has a pack made anew whose file is lost: a disk, or a restore, since backups hold no packs. The same once more, under the key that
 * signs now.
 * @returns the pack as it stands; somebody may have seen to it before
 */
export const makeAgain = async (
  store: Store,
  { _id, sha256 }: Pick<EvidencePackDoc, '_id' | 'sha256'>,
): Promise<EvidencePackDoc | null> => {
  await store.evidencePacks.updateOne(
    { _id, state: 'made', ...(sha256 !== undefined && { sha256 }) },
    { $set: { state: 'waiting', tries: 0, percent: 0 }, $unset: { sha256: 1 } },
  );
  return packById(store, _id);
};

export const packById = (store: Store, id: string): Promise<EvidencePackDoc | null> =>
  store.evidencePacks.findOne({ _id: id }).lean<EvidencePackDoc>().exec();

export const packByCode = (store: Store, code: string): Promise<EvidencePackDoc | null> =>
  store.evidencePacks.findOne({ code }).lean<EvidencePackDoc>().exec();

/** The packs of these marks, newest first. */
export const packsOfMarks = (
  store: Store,
  markIds: readonly NonNullable<EvidencePackDoc['markId']>[],
  limit: number,
): Promise<EvidencePackDoc[]> =>
  store.evidencePacks
    .find({ markId: { $in: [...markIds] } })
    .sort({ askedAt: -1 })
    .limit(limit)
    .lean<EvidencePackDoc[]>()
    .exec();

/** The packs that a person asked for, newest first; those of marks stand with them. */
export const packsAskedBy = (store: Store, by: UserId, limit: number): Promise<EvidencePackDoc[]> =>
  store.evidencePacks
    .find({ askers: by, markId: { $exists: false } })
    .sort({ askedAt: -1 })
    .limit(limit)
    .lean<EvidencePackDoc[]>()
    .exec();

/** Takes the oldest pack that waits, or whose maker has died; null where there is none. One maker has it at a time. */
export const takePack = async (
  store: Store,
  owner: string,
  nowMs: number,
): Promise<EvidencePackDoc | null> => {
  const now = new Date(nowMs);
  // Its last maker died as often as one may try.
  await store.evidencePacks.updateMany(
    { state: 'making', leasedUntil: { $lt: now }, tries: { $gte: PACK_TRIES_MAX } },
    { $set: { state: 'failed', problem: 'the maker ended before it was done' } },
  );
  return store.evidencePacks
    .findOneAndUpdate(
      { $or: [{ state: 'waiting' }, { state: 'making', leasedUntil: { $lt: now } }] },
      {
        $set: { state: 'making', owner, leasedUntil: new Date(nowMs + PACK_LEASE_MS) },
        $inc: { tries: 1 },
      },
      { sort: { askedAt: 1 }, returnDocument: 'after' },
    )
    .lean<EvidencePackDoc>()
    .exec();
};

/** Says how far it is, and keeps it. @returns false when another maker has it: then this one stops. */
export const notePackProgress = async (
  store: Store,
  { _id, owner }: Pick<EvidencePackDoc, '_id' | 'owner'>,
  percent: number,
  nowMs: number,
): Promise<boolean> => {
  const { matchedCount } = await store.evidencePacks.updateOne(
    { _id, owner: owner ?? '', state: 'making' },
    { $set: { percent, leasedUntil: new Date(nowMs + PACK_LEASE_MS) } },
  );
  return matchedCount > 0;
};

export type PackMade = Required<Pick<EvidencePackDoc, 'sha256' | 'bytes' | 'manifest' | 'hasClip' | 'shown'>>;

/** Notes that the file is there, and who made it, in one transaction. */
export const finishPack = async (
  store: Store,
  { _id, owner }: Pick<EvidencePackDoc, '_id' | 'owner'>,
  made: PackMade,
  now: Date,
): Promise<boolean> => {
  let done = false;
  await store.connection.transaction(async (session) => {
    const { matchedCount } = await store.evidencePacks.updateOne(
      { _id, owner: owner ?? '', state: 'making' },
      { $set: { ...made, state: 'made', percent: 100, madeAt: now }, $unset: { leasedUntil: 1, owner: 1 } },
      { session },
    );
    done = matchedCount > 0;
    const by = { id: 'worker', name: owner ?? 'worker' };
    const details = { sha256: made.sha256, bytes: made.bytes };
    if (done)
      await audit(store, session, { at: now, by, action: 'evidence-pack-made', subject: _id, details });
  });
  return done;
};

/** Gives up for now: another try follows until {@link PACK_TRIES_MAX}; at once where trying again cannot help. */
export const failPack = async (
  store: Store,
  { _id, owner, tries }: Pick<EvidencePackDoc, '_id' | 'owner' | 'tries'>,
  problem: string,
  { final = false } = {},
): Promise<void> => {
  const state = final || tries >= PACK_TRIES_MAX ? 'failed' : 'waiting';
  await store.evidencePacks.updateOne(
    { _id, owner: owner ?? '', state: 'making' },
    { $set: { state, problem, percent: 0 }, $unset: { owner: 1, leasedUntil: 1 } },
  );
};

/** Whether something that the pack shows was erased or withheld since. */
export const isErased = async (
  store: Store,
  { broadcastId, shown = [] }: Pick<EvidencePackDoc, 'broadcastId' | 'shown'>,
): Promise<boolean> => {
  const fields = new Map<number, string[]>();
  for (const one of shown) {
    const cut = one.indexOf('/');
    const leafIndex = Number(one.slice(0, cut));
    fields.set(leafIndex, [...(fields.get(leafIndex) ?? []), one.slice(cut + 1)]);
  }
  const docs = await sealedAt(store, broadcastId, [...fields.keys()]);
  const held = new Map(docs.map(({ leafIndex, values }) => [leafIndex, values]));
  return [...fields].some(([leafIndex, names]) =>
    names.some((name) => (held.get(leafIndex)?.[name]?.value ?? null) === null),
  );
};

/** Gives the pack out no more. @returns the name of its file, to be removed. */
export const withdrawPack = async (store: Store, id: string): Promise<string | undefined> => {
  const before = await store.evidencePacks
    .findOneAndUpdate(
      { _id: id },
      { $set: { state: 'withheld' }, $unset: { sha256: 1, owner: 1, leasedUntil: 1 } },
    )
    .lean<EvidencePackDoc>();
  return before?.sha256;
};

/** Gives out no more packs of a mark. @returns names of their files, to be removed */
export const withdrawMarkPacks = async (
  store: Store,
  markId: NonNullable<EvidencePackDoc['markId']>,
): Promise<string[]> => {
  const docs = await store.evidencePacks
    .find({ markId, state: { $ne: 'withheld' } }, { _id: 1 })
    .lean<Pick<EvidencePackDoc, '_id'>[]>();
  const files = await Promise.all(docs.map(({ _id }) => withdrawPack(store, _id)));
  return files.filter((sha256) => sha256 !== undefined);
};

/** Notes that somebody takes the file away, before the first byte leaves. */
export const notePackTaken = async (
  store: Store,
  { _id, sha256 }: Pick<EvidencePackDoc, '_id' | 'sha256'>,
  by: AuditDoc['by'],
  now: Date,
): Promise<void> => {
  await noteCustody(store, { action: 'evidence-pack-taken', subject: _id, details: { sha256 }, by, now });
};

/**
 * Gives out no more what shows one of these fields (`leaf/field`) of a broadcast: to be called by whoever withholds or erases
 * them. @returns names of the files of those packs, to be removed.
 */
export const withdrawShowing = async (
  store: Store,
  broadcastId: EvidencePackDoc['broadcastId'],
  fields: readonly string[],
): Promise<string[]> => {
  const docs = await store.evidencePacks
    .find({ broadcastId, state: 'made', shown: { $in: [...fields] } }, { _id: 1 })
    .lean<Pick<EvidencePackDoc, '_id'>[]>();
  const files = await Promise.all(docs.map(({ _id }) => withdrawPack(store, _id)));
  return files.filter((sha256) => sha256 !== undefined);
};

import { asMarkId, type BroadcastId, type MarkId, type UserId } from '../contract/ids.ts';
import { audit } from './audit.ts';
import type { AuditDoc, UserDoc } from './documents.ts';
import type { MarkDoc } from './mark-documents.ts';
import type { Store } from './store.ts';

/** Where a page begins: after this one, which the page before ended with. */
export interface MarkPlace {
  readonly at: Date;
  readonly id: MarkId;
}

/** Reads `next` back. @returns null when it is none. */
export const readMarkPlace = (next: string): MarkPlace | null => {
  const [, at, id] = /^(\d{1,15})\.([A-Za-z0-9_-]{1,64})$/.exec(next) ?? [];
  return at === undefined || id === undefined ? null : { at: new Date(Number(at)), id: asMarkId(id) };
};

export interface MarksAsked {
  readonly broadcastId?: BroadcastId;
  readonly before?: MarkPlace;
  readonly limit: number;
}

/** One page of what was marked, by whomever, newest first. `next` names the last one when there may be more. */
export const marksPage = async (
  store: Store,
  { broadcastId, before, limit }: MarksAsked,
): Promise<{ readonly marks: MarkDoc[]; readonly next?: string }> => {
  const after = before && {
    $or: [{ at: { $lt: before.at } }, { at: before.at, _id: { $lt: before.id } }],
  };
  const marks = await store.marks
    .find({ ...(broadcastId !== undefined && { broadcastId }), ...after })
    .sort({ at: -1, _id: -1 })
    .limit(limit)
    .lean<MarkDoc[]>();
  const last = marks.at(-1);
  const more = last !== undefined && marks.length === limit;
  return { marks, ...(more && { next: `${last.at.getTime()}.${last._id}` }) };
};

export type MarkOwner = Pick<UserDoc, '_id' | 'name' | 'address'>;

/** The accounts of these marks, by id; closed ones are not among them. */
export const ownersOf = async (
  store: Store,
  marks: readonly MarkDoc[],
): Promise<ReadonlyMap<UserId, MarkOwner>> => {
  const ids = [...new Set(marks.flatMap(({ owner }) => owner ?? []))];
  if (ids.length === 0) return new Map();
  const found = await store.users.find({ _id: { $in: ids } }, { name: 1, address: 1 }).lean<MarkOwner[]>();
  return new Map(found.map((one) => [one._id, one]));
};

/** Notes that somebody asks who marked a moment, and why, before they are told. */
export const noteMarkerSeen = async (
  store: Store,
  { _id: subject, publicId }: Pick<MarkDoc, '_id' | 'publicId'>,
  { by, at, reason }: { readonly by: AuditDoc['by']; readonly at: Date; readonly reason: string },
): Promise<void> => {
  const entry = { at, by, action: 'marker-unmasked', subject, reason, details: { publicId } };
  await store.connection.transaction((session) => audit(store, session, entry));
};

import { asPublicId } from '../contract/ids.ts';
import type { AuditDoc, BroadcastDoc } from './documents.ts';
import type { Store } from './store.ts';

/*
 * An act of a person that is to be a record of a broadcast's log: the act and an audit document with `unlogged: true` in one
 * transaction, then its event on the broadcast's stream. Between the two the server may die: what stays unlogged is put on the
 * stream again by whoever sweeps, under the same name, so that one of the two is a duplicate.
 */

/** Acts looked at in one sweep: more than people do in the time between two. */
const SWEEP_MAX = 200;

/** An act as the event that is to be on the broadcast's stream once. */
export interface Act<Event> {
  readonly event: Event;
  /** The name under which it is appended, by whoever comes first. */
  readonly dedupeId: string;
}

type Found = Pick<BroadcastDoc, '_id' | 'publicId' | 'partition' | 'atMs'>;

/** How audit documents of these actions become events. */
export interface ActKind<Event> {
  readonly actions: readonly string[];
  readonly toAct: (entry: AuditDoc, broadcast: Found) => Act<Event>;
  /** The broadcast's public id; its subject unless said otherwise. */
  readonly publicIdOf?: (entry: AuditDoc) => string;
}

/** An act whose event may never have reached the stream. */
export type UnloggedAct<Event> = (
  | (Act<Event> & { readonly broadcast: Found })
  /** The broadcast is gone. */
  | { readonly broadcast: null }
) & {
  /** Says that the event is on the stream. */
  readonly markLogged: () => Promise<unknown>;
};

/** Acts of these kinds done before `before` of which it is not known that their event is on the stream, oldest first. */
export const unloggedActs = async <Event>(
  store: Store,
  kinds: readonly ActKind<Event>[],
  before: Date,
): Promise<UnloggedAct<Event>[]> => {
  const kindOf = new Map(kinds.flatMap((kind) => kind.actions.map((action) => [action, kind] as const)));
  const entries = await store.audits
    .find({ unlogged: true, action: { $in: [...kindOf.keys()] }, at: { $lt: before } })
    .sort({ at: 1 })
    .limit(SWEEP_MAX)
    .lean<(AuditDoc & { _id: unknown })[]>();
  const acts = entries.flatMap((entry) => {
    const kind = kindOf.get(entry.action);
    return kind ? [{ entry, kind, publicId: kind.publicIdOf?.(entry) ?? entry.subject }] : [];
  });
  if (acts.length === 0) return [];
  const found = await store.broadcasts
    .find(
      { publicId: { $in: acts.map(({ publicId }) => asPublicId(publicId)) } },
      { publicId: 1, partition: 1, atMs: 1 },
    )
    .lean<Found[]>();
  const broadcasts = new Map<string, Found>(found.map((doc) => [doc.publicId, doc]));
  return acts.map(({ entry, kind, publicId }) => {
    const { _id } = entry;
    const markLogged = () => store.audits.updateOne({ _id }, { $unset: { unlogged: 1 } }).exec();
    const broadcast = broadcasts.get(publicId);
    return broadcast
      ? { ...kind.toAct(entry, broadcast), broadcast, markLogged }
      : { broadcast: null, markLogged };
  });
};

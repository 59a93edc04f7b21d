import type { BroadcastId } from '../contract/ids.ts';
import type { BroadcastInput } from '../contract/ingest.ts';
import { audit } from './audit.ts';
import type { AuditDoc, BroadcastDoc } from './documents.ts';
import type { EvidencePackDoc } from './evidence-pack-documents.ts';
import type { KeepingDoc } from './holds.ts';
import { letGo } from './keep-media.ts';
import type { ExhibitDoc } from './mark-documents.ts';
import type { MediaDoc } from './media-documents.ts';
import type { MediaFiles } from './media-files.ts';
import type { PackFiles } from './pack-files.ts';
import { withdrawPack } from './pack-jobs.ts';
import { countsFrom, type Kept, keptBy } from './retention-due.ts';
import { endOf, type RetentionRules, type Term } from './retention-terms.ts';
import type { Store } from './store.ts';
import type { ActKind } from './unlogged-acts.ts';

/*
 * The end of a broadcast's time. First it is said: a mark by which nothing can be held any more, and an audit document, in one
 * transaction with a last look at what keeps it. Then the owner of its log records it. Only then values and salts go, and all that was
 * kept beside them. Blocks, heads and timestamps stay: the log verifies as before, and packs in other hands still lead to it.
 */

const BEGUN = 'retention-begun';
const DONE = 'retention-done';

/** Pieces let go in one stretch. */
const PIECES_AT_ONCE = 500;

export const termText = ({ years, days }: Term): string => `${years > 0 ? `${years}y` : ''}${days}d`;

/** The end of a log's time, as an event. */
export const RETENTION_ACTS: ActKind<{
  readonly type: 'retention';
  readonly atMs: number;
  readonly term: string;
  readonly by: string;
}> = {
  actions: [BEGUN],
  toAct: ({ at, by, details }, { _id, atMs }) => ({
    event: { type: 'retention', atMs, term: String(details?.term ?? ''), by: by.id },
    dedupeId: `retention:${_id}:${at.getTime()}`,
  }),
};

export type Begun =
  | { readonly ok: true; readonly event: ReturnType<(typeof RETENTION_ACTS)['toAct']> | null }
  /** Its time is not over, or something keeps it. */
  | { readonly ok: false; readonly kept: readonly Kept[] };

/**
 * Begins to remove what a broadcast's log keeps, if its time is over and nothing keeps it, at this very moment.
 * @returns the event for the broadcast's stream; null where it has begun before
 */
export const beginErasure = async (
  store: Store,
  broadcastId: BroadcastId,
  { log: term }: RetentionRules,
  { by, now: at }: { readonly by: AuditDoc['by']; readonly now: Date },
): Promise<Begun> => {
  let begun: Begun = { ok: false, kept: [] };
  await store.connection.transaction(async (session) => {
    begun = { ok: false, kept: [] };
    const doc = await store.broadcasts.findOne({ _id: broadcastId }, null, { session }).lean<BroadcastDoc>();
    // A hold that is placed meanwhile writes this document too: one of the two is done over.
    const before = await store.keepings
      .findOneAndUpdate({ _id: broadcastId }, { $inc: { touched: 1 } }, { upsert: true, session })
      .lean<KeepingDoc>();
    if (!doc || doc.erasedAt || term === null) return;
    if (before?.removingSince) {
      begun = { ok: true, event: null };
      return;
    }
    const from = countsFrom(doc, before);
    const until = endOf(from.at, term);
    const kept = await keptBy(store, broadcastId, { term, now: at, session });
    if (until === null || until > at || kept.length > 0) {
      begun = { ok: false, kept };
      return;
    }
    await store.keepings.updateOne({ _id: broadcastId }, { $set: { removingSince: at } }, { session });
    const details = {
      term: termText(term),
      until: until.toISOString(),
      from: { at: from.at.toISOString(), of: from.of },
    };
    const entry = { at, by, action: BEGUN, subject: doc.publicId, details, unlogged: true };
    await audit(store, session, entry);
    begun = { ok: true, event: RETENTION_ACTS.toAct(entry, doc) };
  });
  return begun;
};

/** What is left of a registration: what its log's address and the rules need, and no name. */
const bare = ({ id, language, platform, room, form, regime, startedAt }: BroadcastInput): BroadcastInput => ({
  id,
  title: '',
  language,
  platform,
  room: { id: room.id, name: '', operator: '' },
  presenters: [],
  form,
  regime,
  startedAt,
});

/** What people brought: it was taken back, or is held no longer. Its bytes go with it, unless the same ones stay for something else. */
const removeExhibits = async (
  store: Store,
  broadcastId: BroadcastId,
  files: MediaFiles,
  nowMs: number,
): Promise<void> => {
  const brought = await store.exhibits
    .find({ broadcastId }, { sha256: 1 })
    .lean<Pick<ExhibitDoc, '_id' | 'sha256'>[]>();
  for (const { _id, sha256 } of brought) {
    const others = { sha256, removedAt: { $exists: false }, _id: { $ne: _id } };
    const needed =
      (await store.exhibits.exists(others)) ?? (await store.media.exists({ sha256, held: true }));
    // The document goes last: whoever dies in between does it again.
    if (!needed) await files.remove(sha256, nowMs);
    await store.exhibits.deleteOne({ _id });
  }
};

/** What was kept beside the log; each may be repeated. */
const removeBeside = async (
  store: Store,
  broadcastId: BroadcastId,
  files: { readonly media: MediaFiles; readonly packs: PackFiles },
  nowMs: number,
): Promise<void> => {
  const packs = await store.evidencePacks
    .find({ broadcastId, state: { $ne: 'withheld' } }, { _id: 1 })
    .lean<Pick<EvidencePackDoc, '_id'>[]>();
  for (const { _id } of packs) {
    const sha256 = await withdrawPack(store, _id);
    if (sha256 !== undefined) await files.packs.remove(sha256);
  }
  for (;;) {
    const pieces = await store.media
      .find({ broadcastId, held: true })
      .limit(PIECES_AT_ONCE)
      .lean<MediaDoc[]>();
    for (const piece of pieces) {
      const free = await letGo(store, piece);
      if (free !== null) await files.media.remove(free, nowMs);
    }
    if (pieces.length < PIECES_AT_ONCE) break;
  }
  await store.alerts.deleteMany({ broadcastId });
  await store.decisions.deleteMany({ broadcastId });
  await store.answers.deleteMany({ broadcastId });
  await store.cases.deleteMany({ broadcastId });
  await store.releaseRequests.deleteMany({ 'release.broadcastId': broadcastId } as Record<string, unknown>);
  await removeExhibits(store, broadcastId, files.media, nowMs);
  await store.marks.deleteMany({ broadcastId });
  // Why it stayed longer than its time: the audit log says so, too.
  await store.holds.deleteMany({ broadcastId, open: false });
  await store.finds.deleteOne({ _id: broadcastId });
  await store.dutyStates.deleteOne({ _id: broadcastId });
};

/** Broadcasts whose end is recorded in their logs and whose values are still there. */
export const erasuresToFinish = (store: Store, limit: number): Promise<KeepingDoc[]> =>
  store.keepings
    .find({
      removingSince: { $exists: true },
      leafIndex: { $exists: true },
      erasedAt: { $exists: false },
    } as never)
    .limit(limit)
    .lean<KeepingDoc[]>()
    .exec();

/** Removes values, salts and all that was kept beside them. Safe to repeat from the start wherever it was cut off. */
export const finishErasure = async (
  store: Store,
  { _id: broadcastId, leafIndex }: KeepingDoc,
  files: { readonly media: MediaFiles; readonly packs: PackFiles },
  { by, now: at }: { readonly by: AuditDoc['by']; readonly now: Date },
): Promise<void> => {
  const doc = await store.broadcasts.findOne({ _id: broadcastId }).lean<BroadcastDoc>();
  if (!doc) return;
  await removeBeside(store, broadcastId, files, at.getTime());
  await store.sealed.deleteMany({ broadcastId });
  await store.sealedPages.deleteMany({ broadcastId });
  await store.connection.transaction(async (session) => {
    const input = bare(doc.input);
    await store.broadcasts.updateOne(
      { _id: broadcastId },
      {
        $set: { input, products: {}, erasedAt: at, unsent: true, updatedAt: at },
        $unset: { prompt: 1, segments: 1 },
        $inc: { revision: 1 },
      },
      { session },
    );
    await store.keepings.updateOne({ _id: broadcastId }, { $set: { erasedAt: at } }, { session });
    const details = { leafIndex };
    await audit(store, session, { at, by, action: DONE, subject: doc.publicId, details });
  });
};

import type { BroadcastId } from '../contract/ids.ts';
import { WITHHELD_PIECES_MAX, type WithholdingReason } from '../contract/withholding.ts';
import { audit } from './audit.ts';
import type { BroadcastDoc } from './documents.ts';
import type { EvidencePackDoc } from './evidence-pack-documents.ts';
import { type HoldDoc, holdsOn, type KeepingDoc } from './holds.ts';
import type { MediaDoc } from './media-documents.ts';
import type { MediaFiles } from './media-files.ts';
import { withdrawPack } from './pack-jobs.ts';
import type { Store } from './store.ts';
import type { Act, ActKind } from './unlogged-acts.ts';
import type { Acting } from './users.ts';

const WITHHELD = 'media-withheld';

/** What comes late (a segment that is fetched again, sound that is made of a minute) comes within this time. */
const LATE_MS = 15 * 60_000;
/** A piece that reaches into the time of a pack may begin this much before it. */
const PACK_AROUND_MS = 2 * 60_000;

/** Picture and sound that a person withheld, as the event that is to be on the broadcast's stream once. */
export type WithholdMediaAct = Act<{
  readonly type: 'withhold-media';
  readonly atMs: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly sha256: string[];
  readonly reason: WithholdingReason;
  readonly by: string;
}>;
type Said = Omit<WithholdMediaAct['event'], 'type'>;

const actOf = (at: Date, { atMs, fromMs, untilMs, sha256, reason, by }: Said): WithholdMediaAct => ({
  event: { type: 'withhold-media', atMs, fromMs, untilMs, sha256, reason, by },
  dedupeId: `withhold-media:${at.getTime()}:${fromMs}:${untilMs}`,
});

/** What people withheld of picture and sound, as events. */
export const MEDIA_WITHHOLDING_ACTS: ActKind<WithholdMediaAct['event']> = {
  actions: [WITHHELD],
  toAct: ({ at, details }) => actOf(at, details as unknown as Said),
};

interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** All that shows the stretch: segments, and sound made of them. What players need before segments shows nothing. */
const piecesIn = (broadcastId: BroadcastId, { fromMs, untilMs }: Stretch) => ({
  broadcastId,
  form: { $in: ['segment' as const, 'sound' as const] },
  fromMs: { $lt: untilMs },
  untilMs: { $gt: fromMs },
});

export type MediaWithheld =
  | {
      readonly ok: true;
      readonly act: WithholdMediaAct;
      /** Packs that may show it are given out no more: names of their files, to be removed. */
      readonly packs: readonly string[];
    }
  /** `held`: an order or an authority wants it kept. */
  | { readonly ok: false; readonly code: 'held' | 'too-many' | 'nothing'; readonly hold?: HoldDoc };

const forbids =
  ({ fromMs, untilMs }: Stretch) =>
  (hold: HoldDoc): boolean =>
    (hold.why === 'order' || hold.why === 'authority') &&
    (hold.fromMs === undefined || hold.fromMs < untilMs) &&
    (hold.untilMs === undefined || hold.untilMs > fromMs);

/** Packs that are made, or being made, of moments near the stretch. */
const withdrawNear = async (
  store: Store,
  broadcastId: BroadcastId,
  { fromMs, untilMs }: Stretch,
): Promise<string[]> => {
  const docs = await store.evidencePacks
    .find({ broadcastId, state: { $ne: 'withheld' } }, { identity: 1 })
    .lean<Pick<EvidencePackDoc, '_id' | 'identity'>[]>();
  const files: string[] = [];
  for (const { _id, identity } of docs) {
    const { subject } = identity;
    if (subject.untilMs + PACK_AROUND_MS < fromMs || subject.fromMs - PACK_AROUND_MS > untilMs) continue;
    const sha256 = await withdrawPack(store, _id);
    if (sha256 !== undefined) files.push(sha256);
  }
  return files;
};

/**
 * Withholds picture and sound of a stretch: what is known of the pieces stays, with why their bytes are gone; whoever did it and
 * why stands in the audit of the same transaction. The bytes go at once ({@link removeWithheld}); what comes late, too.
 */
export const withholdMedia = async (
  store: Store,
  broadcast: Pick<BroadcastDoc, '_id' | 'publicId'>,
  wanted: Stretch & { readonly reason: WithholdingReason; readonly note: string },
  { by, now: at }: Acting,
): Promise<MediaWithheld> => {
  const { fromMs, untilMs, reason, note } = wanted;
  const { _id: broadcastId, publicId: subject } = broadcast;
  let done: MediaWithheld = { ok: false, code: 'nothing' };
  await store.connection.transaction(async (session) => {
    // A hold that is placed meanwhile writes this document too.
    const withheldUntil = new Date(at.getTime() + LATE_MS);
    await store.keepings.updateOne(
      { _id: broadcastId },
      { $inc: { touched: 1 }, $push: { withheld: { fromMs, untilMs, reason, at } }, $set: { withheldUntil } },
      { upsert: true, session },
    );
    const hold = (await holdsOn(store, broadcastId, session)).find(forbids(wanted));
    const pieces = await store.media
      .find(
        { ...piecesIn(broadcastId, wanted), sha256: { $exists: true }, withheld: { $exists: false } },
        null,
        {
          session,
        },
      )
      .limit(WITHHELD_PIECES_MAX + 1)
      .lean<MediaDoc[]>();
    if (hold) done = { ok: false, code: 'held', hold };
    else if (pieces.length > WITHHELD_PIECES_MAX) done = { ok: false, code: 'too-many' };
    else if (pieces.length === 0) done = { ok: false, code: 'nothing' };
    else {
      const sha256 = [...new Set(pieces.flatMap((piece) => piece.sha256 ?? []))];
      const details = { atMs: fromMs, fromMs, untilMs, sha256, reason, by: by.id };
      await forget(store, session, broadcastId, { ...wanted, at });
      await audit(store, session, {
        at,
        by,
        action: WITHHELD,
        subject,
        reason: note,
        details,
        unlogged: true,
      });
      done = { ok: true, act: actOf(at, details), packs: [] };
      return;
    }
    await store.keepings.updateOne({ _id: broadcastId }, { $pull: { withheld: { at } } }, { session });
  });
  const outcome = done as MediaWithheld;
  return outcome.ok ? { ...outcome, packs: await withdrawNear(store, broadcastId, wanted) } : outcome;
};

/** Pieces of a stretch are held no more, and say why. */
const forget = async (
  store: Store,
  session: Parameters<typeof audit>[1] | null,
  broadcastId: BroadcastId,
  { reason, at, ...stretch }: Stretch & { readonly reason: WithholdingReason; readonly at: Date },
): Promise<void> => {
  await store.media.updateMany(
    { ...piecesIn(broadcastId, stretch), withheld: { $exists: false } },
    { $set: { held: false, why: [], withheld: { reason, at } }, $unset: { keepUntil: '' } },
    session ? { session } : {},
  );
};

/** Removes bytes of withheld pieces that nothing else has. @returns how many files are gone */
export const removeWithheld = async (
  store: Store,
  files: MediaFiles,
  broadcastId: BroadcastId,
  nowMs: number,
): Promise<number> => {
  const pieces = await store.media
    .find({ broadcastId, withheld: { $exists: true }, sha256: { $exists: true } }, { sha256: 1 })
    .lean<Pick<MediaDoc, 'sha256'>[]>();
  let gone = 0;
  for (const sha256 of new Set(pieces.flatMap((piece) => piece.sha256 ?? []))) {
    if ((await files.size(sha256)) === null) continue;
    if (await store.media.exists({ sha256, held: true })) continue;
    if (await store.exhibits.exists({ sha256, removedAt: { $exists: false } })) continue;
    await files.remove(sha256, nowMs);
    if ((await files.size(sha256)) === null) gone += 1;
  }
  return gone;
};

/** Forgets what came late of withheld stretches, and bytes that could not go at once. To be called again and again. */
export const sweepWithheld = async (store: Store, files: MediaFiles, now: Date): Promise<void> => {
  const keepings = await store.keepings
    .find({ withheldUntil: { $gt: now } } as Record<string, unknown>)
    .lean<KeepingDoc[]>();
  for (const { _id, withheld = [] } of keepings) {
    for (const one of withheld) await forget(store, null, _id, one);
    await removeWithheld(store, files, _id, now.getTime());
  }
};

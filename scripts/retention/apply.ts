import { setTimeout as sleep } from 'node:timers/promises';
import type { BroadcastId } from '../../models/contract/ids.ts';
import { OPERATOR } from '../../models/store/audit.ts';
import { noteCustody } from '../../models/store/custody.ts';
import type { KeepingDoc } from '../../models/store/holds.ts';
import type { KeepRule } from '../../models/store/keep-media.ts';
import type { MediaFiles } from '../../models/store/media-files.ts';
import type { PackFiles } from '../../models/store/pack-files.ts';
import { eraseDocuments, isDocumentKind } from '../../models/store/retention-documents.ts';
import type { Due } from '../../models/store/retention-due.ts';
import { beginErasure, finishErasure } from '../../models/store/retention-erase.ts';
import { dropDue } from '../../models/store/retention-media.ts';
import type { RetentionRules } from '../../models/store/retention-terms.ts';
import type { Store } from '../../models/store/store.ts';
import { appendEvents } from '../../models/stream/append-events.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import { partitionOf } from '../../models/stream/keys.ts';

/** A worker records an event within a second or two; after this none runs. */
const RECORDED_MS_MAX = 20_000;
const LOOK_MS = 200;

export interface ApplyDeps {
  readonly store: Store;
  readonly redis: RedisClient;
  readonly media: MediaFiles;
  readonly packs: PackFiles;
  readonly rules: RetentionRules;
  readonly around: KeepRule;
  readonly now: () => Date;
  readonly say: (line: string) => void;
}

/** Waits until the log says that its time is over. */
const recorded = async ({ store }: ApplyDeps, broadcastId: BroadcastId): Promise<KeepingDoc | null> => {
  for (let ms = 0; ms < RECORDED_MS_MAX; ms += LOOK_MS) {
    const keeping = await store.keepings.findOne({ _id: broadcastId }).lean<KeepingDoc>();
    if (keeping?.leafIndex !== undefined) return keeping;
    await sleep(LOOK_MS);
  }
  return null;
};

const applyLog = async (deps: ApplyDeps, { broadcast }: Due): Promise<boolean> => {
  const { store, redis, rules, now, say } = deps;
  if (!broadcast) return true;
  const { _id: broadcastId, publicId } = broadcast;
  const begun = await beginErasure(store, broadcastId, rules, { by: OPERATOR, now: now() });
  if (!begun.ok) {
    say(`log ${publicId}: kept`);
    return true;
  }
  if (begun.event) {
    const where = { partition: partitionOf(broadcastId), broadcastId, acceptedAtMs: now().getTime() };
    await appendEvents(redis, where, [begun.event]);
  }
  const keeping = await recorded(deps, broadcastId);
  if (!keeping) {
    say(`log ${publicId}: no worker has recorded it yet; the values go once one has`);
    return false;
  }
  await finishErasure(store, keeping, deps, { by: OPERATOR, now: now() });
  say(`log ${publicId}: values and copies are gone, record ${keeping.leafIndex} says so`);
  return true;
};

/** Deletes what is over now and what nothing keeps, as it stands at each deed. @returns whether all of it is done */
export const applyRetention = async (deps: ApplyDeps, due: readonly Due[]): Promise<boolean> => {
  const { store, media, rules, around, say } = deps;
  const over = due.filter(({ until, kept }) => until <= deps.now() && kept.length === 0);
  if (over.length === 0) return true;
  const kinds = [...new Set(over.map(({ kind }) => kind))];
  const details = {
    kinds,
    broadcasts: over.flatMap(({ broadcast }) => broadcast?.publicId ?? []).slice(0, 200),
  };
  const by = OPERATOR;
  await noteCustody(store, {
    action: 'retention-applied',
    subject: 'retention',
    details,
    by,
    now: deps.now(),
  });
  let done = true;
  for (const one of over) {
    if (one.kind === 'log') done = (await applyLog(deps, one)) && done;
    else if (isDocumentKind(one.kind)) {
      const erased = await eraseDocuments(store, one.kind, rules, { by, now: deps.now() });
      say(`${one.kind}: ${erased} documents ${one.kind === 'audit' ? 'name nobody any more' : 'are gone'}`);
    } else {
      const dropped = await dropDue(store, media, one, { rules, around, now: deps.now() });
      say(`${one.kind} ${one.broadcast?.publicId}: ${dropped} pieces are gone`);
    }
  }
  return done;
};

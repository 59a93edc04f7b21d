import type { BroadcastDoc } from './documents.ts';
import type { KeepRule } from './keep-media.ts';
import type { MarkDoc } from './mark-documents.ts';
import type { Store } from './store.ts';

/** Marks looked at in one round: more than people place in the time between two. */
const LOOKED_AT_MAX = 200;
/** Reasons remembered of one piece: a moment that a thousand people mark is kept as long as one that twenty do. */
const REASONS_MAX = 20;
/** Sound is made of a minute at a time, and what passes through stays for five: after that nothing more comes. */
const SETTLED_AFTER_MS = 15 * 60_000;

/** Whether all that there will ever be of the moment is there, or has gone. */
const isSettled = (
  { atMs, at }: Pick<MarkDoc, 'atMs' | 'at'>,
  { startedAt, endedAt }: Pick<BroadcastDoc, 'startedAt' | 'endedAt'>,
  { afterMs }: KeepRule,
  now: Date,
): boolean => {
  const onAirMs = startedAt.getTime() + atMs + afterMs;
  const lastMs = endedAt ? Math.min(onAirMs, endedAt.getTime()) : onAirMs;
  return now.getTime() > Math.max(lastMs, at.getTime()) + SETTLED_AFTER_MS;
};

/**
 * Keeps for a mark what is kept for another reason, or as the sound of the whole broadcast, as long as what shows a claim: a mark
 * may be placed long after the moment. What only passes through is looked at when its time comes (`reasonsToKeep`).
 * @returns how many pieces stay longer than they would have
 */
export const keepForMarks = async (store: Store, rule: KeepRule, now: Date): Promise<number> => {
  const marks = await store.marks
    .find({ keep: true }, { broadcastId: 1, atMs: 1, at: 1 })
    .sort({ at: 1 })
    .limit(LOOKED_AT_MAX)
    .lean<Pick<MarkDoc, '_id' | 'broadcastId' | 'atMs' | 'at'>[]>();
  let kept = 0;
  for (const mark of marks) {
    const { _id, broadcastId, atMs } = mark;
    const which = {
      broadcastId,
      held: true,
      why: { $ne: 'ring' },
      fromMs: { $lt: atMs + rule.afterMs },
      untilMs: { $gt: atMs - rule.beforeMs },
    };
    const keepUntil = new Date(now.getTime() + rule.momentMs);
    const { modifiedCount } = await store.media.updateMany(
      { ...which, keepUntil: { $lt: new Date(mark.at.getTime() + rule.momentMs) } },
      { $set: { keepUntil } },
    );
    kept += modifiedCount;
    await store.media.updateMany(
      { ...which, [`why.${REASONS_MAX - 1}`]: { $exists: false } },
      { $addToSet: { why: `marker:${_id}` } },
    );
    const broadcast = await store.broadcasts
      .findOne({ _id: broadcastId }, { startedAt: 1, endedAt: 1 })
      .lean<Pick<BroadcastDoc, 'startedAt' | 'endedAt'>>();
    if (!broadcast || isSettled(mark, broadcast, rule, now))
      await store.marks.updateOne({ _id }, { $unset: { keep: 1 } });
  }
  return kept;
};

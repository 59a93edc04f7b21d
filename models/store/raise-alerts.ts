import { isDecided } from '../contract/alert.ts';
import { withoutCompleted } from './complete-alert.ts';
import type { AlertDoc } from './documents.ts';
import {
  type Grown,
  grown,
  isDuplicate,
  newAlert,
  type RaiseContext,
  type Raised,
  raiseAlert,
  type Sighting,
} from './raise-alert.ts';
import type { Store } from './store.ts';

/** Sightings of one key. */
export type Group = readonly Sighting[];

/** What the sightings of one key change. */
type Change = { readonly group: Group } & (
  | { readonly is: 'new'; readonly alert: AlertDoc }
  | ({ readonly is: 'grown' } & Grown)
);

const keyOf = (group: Group): string => group[0]?.key ?? '';

const knownOf = async (store: Store, keys: readonly string[]): Promise<ReadonlyMap<string, AlertDoc[]>> => {
  const docs = await store.alerts
    .find({ key: { $in: [...keys] } })
    .sort({ generation: 1 })
    .lean<AlertDoc[]>();
  const known = new Map<string, AlertDoc[]>(keys.map((key) => [key, []]));
  for (const doc of docs) known.get(doc.key)?.push(doc);
  return known;
};

const unseenOf = (known: readonly AlertDoc[], group: Group): Group => {
  const seen = new Set(known.flatMap(({ occurrenceIds }) => occurrenceIds));
  return group.filter(({ occurrenceId }) => !seen.has(occurrenceId) && seen.add(occurrenceId));
};

/** What is to be written, by one question for the alerts of all keys and one, at the same time, for whole claims that hold them. */
const changesOf = async (context: RaiseContext, groups: readonly Group[]): Promise<Change[]> => {
  const [known, standing] = await Promise.all([
    knownOf(context.store, groups.map(keyOf)),
    withoutCompleted(context, groups.flat()),
  ]);
  const left = new Set(standing);
  return groups.flatMap((group): Change[] => {
    const alerts = known.get(keyOf(group)) ?? [];
    const fresh = unseenOf(alerts, group).filter((one) => left.has(one));
    const [first] = fresh;
    if (!first) return [];
    // Not only the newest: a person may have opened an earlier one again.
    const open = alerts.findLast(({ status }) => !isDecided(status));
    return [
      open
        ? { group, is: 'grown', ...grown(context, open, fresh) }
        : { group, is: 'new', alert: newAlert(context, first, fresh, alerts.at(-1)) },
    ];
  });
};

/** @returns whether all of it was written; otherwise some of it may have been. */
const writeAll = async ({ store }: RaiseContext, changes: readonly Change[]): Promise<boolean> => {
  const operations = changes.map((change) =>
    change.is === 'new'
      ? { insertOne: { document: change.alert } }
      : { updateOne: { filter: change.filter, update: change.update } },
  );
  const updates = changes.filter(({ is }) => is === 'grown').length;
  try {
    const { matchedCount } = await store.alerts.collection.bulkWrite(operations as never, { ordered: false });
    return matchedCount === updates;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
};

/** One key again, by itself: others had changed its alert meanwhile, or it was written already and is not published yet. */
const raiseAgain = async (context: RaiseContext, group: Group): Promise<Raised | null> => {
  const raised = await raiseAlert(context, group);
  if (raised) return raised;
  const alert = await context.store.alerts
    .findOne({ key: keyOf(group), unsent: true })
    .sort({ generation: -1 })
    .lean<AlertDoc | null>();
  return alert && { alert, isNew: alert.revision === 1 };
};

/** A claim over several lines changes alerts of other keys too. */
const isOverLines = (group: Group): boolean =>
  group.some(({ occurrence }) => (occurrence.parts?.length ?? 0) > 1);

/**
 * Projects the sightings of several alert keys, of one broadcast or of many, as {@link raiseAlert} does each: with two questions and
 * one write for all those that concern no other key.
 * @param groups each of one key, and each of another.
 * @returns for each group the alert that changed, `null` where nothing was new.
 * @throws the MongoDB error; projecting again is safe.
 */
export const raiseAlerts = async (
  context: RaiseContext,
  groups: readonly Group[],
): Promise<(Raised | null)[]> => {
  const plain = groups.filter((group) => group.length > 0 && !isOverLines(group));
  const changes = plain.length === 0 ? [] : await changesOf(context, plain);
  const raised = new Map<Group, Raised | null>();
  if (changes.length > 0 && (await writeAll(context, changes)))
    for (const { group, alert, is } of changes) raised.set(group, { alert, isNew: is === 'new' });
  else for (const { group } of changes) raised.set(group, await raiseAgain(context, group));
  for (const group of groups) if (isOverLines(group)) raised.set(group, await raiseAlert(context, group));
  return groups.map((group) => raised.get(group) ?? null);
};

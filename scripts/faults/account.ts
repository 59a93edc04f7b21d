import { asBroadcastId, asCursor } from '../../models/contract/ids.ts';
import { decodeLeaf, type Leaf } from '../../models/contract/log/leaf.ts';
import { verifyLog } from '../../models/contract/log/verify.ts';
import type { AlertDoc, BroadcastDoc } from '../../models/store/documents.ts';
import { newestCheckpoint } from '../../models/store/read-log.ts';
import { changesAfter } from '../../models/stream/alerts-feed.ts';
import { ALL_PARTITIONS, keys } from '../../models/stream/keys.ts';
import { Broken } from './broken.ts';
import type { Show } from './plan.ts';
import type { Stage } from './stage.ts';
import { until } from './until.ts';

const hold = (fact: boolean, otherwise: () => string): void => {
  if (!fact) throw new Broken(otherwise());
};

/** The name under which the sender knows the event that a leaf records; null for what the system wrote of itself. */
const tokenOf = (leaf: Leaf): string | null => {
  if (leaf.kind === 'utterance') return `utterance ${leaf.id}`;
  if (leaf.kind === 'audience') return `audience ${leaf.viewers} at ${leaf.atMs}`;
  if (leaf.kind === 'product') return `product ${leaf.productId} at ${leaf.atMs}`;
  return leaf.kind === 'ended' ? 'ended' : null;
};

const leafTexts = async ({ store }: Stage, { _id }: BroadcastDoc): Promise<string[]> => {
  const blocks = await store.blocks.find({ broadcastId: _id }).sort({ firstLeafIndex: 1 }).lean();
  const texts: string[] = [];
  for (const { firstLeafIndex, leaves } of blocks) {
    hold(
      firstLeafIndex === texts.length,
      () => `a block of ${_id} begins at ${firstLeafIndex}, not at ${texts.length}`,
    );
    texts.push(...leaves);
  }
  return texts;
};

const sameOrder = (id: string, told: readonly string[], found: readonly string[]): void => {
  const at = told.findIndex((token, i) => found[i] !== token);
  hold(at < 0, () => `${id}: event ${at} was ${told[at]}, the log has ${found[at] ?? 'nothing'} there`);
  hold(found.length === told.length, () => `${id}: ${told.length} events accepted, ${found.length} leaves`);
};

/** Every occurrence that the log gives rise to stands in exactly one alert. */
const alertsAsRecorded = (show: Show, leaves: readonly Leaf[], alerts: readonly AlertDoc[]): void => {
  const expected: string[] = [];
  const heard = new Set<string>();
  for (const leaf of leaves) {
    if (leaf.kind !== 'claim' || (leaf.verdict !== 'flag' && leaf.verdict !== 'review')) continue;
    const of = leaves[leaf.of];
    if (of?.kind !== 'utterance')
      throw new Broken(`${show.id}: a claim points at leaf ${leaf.of}, which is no utterance`);
    expected.push(`${of.id}:${leaf.start}`);
    heard.add(`utterance ${of.id}`);
  }
  for (const { token, claims } of show.requests.flat())
    hold(!claims || heard.has(token), () => `${show.id}: nothing was made of the claim in ${token}`);
  const found = alerts
    .filter(({ subject }) => subject.type === 'claim')
    .flatMap(({ occurrenceIds }) => occurrenceIds);
  const missing = expected.filter((one) => !new Set(found).has(one));
  hold(missing.length === 0, () => `${show.id}: no alert for ${missing[0]}, and ${missing.length - 1} more`);
  hold(new Set(found).size === found.length, () => `${show.id}: an occurrence is in two alerts`);
  hold(
    found.length === expected.length,
    () => `${show.id}: ${found.length} occurrences in alerts, ${expected.length} in the log`,
  );
  const names = alerts.map(({ key, generation }) => `${key}#${generation}`);
  hold(new Set(names).size === names.length, () => `${show.id}: an alert is there twice`);
};

/** Waits until nothing is under way any more: streams empty, everything told, every decision in its log, every head signed. */
export const settled = async (stage: Stage): Promise<void> => {
  const { store, redis } = stage;
  await until('the streams to be empty', async () => {
    const lengths = await Promise.all(ALL_PARTITIONS.map((one) => redis.xLen(keys.utterances(one))));
    return lengths.every((length) => length === 0);
  });
  await until(
    'every change to be on the feed',
    async () => (await store.alerts.countDocuments({ unsent: true })) === 0,
  );
  await until(
    'every decision to have a leaf',
    async () => (await store.decisions.countDocuments({ leafIndex: { $exists: false } })) === 0,
  );
  for (const doc of await store.broadcasts.find().lean<BroadcastDoc[]>())
    await until('every head to be signed', async () => {
      const { size = 0 } = (await newestCheckpoint(store, doc._id)) ?? {};
      return size >= (await leafTexts(stage, doc)).length;
    });
};

export interface Counted {
  readonly events: number;
  readonly leaves: number;
  readonly alerts: number;
  readonly occurrences: number;
  readonly decisions: number;
  readonly gaps: number;
}

/** Counts one show against what its sender was told. @throws Broken with the first guarantee that does not hold. */
const countShow = async (stage: Stage, show: Show, told: readonly string[]): Promise<Counted> => {
  const { store } = stage;
  const doc = await store.broadcasts.findOne({ _id: asBroadcastId(show.id) }).lean<BroadcastDoc>();
  if (!doc) throw new Broken(`${show.id} is not stored any more`);
  const texts = await leafTexts(stage, doc);
  const leaves = texts.map((text) => {
    const decoded = decodeLeaf(text);
    if (!decoded.ok) throw new Broken(`${show.id}: a leaf cannot be read: ${decoded.reason}`);
    return decoded.leaf;
  });
  sameOrder(
    show.id,
    told,
    leaves.flatMap((leaf) => tokenOf(leaf) ?? []),
  );
  const alerts = await store.alerts.find({ broadcastId: doc._id }).lean<AlertDoc[]>();
  alertsAsRecorded(show, leaves, alerts);
  const checkpoint = await newestCheckpoint(store, doc._id);
  if (!checkpoint) throw new Broken(`${show.id} has no signed head`);
  const verified = verifyLog({
    checkpointNote: checkpoint.note,
    keys: [stage.noteKey],
    publicId: doc.publicId,
    leaves: texts.slice(0, checkpoint.size),
  });
  hold(verified.ok, () => `${show.id}: the log does not verify: ${verified.ok ? '' : verified.code}`);
  const decided = leaves.flatMap((leaf) => (leaf.kind === 'decision' ? [leaf.decisionId] : []));
  hold(new Set(decided).size === decided.length, () => `${show.id}: a decision has two leaves`);
  return {
    events: told.length,
    leaves: leaves.length,
    alerts: alerts.length,
    occurrences: alerts.reduce((sum, alert) => sum + alert.occurrenceIds.length, 0),
    decisions: decided.length,
    gaps: leaves.filter(({ kind }) => kind === 'gap').length,
  };
};

/** The newest that the feed told of each alert is the alert as it is stored. */
const feedComplete = async ({ store, redis }: Stage): Promise<void> => {
  const told = new Map<string, number>();
  let after = asCursor('0-0');
  for (
    let page = await changesAfter(redis, after, 1_000);
    page.length > 0;
    page = await changesAfter(redis, after, 1_000)
  ) {
    for (const { change, cursor } of page) {
      after = cursor;
      if (change.type === 'alert')
        told.set(change.alert.id, Math.max(told.get(change.alert.id) ?? 0, change.alert.revision));
    }
  }
  for (const { _id, revision } of await store.alerts.find().lean<AlertDoc[]>())
    hold(
      told.get(_id) === revision,
      () => `alert ${_id} is at revision ${revision}, the feed told of ${told.get(_id) ?? 'none'}`,
    );
};

/** Counts everything. @throws Broken */
export const countAll = async (
  stage: Stage,
  shows: readonly Show[],
  told: readonly (readonly string[])[],
): Promise<Counted> => {
  const quarantined = await stage.store.quarantine.countDocuments({});
  hold(quarantined === 0, () => `${quarantined} entries are in quarantine`);
  await feedComplete(stage);
  const sum = { events: 0, leaves: 0, alerts: 0, occurrences: 0, decisions: 0, gaps: 0 };
  for (const [i, show] of shows.entries()) {
    const one = await countShow(stage, show, told[i] ?? []);
    for (const key of Object.keys(sum) as (keyof Counted)[]) sum[key] += one[key];
  }
  const decisions = await stage.store.decisions.countDocuments({});
  hold(
    decisions === sum.decisions,
    () => `${decisions} decisions were taken, ${sum.decisions} are in the logs`,
  );
  return sum;
};

import { isRaised } from '../../models/contract/claim.ts';
import { asCursor } from '../../models/contract/ids.ts';
import type { Leaf } from '../../models/contract/log/leaf.ts';
import { verifyLog } from '../../models/contract/log/verify.ts';
import type { AlertDoc, BroadcastDoc } from '../../models/store/documents.ts';
import { newestCheckpoint } from '../../models/store/read-log.ts';
import { changesAfter } from '../../models/stream/alerts-feed.ts';
import { workedOff } from './acts/acting.ts';
import { Broken } from './broken.ts';
import { blocksOf, type Kept } from './read-show.ts';
import { type Row, row } from './report.ts';
import type { Flow } from './sender.ts';
import type { Stage } from './stage.ts';
import { until } from './until.ts';

const hold = (fact: boolean, otherwise: () => string): void => {
  if (!fact) throw new Broken(otherwise());
};
const total = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);

/** The name under which the sender knows the event that a leaf records; null for what the system wrote of itself. */
const tokenOf = (leaf: Leaf): string | null => {
  if (leaf.kind === 'utterance') return `utterance ${leaf.id}`;
  if (leaf.kind === 'audience') return `audience ${leaf.viewers} at ${leaf.atMs}`;
  if (leaf.kind === 'product') return `product ${leaf.productId} at ${leaf.atMs}`;
  return leaf.kind === 'ended' ? 'ended' : null;
};

/** Waits until nothing is under way any more: streams empty, everything told, every decision in its log, every head signed. */
export const settled = async (stage: Stage): Promise<void> => {
  const { store } = stage;
  await until('the streams to be empty', () => workedOff(stage));
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
      return size >= total(await blocksOf(stage, doc), ({ leaves }) => leaves.length);
    });
};

/** Each accepted event exactly one leaf. */
const nothingLost = (kept: readonly Kept[], flow: Flow): string => {
  for (const { show, told, leaves } of kept) {
    const found = new Map<string, number>();
    for (const leaf of leaves) {
      const token = tokenOf(leaf);
      if (token !== null) found.set(token, (found.get(token) ?? 0) + 1);
    }
    const lost = told.filter((token) => !found.has(token));
    const twice = told.filter((token) => (found.get(token) ?? 0) > 1);
    hold(lost.length === 0, () => `${show.id}: ${lost.length} accepted events have no leaf: ${lost[0]}, …`);
    hold(twice.length === 0, () => `${show.id}: ${twice.length} events have two leaves: ${twice[0]}, …`);
    hold(found.size === told.length, () => `${show.id}: ${found.size} leaves of ${told.length} events`);
  }
  const events = total(kept, ({ told }) => told.length);
  return `${events} accepted, ${events} with one leaf each; ${flow.unanswered} requests cut off, of whose events ${flow.unheard} had been taken`;
};

/** Leaves stand in the order in which events were accepted; blocks follow on each other, and no epoch writes after a later one. */
const inOrder = (kept: readonly Kept[]): string => {
  const epochs = new Set<string>();
  for (const { show, told, leaves, blocks } of kept) {
    const found = leaves.flatMap((leaf) => tokenOf(leaf) ?? []);
    const at = told.findIndex((token, i) => found[i] !== token);
    hold(
      at < 0,
      () => `${show.id}: event ${at} was ${told[at]}, the log has ${found[at] ?? 'nothing'} there`,
    );
    let next = 0;
    let epoch = 0;
    for (const block of blocks) {
      hold(
        block.firstLeafIndex === next,
        () => `${show.id}: a block begins at ${block.firstLeafIndex}, not at ${next}`,
      );
      hold(block.epoch >= epoch, () => `${show.id}: epoch ${block.epoch} wrote after epoch ${epoch}`);
      next += block.leaves.length;
      epoch = block.epoch;
      epochs.add(`${show.id} ${epoch}`);
    }
  }
  const blocks = total(kept, (one) => one.blocks.length);
  return `${blocks} blocks by ${epochs.size} owners, none out of order, none after a later owner's`;
};

/** Every occurrence that the log gives rise to stands in exactly one alert. @returns how many. */
const alertsAsRecorded = ({ show, leaves, alerts }: Kept): number => {
  const expected: string[] = [];
  const heard = new Set<string>();
  for (const leaf of leaves) {
    if (leaf.kind !== 'claim' || !isRaised(leaf)) continue;
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
  return found.length;
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

const alertsOnce = async (stage: Stage, kept: readonly Kept[]): Promise<string> => {
  const occurrences = total(kept, alertsAsRecorded);
  await feedComplete(stage);
  return `${total(kept, ({ alerts }) => alerts.length)} alerts with ${occurrences} occurrences, each once, all told on the feed`;
};

const decisionsOnce = async ({ store }: Stage, kept: readonly Kept[]): Promise<string> => {
  const recorded = kept.flatMap(({ leaves }) =>
    leaves.flatMap((leaf) => (leaf.kind === 'decision' ? [leaf.decisionId] : [])),
  );
  hold(new Set(recorded).size === recorded.length, () => 'a decision has two leaves');
  const decisions = await store.decisions.countDocuments({});
  hold(decisions === recorded.length, () => `${decisions} decisions, ${recorded.length} of them in the logs`);
  return `${decisions} decisions, each one leaf`;
};

/** What no log can take is in quarantine, once, and nothing else is. */
const asideOnce = async ({ store }: Stage, flow: Flow): Promise<string> => {
  const aside = (await store.quarantine.find().lean()).map(({ stream, entryId }) => `${stream} ${entryId}`);
  const put = new Set(flow.undecodable);
  const alien = aside.filter((one) => !put.has(one));
  hold(alien.length === 0, () => `${alien.length} entries of the senders are in quarantine: ${alien[0]}, …`);
  hold(new Set(aside).size === aside.length, () => 'an entry is in quarantine twice');
  hold(
    aside.length === put.size,
    () => `${put.size} entries could not be decoded, ${aside.length} are in quarantine`,
  );
  return `${flow.duplicates} copies known as such, ${put.size} undecodable entries in quarantine, each once`;
};

const logsVerify = async (stage: Stage, kept: readonly Kept[]): Promise<string> => {
  for (const { show, doc, texts } of kept) {
    const checkpoint = await newestCheckpoint(stage.store, doc._id);
    if (!checkpoint) throw new Broken(`${show.id} has no signed head`);
    const verified = verifyLog({
      checkpointNote: checkpoint.note,
      keys: [stage.noteKey],
      publicId: doc.publicId,
      leaves: texts.slice(0, checkpoint.size),
    });
    hold(verified.ok, () => `${show.id}: the log does not verify: ${verified.ok ? '' : verified.code}`);
  }
  const gaps = total(kept, ({ leaves }) => leaves.filter(({ kind }) => kind === 'gap').length);
  return `${total(kept, ({ texts }) => texts.length)} leaves of ${kept.length} logs, ${gaps} of them gaps`;
};

/** Every utterance says what judged it, and one that a stage took no part in says which. */
const judgementsSeen = (kept: readonly Kept[]): string => {
  const counts = { full: 0, partial: 0, failed: 0 };
  for (const { show, leaves } of kept)
    for (const leaf of leaves) {
      if (leaf.kind !== 'utterance') continue;
      counts[leaf.judged] += 1;
      const whole = Object.values(leaf.stages).every((stage) => stage === 'ok');
      hold(
        whole === (leaf.judged === 'full'),
        () =>
          `${show.id}: ${leaf.id} is judged ${leaf.judged}, its stages are ${JSON.stringify(leaf.stages)}`,
      );
    }
  return `${counts.full} utterances judged in full, ${counts.partial} in part, ${counts.failed} not, each with its stages`;
};

const refusedAtTheDoor = (flow: Flow, mostWaiting: number, backlogMax: number): string => {
  hold(
    mostWaiting <= backlogMax,
    () => `${mostWaiting} entries waited on one stream, more than ${backlogMax}`,
  );
  const refused = [...flow.refused].map(([status, count]) => `${count} with ${status}`).join(', ') || 'none';
  return `requests refused for a time: ${refused}, each with Retry-After; ${mostWaiting} entries waited on one stream at most`;
};

/** Counts everything that the stores hold against what the senders were told. */
export const countAll = async (
  stage: Stage,
  kept: readonly Kept[],
  flow: Flow,
  waited: { readonly most: number; readonly max: number },
): Promise<Row[]> => [
  await row('1 nothing accepted is lost', () => nothingLost(kept, flow)),
  await row('2 order, and one writer', () => inOrder(kept)),
  await row('3 replays are harmless', () => asideOnce(stage, flow)),
  await row('3 alerts exactly once', () => alertsOnce(stage, kept)),
  await row('3 decisions exactly once', () => decisionsOnce(stage, kept)),
  await row('4 overload is refused at the door', () => refusedAtTheDoor(flow, waited.most, waited.max)),
  await row('6 what judged is visible', () => judgementsSeen(kept)),
  await row('the logs verify', () => logsVerify(stage, kept)),
];

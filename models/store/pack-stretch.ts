import type { BroadcastId } from '../contract/ids.ts';
import { toHex, utf8 } from '../contract/log/bytes.ts';
import { CLOSED_WITHIN } from '../contract/log/closed.ts';
import { decodeLeaf, type Leaf } from '../contract/log/leaf.ts';
import { leafHash } from '../contract/log/merkle.ts';
import type { PackDocument, PackSubject } from '../contract/pack/documents.ts';
import { packCoverage } from '../contract/pack/pack-coverage.ts';
import { crowdedOut, isAfter, isBefore, mustShow, type Run, STRETCH_MAX } from '../contract/pack/stretch.ts';
import type { BlockDoc } from './documents.ts';
import type { PublicRecords } from './public-records.ts';
import { readLeaves } from './read-log.ts';
import type { Store } from './store.ts';
import { walk } from './walk.ts';

/** Records looked at at once for where a stretch begins and ends. */
const LOOK_AT = 256;

interface Entry {
  readonly text: string;
  readonly leaf: Leaf;
}
type Entries = ReadonlyMap<number, Entry>;

export interface StretchWanted {
  readonly broadcastId: BroadcastId;
  readonly subject: PackSubject;
  /** Records that the checkpoint covers. */
  readonly size: number;
  /** Lines of the minute. */
  readonly lines: readonly { readonly leafIndex: number; readonly atMs: number }[];
  /** Records that are shown in any case. */
  readonly shown: ReadonlyMap<number, Leaf>;
  /** Records that the findings rest on. */
  readonly grounds: ReadonlySet<number>;
  /** What those whom the pack is for may read. */
  readonly readable: PublicRecords;
}

type Log = Pick<StretchWanted, 'broadcastId' | 'size'>;

const readEntries = async (store: Store, { broadcastId, size }: Log, { from, until }: Run) => {
  const entries = new Map<number, Entry>();
  const end = Math.min(until, size);
  const texts = end > from ? await readLeaves(store, broadcastId, from, end - from) : [];
  for (const [i, text] of texts.entries()) {
    const decoded = decodeLeaf(text);
    if (decoded.ok) entries.set(from + i, { text, leaf: decoded.leaf });
  }
  return entries;
};

/** The last record before this place up to which everything is before the minute; the log's first where there is none. */
const beginOf = async (store: Store, wanted: StretchWanted, place: number): Promise<number> => {
  for (let until = place; until > 0 && place - until < STRETCH_MAX; until -= LOOK_AT) {
    const from = Math.max(0, until - LOOK_AT);
    const found = [...(await readEntries(store, wanted, { from, until }))];
    const last = found.findLast(([, { leaf }]) => isBefore(wanted.subject, leaf));
    if (last) return last[0];
  }
  return Math.max(0, place - STRETCH_MAX);
};

/** Behind the first record from this place on in which the room was heard after the minute; the log's end where there is none. */
const endOf = async (store: Store, wanted: StretchWanted, place: number): Promise<number> => {
  for (let from = place; from < wanted.size && from - place < STRETCH_MAX; from += LOOK_AT) {
    const found = [...(await readEntries(store, wanted, { from, until: from + LOOK_AT }))];
    const first = found.find(([, { leaf }]) => isAfter(wanted.subject, leaf));
    if (first) return first[0] + 1;
  }
  return Math.min(wanted.size, place + STRETCH_MAX);
};

/** The line that is nearest to the moment; where there is none, the place in the log up to which lines are from before it. */
const middleOf = async (
  store: Store,
  { broadcastId, subject, size, lines }: StretchWanted,
): Promise<number> => {
  const [nearest] = [...lines].sort(
    (a, b) => Math.abs(a.atMs - subject.atMs) - Math.abs(b.atMs - subject.atMs) || a.leafIndex - b.leafIndex,
  );
  if (nearest) return nearest.leafIndex;
  const before = { broadcastId, firstLeafIndex: { $lt: size } };
  let last = size;
  const blocks = store.blocks.find(before).sort({ firstLeafIndex: -1 });
  for await (const { firstLeafIndex, leaves } of walk<BlockDoc>(blocks)) {
    const at = leaves.findLastIndex((text, i) => {
      const decoded = firstLeafIndex + i < size ? decodeLeaf(text) : null;
      return decoded?.ok === true && isBefore(subject, decoded.leaf);
    });
    if (at >= 0) return firstLeafIndex + at + 1;
    last = firstLeafIndex;
  }
  return last;
};

/** The records by their places. */
export const leavesOf = (entries: Entries): (readonly [number, Leaf])[] =>
  [...entries].map(([index, { leaf }]) => [index, leaf]);

/** Which records of the log a pack goes through: from before the minute to after it, or to the log's end where that is near. */
const runOf = async (store: Store, wanted: StretchWanted): Promise<Run> => {
  const { lines, size } = wanted;
  const middle = Math.min(await middleOf(store, wanted), size - 1);
  // A line that came hours later does not make the stretch as long.
  const near = lines
    .map(({ leafIndex }) => leafIndex)
    .filter((index) => Math.abs(index - middle) <= STRETCH_MAX / 2);
  const from = await beginOf(store, wanted, Math.min(middle, ...near));
  const last = Math.max(middle, ...near);
  const until = size - from <= STRETCH_MAX ? size : await endOf(store, wanted, last + 1);
  if (until - from <= STRETCH_MAX) return { from, until };
  const start = Math.max(from, Math.min(middle - STRETCH_MAX / 2, until - STRETCH_MAX));
  return { from: start, until: start + STRETCH_MAX };
};

/** What a pack says of the records around those that it shows. */
export interface PackStretch {
  readonly run: Run;
  /** Records that it shows besides. */
  readonly owed: Entries;
  readonly between: Entries;
  /** Hashes (hex) of what is not for the reader. */
  readonly closed: ReadonlyMap<number, string>;
  readonly coverage: PackDocument['coverage'];
  readonly leftOut: PackDocument['leftOut'];
}

/** Records behind the run that say of closed ones in it that they are. */
const namingOf = async (
  store: Store,
  wanted: StretchWanted,
  { until }: Run,
  closed: ReadonlyMap<number, string>,
) => {
  const naming = new Map<number, Entry>();
  if (![...closed.keys()].some((index) => until - index <= CLOSED_WITHIN)) return naming;
  for (const [index, entry] of await readEntries(store, wanted, {
    from: until,
    until: until + CLOSED_WITHIN,
  })) {
    if (entry.leaf.kind !== 'closed') continue;
    const { found, done, answers } = entry.leaf;
    if ([...found, ...done, ...answers.map(({ at }) => at)].some((at) => closed.has(at)))
      naming.set(index, entry);
  }
  return naming;
};

/** Goes through the log around what a pack shows, as `checkStretch` of the contract will. */
export const packStretch = async (store: Store, wanted: StretchWanted): Promise<PackStretch> => {
  const { subject, shown, readable, grounds } = wanted;
  const run = await runOf(store, wanted);
  const between = new Map<number, Entry>();
  const closed = new Map<number, string>();
  for (const [index, entry] of await readEntries(store, wanted, run)) {
    if (shown.has(index)) continue;
    if (readable.shows(index, entry.leaf)) between.set(index, entry);
    else closed.set(index, toHex(leafHash(utf8(entry.text))));
  }
  const crowded = (told: Iterable<Leaf>) => crowdedOut(subject, told, new Map(leavesOf(between)));
  const owed = new Map<number, Entry>();
  const all = new Map([...shown, ...leavesOf(between)]);
  for (const index of [...mustShow(all, subject, grounds), ...crowded(shown.values()).fits]) {
    const entry = between.get(index);
    if (!entry) continue;
    owed.set(index, entry);
    between.delete(index);
  }
  for (const [index, entry] of await namingOf(store, wanted, run, closed)) owed.set(index, entry);
  const leaves = new Map([...shown, ...leavesOf(owed), ...leavesOf(between)]);
  const { leftOut } = crowded([...shown.values(), ...leavesOf(owed).map(([, leaf]) => leaf)]);
  return { run, owed, between, closed, coverage: packCoverage(leaves.values(), subject), leftOut };
};

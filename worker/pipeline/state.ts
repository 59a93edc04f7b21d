import type { Stage, Verdict } from '../../models/contract/claim.ts';
import type { BroadcastId, EntryId, UtteranceId } from '../../models/contract/ids.ts';
import { asEntryId, asUtteranceId } from '../../models/contract/ids.ts';
import type { Role, Source } from '../../models/contract/ingest.ts';
import { AT_MS_MAX } from '../../models/contract/ingest.ts';
import { EMPTY_FRONTIER, frontierOf, type MerkleFrontier } from '../../models/contract/log/merkle.ts';
import type { Duties, DutyLedger } from '../../models/duties/types.ts';
import { CORRECTION_MS } from '../../models/store/correction-standing.ts';
import type { BroadcastDoc, SealedDoc } from '../../models/store/documents.ts';
import { findBroadcast } from '../../models/store/live-broadcasts.ts';
import { readLogHead } from '../../models/store/log-head.ts';
import { sealedHeard } from '../../models/store/read-sealed.ts';
import { recentUtterances, WARM_MS } from '../../models/store/recent-utterances.ts';
import { checkpointSize } from '../../models/store/save-checkpoint.ts';
import type { Store } from '../../models/store/store.ts';
import type { ShillWatch } from '../../models/text/chat/shill.ts';
import { ownText } from '../../models/text/own-text.ts';
import type { Unheard } from './before.ts';

/** Lines kept in memory of one broadcast: a minute of the busiest chat a person could read, 20 lines a second. */
export const LINES_MAX = 1_200;
/** Text kept of one line: a sentence that goes on is at its end. With {@link LINES_MAX} it bounds what a broadcast holds of memory. */
const LINE_CHARS_MAX = 2_000;
/** Claims that a correction may still point at: a room takes its words back within minutes, or not at all. */
export const RECENT_CLAIMS_MAX = 200;
/** Claims are kept a minute longer than they may be taken back: what takes them back may come late. */
const CLAIMS_KEPT_MS = CORRECTION_MS + 60_000;

/** Gaps of the last two minutes that are read back: more would be no feed at all. */
const RECENT_GAPS_MAX = 16;

/** An utterance that was heard lately, masked. */
export interface Line {
  readonly utteranceId: UtteranceId;
  leafIndex: number;
  readonly source: Source;
  readonly role: Role;
  readonly speaker?: string;
  readonly atMs: number;
  /** Pieces of personal data that only later messages gave away are blotted out afterwards. */
  text: string;
  /** Where `text` begins in the utterance, in UTF-16 units, where only its end is kept. */
  readonly from?: number;
  /** Of the recogniser. */
  readonly confidence?: number;
}

/** A claim that was recorded lately. */
export interface RecentClaim {
  readonly leafIndex: number;
  readonly utteranceId: string;
  readonly start: number;
  readonly end: number;
  readonly atMs: number;
  readonly quote: string;
  readonly role: Role;
  readonly speaker?: string;
  /** Others may be heard at that time. */
  readonly unattributed?: true;
  readonly verdict: Verdict;
}

/** The duties by the platform of a broadcast, as its policy has them at the moment. */
export type DutiesOf = (platform: string) => Duties;

/** Where the log ends, as far as this owner knows. */
export interface Head {
  readonly frontier: MerkleFrontier;
  readonly lastEntryId: EntryId;
  /** Wall clock, ms since 1970. */
  readonly writtenAtMs: number;
}

/**
 * All that is kept in memory of one broadcast. It is a cache: thrown away whenever a write did not go through, and made
 * anew from what is at rest.
 */
export interface LaneState {
  broadcast: BroadcastDoc;
  head: Head;
  lines: Line[];
  claims: RecentClaim[];
  /** Times lately in which something may have been said that was not heard. */
  gaps: readonly Unheard[];
  /** What chat said lately, for the same line from many accounts; absent until it is needed. */
  shills?: ShillWatch;
  products: BroadcastDoc['products'];
  segments: { segment: string; fromMs: number }[];
  /** Latest broadcast time of each source, and when it was heard (ms since 1970). */
  readonly latest: Partial<Record<Source, { atMs: number; heardAtMs: number }>>;
  atMs: number;
  /** When the last event of the feed was accepted, ms since 1970. */
  lastEventAtMs: number;
  viewers: number | undefined;
  /** Detectors that took no part in the newest judgement, and since when (ms since 1970). */
  away?: { readonly stages: readonly Stage[]; readonly sinceMs: number } | undefined;
  /** Broadcast time up to which a silence is recorded that is not over; absent while the feed is alive. */
  silentFromMs: number | undefined;
  endedAtMs: number | undefined;
  /** Broadcast time up to which this owner has recorded that nobody judged. */
  notJudgedUntilMs: number;
  ledger: DutyLedger;
  /** The newest record that changed what is owed or asked. */
  dutiesLeaf: number | undefined;
  /** Size of the newest signed head, and when it was signed. */
  signed: { size: number; atMs: number };
  lastHeartbeatMs: number;
  /** Progress that is not written to the broadcast yet, and when it was last written. */
  dirty: boolean;
  flushedAtMs: number;
  /** The end has been signed and shown at once; what comes after it waits its turn. */
  endShown: boolean;
}

/** Time of a stream entry, ms since 1970: Redis makes its ids from its clock. */
export const entryTimeMs = (id: EntryId): number => Number(id.slice(0, id.indexOf('-')));

/** Whether `ms` went by between two readings of the wall clock; one that was set back meanwhile holds nothing up. */
export const hasPassed = (ms: number, sinceMs: number, nowMs: number): boolean =>
  Math.abs(nowMs - sinceMs) >= ms;

/** The broadcast time that it is now, by the last event heard and the time gone by since. */
export const broadcastNowMs = (state: Pick<LaneState, 'atMs' | 'lastEventAtMs'>, nowMs: number): number =>
  Math.min(AT_MS_MAX, state.atMs + Math.max(0, nowMs - state.lastEventAtMs));

/** The end of a text, which the next sentence may go on from, and where it begins if that is not the text's beginning. */
export const tailOf = (text: string): Pick<Line, 'text' | 'from'> => {
  if (text.length <= LINE_CHARS_MAX) return { text };
  const tail = ownText(text.slice(-LINE_CHARS_MAX).replace(/^[\uDC00-\uDFFF]/, ''));
  return { text: tail, from: text.length - tail.length };
};

/** Lines are thrown away many at once: until then there may be a quarter more, or older by as much, than are needed. */
const THROWN_AT = 1.25;

/** Keeps a line, and throws away what no later one is read with: a new owner would not read it back either. */
export const keepLine = (state: Pick<LaneState, 'lines'>, line: Line): void => {
  const { lines } = state;
  lines.push(line);
  const ageMs = line.atMs - (lines[0]?.atMs ?? 0);
  if (lines.length <= LINES_MAX * THROWN_AT && ageMs <= WARM_MS * THROWN_AT) return;
  const fromMs = line.atMs - WARM_MS;
  state.lines = lines.filter(({ atMs }) => atMs >= fromMs).slice(-LINES_MAX);
};

/** What a claim is kept by, beside its words and where they stand. */
type ClaimFacts = Omit<RecentClaim, 'leafIndex' | 'atMs' | 'quote' | 'speaker'> & {
  readonly speaker?: string | undefined;
};

/**
 * A claim as it is kept. Field by field: what is spread into a literal first and then added to has, in V8, a hidden class of its own,
 * which weighs twice what it says.
 */
export const recentClaim = (
  { leafIndex, atMs, quote }: Pick<RecentClaim, 'leafIndex' | 'atMs' | 'quote'>,
  { utteranceId, start, end, role, verdict, speaker, unattributed }: ClaimFacts,
): RecentClaim => ({
  leafIndex,
  utteranceId,
  start,
  end,
  atMs,
  quote: ownText(quote),
  role,
  verdict,
  ...(speaker !== undefined && { speaker }),
  ...(unattributed && { unattributed }),
});

/** Two, since each claim brings one; no more, since a single one with a wrong time must not make all others old. */
const CLAIMS_THROWN_AT_ONCE = 2;

/** Keeps a claim, and throws away those that nobody can take back any more. */
export const keepClaim = ({ claims }: Pick<LaneState, 'claims'>, claim: RecentClaim): void => {
  claims.push(claim);
  for (let thrown = 0; thrown < CLAIMS_THROWN_AT_ONCE; thrown += 1) {
    const ageMs = claim.atMs - (claims[0]?.atMs ?? 0);
    if (claims.length > RECENT_CLAIMS_MAX || ageMs > CLAIMS_KEPT_MS) claims.shift();
  }
};

const NO_ENTRY = asEntryId('0-0');

const toLine = (doc: SealedDoc): Line => ({
  utteranceId: asUtteranceId(doc.utterance?.id ?? ''),
  leafIndex: doc.leafIndex,
  source: doc.utterance?.source ?? 'chat',
  role: doc.utterance?.role ?? 'unknown',
  ...(doc.values.speaker?.value != null && { speaker: doc.values.speaker.value }),
  atMs: doc.atMs,
  ...tailOf(doc.values.text?.value ?? ''),
  ...(doc.utterance?.confidence !== undefined && { confidence: doc.utterance.confidence }),
});

const recentClaims = async (
  store: Store,
  broadcastId: BroadcastId,
  fromMs: number,
): Promise<RecentClaim[]> => {
  const keep = { keep: 'newest', limit: RECENT_CLAIMS_MAX } as const;
  const docs = await sealedHeard(store, { broadcastId, kind: 'claim', fromMs, ...keep });
  return docs
    .sort((a, b) => a.leafIndex - b.leafIndex)
    .flatMap(({ leafIndex, atMs, values, claim }) =>
      claim ? [recentClaim({ leafIndex, atMs, quote: values.quote?.value ?? '' }, claim)] : [],
    );
};

/** A log that was not kept for a while misses nothing that was said: the stream kept it. */
const recentGaps = async (store: Store, broadcastId: BroadcastId, fromMs: number): Promise<Unheard[]> => {
  const docs = await store.sealed
    .find({ broadcastId, kind: 'gap', 'gap.untilMs': { $gte: fromMs } } as Record<string, unknown>)
    .sort({ leafIndex: -1 })
    .limit(RECENT_GAPS_MAX)
    .lean<SealedDoc[]>();
  return docs.flatMap(({ gap }) => {
    if (!gap || gap.reason === 'not-judging') return [];
    const { fromMs, untilMs, source } = gap;
    return [{ fromMs, untilMs, ...(source && { source }) }];
  });
};

/** Up to where the silence that goes on has been recorded. */
const silentUntilMs = async (store: Store, broadcastId: BroadcastId, atMs: number): Promise<number> => {
  const gap = await store.sealed
    .findOne({ broadcastId, kind: 'gap', 'gap.reason': 'feed-silent', atMs: { $gte: atMs } })
    .sort({ leafIndex: -1 })
    .lean<SealedDoc | null>();
  return gap?.gap?.untilMs ?? atMs;
};

const latestOf = (lines: readonly SealedDoc[]): LaneState['latest'] => {
  const latest: LaneState['latest'] = {};
  for (const { atMs, utterance, entryId } of lines) {
    const known = utterance && latest[utterance.source];
    if (utterance && (!known || known.atMs < atMs))
      latest[utterance.source] = { atMs, heardAtMs: entryTimeMs(entryId) };
  }
  return latest;
};

/**
 * Makes the state of one broadcast from what is at rest: the head of its log, the last two minutes of it, the facts on the
 * broadcast and where its duties stand.
 * @returns `null` when no such broadcast is stored.
 */
export const loadState = async (
  { store, dutiesOf, now }: { store: Store; dutiesOf?: DutiesOf; now: () => number },
  broadcastId: BroadcastId,
): Promise<LaneState | null> => {
  const broadcast = await findBroadcast(store, broadcastId);
  if (!broadcast) return null;
  const [found, signedSize, dutyState, [latestLine]] = await Promise.all([
    readLogHead(store, broadcastId),
    checkpointSize(store, broadcastId),
    dutiesOf ? store.dutyStates.findOne({ _id: broadcastId }).lean() : null,
    sealedHeard(store, { broadcastId, kind: 'utterance', fromMs: 0, keep: 'newest', limit: 1 }),
  ]);
  const atMs = Math.max(broadcast.atMs, latestLine?.atMs ?? 0);
  const fromMs = atMs - WARM_MS;
  const [lines, claims, gaps] = await Promise.all([
    recentUtterances(store, broadcastId, atMs),
    recentClaims(store, broadcastId, atMs - CORRECTION_MS),
    recentGaps(store, broadcastId, fromMs),
  ]);
  const lastEntryId = found?.lastEntryId ?? NO_ENTRY;
  // An owner that died after its last block had not shown it yet, and nobody would for a broadcast that has ended.
  const dirty = found !== null && found.frontier.size !== broadcast.logSize;
  return {
    broadcast,
    head: {
      frontier: found ? frontierOf(found.frontier) : EMPTY_FRONTIER,
      lastEntryId,
      writtenAtMs: found?.writtenAt.getTime() ?? now(),
    },
    lines: lines.map(toLine).slice(-LINES_MAX),
    claims,
    gaps,
    products: { ...broadcast.products },
    segments: [...(broadcast.segments ?? [])],
    latest: latestOf(lines),
    atMs,
    // By what the feed said: the log's last entry may be a person's act, which wakes nothing.
    lastEventAtMs: Math.max(
      broadcast.lastEventAt?.getTime() ?? broadcast.updatedAt.getTime(),
      latestLine ? entryTimeMs(latestLine.entryId) : 0,
    ),
    viewers: broadcast.viewers,
    away: broadcast.away
      ? { stages: broadcast.away.stages, sinceMs: broadcast.away.since.getTime() }
      : undefined,
    silentFromMs: broadcast.silent ? await silentUntilMs(store, broadcastId, atMs) : undefined,
    endedAtMs: broadcast.endedAt?.getTime(),
    notJudgedUntilMs: 0,
    dutiesLeaf: broadcast.dutiesLeaf,
    ledger: dutyState?.state ?? dutiesOf?.(broadcast.input.platform).initial(broadcast.input),
    signed: { size: signedSize, atMs: 0 },
    lastHeartbeatMs: 0,
    dirty,
    flushedAtMs: 0,
    endShown: false,
  };
};

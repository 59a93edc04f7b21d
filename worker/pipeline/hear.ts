import { asUtteranceId, type EntryId } from '../../models/contract/ids.ts';
import {
  categoryOf,
  type IngestEvent,
  JUMP_MS_MAX,
  type Source,
  type UtteranceEvent,
} from '../../models/contract/ingest.ts';
import type { GapView } from '../../models/contract/moment.ts';
import type { InternalEvent, StreamMessage } from '../../models/stream/wire.ts';
import type { TextContext } from '../../models/text/judge.ts';
import type { SplitDatum } from '../../models/text/personal-data/split.ts';
import { alikeOf } from './alike.ts';
import { linesBefore, linesRecent, noteGap } from './before.ts';
import { introducedAt, productChange, withProduct } from './introductions.ts';
import { type Detectors, type Judged, judgeText, type Masked, maskText, refineBatch } from './judge.ts';
import { forgetPieces, maskPieces, splitDataOf } from './split-data.ts';
import { keepLine, type LaneState, type Line, tailOf } from './state.ts';

/** A decoded entry of the stream. */
export interface Entry extends StreamMessage {
  readonly id: EntryId;
}

interface Cause {
  readonly entryId: EntryId;
  readonly acceptedAtMs: number;
}

/** What one entry amounts to before it is written down. */
export type Heard = Cause &
  (
    | {
        readonly type: 'gap';
        readonly reason: GapView['reason'];
        readonly fromMs: number;
        readonly untilMs: number;
        readonly source?: Source;
      }
    | {
        readonly type: 'utterance';
        readonly event: UtteranceEvent;
        readonly masked: Masked;
        /** Personal data that this utterance completes: its pieces in earlier ones are withheld. */
        readonly pieces: readonly SplitDatum[];
        readonly line: Line;
        readonly productId?: string;
        judged: Judged;
        readonly context: TextContext;
      }
    | { readonly type: 'event'; readonly event: Exclude<IngestEvent, UtteranceEvent> | InternalEvent }
    /** Hearing it threw: its record says that it was not judged, and why. */
    | { readonly type: 'unheard'; readonly event: IngestEvent | InternalEvent; readonly reason: string }
  );

export type HeardUtterance = Extract<Heard, { type: 'utterance' }>;

const FEED_TYPES: ReadonlySet<string> = new Set<IngestEvent['type']>([
  'utterance',
  'product',
  'audience',
  'moderation',
  'segment',
  'ended',
]);
/** Whether the feed said it, rather than the system itself. */
const isFeed = (event: Entry['event']): event is IngestEvent => FEED_TYPES.has(event.type);

/** Gaps that this event ends or shows: a silence that is over, a source whose clock jumped. */
const gapsBefore = (state: LaneState, entry: Entry): Heard[] => {
  const { event, id: entryId, acceptedAtMs } = entry;
  if (!isFeed(event)) return [];
  const gaps: Heard[] = [];
  const add = (gap: Pick<Extract<Heard, { type: 'gap' }>, 'reason' | 'fromMs' | 'untilMs' | 'source'>) =>
    gaps.push({ type: 'gap', entryId, acceptedAtMs, ...gap });
  const { silentFromMs } = state;
  if (silentFromMs !== undefined) {
    // A feed that goes on where it broke off was late, not silent, and leaves nothing out.
    if (event.atMs > silentFromMs) add({ reason: 'feed-silent', fromMs: silentFromMs, untilMs: event.atMs });
  }
  const last = event.type === 'utterance' ? state.latest[event.source] : undefined;
  if (event.type === 'utterance' && last && event.atMs - last.atMs > JUMP_MS_MAX)
    add({ reason: 'clock-jump', fromMs: last.atMs, untilMs: event.atMs, source: event.source });
  return gaps;
};

/** Moves the clocks that every event of the feed moves. */
const noteTime = (state: LaneState, { event, acceptedAtMs }: Entry): void => {
  if (!isFeed(event)) return;
  state.silentFromMs = undefined;
  state.lastEventAtMs = Math.max(state.lastEventAtMs, acceptedAtMs);
  state.atMs = Math.max(state.atMs, event.atMs);
  state.dirty = true;
  if (event.type !== 'utterance') return;
  const known = state.latest[event.source];
  state.latest[event.source] = {
    atMs: Math.max(known?.atMs ?? 0, event.atMs),
    heardAtMs: Math.max(known?.heardAtMs ?? 0, acceptedAtMs),
  };
};

/** Whether it is speech over which others may be heard: a contest between rooms, something played. */
const isUnattributed = (state: LaneState, event: UtteranceEvent): boolean =>
  event.source === 'speech' &&
  state.segments.some(
    ({ segment, fromMs }) => (segment === 'pk' || segment === 'played-media') && fromMs <= event.atMs,
  );

const contextOf = (
  state: LaneState,
  event: UtteranceEvent,
  acceptedAtMs: number,
): TextContext & { productId?: string } => {
  const product = introducedAt(state.products, event.atMs);
  const category = product?.category === undefined ? null : categoryOf(product.category);
  const names = Object.values(state.products).flatMap(({ name }) => (name === undefined ? [] : [name]));
  return {
    utteranceId: asUtteranceId(event.id),
    source: event.source,
    role: event.role,
    language: state.broadcast.input.language,
    platform: state.broadcast.input.platform,
    acceptedAtMs,
    atMs: event.atMs,
    before: linesBefore(state, event),
    recent: linesRecent(state, event),
    productNames: names,
    ...(event.speaker !== undefined && { speaker: event.speaker }),
    ...(event.confidence !== undefined && { confidence: event.confidence }),
    ...(isUnattributed(state, event) && { unattributed: true }),
    ...(event.pinned && { pinned: true }),
    ...(category !== null && { category }),
    ...(product?.name !== undefined && { productName: product.name }),
    ...(product?.listing && { listing: product.listing }),
    ...(product && { productId: product.productId }),
  };
};

/** Viewers put telephone numbers into their names too. */
const withMaskedSpeaker = (
  event: UtteranceEvent,
  detectors: Detectors,
  onError: (error: unknown) => void,
): UtteranceEvent =>
  event.speaker === undefined
    ? event
    : { ...event, speaker: maskText(detectors, event.speaker, onError).text };

const lineOf = (event: UtteranceEvent, masked: Masked): Line => ({
  utteranceId: asUtteranceId(event.id),
  leafIndex: -1,
  source: event.source,
  role: event.role,
  atMs: event.atMs,
  ...tailOf(masked.text),
  ...(event.speaker !== undefined && { speaker: event.speaker }),
  ...(event.confidence !== undefined && { confidence: event.confidence }),
});

const hearUtterance = (
  state: LaneState,
  entry: Entry,
  said: UtteranceEvent,
  detectors: Detectors,
  onError: (error: unknown) => void,
): Heard => {
  const event = withMaskedSpeaker(said, detectors, onError);
  const pieces = splitDataOf(state, event, onError);
  forgetPieces(state, pieces);
  const masked = maskPieces(maskText(detectors, event.text, onError), pieces);
  const line = lineOf(event, masked);
  const alike = alikeOf(state, event, line, detectors.foldQuote);
  const { productId, ...known } = contextOf(state, event, entry.acceptedAtMs);
  const context: TextContext = {
    ...known,
    ...(alike && { alike }),
    ...(pieces.length > 0 && { splitData: pieces }),
  };
  const judged = judgeText(detectors, event.text, context, onError);
  keepLine(state, line);
  const { id: entryId, acceptedAtMs } = entry;
  return {
    type: 'utterance',
    entryId,
    acceptedAtMs,
    event,
    masked,
    pieces,
    line,
    judged,
    context,
    ...(productId !== undefined && { productId }),
  };
};

/** What an event other than an utterance changes about the broadcast. */
const noteFacts = (
  state: LaneState,
  event: Exclude<Entry['event'], UtteranceEvent>,
  atWallMs: number,
): void => {
  switch (event.type) {
    case 'product':
      state.products = withProduct(state.products, event);
      return;
    case 'category':
      state.products = withProduct(state.products, productChange(event));
      return;
    case 'segment': {
      const others = state.segments.filter(({ segment }) => segment !== event.segment);
      state.segments =
        event.action === 'start' ? [...others, { segment: event.segment, fromMs: event.atMs }] : others;
      return;
    }
    case 'audience':
      state.viewers = event.viewers;
      return;
    case 'ended':
      state.endedAtMs ??= atWallMs;
      return;
    case 'patched':
      state.broadcast = {
        ...state.broadcast,
        input: Object.assign({ ...state.broadcast.input }, event.patch),
      };
      return;
    case 'gap':
      noteGap(state, event);
      return;
  }
};

const hearOne = (
  state: LaneState,
  entry: Entry,
  detectors: Detectors,
  onError: (error: unknown) => void,
): Heard => {
  const { id: entryId, acceptedAtMs, event } = entry;
  if (event.type === 'utterance') return hearUtterance(state, entry, event, detectors, onError);
  noteFacts(state, event, acceptedAtMs);
  return { type: 'event', entryId, acceptedAtMs, event };
};

/**
 * Hears entries of one broadcast in their order: judges and masks what was said, follows products, segments and clocks.
 * Changes `state`; writes nothing. An entry that cannot be heard comes out as `unheard`, and its neighbours are not touched.
 *
 * @param hopeless entries that could not be written as they are: heard as `unheard`.
 */
export const hear = async (
  state: LaneState,
  entries: readonly Entry[],
  detectors: Detectors,
  hopeless: ReadonlyMap<EntryId, string>,
  onError: (error: unknown) => void,
): Promise<Heard[]> => {
  const heard: Heard[] = [];
  for (const entry of entries) {
    const { id: entryId, acceptedAtMs, event } = entry;
    const given = hopeless.get(entryId);
    try {
      if (given !== undefined) throw new Error(given);
      const gaps = gapsBefore(state, entry);
      for (const gap of gaps) if (gap.type === 'gap') noteGap(state, gap);
      noteTime(state, entry);
      const one = hearOne(state, entry, detectors, onError);
      heard.push(...gaps, one);
    } catch (error) {
      onError(error);
      const reason = error instanceof Error ? error.message : String(error);
      heard.push({ type: 'unheard', entryId, acceptedAtMs, event, reason });
    }
  }
  const spoken = heard.filter((one) => one.type === 'utterance');
  const batch = spoken.map(({ event, context, judged }) => ({
    text: event.text,
    context,
    claims: judged.claims,
    judged,
  }));
  const refined = await refineBatch(detectors, batch, onError);
  for (const [i, one] of spoken.entries()) one.judged = refined[i] ?? one.judged;
  return heard;
};

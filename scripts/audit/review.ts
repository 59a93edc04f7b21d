import type { DutyState } from '../../models/contract/duty.ts';
import {
  type IngestEvent,
  JUMP_MS_MAX,
  type ProductEvent,
  type UtteranceEvent,
} from '../../models/contract/ingest.ts';
import type { OpenedDuties } from '../../models/duties/open.ts';
import { categoriesTold, categoriesUnknown, toldNow } from '../../models/duties/reduce/introduce.ts';
import type {
  BroadcastFacts,
  DutyEvent,
  DutyLedger,
  DutyOutcome,
  Recalled,
} from '../../models/duties/types.ts';

/** One duty of a product as it ended. */
export interface ReviewedDuty {
  readonly id: string;
  readonly state: DutyState;
  readonly atMs?: number;
  readonly quote?: string;
  readonly slots?: Readonly<Record<string, string>>;
  readonly due?: number;
}

/** What a review says of one product. */
export interface ReviewedProduct {
  readonly broadcastId: string;
  readonly productId: string;
  readonly category: string;
  /** Nobody told the category. */
  readonly guessed?: true;
  /** What the events call its category although there is no such category. */
  readonly unknownCategories?: readonly string[];
  readonly duties: readonly ReviewedDuty[];
}

interface ProductReview {
  /** What the sender told of it so far. */
  facts: Partial<ProductEvent>;
  /** Words for its category that name none. */
  readonly unknown: Set<string>;
  outcomes: Map<string, DutyOutcome>;
  last?: DutyOutcome;
}

/** Lines kept for products that turn out to be of another category: what is said in some five hours. */
const LINES_MAX = 10_000;

/** Words kept of a product that name no category: enough to see what is wrong. */
const UNKNOWN_MAX = 10;

/** One broadcast under review. What is kept of it has a limit. */
export interface Review {
  hear(event: IngestEvent): void;
  /** Judges what is open, and says what became of each product. */
  end(): readonly ReviewedProduct[];
}

const MET: ReadonlySet<DutyState> = new Set(['satisfied', 'late', 'contradicted', 'not-required']);

const reviewedDuty = (outcome: DutyOutcome): ReviewedDuty => {
  const { dutyId: id, state, atMs, dueMs, quote, slots } = outcome;
  const isSaid = MET.has(state) && (quote !== undefined || outcome.by !== undefined);
  const isJudged = state !== 'not-required' && state !== 'not-observable';
  return {
    id,
    state,
    ...(isSaid && { atMs }),
    ...(quote !== undefined && { quote }),
    ...(slots && Object.keys(slots).length > 0 && { slots }),
    ...(isJudged && { due: dueMs }),
  };
};

/** Begins the review of a broadcast. */
export const startReview = (opened: OpenedDuties, broadcastId: string, about: BroadcastFacts): Review => {
  const { duties, rules } = opened;
  let ledger: DutyLedger = duties.initial(about);
  let latestMs = 0;
  const lines: UtteranceEvent[] = [];
  let forgottenMs = -1;
  const spokenMs = new Map<string, number>();
  const products = new Map<string, ProductReview>();
  const room = new Map<string, DutyOutcome>();

  const reviewOf = (productId: string): ProductReview => {
    const known = products.get(productId) ?? { facts: {}, unknown: new Set(), outcomes: new Map() };
    products.set(productId, known);
    return known;
  };
  const note = (outcome: DutyOutcome): void => {
    if (outcome.question) return;
    const { productId, dutyId } = outcome;
    if (productId === undefined) {
      room.set(dutyId, outcome);
      return;
    }
    const product = reviewOf(productId);
    product.last = outcome;
    product.outcomes.set(dutyId, outcome);
  };
  /** What the log would give back of the introductions of a product that is told to be of another category. */
  const recall = (event: DutyEvent['event']): { recalled?: Recalled } => {
    const times = duties.recalls(ledger, event);
    if (times.length === 0 || event.type !== 'product') return {};
    const { listing } = reviewOf(event.productId).facts;
    // Of what is only partly at hand nothing is judged anew.
    const isKept = times.every(({ fromMs }) => fromMs > forgottenMs);
    const within = lines.filter(({ atMs }) =>
      times.some(({ fromMs, untilMs }) => fromMs <= atMs && atMs <= untilMs),
    );
    return { recalled: { lines: isKept ? within : [], ...(listing && { listing }) } };
  };
  const keep = (event: UtteranceEvent): void => {
    lines.push(event);
    if (lines.length <= 2 * LINES_MAX) return;
    forgottenMs = Math.max(forgottenMs, ...lines.splice(0, LINES_MAX).map(({ atMs }) => atMs));
  };
  const reduce = (event: DutyEvent['event']): void => {
    const result = duties.reduce(ledger, { leafIndex: 0, atMs: event.atMs, event, ...recall(event) });
    if (event.type === 'utterance') keep(event);
    ledger = result.ledger;
    for (const outcome of result.outcomes) note(outcome);
  };
  /** As the worker tells it: an introduction comes with all that was told of the product before. */
  const withFacts = (event: ProductEvent): ProductEvent => {
    const product = reviewOf(event.productId);
    for (const word of categoriesUnknown(event.category))
      if (product.unknown.size < UNKNOWN_MAX) product.unknown.add(word);
    const category = toldNow(product.facts.category, event.category);
    const { name, linkNo, listing } = { ...product.facts, ...event };
    product.facts = {
      ...(name !== undefined && { name }),
      ...(linkNo !== undefined && { linkNo }),
      ...(category !== undefined && { category }),
      ...(listing !== undefined && { listing }),
    };
    return event.action === 'introduced' ? { ...product.facts, ...event } : event;
  };
  /** As the log records it: a source that jumps was not heard meanwhile. */
  const noteJump = (event: IngestEvent): void => {
    if (event.type !== 'utterance') return;
    const before = spokenMs.get(event.source);
    if (before !== undefined && event.atMs - before > JUMP_MS_MAX)
      reduce({ type: 'gap', fromMs: before, atMs: event.atMs });
    spokenMs.set(event.source, Math.max(before ?? 0, event.atMs));
  };
  const productLine = (productId: string, product: ProductReview): ReviewedProduct => {
    const told = categoriesTold(product.facts.category);
    const unknown = [...product.unknown];
    const categories = told.length > 0 ? told : (product.last?.categories ?? ['other' as const]);
    const one = (dutyId: string, isRoom: boolean, isOwed: boolean): ReviewedDuty => {
      const outcome = isRoom ? room.get(dutyId) : product.outcomes.get(dutyId);
      const isMet = outcome !== undefined && MET.has(outcome.state);
      // What another product of the broadcast owes is not asked of this one.
      if (!outcome || (isRoom && !isOwed && !isMet)) return { id: dutyId, state: 'not-required' };
      if (isMet && outcome.alone && !outcome.alone.some((id) => id === productId))
        return isOwed
          ? { id: dutyId, state: 'missing', due: outcome.dueMs }
          : { id: dutyId, state: 'not-required' };
      return reviewedDuty(outcome);
    };
    return {
      broadcastId,
      productId,
      category: categories[0] ?? 'other',
      ...(told.length === 0 && { guessed: true as const }),
      ...(unknown.length > 0 && { unknownCategories: unknown }),
      duties: rules
        .of(categories)
        .map(({ duty, need }) => one(duty.id, duty.scope === 'broadcast', need === 'required')),
    };
  };

  return {
    hear: (event) => {
      latestMs = Math.max(latestMs, event.atMs);
      noteJump(event);
      reduce(event.type === 'product' ? withFacts(event) : event);
    },
    end: () => {
      reduce({ type: 'ended', atMs: latestMs });
      return [...products].map(([productId, product]) => productLine(productId, product));
    },
  };
};

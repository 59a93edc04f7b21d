import { asProductId } from '../contract/ids.ts';
import { categoryOf, type ProductEvent, type UtteranceEvent } from '../contract/ingest.ts';
import { type Fold, hearDuty, prepare } from './hear.ts';
import {
  emptyLedger,
  introducedMs,
  type Ledger,
  moveClock,
  noteGap,
  own,
  type ProductEntry,
  put,
  putAwayMs,
  watermarkMs,
} from './ledger.ts';
import type { Duty, DutyPack } from './load-packs.ts';
import type { Duties, DutyEvent, DutyOutcome, DutyState } from './types.ts';

/** Captions come 10 to 30 s after the voice: nothing is called missing before they had that time. */
const GRACE_MS = 30_000;
/** A link that is open already leaves one minute to say what belongs before it. */
const AFTER_LINK_MS = 60_000;
/** Nobody presents one product longer; what was not said by then is owed. */
const INTRODUCTION_MS_MAX = 20 * 60_000;
/** Introductions remembered of one product: a host who shows it more often repeats what was said. */
const INTRODUCTIONS_MAX = 20;
/** The next sentence often still speaks of the product that was just put away. */
const AFTERTALK_MS = 10_000;

const SELLING_ROLES: ReadonlySet<string> = new Set(['presenter', 'assistant', 'operator', 'auto-reply']);

/** When a duty must have been heard, as far as it is known. */
const dueOf = (duty: Duty, product: ProductEntry, linkOpenedMs: number | undefined): number | null => {
  const firstMs = introducedMs(product);
  const awayMs = putAwayMs(product);
  if (duty.window.until === 'minutes') return firstMs + duty.window.minutes * 60_000;
  const latest = firstMs + INTRODUCTION_MS_MAX;
  if (duty.window.until === 'link' && linkOpenedMs !== undefined) {
    return Math.max(linkOpenedMs, firstMs) + AFTER_LINK_MS;
  }
  return awayMs === null ? latest : Math.min(awayMs, latest);
};

const covered = (ledger: Ledger, fromMs: number, untilMs: number): number =>
  ledger.gaps.reduce(
    (sum, gap) => sum + Math.max(0, Math.min(gap.untilMs, untilMs) - Math.max(gap.fromMs, fromMs)),
    0,
  );

const REASONS: Readonly<Partial<Record<DutyState, { zh: string; en: string }>>> = {
  missing: { zh: '到期仍未口播（平台要求）', en: 'Not yet said when it was due (a platform requirement)' },
  partial: {
    zh: '只说了去别处看，没有说出内容（平台要求）',
    en: 'Only pointed elsewhere, not said itself (a platform requirement)',
  },
  late: { zh: '已在到期后补充口播', en: 'Said after it was due' },
};

const outcome = (
  productId: string,
  product: ProductEntry,
  duty: Duty,
  atMs: number,
  alert: DutyOutcome['alert'],
): DutyOutcome => {
  const entry = product.duties[duty.id];
  if (!entry) throw new Error(`product ${productId} has no duty ${duty.id}`);
  return {
    dutyId: duty.id,
    productId: asProductId(productId),
    ...(product.name !== undefined && { productName: product.name }),
    ...(product.linkNo !== undefined && { linkNo: product.linkNo }),
    category: product.category,
    state: entry.state,
    atMs,
    dueMs: entry.dueMs ?? atMs,
    name: duty.name,
    severity: duty.severity,
    article: duty.law,
    reason: REASONS[entry.state] ?? { zh: '已口播', en: 'Said' },
    suggestion: duty.say,
    alert,
  };
};

/**
 * The duties of one broadcast as a pure reducer over its log. Only presenters, assistants and operators satisfy a duty;
 * viewers never do. Clock: the `atMs` of what is heard; due at watermark ≥ due + 30 s.
 */
export const createDuties = (pack: DutyPack, fold: Fold): Duties => {
  const settle = (ledger: Ledger, force: boolean): DutyOutcome[] => {
    const watermark = watermarkMs(ledger);
    const outcomes: DutyOutcome[] = [];
    for (const [productId, product] of Object.entries(ledger.products)) {
      for (const duty of pack.spoken[product.category]) {
        const entry = product.duties[duty.id];
        if (entry?.state !== 'pending') continue;
        entry.dueMs = dueOf(duty, product, own(ledger.linkOpenedMs, productId));
        const dueMs = entry.dueMs ?? watermark;
        if (!force && watermark < dueMs + GRACE_MS) continue;
        const untilMs = Math.min(dueMs, watermark);
        const unheard = covered(ledger, introducedMs(product), untilMs);
        if (unheard * 2 > untilMs - introducedMs(product)) entry.state = 'not-judged';
        else entry.state = entry.pointed ? 'partial' : 'missing';
        entry.dueMs = untilMs;
        outcomes.push(
          outcome(productId, product, duty, untilMs, entry.state === 'not-judged' ? 'none' : 'raise'),
        );
      }
    }
    return outcomes;
  };

  const putAway = (ledger: Ledger, atMs: number): void => {
    const current = ledger.currentId === null ? undefined : own(ledger.products, ledger.currentId);
    const open = current?.introductions.at(-1);
    if (open && open.untilMs === null) open.untilMs = Math.max(atMs, open.fromMs);
    ledger.currentId = null;
  };

  const introduce = (ledger: Ledger, productId: string, atMs: number): void => {
    if (ledger.currentId === productId) return;
    putAway(ledger, atMs);
    ledger.currentId = productId;
    const product = own(ledger.products, productId);
    if (product) {
      product.introductions.push({ fromMs: atMs, untilMs: null });
      if (product.introductions.length > INTRODUCTIONS_MAX) product.introductions.splice(1, 1);
      return;
    }
    const known = own(ledger.listed, productId) ?? {};
    const category = categoryOf(known.category ?? 'other') ?? 'other';
    put<ProductEntry>(ledger.products, productId, {
      ...(known.name !== undefined && { name: known.name }),
      ...(known.linkNo !== undefined && { linkNo: known.linkNo }),
      category,
      introductions: [{ fromMs: atMs, untilMs: null }],
      duties: Object.fromEntries(
        pack.spoken[category].map((duty) => [duty.id, { state: 'pending', dueMs: null }]),
      ),
    });
  };

  const onProduct = (ledger: Ledger, event: ProductEvent): void => {
    const { productId, atMs } = event;
    const known = own(ledger.listed, productId) ?? {};
    if (event.name !== undefined) known.name = event.name;
    if (event.linkNo !== undefined) known.linkNo = event.linkNo;
    if (event.category !== undefined) known.category = event.category;
    put(ledger.listed, productId, known);
    if (event.action === 'introduced') introduce(ledger, productId, atMs);
    else if (event.action === 'link-opened')
      put(ledger.linkOpenedMs, productId, own(ledger.linkOpenedMs, productId) ?? atMs);
    else if (
      ['paused', 'link-closed', 'withdrawn'].includes(event.action) &&
      ledger.currentId === productId
    ) {
      putAway(ledger, atMs);
    }
  };

  /**
   * The product that a sentence speaks of: the one that was being presented when it was said, which captions report up to
   * 30 s later; between two, the one put away a moment before.
   */
  const subjects = (ledger: Ledger, atMs: number): [string, ProductEntry][] => {
    const products = Object.entries(ledger.products);
    const within = (product: ProductEntry, moreMs: number) =>
      product.introductions.some(
        ({ fromMs, untilMs }) => fromMs <= atMs && (untilMs === null || atMs < untilMs + moreMs),
      );
    const presented = products.filter(([, product]) => within(product, 0));
    return presented.length > 0 ? presented : products.filter(([, product]) => within(product, AFTERTALK_MS));
  };

  const onUtterance = (ledger: Ledger, event: UtteranceEvent): DutyOutcome[] => {
    if (!SELLING_ROLES.has(event.role)) return [];
    const prepared = prepare(event.text, fold);
    const outcomes: DutyOutcome[] = [];
    for (const [productId, product] of subjects(ledger, event.atMs)) {
      for (const duty of pack.spoken[product.category]) {
        const entry = product.duties[duty.id];
        if (!entry || entry.state === 'satisfied' || entry.state === 'late') continue;
        const heard = hearDuty(duty, prepared);
        if (heard.as === 'pointed') entry.pointed = true;
        if (heard.as !== 'stated') continue;
        const wasOwed = entry.state === 'missing' || entry.state === 'partial';
        const dueMs = entry.dueMs ?? dueOf(duty, product, own(ledger.linkOpenedMs, productId));
        entry.state = dueMs !== null && event.atMs > dueMs ? 'late' : 'satisfied';
        entry.atMs = event.atMs;
        entry.dueMs = dueMs;
        outcomes.push({
          ...outcome(productId, product, duty, event.atMs, wasOwed ? 'close' : 'none'),
          quote: event.text,
          slots: heard.slots,
        });
      }
    }
    return outcomes;
  };

  const apply = (ledger: Ledger, { event, atMs }: DutyEvent): DutyOutcome[] => {
    switch (event.type) {
      case 'utterance':
        moveClock(ledger, event.source, atMs);
        return onUtterance(ledger, event);
      case 'product':
        onProduct(ledger, event);
        return [];
      case 'heartbeat':
        moveClock(ledger, 'clock', atMs);
        return [];
      case 'gap':
        noteGap(ledger, { fromMs: event.fromMs ?? atMs, untilMs: atMs });
        return [];
      case 'ended':
        putAway(ledger, atMs);
        ledger.ended = true;
        ledger.latestMs.clock = Math.max(ledger.latestMs.clock ?? 0, atMs);
        return [];
      default:
        return [];
    }
  };

  return {
    initial: emptyLedger,
    reduce: (previous, event) => {
      const ledger = structuredClone(previous) as Ledger;
      const heard = apply(ledger, event);
      return { ledger, outcomes: [...heard, ...settle(ledger, event.event.type === 'ended')] };
    },
  };
};

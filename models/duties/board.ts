import type { DutyState } from '../contract/duty.ts';
import {
  BOARD_PRODUCTS_MAX,
  type DutiesBoard,
  type DutyView,
  type IntroductionView,
  type ProductDuties,
  type QuestionView,
} from '../contract/duty.ts';
import { asProductId } from '../contract/ids.ts';
import { severityRank } from '../contract/severity.ts';
import { watermarkMs } from './ledger/clock.ts';
import type { Account, Ledger, ProductEntry, ShelfItem } from './ledger/ledger.ts';
import { pastIntroductions } from './ledger/shelf.ts';
import type { Rule, Rules } from './policy/rules.ts';
import { asEarlier } from './reduce/meet.ts';
import { askedUntilMs } from './reduce/questions.ts';
import { aiSpans, timeOf } from './reduce/room.ts';
import { dueOf, isRequired, joinsSpoken, mustBeSpoken } from './reduce/window.ts';
import type { DutyLedger } from './types.ts';

/** What is left to do comes first, then what went wrong, then what is done. */
const ORDER: Readonly<Record<DutyState, number>> = {
  pending: 0,
  missing: 1,
  dodged: 1,
  partial: 1,
  contradicted: 1,
  late: 2,
  satisfied: 2,
  'not-judged': 3,
  'not-observable': 3,
  'not-required': 4,
};

const base = (rule: Rule, account: Account | null) => ({
  id: rule.duty.id,
  name: rule.duty.name,
  say: rule.duty.say,
  tier: account && mustBeSpoken(rule, account) ? ('spoken' as const) : rule.tier,
  need: rule.need,
  severity: rule.severity,
  article: rule.duty.law,
});

/** One duty as it stands; null where nothing asks for it and nothing was heard of it. */
const dutyView = (rule: Rule, account: Account, dueMs: number | null): DutyView | null => {
  const { id } = rule.duty;
  const entry = account.duties[id];
  const heard = account.heard[id];
  if (!entry && !heard && !isRequired(rule, account)) return null;
  const due = entry?.dueMs ?? dueMs;
  const counts = heard && (heard.as === 'stated' || heard.as === 'partial');
  return {
    ...base(rule, account),
    state: entry?.state ?? 'pending',
    ...(counts && {
      atMs: heard.atMs,
      by: heard.by,
      ...(heard.of && { utteranceId: heard.of }),
      ...(heard.words && { slots: { ...heard.words, ...asEarlier(heard.earlier) } }),
      ...(heard.lacking && { lacking: heard.lacking }),
    }),
    ...(due !== null && { dueMs: due }),
  };
};

const inOrder = (views: readonly DutyView[]): readonly DutyView[] =>
  [...views].sort(
    (a, b) =>
      ORDER[a.state] - ORDER[b.state] ||
      (a.dueMs ?? Number.MAX_SAFE_INTEGER) - (b.dueMs ?? Number.MAX_SAFE_INTEGER) ||
      severityRank(b.severity) - severityRank(a.severity) ||
      a.id.localeCompare(b.id),
  );

const named = ({ name, linkNo }: { readonly name?: string; readonly linkNo?: number }) => ({
  ...(name !== undefined && { name }),
  ...(linkNo !== undefined && { linkNo }),
});

const openProduct = (rules: Rules, ledger: Ledger, id: string, product: ProductEntry): ProductDuties => ({
  productId: asProductId(id),
  ...named(product),
  categories: product.categories,
  ...(product.guessed !== undefined && { guessed: product.guessed }),
  introductions: product.introductions.map(
    ({ fromMs, untilMs, spoken }): IntroductionView => ({ fromMs, untilMs, ...(spoken && { spoken }) }),
  ),
  current: ledger.current.includes(id),
  duties: inOrder(
    rules
      .of(product.categories)
      .filter(({ duty }) => duty.scope === 'product')
      .flatMap((rule) => dutyView(rule, product, dueOf(rule, product, ledger)) ?? []),
  ),
});

/** What became of a product that was put away some time ago: its states, without the words. */
const pastProduct = (rules: Rules, id: string, item: ShelfItem): ProductDuties | null => {
  const past = item.p;
  if (!past) return null;
  const duties = Object.entries(past.states).flatMap(([key, codes]) => {
    const state = key.replace('!', '') as DutyState;
    return rules.unpack(codes).flatMap((dutyId): DutyView[] => {
      const rule = rules.one(past.categories, dutyId);
      if (!rule) return [];
      // What was not turned on is not kept: it has no state.
      const tier = joinsSpoken(rule) ? ('spoken' as const) : rule.tier;
      return [{ ...base(rule, null), tier, state }];
    });
  });
  return {
    productId: asProductId(id),
    ...named({
      ...(item.n !== undefined && { name: item.n }),
      ...(item.l !== undefined && { linkNo: item.l }),
    }),
    categories: past.categories,
    ...(past.guessed !== undefined && { guessed: past.guessed }),
    introductions: pastIntroductions(past),
    current: false,
    duties: inOrder(duties),
  };
};

const lastMs = ({ introductions }: ProductDuties): number => introductions.at(-1)?.fromMs ?? 0;

const roomViews = (rules: Rules, ledger: Ledger): readonly DutyView[] => {
  if (ledger.soldMs === null) return [];
  const hasAi = aiSpans(ledger).length > 0;
  return inOrder(
    rules
      .of(ledger.sold)
      .filter(({ duty }) => duty.scope === 'broadcast')
      .flatMap((rule) => {
        if (rule.duty.when?.kind === 'ai-presenter' && !hasAi) return [];
        return dutyView(rule, ledger.room, timeOf({ ledger }, rule).dueMs) ?? [];
      }),
  );
};

const questionViews = (rules: Rules, ledger: Ledger): readonly QuestionView[] =>
  ledger.questions
    .flatMap((one): QuestionView[] => {
      const duty = rules.catalogue.duties.get(one.dutyId);
      if (!duty) return [];
      return [
        {
          dutyId: one.dutyId,
          name: duty.name,
          say: duty.say,
          ...(one.productId !== null && { productId: asProductId(one.productId) }),
          atMs: one.atMs,
          dueMs: askedUntilMs(duty, one),
          askers: one.askers.length,
          ...(one.deleted && { deleted: true }),
        },
      ];
    })
    .sort((a, b) => b.askers - a.askers || a.atMs - b.atMs);

/** What each product of a broadcast owes and what viewers wait for, as people see it. */
export const boardOf = (
  rules: Rules,
  state: DutyLedger,
): Pick<DutiesBoard, 'atMs' | 'products' | 'room' | 'questions'> => {
  const ledger = state as Ledger;
  const open = Object.entries(ledger.open).map(([id, product]) => openProduct(rules, ledger, id, product));
  const past =
    ledger.book === rules.book
      ? Object.entries(ledger.shelf)
          .filter(([id]) => !Object.hasOwn(ledger.open, id))
          .flatMap(([id, item]) => pastProduct(rules, id, item) ?? [])
      : [];
  const products = [...open, ...past].sort(
    (a, b) => Number(b.current) - Number(a.current) || lastMs(b) - lastMs(a),
  );
  return {
    atMs: watermarkMs(ledger),
    products: products.slice(0, BOARD_PRODUCTS_MAX),
    room: roomViews(rules, ledger),
    questions: questionViews(rules, ledger),
  };
};

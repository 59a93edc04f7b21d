import type { BroadcastView } from '../../models/contract/broadcast.ts';
import type {
  DutiesBoard,
  DutyState,
  DutyView,
  IntroductionView,
  ProductDuties,
} from '../../models/contract/duty.ts';

/** Where the clock of the broadcast and what was heard differ by more, the feed is late and what was heard counts. */
const LAG_MS_MAX = 60_000;

/** Broadcast time now: by the clock, or, where that cannot be (a replay, a late feed), going on from what was heard last. */
export const broadcastNowMs = (
  { state, startedAt, atMs, lastEventAt }: BroadcastView,
  nowMs: number,
): number => {
  if (state === 'ended') return atMs;
  const byClockMs = Math.max(0, nowMs - Date.parse(startedAt));
  if (lastEventAt === undefined) return byClockMs;
  const byHearingMs = atMs + Math.max(0, nowMs - Date.parse(lastEventAt));
  return Math.abs(byClockMs - byHearingMs) > LAG_MS_MAX ? byHearingMs : byClockMs;
};

/** States in which something is still to be said. */
const UNSAID: ReadonlySet<DutyState> = new Set(['pending', 'missing', 'partial', 'dodged', 'contradicted']);

export const isUnsaid = ({ state }: Pick<DutyView, 'state'>): boolean => UNSAID.has(state);

/** Said late or never, said wrongly or in part. */
export const isOverdue = (duty: Pick<DutyView, 'state'>): boolean =>
  isUnsaid(duty) && duty.state !== 'pending';

/** By due time, whatever becomes of them: a line that is read must not move because it was said. */
const byDue = (a: DutyView, b: DutyView): number =>
  (a.dueMs ?? Number.MAX_SAFE_INTEGER) - (b.dueMs ?? Number.MAX_SAFE_INTEGER) || (a.id < b.id ? -1 : 1);

export const sorted = (duties: readonly DutyView[]): DutyView[] => [...duties].sort(byDue);

/** What is not asked of the product is not on its checklist. */
export const isShown = ({ state }: DutyView): boolean => state !== 'not-required';

/** Enough on the page, or when somebody asks, and nothing has gone wrong with it. */
export const isOnPageOnly = (duty: DutyView): boolean =>
  duty.tier !== 'spoken' &&
  duty.oddPage === undefined &&
  !['dodged', 'contradicted', 'late'].includes(duty.state);

const NOT_TO_SAY: ReadonlySet<DutyState> = new Set(['not-required', 'not-observable', 'not-judged']);

/** What the presenter is prompted to say: what must be spoken aloud, and what was said wrongly. */
export const toSay = (duties: readonly DutyView[]): DutyView[] =>
  duties
    .filter(
      ({ tier, state }) =>
        !NOT_TO_SAY.has(state) && (tier === 'spoken' || state === 'contradicted' || state === 'dodged'),
    )
    .sort(byDue);

/**
 * The order in which lines are read: what is not yet said first, then by due time. Lines that were laid out keep their
 * places whatever becomes of them, and what is new comes after them.
 *
 * @param places ids as they were laid out last.
 */
export const inPlaces = (duties: readonly DutyView[], places: readonly string[]): DutyView[] => {
  const rank = new Map(places.map((id, index) => [id, index]));
  const fresh = duties.filter(({ id }) => !rank.has(id));
  const known = duties.filter(({ id }) => rank.has(id));
  known.sort((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0));
  return [...known, ...sorted(fresh.filter(isUnsaid)), ...sorted(fresh.filter((duty) => !isUnsaid(duty)))];
};

/** A product, or the broadcast itself, with what is to be said of it. */
export interface Agenda {
  /** `null`: whatever is sold. */
  readonly product: ProductDuties | null;
  readonly duties: readonly DutyView[];
}

/** What is to be said now: of the products being presented, and of the broadcast. */
export const agendaOf = ({ products, room }: DutiesBoard): Agenda[] =>
  [
    ...products
      .filter(({ current }) => current)
      .map((product) => ({ product, duties: toSay(product.duties) })),
    { product: null, duties: toSay(room) },
  ].filter(({ product, duties }) => product !== null || duties.length > 0);

/** The line that is next: of what is not yet said the one that is due first. */
export const nextOf = (agenda: readonly Agenda[]): DutyView | null =>
  agenda
    .flatMap(({ duties }) => duties)
    .filter(isUnsaid)
    .sort(byDue)[0] ?? null;

/** A duty of a product, or of the broadcast. */
export const dutyIn = (
  board: DutiesBoard | null,
  isIt: (duty: DutyView) => boolean,
  productId?: string,
): DutyView | undefined => {
  const of = board?.products.find((product) => product.productId === productId);
  return of?.duties.find(isIt) ?? board?.room.find(isIt);
};

/** Counts for a page of many rooms. `owed` counts what is prompted and not yet said, `overdue` what of it is too late already. */
export const countsOf = (board: DutiesBoard): { owed: number; overdue: number; questions: number } => {
  const open = agendaOf(board)
    .flatMap(({ duties }) => duties)
    .filter(isUnsaid);
  return {
    owed: open.length,
    overdue: open.filter(isOverdue).length,
    questions: board.questions.length,
  };
};

/** How long after it was due it was said, in ms. */
export const delayMs = ({ state, atMs, dueMs }: DutyView): number | null =>
  state === 'late' && atMs !== undefined && dueMs !== undefined ? Math.max(0, atMs - dueMs) : null;

/** The moment of the broadcast that a line of the checklist is about; `null` while there is none to look at. */
export const momentOf = ({ state, atMs, dueMs }: DutyView): number | null =>
  atMs ?? (state === 'pending' ? null : (dueMs ?? null));

/** The introduction in which a time lies, or the last one. */
export const introductionAt = (product: ProductDuties, atMs: number): IntroductionView | undefined =>
  product.introductions.find(({ fromMs, untilMs }) => fromMs <= atMs && (untilMs ?? atMs) >= atMs) ??
  product.introductions.at(-1);

/** A slot as it was said and, where that is told, as the page has it. */
export interface SaidSlot {
  readonly slot: string;
  readonly said?: string;
  readonly listed?: string;
  /** What was said before, where the two contradict each other. */
  readonly earlier?: string;
}

/** Before the name of a slot: its value on the page. */
export const LISTED = 'listed.';
/** Before the name of a slot: its value in an earlier statement. */
const EARLIER = 'earlier.';

/** All values of each slot, in the order in which they come. */
export const slotsOf = ({ slots = {} }: Pick<DutyView, 'slots'>): SaidSlot[] => {
  const names = [
    ...new Set(
      Object.keys(slots).map((name) => {
        const before = [LISTED, EARLIER].find((one) => name.startsWith(one)) ?? '';
        return name.slice(before.length);
      }),
    ),
  ];
  return names.map((slot) => {
    const said = slots[slot];
    const listed = slots[`${LISTED}${slot}`];
    const earlier = slots[`${EARLIER}${slot}`];
    return {
      slot,
      ...(said !== undefined && { said }),
      ...(listed !== undefined && { listed }),
      ...(earlier !== undefined && { earlier }),
    };
  });
};

/** What the page has of it: for filling in a line that is to be said. */
export const listedOf = (duty: Pick<DutyView, 'slots'>): { slot: string; listed: string }[] =>
  slotsOf(duty).flatMap(({ slot, listed }) => (listed === undefined ? [] : [{ slot, listed }]));

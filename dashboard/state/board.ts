import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type {
  AlertView,
  DecisionAction,
  DecisionRequest,
  DecisionResult,
  DismissReason,
} from '../../models/contract/alert.ts';
import type { AlertId, UserId } from '../../models/contract/ids.ts';
import { isDecided } from '../../models/contract/status.ts';
import { type Api, RequestFailed } from '../link/http.ts';
import type { Card } from './cards.ts';
import type { Moments } from './moments.ts';
import type { Notices } from './notices.ts';
import type { Queue } from './queue.ts';

/** Where a phone shows what a wide screen shows side by side. */
export type Step = 'queue' | 'moment' | 'facts';

export interface Chosen {
  readonly key: string;
  /** One quote of the card by itself; `null` for the whole card. */
  readonly quote: AlertId | null;
}

export interface BoardDeps {
  readonly queue: Queue;
  readonly moments: Moments;
  readonly notices: Notices;
  readonly api: Pick<Api, 'decide' | 'alerts'>;
  readonly me: ReadonlySignal<UserId | null>;
  /** Whether this person gives back what others have taken. */
  readonly mayReleaseOthers?: ReadonlySignal<boolean>;
}

export const heldByOther = (alert: AlertView, me: UserId | null): boolean =>
  alert.status === 'taken' && alert.assignee?.id !== me;

/**
 * Which alerts an act makes sense for; the server has the last word.
 * @param mayReleaseOthers admins give back what someone else has taken and left lying.
 */
export const canAct = (
  action: DecisionAction,
  alert: AlertView,
  me: UserId | null,
  mayReleaseOthers = false,
): boolean => {
  if (action === 'reopen') return isDecided(alert.status);
  if (action === 'release' && mayReleaseOthers) return alert.status === 'taken';
  if (isDecided(alert.status) || heldByOther(alert, me)) return false;
  if (action === 'release') return alert.status === 'taken';
  if (action === 'take') return alert.status !== 'taken';
  return true;
};

/** Acts after which the alerts leave the list they were in. */
const leaves = (action: DecisionAction): boolean => action !== 'take' && action !== 'release';

type Extra = { readonly reason?: DismissReason; readonly note?: string; readonly minutes?: number };

const requestOf = (action: DecisionAction, alerts: readonly AlertView[], extra: Extra): DecisionRequest =>
  ({
    action,
    alerts: alerts.map(({ id, revision }) => ({ id, revision })),
    ...extra,
  }) as DecisionRequest;

/** The board: which card is chosen, what is decided about it, and what comes next. */
export const createBoard = (deps: BoardDeps) => {
  const { queue, moments } = deps;
  const chosen = signal<Chosen | null>(null);
  const dismissing = signal(false);
  const card = computed(() => {
    const key = chosen.value?.key;
    return queue.rows.value.find((row) => row.key === key) ?? null;
  });
  const shown = computed(() => {
    const row = card.value;
    return row?.alerts.find(({ id }) => id === chosen.value?.quote) ?? row?.lead ?? null;
  });
  /** The alerts that an act is about: one quote, or all of the card. */
  const scope = computed(() => {
    const row = card.value;
    if (!row) return [];
    const one = row.alerts.find(({ id }) => id === chosen.value?.quote);
    return one ? [one] : [...row.alerts];
  });

  const choose = (key: string | null, quote: AlertId | null = null): void => {
    dismissing.value = false;
    chosen.value = key ? { key, quote } : null;
    const row = card.peek();
    moments.open(shown.peek()?.id ?? null);
    if (!row) return;
    queue.look(row);
    const next = queue.rows.peek()[queue.rows.peek().indexOf(row) + 1];
    if (next) moments.prepare(next.lead.id);
  };
  const walk = (by: 1 | -1): void => {
    const rows = queue.rows.peek();
    const index = rows.findIndex(({ key }) => key === chosen.peek()?.key);
    const next = rows[Math.max(0, Math.min(rows.length - 1, index < 0 ? 0 : index + by))];
    if (next && next.key !== chosen.peek()?.key) choose(next.key);
  };
  const walkQuotes = (by: 1 | -1): void => {
    const row = card.peek();
    if (!row || row.alerts.length < 2) return;
    const index = row.alerts.findIndex(({ id }) => id === chosen.peek()?.quote);
    const next = row.alerts[(index + by + row.alerts.length) % row.alerts.length];
    if (next) choose(row.key, next.id);
  };
  /** The scope is in this person's hands, or in another's from whom this person may take it. */
  const holding = computed(() =>
    scope.value.some((alert) => canAct('release', alert, deps.me.value, deps.mayReleaseOthers?.value)),
  );
  const further = older(deps);
  const decide = createDecide(deps, { chosen, card, scope, dismissing, choose });

  return {
    chosen: chosen as ReadonlySignal<Chosen | null>,
    card,
    shown,
    scope,
    holding,
    dismissing: dismissing as ReadonlySignal<boolean>,
    /** Opens the reasons for a dismissal, where there is something to dismiss. */
    askWhy(): void {
      if (scope.peek().some((alert) => canAct('dismiss', alert, deps.me.peek()))) dismissing.value = true;
      else decide.act('dismiss');
    },
    cancelWhy(): void {
      dismissing.value = false;
    },
    choose,
    next: () => walk(1),
    previous: () => walk(-1),
    nextQuote: () => walkQuotes(1),
    previousQuote: () => walkQuotes(-1),
    wholeCard(): void {
      const row = card.peek();
      if (row) choose(row.key);
    },
    forget(): void {
      choose(null);
      further.forget();
    },
    ...decide,
    olderState: further.olderState,
    loadOlder: further.loadOlder,
    loadAnswered: further.loadAnswered,
  };
};

export type Board = ReturnType<typeof createBoard>;

/** Older decided alerts, fetched page by page when the person asks for them. */
const older = ({ api, queue, me }: BoardDeps) => {
  const state = signal<'idle' | 'loading' | 'end' | 'failed'>('idle');
  let before: string | undefined;
  let answeredOf: string | null = null;
  return {
    olderState: state as ReadonlySignal<'idle' | 'loading' | 'end' | 'failed'>,
    async loadOlder(): Promise<void> {
      if (state.peek() === 'loading') return;
      state.value = 'loading';
      const who = me.peek();
      try {
        const page = await api.alerts({ state: 'decided', limit: 200, ...(before ? { before } : {}) });
        if (me.peek() !== who) return;
        queue.apply(page.alerts);
        queue.takeIn();
        before = page.next;
        state.value = page.next ? 'idle' : 'end';
      } catch {
        if (me.peek() === who) state.value = 'failed';
      }
    },
    /** What rooms have answered, however long ago it was decided: once, and then the feed tells. */
    async loadAnswered(): Promise<void> {
      const who = me.peek();
      if (who === null || answeredOf === who) return;
      answeredOf = who;
      try {
        const { alerts } = await api.alerts({ state: 'decided', answers: 'new', limit: 200 });
        if (me.peek() === who) queue.apply(alerts);
      } catch {
        // The next look asks again.
        answeredOf = null;
      }
    },
    forget(): void {
      answeredOf = null;
      before = undefined;
      state.value = 'idle';
    },
  };
};

interface Deciding {
  readonly chosen: ReadonlySignal<Chosen | null>;
  readonly card: ReadonlySignal<Card | null>;
  readonly scope: ReadonlySignal<AlertView[]>;
  readonly dismissing: { value: boolean };
  readonly choose: (key: string | null, quote?: AlertId | null) => void;
}

const conflictOf = (result: Extract<DecisionResult, { ok: false }>, quote: string) => {
  const { alert } = result;
  const who = alert?.decision?.by.name ?? alert?.assignee?.name;
  const at = alert?.decision?.at ?? alert?.updatedAt;
  return {
    type: 'conflict' as const,
    code: result.code,
    quote: alert?.quote ?? quote,
    ...(who ? { who } : {}),
    ...(at ? { at } : {}),
    ...(alert ? { status: alert.status } : {}),
  };
};

const createDecide = (deps: BoardDeps, at: Deciding) => {
  const { queue, api, notices, moments, me } = deps;
  const pending = signal(0);
  /** The decision that was made last, whatever has become of it: it alone can be taken back. */
  let newest: { onTheWay: boolean; takenBack: boolean } | null = null;

  /** Goes on to what stands below the card that is leaving. */
  const goOn = (leavingKey: string, indexBefore: number): void => {
    if (at.chosen.peek()?.key !== leavingKey) return;
    const rows = queue.rows.peek();
    const staying = rows.find(({ key }) => key === leavingKey);
    if (staying) at.choose(leavingKey, staying.alerts.length === 1 ? null : staying.lead.id);
    else at.choose((rows[indexBefore] ?? rows.at(-1))?.key ?? null);
  };
  const answered = (alerts: readonly AlertView[], results: readonly DecisionResult[]): AlertView[] => {
    const done: AlertView[] = [];
    const changes = results.flatMap(({ alert }) => (alert ? [alert] : []));
    queue.apply(changes);
    for (const result of results) {
      if (result.ok) done.push(result.alert);
      else notices.say(conflictOf(result, alerts.find(({ id }) => id === result.id)?.quote ?? ''));
    }
    return done;
  };
  const send = async (action: DecisionAction, alerts: readonly AlertView[], extra: Extra): Promise<void> => {
    const ids = alerts.map(({ id }) => id);
    const before = at.card.peek();
    const index = queue.rows.peek().findIndex(({ key }) => key === before?.key);
    const turn = { onTheWay: true, takenBack: false };
    if (leaves(action)) {
      newest = turn;
      notices.supersede();
    }
    // In one step: between the two, nothing would be chosen, and whoever keeps a row chosen would take the first.
    if (leaves(action))
      batch(() => {
        queue.hide(ids);
        if (before) goOn(before.key, index);
      });
    pending.value += 1;
    const who = me.peek();
    try {
      const { results } = await api.decide(requestOf(action, alerts, extra));
      if (me.peek() !== who) return;
      const done = answered(alerts, results);
      queue.reveal(ids, leaves(action) ? done.map(({ id }) => id) : []);
      queue.takeInOwn(ids);
      if (done.length > 0 && !leaves(action)) moments.renew();
      else if (done.length > 0 && turn === newest) {
        const back = undo(action, done);
        if (turn.takenBack) back?.();
        else notices.say({ type: 'decided', action, count: done.length }, back);
      }
    } catch (cause) {
      if (me.peek() !== who) return;
      queue.reveal(ids, []);
      const code = cause instanceof RequestFailed ? cause.code : 'network';
      const message = cause instanceof Error ? cause.message : String(cause);
      notices.say({ type: 'failed', action, code, message }, () => {
        const now = ids.flatMap((id) => queue.alerts.peek().get(id) ?? []);
        void send(action, now, extra);
      });
    } finally {
      turn.onTheWay = false;
      pending.value -= 1;
    }
  };
  const undo = (action: DecisionAction, done: readonly AlertView[]): (() => void) | undefined => {
    if (action !== 'uphold' && action !== 'dismiss') return undefined;
    return () => void send('reopen', latest(done), {}).then(() => backTo(done));
  };
  /** What was taken back is what is looked at again. */
  const backTo = (alerts: readonly AlertView[]): void => {
    const row = queue.rows.peek().find((card) => card.alerts.some(({ id }) => id === alerts[0]?.id));
    if (row) at.choose(row.key);
  };
  const latest = (alerts: readonly AlertView[]): AlertView[] =>
    alerts.map((alert) => queue.alerts.peek().get(alert.id) ?? alert);

  return {
    /** Requests on their way. */
    pending: pending as ReadonlySignal<number>,
    /** Acts on what is chosen. The next row comes by itself; a refusal or failure puts the row back and says so. */
    act(action: DecisionAction, extra: Extra = {}): void {
      const releases = deps.mayReleaseOthers?.peek();
      const alerts = at.scope.peek().filter((alert) => canAct(action, alert, me.peek(), releases));
      if (alerts.length === 0) {
        const held = at.scope.peek().find((alert) => heldByOther(alert, me.peek()));
        if (held)
          notices.say(conflictOf({ id: held.id, ok: false, code: 'taken-by-other', alert: held }, ''));
        return;
      }
      at.dismissing.value = false;
      void send(action, alerts, extra);
    },
    /** Takes back what was decided last: at once while that is offered, or as soon as it has been recorded. */
    undo(): void {
      if (newest?.onTheWay) newest.takenBack = true;
      else notices.undo();
    },
  };
};

/** Keeps a row chosen while there is one: the first when nothing is, none when the queue is empty. */
export const keepChosen = (queue: BoardDeps['queue'], board: Board): void => {
  const first = computed(() => queue.rows.value[0]?.key ?? null);
  effect(() => {
    const key = first.value;
    if (key && !board.card.value) board.choose(key);
    else if (!key && board.chosen.peek()) board.choose(null);
  });
};

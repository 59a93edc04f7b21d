import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { AlertView } from '../../models/contract/alert.ts';
import type { AlertId, PublicId, UserId } from '../../models/contract/ids.ts';
import {
  type Card,
  cardOf,
  cardsOf,
  countsOf,
  type Filter,
  NO_FILTER,
  passes,
  type SortBy,
  type Tab,
  tabOf,
} from './cards.ts';

/** One row as it was laid out: which alerts it shows stays fixed until the person asks for a new layout. */
interface Place {
  readonly key: string;
  readonly ids: readonly AlertId[];
}

export interface QueueDeps {
  readonly me: ReadonlySignal<UserId | null>;
  /** Epoch milliseconds, moving at least every few seconds. */
  readonly nowMs: ReadonlySignal<number>;
  /** Further words by which an alert is found. */
  readonly searchable?: (alert: AlertView) => string;
}

/** Decided alerts beyond this many are dropped, oldest first: older ones are fetched again when asked for. */
export const ALERTS_HELD_MAX = 5_000;

/**
 * The alerts that this person may see, and the rows laid out from them. New alerts never move what is being read: they
 * are counted in `fresh` until {@link Queue.takeIn} lays the rows out anew.
 */
export const createQueue = (deps: QueueDeps) => {
  const alerts = signal<ReadonlyMap<AlertId, AlertView>>(new Map());
  const tab = signal<Tab>('alerts');
  const filter = signal<Filter>(NO_FILTER);
  const sortBy = signal<SortBy>('severity');
  const places = signal<readonly Place[]>([]);
  const inFlight = signal<ReadonlySet<AlertId>>(new Set());
  const loaded = signal(false);
  const seen = signal<ReadonlyMap<AlertId, number>>(new Map());
  const searchable = deps.searchable ?? (() => '');

  const wanted = (alert: AlertView): boolean => passes(alert, filter.value, deps.me.value, searchable);
  const belonging = computed(() => {
    const nowMs = deps.nowMs.value;
    return [...alerts.value.values()].filter((alert) => tabOf(alert, nowMs) === tab.value && wanted(alert));
  });
  const rows = computed(() => {
    const found: Card[] = [];
    for (const { key, ids } of places.value) {
      const [first, ...rest] = ids.flatMap((id) => {
        const alert = inFlight.value.has(id) ? undefined : alerts.value.get(id);
        return alert ? [alert] : [];
      });
      if (first) found.push(cardOf(key, [first, ...rest]));
    }
    return found;
  });
  const fresh = computed(() => {
    const placed = new Set(places.value.flatMap(({ ids }) => ids));
    return belonging.value.filter(({ id }) => !placed.has(id));
  });
  const perTab = computed(() => {
    const nowMs = deps.nowMs.value;
    const counts: Record<Tab, number> = { alerts: 0, review: 0, later: 0, decided: 0 };
    for (const alert of alerts.value.values()) counts[tabOf(alert, nowMs)] += 1;
    return counts;
  });

  /** Lays the rows out anew: what is fresh is taken in, what has left goes, and the order is that of now. */
  const takeIn = (): void => {
    places.value = cardsOf(belonging.peek(), tab.peek(), sortBy.peek()).map(({ key, alerts: members }) => ({
      key,
      ids: members.map(({ id }) => id),
    }));
  };
  /** Nobody is reading an empty list, so it fills by itself. */
  const settle = (): void => {
    if (rows.peek().length === 0 && fresh.peek().length > 0) takeIn();
  };

  return {
    alerts: alerts as ReadonlySignal<ReadonlyMap<AlertId, AlertView>>,
    tab: tab as ReadonlySignal<Tab>,
    filter: filter as ReadonlySignal<Filter>,
    sortBy: sortBy as ReadonlySignal<SortBy>,
    rows,
    fresh,
    perTab,
    loaded: loaded as ReadonlySignal<boolean>,
    counts: computed(() => countsOf(alerts.value.values(), deps.me.value)),
    takeIn,
    /** What this person has just moved here themself is no news: where nothing else is fresh, it is taken in at once. */
    takeInOwn(ids: readonly AlertId[]): void {
      const own = new Set(ids);
      if (fresh.peek().length > 0 && fresh.peek().every(({ id }) => own.has(id))) takeIn();
    },
    ...received(alerts, loaded, seen, settle, takeIn),
    ...arranging({ tab, filter, sortBy }, takeIn),
    ...deciding({ places, inFlight, settle }),
    /** Another person is at the desk: nothing of what was held may be shown to them. */
    forget(): void {
      batch(() => {
        alerts.value = new Map();
        places.value = [];
        inFlight.value = new Set();
        seen.value = new Map();
        loaded.value = false;
        tab.value = 'alerts';
        filter.value = NO_FILTER;
      });
    },
    /** True while someone has changed an alert of the card since this person last looked at it. */
    changed: (card: Card): boolean =>
      card.alerts.some(({ id, revision }) => (seen.value.get(id) ?? -1) < revision),
    look(card: Card): void {
      if (!card.alerts.some(({ id, revision }) => (seen.peek().get(id) ?? -1) < revision)) return;
      // Only of what is still held: over a long shift the rest adds up.
      const held = alerts.peek();
      const next = new Map([...seen.peek()].filter(([id]) => held.has(id)));
      for (const { id, revision } of card.alerts) next.set(id, revision);
      seen.value = next;
    },
  };
};

export type Queue = ReturnType<typeof createQueue>;

type AlertsSignal = Signal<ReadonlyMap<AlertId, AlertView>>;

/** Keeps the highest revision of each alert, so that replays and repeats change nothing. */
const merged = (
  held: ReadonlyMap<AlertId, AlertView>,
  changes: Iterable<AlertView>,
): Map<AlertId, AlertView> => {
  const next = new Map(held);
  for (const alert of changes) {
    const known = next.get(alert.id);
    if (!known || alert.revision > known.revision) next.set(alert.id, alert);
  }
  return next;
};

const bounded = (alerts: Map<AlertId, AlertView>): Map<AlertId, AlertView> => {
  if (alerts.size <= ALERTS_HELD_MAX) return alerts;
  const decided = [...alerts.values()]
    .filter(({ decision }) => decision)
    .sort((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1));
  for (const { id } of decided.slice(0, alerts.size - ALERTS_HELD_MAX)) alerts.delete(id);
  return alerts;
};

const received = (
  alerts: AlertsSignal,
  loaded: Signal<boolean>,
  seen: Signal<ReadonlyMap<AlertId, number>>,
  settle: () => void,
  takeIn: () => void,
) => ({
  /** Changes from the feed or from an answer: of each alert the highest revision stays. */
  apply(changes: readonly AlertView[]): void {
    const held = alerts.peek();
    const moved = changes.some((alert) => alert.revision > (held.get(alert.id)?.revision ?? -1));
    if (!moved) return;
    alerts.value = bounded(merged(held, changes));
    settle();
  },
  /** Replaces what is held; an alert known at a higher revision than the snapshot's keeps it. */
  replace(snapshot: readonly AlertView[]): void {
    const held = alerts.peek();
    const known = new Map<AlertId, AlertView>();
    for (const { id } of snapshot) {
      const alert = held.get(id);
      if (alert) known.set(id, alert);
    }
    alerts.value = merged(known, snapshot);
    if (!loaded.peek()) {
      // What was already there at the first look is not news.
      seen.value = new Map(snapshot.map(({ id, revision }) => [id, revision]));
      loaded.value = true;
      takeIn();
    } else settle();
  },
  dropBroadcasts(removed: readonly PublicId[]): void {
    const gone = new Set(removed);
    const held = alerts.peek();
    alerts.value = new Map([...held].filter(([, alert]) => !gone.has(alert.broadcast.publicId)));
    settle();
  },
});

interface Arrangement {
  readonly tab: Signal<Tab>;
  readonly filter: Signal<Filter>;
  readonly sortBy: Signal<SortBy>;
}

const arranging = ({ tab, filter, sortBy }: Arrangement, takeIn: () => void) => ({
  showTab(next: Tab): void {
    tab.value = next;
    takeIn();
  },
  narrow(change: Partial<Filter>): void {
    filter.value = { ...filter.peek(), ...change };
    takeIn();
  },
  sort(next: SortBy): void {
    sortBy.value = next;
    takeIn();
  },
});

interface Rows {
  readonly places: Signal<readonly Place[]>;
  readonly inFlight: Signal<ReadonlySet<AlertId>>;
  readonly settle: () => void;
}

const deciding = ({ places, inFlight, settle }: Rows) => ({
  /** Hides the alerts while a decision on them is on its way. */
  hide(ids: readonly AlertId[]): void {
    inFlight.value = new Set([...inFlight.peek(), ...ids]);
  },
  /** Ends {@link hide}: those in `left` leave the rows for good, the others are where they were. */
  reveal(ids: readonly AlertId[], left: readonly AlertId[]): void {
    const gone = new Set(left);
    places.value = places.peek().flatMap(({ key, ids: members }) => {
      const staying = members.filter((id) => !gone.has(id));
      return staying.length > 0 ? [{ key, ids: staying }] : [];
    });
    const arrived = new Set(ids);
    inFlight.value = new Set([...inFlight.peek()].filter((id) => !arrived.has(id)));
    settle();
  },
});

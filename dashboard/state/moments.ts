import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type AlertId, asAlertId } from '../../models/contract/ids.ts';
import { MOMENT_AFTER_MS, type Moment } from '../../models/contract/moment.ts';
import { type Api, RequestFailed } from '../link/http.ts';

/** Moments kept for going back and forth; each is three minutes of lines. */
export const MOMENTS_HELD_MAX = 30;
/** While the broadcast has not passed the moment's end, what came since is fetched this often. */
export const MOMENT_REFRESH_MS = 4_000;
/** Moving quickly down the queue should not ask for every row on the way. */
export const MOMENT_PAUSE_MS = 60;

export interface MomentState {
  readonly id: AlertId | null;
  readonly moment: Moment | null;
  /** Epoch milliseconds since which the moment could not be renewed. */
  readonly staleSinceMs?: number;
  readonly failure?: { readonly code: string; readonly message: string };
}

export interface MomentsDeps {
  readonly api: Pick<Api, 'moment'>;
  readonly now: () => number;
  readonly later: (act: () => void, ms: number) => () => void;
}

export interface Moments {
  readonly current: ReadonlySignal<MomentState>;
  open(id: AlertId | null): void;
  /** Fetches the open one again, e.g. because the alert has changed. */
  renew(): void;
  /** Fetches one that will probably be wanted next. */
  prepare(id: AlertId): void;
  /** Drops everything: another person is at the desk. */
  forget(): void;
}

const goesOn = (moment: Moment): boolean =>
  moment.broadcast.state !== 'ended' && moment.broadcast.atMs < moment.atMs + MOMENT_AFTER_MS;

/** Loads and keeps the moments of alerts; the open one is renewed while the broadcast is still in it. */
export const createMoments = ({ api, now, later }: MomentsDeps): Moments => {
  let held = new Map<AlertId, Moment>();
  const current = signal<MomentState>({ id: null, moment: null });
  let abort: AbortController | undefined;
  let cancel = (): void => {};

  const keep = (id: AlertId, moment: Moment): void => {
    held.delete(id);
    held.set(id, moment);
    const oldest = held.keys().next().value;
    if (held.size > MOMENTS_HELD_MAX && oldest) held.delete(oldest);
  };
  const fetchOpen = async (id: AlertId): Promise<void> => {
    abort?.abort();
    abort = new AbortController();
    const { signal: aborted } = abort;
    try {
      const moment = await api.moment(id, aborted);
      keep(id, moment);
      if (current.peek().id !== id) return;
      current.value = { id, moment };
      if (goesOn(moment)) plan(id, MOMENT_REFRESH_MS);
    } catch (cause) {
      if (aborted.aborted || current.peek().id !== id) return;
      const known = current.peek();
      const failure =
        cause instanceof RequestFailed
          ? { code: cause.code, message: cause.message }
          : { code: 'network', message: String(cause) };
      // What may not be seen any more must not stay on screen either.
      const gone = cause instanceof RequestFailed && [403, 404].includes(cause.status);
      if (gone) held.delete(id);
      const moment = gone ? null : known.moment;
      current.value = { id, moment, staleSinceMs: known.staleSinceMs ?? now(), failure };
      // The next attempt comes by itself where it can help.
      if (failure.code === 'network' || failure.code.startsWith('http-5')) plan(id, MOMENT_REFRESH_MS);
    }
  };
  const plan = (id: AlertId, ms: number): void => {
    cancel();
    cancel = later(() => void fetchOpen(id), ms);
  };

  return {
    current: computed(() => current.value),
    open(id) {
      if (current.peek().id === id) return;
      cancel();
      abort?.abort();
      current.value = { id, moment: (id && held.get(id)) ?? null };
      if (id) plan(id, MOMENT_PAUSE_MS);
    },
    renew() {
      const { id } = current.peek();
      if (id) plan(id, 0);
    },
    prepare(id) {
      if (held.has(id)) return;
      const asked = held;
      api
        .moment(id)
        .then((moment) => asked === held && keep(asAlertId(id), moment))
        .catch(() => {
          // It is asked for again, and a failure is said, once the person opens it.
        });
    },
    forget() {
      cancel();
      abort?.abort();
      held = new Map();
      current.value = { id: null, moment: null };
    },
  };
};

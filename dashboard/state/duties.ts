import { computed, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import type { BroadcastView } from '../../models/contract/broadcast.ts';
import type { DutiesBoard } from '../../models/contract/duty.ts';
import type { PublicId } from '../../models/contract/ids.ts';
import { type Api, RequestFailed } from '../link/http.ts';

/** A broadcast under discussion changes several times a second; a person does not read faster than this. */
export const DUTIES_EVERY_MS = 1_000;
/** Many rooms at once are glanced at: none of them is asked more often than this. */
export const DUTIES_GLANCE_MS = 5_000;
/** After a failure that may pass. */
export const DUTIES_RETRY_MS = 4_000;

export type DutiesFailure =
  /** Nothing is kept of what this broadcast owes, or this person may not see it. */
  | 'none'
  /** The server cannot answer at the moment. */
  | 'unavailable'
  | 'network';

export interface DutiesState {
  readonly board: DutiesBoard | null;
  /** Epoch milliseconds since which the board could not be renewed. */
  readonly staleSinceMs?: number;
  readonly failure?: DutiesFailure;
}

const NOTHING: DutiesState = { board: null };

export interface DutiesDeps {
  readonly api: Pick<Api, 'duties'>;
  /** What the feed has said of each broadcast: its `dutiesLeaf` says when there is something new. */
  readonly broadcasts: ReadonlySignal<ReadonlyMap<PublicId, BroadcastView>>;
  readonly now: () => number;
  /** Runs `act` after `ms`; the answer cancels it. */
  readonly later: (act: () => void, ms: number) => () => void;
}

interface Followed {
  readonly state: Signal<DutiesState>;
  /** Pace of each watcher; the most demanding counts. */
  readonly paces: Map<symbol, number>;
  /** The newest record that was asked for. */
  askedLeaf: number;
  askedAtMs: number;
  abort: AbortController | null;
  /** Something came while a request was on its way. */
  again: boolean;
  cancel: () => void;
}

const failureOf = (cause: unknown): DutiesFailure => {
  if (!(cause instanceof RequestFailed) || cause.status === 0) return 'network';
  return [403, 404].includes(cause.status) ? 'none' : 'unavailable';
};

/** What products owe and viewers ask, of every broadcast that is looked at. */
export const createDuties = (deps: DutiesDeps) => {
  const held = signal<ReadonlyMap<PublicId, Signal<DutiesState>>>(new Map());
  const followed = new Map<PublicId, Followed>();

  const leafOf = (id: PublicId): number => deps.broadcasts.peek().get(id)?.dutiesLeaf ?? -1;
  const ask = async (id: PublicId, one: Followed): Promise<void> => {
    one.cancel();
    if (one.abort) {
      one.again = true;
      return;
    }
    const abort = new AbortController();
    one.abort = abort;
    one.again = false;
    one.askedLeaf = leafOf(id);
    one.askedAtMs = deps.now();
    try {
      const board = await deps.api.duties(id, abort.signal);
      if (!abort.signal.aborted) arrived(one, board);
    } catch (cause) {
      if (!abort.signal.aborted) failed(id, one, failureOf(cause));
    } finally {
      if (one.abort === abort) one.abort = null;
    }
    if (one.again && !abort.signal.aborted) plan(id, one);
  };
  const arrived = (one: Followed, board: DutiesBoard): void => {
    const known = one.state.peek().board;
    // An answer that was overtaken on its way says less than what is on screen.
    one.state.value = { board: known && known.leafIndex > board.leafIndex ? known : board };
  };
  const failed = (id: PublicId, one: Followed, failure: DutiesFailure): void => {
    const known = one.state.peek();
    if (failure === 'none') {
      // What may not be seen any more must not stay on screen; more is asked once there is something new.
      one.state.value = { board: null, failure };
      return;
    }
    one.state.value = { board: known.board, failure, staleSinceMs: known.staleSinceMs ?? deps.now() };
    one.cancel = deps.later(() => void ask(id, one), DUTIES_RETRY_MS);
  };
  /** Asks as soon as the pace allows. */
  const plan = (id: PublicId, one: Followed): void => {
    const paceMs = Math.min(...one.paces.values());
    one.cancel();
    one.cancel = deps.later(() => void ask(id, one), Math.max(0, one.askedAtMs + paceMs - deps.now()));
  };

  const begin = (id: PublicId): Followed => {
    const state = signal<DutiesState>(NOTHING);
    held.value = new Map(held.peek()).set(id, state);
    const one: Followed = {
      state,
      paces: new Map(),
      askedLeaf: -1,
      askedAtMs: Number.NEGATIVE_INFINITY,
      abort: null,
      again: false,
      cancel: () => {},
    };
    followed.set(id, one);
    return one;
  };
  const end = (id: PublicId, one: Followed): void => {
    one.cancel();
    one.abort?.abort();
    followed.delete(id);
    const next = new Map(held.peek());
    next.delete(id);
    held.value = next;
  };

  effect(() => {
    const broadcasts = deps.broadcasts.value;
    untracked(() => {
      for (const [id, one] of followed) {
        const leaf = broadcasts.get(id)?.dutiesLeaf ?? -1;
        if (leaf <= one.askedLeaf) continue;
        one.askedLeaf = leaf;
        if (one.abort) one.again = true;
        else plan(id, one);
      }
    });
  });

  return {
    /** The board of a broadcast that is watched. */
    of: (id: PublicId): DutiesState => held.value.get(id)?.value ?? NOTHING,
    /** Fetches and follows a broadcast until the answer is called. Several may watch the same one. */
    watch(id: PublicId, paceMs = DUTIES_EVERY_MS): () => void {
      const one = followed.get(id) ?? begin(id);
      const key = Symbol(id);
      const first = one.paces.size === 0;
      one.paces.set(key, paceMs);
      if (first) void ask(id, one);
      return () => {
        if (!one.paces.delete(key) || one.paces.size > 0) return;
        if (followed.get(id) === one) end(id, one);
      };
    },
    /** Fetches it again now. */
    renew(id: PublicId): void {
      const one = followed.get(id);
      if (one) void ask(id, one);
    },
    /** How many broadcasts are watched. */
    watched: computed(() => held.value.size),
    forget(): void {
      for (const [id, one] of [...followed]) end(id, one);
    },
  };
};

export type Duties = ReturnType<typeof createDuties>;

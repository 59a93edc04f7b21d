import type { BroadcastDoc, TokenDoc } from '../../models/store/documents.ts';
import type { Store } from '../../models/store/store.ts';
import { senderOf } from '../identity/bearer.ts';
import { findTarget } from './find-target.ts';

export interface Sending {
  readonly token: TokenDoc;
  readonly broadcast: BroadcastDoc;
}

/** Who may feed what is asked again after this: a right that has ended ends within it. A live feed asks several times a second. */
const KNOWN_MS = 1_000;
/** Pairs of token and broadcast that are remembered, and tokens: ten times as many as are live at once. */
const KNOWN_MAX = 5_000;

/** Finds a sender and the broadcast that it names, with its right to it. @throws Problem as `senderOf` and `findTarget` do. */
export type Known = (token: string | null, broadcastId: string) => Promise<Sending>;

/** Remembers what was found under a name for {@link KNOWN_MS}. What was refused is asked again each time. */
const createMemory = <T>(now: () => number) => {
  const known = new Map<string, { readonly untilMs: number; readonly found: Promise<T> }>();
  return async (name: string, ask: () => Promise<T>): Promise<T> => {
    const held = known.get(name);
    if (held && now() < held.untilMs) return held.found;
    const found = ask();
    known.delete(name);
    known.set(name, { untilMs: now() + KNOWN_MS, found });
    for (const oldest of known.keys()) {
      if (known.size <= KNOWN_MAX) break;
      known.delete(oldest);
    }
    try {
      return await found;
    } catch (error) {
      if (known.get(name)?.found === found) known.delete(name);
      throw error;
    }
  };
};

/** Asks the store at most once in {@link KNOWN_MS} for each token, and for each broadcast that one names. */
export const createKnown = (deps: {
  readonly store: Store;
  readonly demo: boolean;
  readonly now: () => number;
}): Known => {
  const { store, demo, now } = deps;
  const tokens = createMemory<TokenDoc>(now);
  const broadcasts = createMemory<BroadcastDoc>(now);
  return async (name, broadcastId) => {
    const token = await tokens(String(name), () => senderOf(store, name, demo));
    const ask = () => findTarget(store, token, broadcastId, now());
    return { token, broadcast: await broadcasts(`${name} ${broadcastId}`, ask) };
  };
};

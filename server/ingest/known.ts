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
/** Pairs of token and broadcast that are remembered: ten times as many as are live at once. */
const KNOWN_MAX = 5_000;

/** Finds a sender and the broadcast that it names, with its right to it. @throws Problem as `senderOf` and `findTarget` do. */
export type Known = (token: string | null, broadcastId: string) => Promise<Sending>;

/** Asks the store at most once in {@link KNOWN_MS} for each token and broadcast. What was refused is asked again each time. */
export const createKnown = (deps: {
  readonly store: Store;
  readonly demo: boolean;
  readonly now: () => number;
}): Known => {
  const known = new Map<string, { readonly untilMs: number; readonly sending: Promise<Sending> }>();
  const ask = async (token: string | null, broadcastId: string): Promise<Sending> => {
    const doc = await senderOf(deps.store, token, deps.demo);
    return { token: doc, broadcast: await findTarget(deps.store, doc, broadcastId, deps.now()) };
  };
  return async (token, broadcastId) => {
    const name = `${token} ${broadcastId}`;
    const held = known.get(name);
    if (held && deps.now() < held.untilMs) return held.sending;
    const sending = ask(token, broadcastId);
    known.delete(name);
    known.set(name, { untilMs: deps.now() + KNOWN_MS, sending });
    for (const oldest of known.keys()) {
      if (known.size <= KNOWN_MAX) break;
      known.delete(oldest);
    }
    try {
      return await sending;
    } catch (error) {
      if (known.get(name)?.sending === sending) known.delete(name);
      throw error;
    }
  };
};

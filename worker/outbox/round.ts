import type { AccountKeys } from '../../models/store/account-keys.ts';
import { noteKept, noteNotSent, noteSent, takeMessage } from '../../models/store/outbox.ts';
import type { Store } from '../../models/store/store.ts';
import type { Log } from '../observe/log.ts';
import type { Sender } from './sender.ts';

/** How often the outbox is looked into: a person waits for the code. */
export const OUTBOX_ROUND_MS = 1_000;
/** Messages of one round: a provider that takes seconds for each does not hold up the next round for minutes. */
const PER_ROUND_MAX = 20;

export interface OutboxRoundDeps {
  readonly store: Store;
  readonly keys: AccountKeys;
  readonly sender: Sender;
  readonly now: () => number;
  readonly log: Log;
}

/** Hands on what is due, one after the other; several workers take turns, each message is one worker's at a time. */
export const createOutboxRound = ({
  store,
  keys,
  sender,
  now,
  log,
}: OutboxRoundDeps): { round(): Promise<void>; stop(): void } => {
  const stopping = new AbortController();
  return {
    async round() {
      for (let sent = 0; sent < PER_ROUND_MAX && !stopping.signal.aborted; sent += 1) {
        const message = await takeMessage(store, keys, new Date(now()));
        if (!message) return;
        const outcome = await sender.send(message, stopping.signal);
        if (outcome === 'sent') await noteSent(store, message.id, new Date(now()));
        else if (outcome === 'kept') await noteKept(store, message.id);
        else {
          log.warn({ message: message.id, problem: outcome.problem }, 'a message was not handed on');
          await noteNotSent(store, message.id, outcome.problem, new Date(now()));
        }
      }
    },
    stop: () => stopping.abort(),
  };
};

import type { IncomingMessage } from 'node:http';
import type { Store } from '../../models/store/store.ts';
import { markOf, personOf } from '../identity/session.ts';
import type { Reading } from './reading.ts';

/** The request behind a connection, after the session middleware. */
export interface SessionRequest extends IncomingMessage {
  readonly session: Parameters<typeof markOf>[0];
  readonly sessionID: string;
}

export interface AdmitDeps {
  readonly store: Store;
  readonly now: () => number;
  readonly demo: boolean;
}

/** The reader behind a connection, by the same session and the same rules as HTTP; null for nobody. */
export const admit = async (deps: AdmitDeps, request: SessionRequest): Promise<Reading | null> => {
  const mark = markOf(request.session);
  const person = await personOf(deps.store, request.session, deps.now(), deps.demo);
  if (!person || !mark) return null;
  return {
    person,
    mark,
    sessionId: request.sessionID,
    live: false,
    attempt: 0,
    watched: new Set(),
    requests: { since: deps.now(), count: 0 },
  };
};

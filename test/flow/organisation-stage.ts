import { expect } from 'vitest';
import type {
  InvitationMade,
  InvitationReply,
  OrganisationView,
} from '../../models/contract/organisation.ts';
import type { SessionReply } from '../../models/contract/people.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import type { OrganisationDoc } from '../../models/store/organisation-documents.ts';
import {
  addBroadcast,
  addPerson,
  addToken,
  type Client,
  type Ground,
  logIn,
  nobody,
  OTHER_ROOM,
  openServer,
  ROOM,
  type TestServer,
} from './harness.ts';

/** An organisation with two rooms, its owner logged in, and a broadcast in the first room. */
export interface Stage {
  readonly server: TestServer;
  owner: Client;
  readonly ownerId: string;
  readonly id: string;
  readonly broadcast: BroadcastDoc;
  /** Moves the server's clock on. */
  pass(ms: number): void;
  at(rest: string): string;
  invite(more?: Record<string, unknown>): Promise<InvitationMade>;
  look(token: string): Promise<InvitationReply>;
  newcomer(login: string): Promise<Client>;
  /** As the owner sees it. */
  seen(): Promise<OrganisationView>;
  close(): Promise<void>;
}

export const accept = (who: Client, token: string): Promise<Response> =>
  who.send('POST', '/api/invitations/accept', { token });

export const meOf = async (who: Client): Promise<SessionReply['me']> =>
  ((await (await who.get('/api/session')).json()) as SessionReply).me;

const emptied = async ({ store }: Ground): Promise<void> => {
  const people = [store.users, store.organisations, store.memberships, store.invitations, store.audits];
  for (const one of [...people, store.broadcasts, store.alerts])
    await (one as unknown as typeof store.users).deleteMany({});
};

/** Clears the ground's people and broadcasts, and sets the stage anew. */
export const openStage = async (ground: Ground): Promise<Stage> => {
  const { store } = ground;
  await emptied(ground);
  let nowMs = Date.now();
  const server = await openServer(ground, { now: () => nowMs });
  const ownerId = (await addPerson(store, 'host', { login: 'owner', rooms: [ROOM, OTHER_ROOM] })).id;
  const id = ((await store.organisations.findOne().lean<OrganisationDoc>()) as OrganisationDoc)._id;
  const { token: sender } = await addToken(store);
  const broadcast = await addBroadcast(ground, server.url, sender, `b-${Math.random()}`);
  const at = (rest: string): string => `/api/organisations/${id}${rest}`;
  const stage: Stage = {
    server,
    owner: await logIn(server.url, 'owner'),
    ownerId,
    id,
    broadcast,
    pass: (ms) => {
      nowMs += ms;
    },
    at,
    async invite(more = {}) {
      const body = { label: 'the new one', role: 'assistant', rooms: [ROOM], ...more };
      const response = await stage.owner.send('POST', at('/invitations'), body);
      expect(response.status).toBe(201);
      return (await response.json()) as InvitationMade;
    },
    async look(token) {
      const response = await nobody(server.url).send('POST', '/api/invitations/look', { token });
      return (await response.json()) as InvitationReply;
    },
    async newcomer(login) {
      await addPerson(store, 'host', { login, rooms: [] });
      return logIn(server.url, login);
    },
    seen: async () => (await (await stage.owner.get(at(''))).json()) as OrganisationView,
    close: () => server.close(),
  };
  return stage;
};

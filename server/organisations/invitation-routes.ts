import { randomBytes } from 'node:crypto';
import { type Request, Router } from 'express';
import type { InvitationReply } from '../../models/contract/organisation.ts';
import { acceptSchema, invitationTokenSchema } from '../../models/contract/organisation-schemas.ts';
import type { SessionReply } from '../../models/contract/people.ts';
import {
  acceptAsNew,
  acceptInvitation,
  declineInvitation,
  InvitationOver,
  lookAtInvitation,
} from '../../models/store/invitations.ts';
import { roomsAsked, withMemberships } from '../../models/store/memberships.ts';
import { roomNames } from '../../models/store/organisation-views.ts';
import type { Store } from '../../models/store/store.ts';
import type { Announcer } from '../feed/announce.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { checkOrigin } from '../identity/csrf.ts';
import { addressCounted, type Limits } from '../identity/limits.ts';
import { asker, beginSession, toMe } from '../identity/session.ts';
import { told } from './refusals.ts';

export interface InvitationDeps {
  readonly store: Store;
  readonly limits: Limits;
  readonly now: () => number;
  readonly demo: boolean;
  readonly publicUrl: string;
  readonly announcer: Announcer;
}

const offered = async (store: Store, token: string, now: Date): Promise<InvitationReply> => {
  try {
    const { invitation, organisation } = await lookAtInvitation(store, token, now);
    const rooms = roomsAsked(invitation);
    return {
      state: 'open',
      organisation: { name: organisation.name, kind: organisation.kind },
      role: invitation.role,
      rooms: rooms === 'all' ? rooms : await roomNames(store, rooms),
      invitedBy: invitation.invitedBy.name,
      expiresAt: invitation.expiresAt.toISOString(),
      loginEnding: invitation.loginEnding,
    };
  } catch (error) {
    if (error instanceof InvitationOver) return { state: error.state };
    throw error;
  }
};

/**
 * For whoever holds an invitation's secret, which comes in the body so that no log and no other site has it:
 * `POST /api/invitations/look` {token}: InvitationReply.
 * `POST /api/invitations/accept` {token}: SessionReply, by the host who is logged in; {token, login, name, password}: 201
 * SessionReply, makes a login that ends as the offer says and logs in.
 * `POST /api/invitations/decline` {token}: 204, with or without a login.
 *
 * 404 for a secret that opens nothing, whatever it is; 410 `invitation-over`; 429 counted by address.
 */
export const invitationRoutes = (deps: InvitationDeps): Router => {
  const router = Router();
  const { store } = deps;
  const counted = async (req: Request): Promise<Date> => {
    checkOrigin(req, deps.publicUrl);
    await deps.limits.invitationsPerAddress.take(addressCounted(req.ip ?? ''));
    return new Date(deps.now());
  };

  router.post('/api/invitations/look', async (req, res) => {
    const now = await counted(req);
    const { token } = read(invitationTokenSchema, req.body);
    res.json(await told(offered(store, token, now)));
  });

  router.post('/api/invitations/accept', async (req, res) => {
    const now = await counted(req);
    const request = read(acceptSchema, req.body);
    const person = asker(res);
    if ('login' in request) {
      if (person) throw new Problem('conflict', 'log out first, or accept with the login you have');
      const user = await told(acceptAsNew(store, request.token, request, now));
      const csrf = randomBytes(24).toString('base64url');
      await beginSession(req, { user, csrf, now: deps.now() });
      const me = toMe(await withMemberships(store, user));
      res.status(201).json({ me, csrf, demo: deps.demo } satisfies SessionReply);
      return;
    }
    if (!person) throw new Problem('unauthorised', 'log in first, or choose a login');
    await told(acceptInvitation(store, request.token, person, now));
    await deps.announcer.peopleChanged([person._id]);
    const me = toMe(await withMemberships(store, person));
    res.json({ me, csrf: req.session.csrf ?? '', demo: deps.demo } satisfies SessionReply);
  });

  router.post('/api/invitations/decline', async (req, res) => {
    const now = await counted(req);
    const { token } = read(invitationTokenSchema, req.body);
    const person = asker(res);
    await told(declineInvitation(store, token, person && { id: person._id, name: person.name }, now));
    res.status(204).end();
  });

  return router;
};

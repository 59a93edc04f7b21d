import { type Response, Router } from 'express';
import { z } from 'zod';
import {
  asInvitationId,
  asOrganisationId,
  asUserId,
  type OrganisationId,
} from '../../models/contract/ids.ts';
import type {
  InvitationMade,
  OrganisationList,
  OrganisationView,
} from '../../models/contract/organisation.ts';
import {
  assignmentSchema,
  invitationSchema,
  leaveSchema,
  memberChangeSchema,
  organisationSchema,
  removalSchema,
} from '../../models/contract/organisation-schemas.ts';
import { makeInvitation, withdrawInvitation } from '../../models/store/invitations.ts';
import { changeMember, removeMember } from '../../models/store/keep-members.ts';
import { assignRooms, createOrganisation, type Deed } from '../../models/store/keep-organisation.ts';
import {
  freeRooms,
  listOrganisations,
  organisationAudit,
  organisationView,
  toInvitationView,
} from '../../models/store/organisation-views.ts';
import type { Deps } from '../deps.ts';
import type { Announcer } from '../feed/announce.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { mayAssignRooms, mayKeepMembers, mayReadAudit, maySeeOrganisation } from '../identity/rules.ts';
import { someone } from '../identity/session.ts';
import { told } from './refusals.ts';

export type OrganisationDeps = Pick<Deps, 'store' | 'now' | 'limits' | 'config'> & {
  readonly announcer: Announcer;
};

/** Query of `GET /api/organisations/:id/audit`. */
export const auditQuery = z.object({ before: z.string().max(64).optional() });

const forOrganisations = (res: Response) => {
  const person = someone(res);
  if (person.role !== 'host' && person.role !== 'admin')
    throw new Problem('forbidden', 'organisations are for their members and for admins');
  return person;
};

/** What is not one's own is as if it were not there. @throws Problem `unauthorised`, `forbidden`, `not-found` */
const seen = (res: Response, id: string): OrganisationId => {
  const organisation = asOrganisationId(id);
  if (!maySeeOrganisation(forOrganisations(res), organisation))
    throw new Problem('not-found', 'there is no such organisation');
  return organisation;
};

/** @throws Problem as {@link seen}, and `forbidden` */
const kept = (res: Response, id: string): OrganisationId => {
  const organisation = seen(res, id);
  if (!mayKeepMembers(someone(res), organisation))
    throw new Problem('forbidden', 'only owners of the organisation and admins keep its members');
  return organisation;
};

/** The act of whoever asks, counted. @throws Problem `too-many` */
const deedOf = async (deps: OrganisationDeps, res: Response, reason?: string): Promise<Deed> => {
  const { _id: id, name } = someone(res);
  await deps.limits.organisationActsPerPerson.take(id);
  return { by: { id, name }, now: new Date(deps.now()), ...(reason !== undefined && { reason }) };
};

const viewOf = async (
  deps: OrganisationDeps,
  res: Response,
  id: OrganisationId,
): Promise<OrganisationView> => {
  const person = someone(res);
  const looking = { keeps: mayKeepMembers(person, id), reader: person._id, now: new Date(deps.now()) };
  const view = await organisationView(deps.store, id, looking);
  if (!view) throw new Problem('not-found', 'there is no such organisation');
  return view;
};

/**
 * `GET /api/organisations`: {organisations, free?}; hosts: their own; admins: all, and the rooms that nobody has.
 * `GET /api/organisations/:id`: OrganisationView; members and admins.
 * `GET /api/organisations/:id/audit?before=`: {entries, next?}, newest first; owners and admins.
 */
const readingRoutes = (deps: OrganisationDeps): Router => {
  const router = Router();
  const { store } = deps;

  router.get('/api/organisations', async (_req, res) => {
    const person = forOrganisations(res);
    const own = new Map(person.memberships.map(({ organisationId, role }) => [organisationId, role]));
    const isAdmin = person.role === 'admin';
    const reply: OrganisationList = {
      organisations: await listOrganisations(store, isAdmin ? undefined : own),
      ...(isAdmin && { free: await freeRooms(store) }),
    };
    res.json(reply);
  });

  router.get('/api/organisations/:id', async (req, res) => {
    res.json(await viewOf(deps, res, seen(res, req.params.id)));
  });

  router.get('/api/organisations/:id/audit', async (req, res) => {
    const id = seen(res, req.params.id);
    if (!mayReadAudit(someone(res), id))
      throw new Problem('forbidden', 'only owners of the organisation and admins read its audit');
    const page = await organisationAudit(store, id, read(auditQuery, req.query).before);
    if (!page)
      throw new Problem('invalid', 'before is what an earlier answer gave as next', { field: 'before' });
    res.json(page);
  });

  return router;
};

/**
 * `POST /api/organisations` {name, kind, rooms?, reason}: 201 OrganisationView; admins.
 * `POST /api/organisations/:id/rooms` {assign?, release?, reason}: OrganisationView; admins. 409 `room-taken` where another
 * organisation has the room. What is taken is lost to all members at once.
 */
const adminRoutes = (deps: OrganisationDeps): Router => {
  const router = Router();
  const { store, announcer } = deps;
  const admin = (res: Response): void => {
    if (!mayAssignRooms(forOrganisations(res)))
      throw new Problem('forbidden', 'only admins make organisations and assign rooms');
  };

  router.post('/api/organisations', async (req, res) => {
    admin(res);
    const { name, kind, rooms, reason } = read(organisationSchema, req.body);
    const deed = await deedOf(deps, res, reason);
    const made = await told(createOrganisation(store, { name, kind, rooms, demo: false }, deed));
    res.status(201).json(await viewOf(deps, res, made._id));
  });

  router.post('/api/organisations/:id/rooms', async (req, res) => {
    admin(res);
    const { assign, release, reason } = read(assignmentSchema, req.body);
    const id = asOrganisationId(req.params.id);
    const deed = await deedOf(deps, res, reason);
    const { changed } = await told(assignRooms(store, id, { assign, release }, deed));
    await announcer.peopleChanged(changed);
    res.json(await viewOf(deps, res, id));
  });

  return router;
};

/**
 * `PATCH /api/organisations/:id/members/:userId` {role?, rooms?, reason}: 204; owners and admins.
 * `POST /api/organisations/:id/members/:userId/removal` {reason}: 204; owners and admins.
 * `POST /api/organisations/:id/leave` {reason?}: 204; any member, as to themself.
 *
 * All take effect at once, also on live connections. 409 `last-owner` where nobody would be left to act.
 */
const memberRoutes = (deps: OrganisationDeps): Router => {
  const router = Router();
  const { store, announcer } = deps;

  router.patch('/api/organisations/:id/members/:userId', async (req, res) => {
    const id = kept(res, req.params.id);
    const { role, rooms, reason } = read(memberChangeSchema, req.body);
    const userId = asUserId(req.params.userId);
    const change = { ...(role !== undefined && { role }), ...(rooms !== undefined && { rooms }) };
    await told(changeMember(store, id, userId, change, await deedOf(deps, res, reason)));
    await announcer.peopleChanged([userId]);
    res.status(204).end();
  });

  router.post('/api/organisations/:id/members/:userId/removal', async (req, res) => {
    const id = kept(res, req.params.id);
    const { reason } = read(removalSchema, req.body);
    const userId = asUserId(req.params.userId);
    await told(removeMember(store, id, userId, 'member-removed', await deedOf(deps, res, reason)));
    await announcer.peopleChanged([userId]);
    res.status(204).end();
  });

  router.post('/api/organisations/:id/leave', async (req, res) => {
    const id = seen(res, req.params.id);
    const { reason } = read(leaveSchema, req.body);
    const { _id: me } = someone(res);
    await told(removeMember(store, id, me, 'member-left', await deedOf(deps, res, reason)));
    await announcer.peopleChanged([me]);
    res.status(204).end();
  });

  return router;
};

/**
 * `POST /api/organisations/:id/invitations` {label, role, rooms, days?}: 201 InvitationMade, the only time that the secret is
 * told; owners and admins.
 * `POST /api/organisations/:id/invitations/:invitationId/withdrawal`: InvitationView; owners and admins. 410 `invitation-over`
 * where it is settled or has expired.
 */
const offerRoutes = (deps: OrganisationDeps): Router => {
  const router = Router();
  const { store, config } = deps;

  router.post('/api/organisations/:id/invitations', async (req, res) => {
    const id = kept(res, req.params.id);
    const input = read(invitationSchema, req.body);
    const deed = await deedOf(deps, res);
    const { token, doc } = await told(makeInvitation(store, id, input, deed));
    const reply: InvitationMade = {
      invitation: toInvitationView(doc, deed.now),
      token,
      link: `${config.publicUrl}/#/invitation/${token}`,
    };
    res.status(201).json(reply);
  });

  router.post('/api/organisations/:id/invitations/:invitationId/withdrawal', async (req, res) => {
    const id = kept(res, req.params.id);
    const deed = await deedOf(deps, res);
    const doc = await told(withdrawInvitation(store, id, asInvitationId(req.params.invitationId), deed));
    res.json(toInvitationView(doc, deed.now));
  });

  return router;
};

/** Organisations, their rooms, members and invitations. Every act is audited in its own transaction. */
export const organisationRoutes = (deps: OrganisationDeps): Router => {
  const router = Router();
  for (const routes of [readingRoutes, adminRoutes, memberRoutes, offerRoutes]) router.use(routes(deps));
  return router;
};

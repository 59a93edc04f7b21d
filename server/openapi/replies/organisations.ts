import { z } from 'zod';
import {
  type InvitationMade,
  type InvitationReply,
  type InvitationView,
  ORGANISATION_ACTS,
  type OrganisationAudit,
  type OrganisationList,
  type OrganisationView,
} from '../../../models/contract/organisation.ts';
import { MEMBER_ROLES, ORGANISATION_KINDS } from '../../../models/contract/rights.ts';
import { replyOf } from './agrees.ts';
import { count, instant } from './claims.ts';

const kind = z.enum(ORGANISATION_KINDS);
const role = z.enum(MEMBER_ROLES);
const room = z.object({
  id: z.string(),
  name: z.string().optional().describe('As its newest broadcast named it.'),
});
const rooms = z
  .union([z.literal('all'), z.array(z.string())])
  .describe('`all`: also those that the organisation is given later.');
const OVER = ['accepted', 'declined', 'withdrawn', 'expired'] as const;

const invitation = z.object({
  id: z.string(),
  label: z.string().describe('For whom it is, in the owner’s own words.'),
  role,
  rooms,
  invitedBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
  state: z.enum(['open', ...OVER]),
  settled: z
    .object({ at: instant, by: z.string() })
    .optional()
    .describe('When it was accepted, declined or withdrawn, and by whom.'),
});
export const invitationView = replyOf<InvitationView>()(invitation);

export const organisationList = replyOf<OrganisationList>()(
  z.object({
    organisations: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        kind,
        members: count,
        rooms: count,
        role: role.optional().describe('The asker’s own; absent for an admin.'),
      }),
    ),
    free: z
      .array(room)
      .optional()
      .describe('Rooms that have broadcast and belong to nobody yet; for admins.'),
  }),
);

export const organisationView = replyOf<OrganisationView>()(
  z.object({
    id: z.string(),
    name: z.string(),
    kind,
    rooms: z.array(room),
    members: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          login: z.string().optional().describe('Told to those who keep the members.'),
          role,
          rooms,
          since: instant,
          disabled: z.literal(true).optional().describe('The platform has disabled this login.'),
        }),
      )
      .describe('All for those who keep them; the others see themselves and the owners.'),
    invitations: z
      .array(invitationView)
      .optional()
      .describe('For those who keep the members: open ones first, then the newest that are settled.'),
  }),
);

export const invitationMade = replyOf<InvitationMade>()(
  z.object({
    invitation: invitationView,
    token: z.string().describe('Told this once.'),
    link: z.string().describe('The address to hand on, with the secret in its fragment.'),
  }),
);

export const invitationReply = replyOf<InvitationReply>()(
  z.union([
    z.object({
      state: z.literal('open'),
      organisation: z.object({ name: z.string(), kind }),
      role,
      rooms: z.union([z.literal('all'), z.array(room)]),
      invitedBy: z.string(),
      expiresAt: instant,
      loginEnding: z.string().describe('What a new login ends in.'),
    }),
    z.object({ state: z.enum(OVER) }),
  ]),
);

export const organisationAudit = replyOf<OrganisationAudit>()(
  z.object({
    entries: z.array(
      z.object({
        at: instant,
        by: z.object({ id: z.string(), name: z.string() }),
        act: z.enum(ORGANISATION_ACTS),
        subject: z.string().describe('Id of whom or what it was done to.'),
        name: z.string().optional().describe('Of the member, or for whom the invitation is.'),
        reason: z.string().optional(),
        role: role.optional(),
        rooms: rooms.optional(),
        before: z
          .object({ role: role.optional(), rooms: rooms.optional() })
          .optional()
          .describe('What the role or rooms were before.'),
      }),
    ),
    next: z.string().optional().describe('Goes into `before` for the next page; absent on the last.'),
  }),
);

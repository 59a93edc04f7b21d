import { z } from 'zod';
import { asRoomId, type InvitationId, type OrganisationId, type RoomId, type UserId } from './ids.ts';
import { unusableOffset } from './ingest.ts';
import { MEMBER_ROLES, type MemberRole, ORGANISATION_KINDS, type OrganisationKind } from './rights.ts';

/** A name is read in lists and in sentences. */
export const NAME_CHARS_MAX = 80;
/** A reason is a sentence or two. */
export const REASON_CHARS_MAX = 500;
/** The largest agencies run some hundred rooms; each session carries those of its person. */
export const ROOMS_MAX = 500;
/** The members that one page of an organisation lists. */
export const MEMBERS_MAX = 500;
/** Organisations of one person: a freelance assistant works for a handful. */
export const MEMBERSHIPS_MAX = 20;
/** Invitations that wait at once: more than this is no longer asking people one by one. */
export const INVITATIONS_OPEN_MAX = 100;
/** Whoever is asked to come answers within days; what lies about for longer is found by others. */
export const INVITATION_DAYS_MAX = 14;
export const INVITATION_DAYS = 3;

/** What an invitation's secret looks like: 256 random bits. The prefix lets secret scanners find one. */
export const INVITATION_TOKEN = /^lwi_[A-Za-z0-9_-]{43}$/;

const words = (charsMax: number, missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(charsMax)
    .refine((text) => unusableOffset(text) < 0, 'send well-formed Unicode');

const roomId = z
  .string()
  .regex(/^[A-Za-z0-9._~:@+=-]{1,128}$/, 'this cannot be the id of a room')
  .transform(asRoomId);
const roomIds = z.array(roomId).max(ROOMS_MAX);
const reason = words(REASON_CHARS_MAX, 'say why');

/** `all`: also those that the organisation is given later. Owners always have all. */
export const memberRoomsSchema = z.union([z.literal('all'), roomIds]);
export type MemberRooms = 'all' | readonly RoomId[];

/** Body of `POST /api/organisations`. */
export const organisationSchema = z.strictObject({
  name: words(NAME_CHARS_MAX, 'give it a name'),
  kind: z.enum(ORGANISATION_KINDS),
  rooms: roomIds.default([]),
  reason,
});

/** Body of `POST /api/organisations/:id/rooms`: rooms that it is given, and rooms that are taken from it. */
export const assignmentSchema = z
  .strictObject({ assign: roomIds.default([]), release: roomIds.default([]), reason })
  .refine(({ assign, release }) => assign.length + release.length > 0, 'name a room')
  .refine(({ assign, release }) => !assign.some((room) => release.includes(room)), {
    path: ['release'],
    message: 'a room cannot be given and taken at once',
  });

/** Body of `PATCH /api/organisations/:id/members/:userId`: what is absent stays. */
export const memberChangeSchema = z
  .strictObject({
    role: z.enum(MEMBER_ROLES).optional(),
    rooms: memberRoomsSchema.optional(),
    reason,
  })
  .refine(({ role, rooms }) => role !== undefined || rooms !== undefined, 'give a role or rooms');

/** Body of `POST /api/organisations/:id/members/:userId/removal`. */
export const removalSchema = z.strictObject({ reason });

/** Body of `POST /api/organisations/:id/leave`. */
export const leaveSchema = z.strictObject({ reason: words(REASON_CHARS_MAX, 'say why').optional() });

/** Body of `POST /api/organisations/:id/invitations`. `label`: for whom, in the owner's own words. */
export const invitationSchema = z.strictObject({
  label: words(NAME_CHARS_MAX, 'say for whom it is'),
  role: z.enum(MEMBER_ROLES),
  rooms: memberRoomsSchema,
  days: z.int().min(1).max(INVITATION_DAYS_MAX).default(INVITATION_DAYS),
});

const token = z.string().max(64);
/** Body of `POST /api/invitations/look` and `/decline`. The secret is in no address, so that no log holds it. */
export const invitationTokenSchema = z.strictObject({ token });

/** Body of `POST /api/invitations/accept`: by whoever is logged in, or by someone new with a login of their own. */
export const acceptSchema = z.union([
  z.strictObject({
    token,
    login: z.string().min(1).max(128),
    name: words(NAME_CHARS_MAX, 'give your name'),
    password: z.string().min(1).max(1024),
  }),
  invitationTokenSchema,
]);

export type OrganisationRequest = z.input<typeof organisationSchema>;
export type AssignmentRequest = z.input<typeof assignmentSchema>;
export type MemberChangeRequest = z.input<typeof memberChangeSchema>;
export type InvitationRequest = z.input<typeof invitationSchema>;
export type AcceptRequest = z.input<typeof acceptSchema>;

/** A room by its id, and by the name that its newest broadcast gave it. */
export interface RoomName {
  readonly id: RoomId;
  readonly name?: string;
}

export interface MemberView {
  readonly id: UserId;
  readonly name: string;
  /** Told to those who keep the members. */
  readonly login?: string;
  readonly role: MemberRole;
  readonly rooms: MemberRooms;
  readonly since: string;
  /** The platform has disabled this login. */
  readonly disabled?: true;
}

export type InvitationState = 'open' | 'accepted' | 'declined' | 'withdrawn' | 'expired';

export interface InvitationView {
  readonly id: InvitationId;
  readonly label: string;
  readonly role: MemberRole;
  readonly rooms: MemberRooms;
  readonly invitedBy: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly state: InvitationState;
  /** When it was accepted, declined or withdrawn, and by whom. */
  readonly settled?: { readonly at: string; readonly by: string };
}

/** `GET /api/organisations`: what a list shows. */
export interface OrganisationSummary {
  readonly id: OrganisationId;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly members: number;
  readonly rooms: number;
  /** The asker's own; absent for an admin. */
  readonly role?: MemberRole;
}

export interface OrganisationList {
  readonly organisations: readonly OrganisationSummary[];
  /** Rooms that have broadcast and belong to nobody yet; for admins. */
  readonly free?: readonly RoomName[];
}

/**
 * `GET /api/organisations/:id`. Those who keep the members see all of them and the invitations; the others see themselves and
 * the owners, whom they would ask.
 */
export interface OrganisationView {
  readonly id: OrganisationId;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly rooms: readonly RoomName[];
  readonly members: readonly MemberView[];
  readonly invitations?: readonly InvitationView[];
}

/** `POST /api/organisations/:id/invitations`: the only time that the secret is told. */
export interface InvitationMade {
  readonly invitation: InvitationView;
  readonly token: string;
  /** The address to hand on. The secret is in its fragment, which browsers do not send. */
  readonly link: string;
}

/** `POST /api/invitations/look`: what someone is asked to join; of one that is over, only that and how. */
export type InvitationReply = InvitationOffer | { readonly state: Exclude<InvitationState, 'open'> };

export interface InvitationOffer {
  readonly state: 'open';
  readonly organisation: { readonly name: string; readonly kind: OrganisationKind };
  readonly role: MemberRole;
  readonly rooms: 'all' | readonly RoomName[];
  readonly invitedBy: string;
  readonly expiresAt: string;
  /** A new login ends in this, so that nobody learns which logins there are by trying. */
  readonly loginEnding: string;
}

export const ORGANISATION_ACTS = [
  'organisation-created',
  'rooms-assigned',
  'rooms-released',
  'member-invited',
  'invitation-accepted',
  'invitation-declined',
  'invitation-withdrawn',
  'member-added',
  'member-changed',
  'member-removed',
  'member-left',
] as const;
export type OrganisationAct = (typeof ORGANISATION_ACTS)[number];

/** One line of an organisation's audit. What is absent the act does not have. */
export interface OrganisationAuditEntry {
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly act: OrganisationAct;
  /** Id of whom or what it was done to. */
  readonly subject: string;
  /** Of the member, or for whom the invitation is. */
  readonly name?: string;
  readonly reason?: string;
  readonly role?: MemberRole;
  readonly rooms?: MemberRooms;
  /** What the role or rooms were before. */
  readonly before?: { readonly role?: MemberRole; readonly rooms?: MemberRooms };
}

/** `GET /api/organisations/:id/audit?before=`: newest first. */
export interface OrganisationAudit {
  readonly entries: readonly OrganisationAuditEntry[];
  /** Goes into `before` for the next page; absent on the last. */
  readonly next?: string;
}

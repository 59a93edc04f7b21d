import type { InvitationId, OrganisationId, RoomId, UserId } from './ids.ts';
import type { MemberRole, OrganisationKind } from './rights.ts';

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

/** `all`: also those that the organisation is given later. Owners always have all. */
export type MemberRooms = 'all' | readonly RoomId[];

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

import type { InvitationId, OrganisationId, RoomId, UserId } from '../contract/ids.ts';
import type { MemberRole, OrganisationKind } from '../contract/rights.ts';

/** A room belongs to one organisation at most: an index sees to it. */
export interface OrganisationDoc {
  _id: OrganisationId;
  name: string;
  kind: OrganisationKind;
  rooms: RoomId[];
  demo: boolean;
  createdAt: Date;
  /** Grows with every act on members, rooms and invitations, so that two at once are done one after the other. */
  revision: number;
}

/** A person in an organisation; one each. */
export interface MembershipDoc {
  _id: string;
  organisationId: OrganisationId;
  userId: UserId;
  role: MemberRole;
  /** Every room that the organisation has, also later; then `rooms` is empty. Always so for owners. */
  everyRoom: boolean;
  rooms: RoomId[];
  since: Date;
}

/** An invitation. The secret itself is shown once and never kept. What is open past `expiresAt` has expired. */
export interface InvitationDoc {
  _id: InvitationId;
  organisationId: OrganisationId;
  /** SHA-256 of the secret, hex. The secret has 256 random bits, so that a fast hash is enough. */
  hash: string;
  label: string;
  role: MemberRole;
  everyRoom: boolean;
  rooms: RoomId[];
  /** What the login of someone new ends in. */
  loginEnding: string;
  invitedBy: { id: string; name: string };
  createdAt: Date;
  expiresAt: Date;
  state: 'open' | 'accepted' | 'declined' | 'withdrawn';
  settled?: { at: Date; by: { id: string; name: string } };
}

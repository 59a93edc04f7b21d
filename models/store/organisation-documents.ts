import type { InvitationId, OrganisationId, RoomId, UserId } from '../contract/ids.ts';
import type { MemberRole, OrganisationKind } from '../contract/rights.ts';
import { date, flag, Mixed, mixed, number, schemaOf, strings, text } from './schema-of.ts';

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

export const organisationSchema = schemaOf<OrganisationDoc>(
  { _id: text, name: text, kind: text, rooms: strings, demo: flag, createdAt: date, revision: number },
  [{ on: { rooms: 1 }, unique: true, partialFilterExpression: { 'rooms.0': { $exists: true } } }],
);

export const membershipSchema = schemaOf<MembershipDoc>(
  {
    _id: text,
    organisationId: text,
    userId: text,
    role: text,
    everyRoom: flag,
    rooms: strings,
    since: date,
  },
  [{ on: { organisationId: 1, userId: 1 }, unique: true }, { on: { userId: 1 } }],
);

export const invitationSchema = schemaOf<InvitationDoc>(
  {
    _id: text,
    organisationId: text,
    hash: text,
    label: text,
    role: text,
    everyRoom: flag,
    rooms: strings,
    loginEnding: text,
    invitedBy: mixed,
    createdAt: date,
    expiresAt: date,
    state: text,
    settled: Mixed,
  },
  [{ on: { hash: 1 }, unique: true }, { on: { organisationId: 1, createdAt: -1 } }],
);

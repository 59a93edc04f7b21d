import { z } from 'zod';
import { asRoomId } from './ids.ts';
import { unusableOffset } from './ingest.ts';
import {
  INVITATION_DAYS,
  INVITATION_DAYS_MAX,
  NAME_CHARS_MAX,
  REASON_CHARS_MAX,
  ROOMS_MAX,
} from './organisation.ts';
import { MEMBER_ROLES, ORGANISATION_KINDS } from './rights.ts';

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

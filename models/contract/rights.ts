import type { OrganisationId, RoomId } from './ids.ts';

/** Who works with rooms: a seller, an agency of presenters (MCN), or whoever runs rooms for others. */
export const ORGANISATION_KINDS = ['merchant', 'mcn', 'operator'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** What a member is: owner 负责人, presenter 主播, assistant 场控/助播, compliance 合规. */
export const MEMBER_ROLES = ['owner', 'presenter', 'assistant', 'compliance'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

/**
 * What a member may be allowed. The first five are of a room, `check` is of the person, the last three are of the
 * organisation.
 *
 * - `desk`: a room's broadcasts, what was said in them, what is owed, what viewers ask, what stands on the prompter.
 * - `alerts`: its alerts with their evidence, from the first second; on the desk they come as nudges.
 * - `prompt`: putting a line on its prompter, from a nudge or in words of one's own, and taking it away.
 * - `correct`: saying that a claim was corrected on air.
 * - `answer`: answering a decision that was upheld against the room, in its name (陈述申辩).
 * - `check`: checking a script before a show.
 * - `overview`: the page on which all own rooms stand beside each other. It shows nothing that their desks do not show.
 * - `members`: inviting, removing, changing roles and rooms.
 * - `audit`: reading who did what in the organisation.
 */
export const RIGHTS = [
  'desk',
  'alerts',
  'prompt',
  'correct',
  'answer',
  'check',
  'overview',
  'members',
  'audit',
] as const;
export type Right = (typeof RIGHTS)[number];

/**
 * The one table of what each role may. A presenter reads the prompter and a second person fills it, so presenters have no
 * `prompt`: whoever works alone is the owner of an organisation of one. Compliance watches and
 * does not act on air, and answers for it afterwards.
 * Everyone may leave, except the last owner.
 */
export const RIGHTS_OF: Readonly<Record<MemberRole, readonly Right[]>> = {
  owner: RIGHTS,
  presenter: ['desk', 'alerts', 'correct', 'check'],
  assistant: ['desk', 'alerts', 'prompt', 'correct', 'check'],
  compliance: ['desk', 'alerts', 'answer', 'check', 'overview'],
};

/** A person's place in one organisation. */
export interface Membership {
  readonly organisationId: OrganisationId;
  /** The organisation's. */
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly role: MemberRole;
  /** The rooms to which the role applies, as they are now. */
  readonly rooms: readonly RoomId[];
}

export const hasRight = (role: MemberRole, right: Right): boolean => RIGHTS_OF[role].includes(right);

/** Whether any membership gives the right as to the room. */
export const mayInRoom = (memberships: readonly Membership[], right: Right, roomId: RoomId): boolean =>
  memberships.some(({ role, rooms }) => hasRight(role, right) && rooms.includes(roomId));

/** Whether the membership in this organisation gives the right. */
export const mayInOrganisation = (
  memberships: readonly Membership[],
  right: Right,
  id: OrganisationId,
): boolean => memberships.some(({ organisationId, role }) => organisationId === id && hasRight(role, right));

/** Whether any membership gives the right. */
export const mayAnywhere = (memberships: readonly Membership[], right: Right): boolean =>
  memberships.some(({ role }) => hasRight(role, right));

/** Every room as to which some membership gives the right, each once, sorted. */
export const roomsWith = (memberships: readonly Membership[], right: Right): RoomId[] =>
  [...new Set(memberships.flatMap(({ role, rooms }) => (hasRight(role, right) ? rooms : [])))].sort();

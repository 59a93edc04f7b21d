import { makeInvitation, withdrawInvitation } from '../../models/store/invitations.ts';
import type { MembershipDoc, OrganisationDoc } from '../../models/store/organisation-documents.ts';
import { addPerson, type Ground, ROOM } from './harness.ts';
import type { Call } from './openapi-calls.ts';

/** The organisation that the host owns. */
export interface Organisation {
  readonly id: string;
  readonly ownerId: string;
  /** An assistant. */
  readonly memberId: string;
  /** May not belong to organisations. */
  readonly roleless: 'consumer';
  /** Of three open invitations; a new login of the first ends in `ending`. */
  readonly tokens: readonly string[];
  readonly ending: string;
  /** An invitation that is withdrawn, and one that is open. */
  readonly doneId: string;
  readonly openId: string;
}

export const tellOrganisation = async ({ store }: Ground): Promise<Organisation> => {
  const organisation = (await store.organisations
    .findOne({ rooms: ROOM })
    .lean<OrganisationDoc>()) as OrganisationDoc;
  const { _id: id } = organisation;
  const owner = (await store.memberships
    .findOne({ organisationId: id, role: 'owner' })
    .lean<MembershipDoc>()) as MembershipDoc;
  const { id: memberId } = await addPerson(store, 'host', { login: 'helper' });
  const deed = { by: { id: owner.userId, name: 'The host' }, now: new Date() };
  const offers = [];
  for (const label of ['first', 'second', 'third', 'done', 'open'])
    offers.push(await makeInvitation(store, id, { label, role: 'assistant', rooms: 'all', days: 1 }, deed));
  const [first, second, third, done, open] = offers;
  if (!first || !second || !third || !done || !open) throw new Error('invitations are missing');
  await withdrawInvitation(store, id, done.doc._id, deed);
  return {
    id,
    ownerId: owner.userId,
    memberId,
    roleless: 'consumer',
    tokens: [first.token, second.token, third.token],
    ending: first.doc.loginEnding,
    doneId: done.doc._id,
    openId: open.doc._id,
  };
};

type Told = Readonly<{ organisation: Organisation }>;
const as = 'host';

const places = ({ organisation: place }: Told): readonly Call[] => {
  const params = { id: place.id };
  return [
    { op: 'listOrganisations', as, gives: 200 },
    { op: 'listOrganisations', as: 'admin', gives: 200 },
    { op: 'listOrganisations', as: 'moderator', gives: 403 },
    { op: 'readOrganisation', as, gives: 200, params },
    { op: 'readOrganisation', as: 'admin', gives: 200, params },
    { op: 'readOrganisation', as, gives: 404, params: { id: 'none' } },
    { op: 'makeOrganisation', as: 'admin', gives: 201 },
    { op: 'makeOrganisation', as: 'admin', gives: 409 },
    { op: 'makeOrganisation', as: 'admin', gives: 400, body: { name: ' ', kind: 'mcn', reason: 'x' } },
    { op: 'makeOrganisation', as, gives: 403 },
    { op: 'assignRooms', as: 'admin', gives: 200, params },
    { op: 'assignRooms', as: 'admin', gives: 400, params, body: { release: ['nowhere'], reason: 'x' } },
    { op: 'assignRooms', as: 'admin', gives: 404, params: { id: 'none' } },
    { op: 'assignRooms', as, gives: 403, params },
  ];
};

const offers = ({ organisation: place }: Told): readonly Call[] => {
  const { roleless, tokens, doneId, openId } = place;
  const params = { id: place.id };
  const invitation = (invitationId: string) => ({ ...params, invitationId });
  return [
    { op: 'invite', as, gives: 201, params, body: { label: 'x', role: 'presenter', rooms: 'all' } },
    { op: 'invite', as, gives: 400, params, body: { label: 'x', role: 'king', rooms: 'all' } },
    { op: 'invite', as: 'moderator', gives: 403, params },
    { op: 'lookAtInvitation', as: 'nobody', gives: 200, body: { token: tokens[0] } },
    { op: 'lookAtInvitation', as: 'nobody', gives: 404 },
    { op: 'acceptInvitation', as: 'nobody', gives: 401, body: { token: tokens[0] } },
    {
      op: 'acceptInvitation',
      as: 'nobody',
      gives: 400,
      body: { token: tokens[0], login: 'someone', name: 'x', password: 'long enough a password' },
    },
    {
      op: 'acceptInvitation',
      as: 'nobody',
      gives: 201,
      body: { token: tokens[0], login: `yi-${place.ending}`, name: '乙', password: 'long enough a password' },
    },
    { op: 'lookAtInvitation', as: 'nobody', gives: 200, body: { token: tokens[0] } },
    { op: 'acceptInvitation', as: roleless, gives: 409, body: { token: tokens[1] } },
    { op: 'acceptInvitation', as: 'newcomer', gives: 200, body: { token: tokens[1] } },
    { op: 'acceptInvitation', as: 'newcomer', gives: 410, body: { token: tokens[1] } },
    { op: 'declineInvitation', as: 'nobody', gives: 204, body: { token: tokens[2] } },
    { op: 'declineInvitation', as: 'nobody', gives: 410, body: { token: tokens[2] } },
    { op: 'declineInvitation', as: 'nobody', gives: 404 },
    { op: 'withdrawInvitation', as, gives: 200, params: invitation(openId) },
    { op: 'withdrawInvitation', as, gives: 410, params: invitation(doneId) },
    { op: 'withdrawInvitation', as, gives: 404, params: invitation('none') },
  ];
};

const members = ({ organisation: place }: Told): readonly Call[] => {
  const params = { id: place.id };
  const member = { ...params, userId: place.memberId };
  return [
    { op: 'changeMember', as, gives: 204, params: member, body: { role: 'presenter', reason: 'x' } },
    { op: 'changeMember', as, gives: 400, params: member, body: { reason: 'x' } },
    {
      op: 'changeMember',
      as,
      gives: 404,
      params: { ...params, userId: 'none' },
      body: { rooms: [], reason: 'x' },
    },
    { op: 'changeMember', as: 'newcomer', gives: 403, params: member, body: { role: 'owner', reason: 'x' } },
    { op: 'readOrganisationAudit', as, gives: 200, params },
    { op: 'readOrganisationAudit', as: 'newcomer', gives: 403, params },
    { op: 'readOrganisationAudit', as, gives: 400, params, query: { before: 'x' } },
    { op: 'removeMember', as, gives: 204, params: member },
    { op: 'removeMember', as, gives: 404, params: member },
    { op: 'removeMember', as, gives: 409, params: { ...params, userId: place.ownerId } },
    { op: 'leaveOrganisation', as: 'newcomer', gives: 204, params },
    { op: 'leaveOrganisation', as: 'newcomer', gives: 404, params },
    { op: 'leaveOrganisation', as, gives: 409, params },
  ];
};

/** What one has done the next may find. */
export const organisationCalls = (told: Told): readonly Call[] => [
  ...places(told),
  ...offers(told),
  ...members(told),
];

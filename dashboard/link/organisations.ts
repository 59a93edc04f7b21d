import type { InvitationId, OrganisationId, UserId } from '../../models/contract/ids.ts';
import type {
  InvitationMade,
  InvitationReply,
  OrganisationAudit,
  OrganisationList,
  OrganisationView,
} from '../../models/contract/organisation.ts';
import type {
  AssignmentRequest,
  InvitationRequest,
  MemberChangeRequest,
  OrganisationRequest,
} from '../../models/contract/organisation-schemas.ts';

/** What the dashboard asks about organisations. Each rejects with `RequestFailed`. */
export interface OrganisationsApi {
  organisations(): Promise<OrganisationList>;
  organisation(id: OrganisationId): Promise<OrganisationView>;
  organisationAudit(id: OrganisationId, before?: string): Promise<OrganisationAudit>;
  makeOrganisation(request: OrganisationRequest): Promise<OrganisationView>;
  assignRooms(id: OrganisationId, request: AssignmentRequest): Promise<unknown>;
  changeMember(id: OrganisationId, member: UserId, request: MemberChangeRequest): Promise<unknown>;
  removeMember(id: OrganisationId, member: UserId, reason: string): Promise<unknown>;
  leave(id: OrganisationId, reason: string): Promise<unknown>;
  invite(id: OrganisationId, request: InvitationRequest): Promise<InvitationMade>;
  withdraw(id: OrganisationId, invitation: InvitationId): Promise<unknown>;
  /** What the secret of an invitation opens. */
  lookAtInvitation(token: string): Promise<InvitationReply>;
  declineInvitation(token: string): Promise<unknown>;
}

type Ask = (
  path: string,
  options?: { readonly method?: 'POST' | 'PATCH'; readonly body?: unknown },
) => Promise<Response>;

export const createOrganisationsApi = (ask: Ask): OrganisationsApi => {
  const json = async <T>(...asked: Parameters<Ask>): Promise<T> => (await (await ask(...asked)).json()) as T;
  const of = (id: OrganisationId, rest = ''): string => `/api/organisations/${encodeURIComponent(id)}${rest}`;
  const member = (id: OrganisationId, who: UserId, rest = ''): string =>
    of(id, `/members/${encodeURIComponent(who)}${rest}`);
  const post = (path: string, body: unknown = {}) => ask(path, { method: 'POST', body });
  return {
    organisations: () => json('/api/organisations'),
    organisation: (id) => json(of(id)),
    organisationAudit: (id, before) =>
      json(of(id, `/audit${before === undefined ? '' : `?before=${encodeURIComponent(before)}`}`)),
    makeOrganisation: (body) => json('/api/organisations', { method: 'POST', body }),
    assignRooms: (id, body) => post(of(id, '/rooms'), body),
    changeMember: (id, who, body) => ask(member(id, who), { method: 'PATCH', body }),
    removeMember: (id, who, reason) => post(member(id, who, '/removal'), { reason }),
    leave: (id, reason) => post(of(id, '/leave'), reason === '' ? {} : { reason }),
    invite: (id, body) => json(of(id, '/invitations'), { method: 'POST', body }),
    withdraw: (id, invitation) => post(of(id, `/invitations/${encodeURIComponent(invitation)}/withdrawal`)),
    lookAtInvitation: (token) => json('/api/invitations/look', { method: 'POST', body: { token } }),
    declineInvitation: (token) => post('/api/invitations/decline', { token }),
  };
};

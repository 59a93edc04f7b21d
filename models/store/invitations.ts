import { createHash, randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { asInvitationId, asUserId, type InvitationId, type OrganisationId } from '../contract/ids.ts';
import { INVITATION_TOKEN, INVITATIONS_OPEN_MAX, type InvitationState } from '../contract/organisation.ts';
import type { AuditDoc, UserDoc } from './documents.ts';
import { insertMember, type Place } from './keep-members.ts';
import { auditDeed, checkedRooms, type Deed, inOrganisation } from './keep-organisation.ts';
import { roomsAsked } from './memberships.ts';
import type { InvitationDoc, MembershipDoc, OrganisationDoc } from './organisation-documents.ts';
import { OrganisationRefused } from './organisation-refused.ts';
import type { Store } from './store.ts';
import { insertUser, type NewUser, newUser, normalLogin, UserRefused } from './users.ts';

const DAY_MS = 86_400_000;
/** Letters that are not mistaken for each other (Crockford's base 32): 25 bits, so that no existing login ends so by chance. */
const ENDING_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const ENDING_CHARS = 5;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const newEnding = (): string =>
  [...randomBytes(ENDING_CHARS)].map((byte) => ENDING_ALPHABET[byte % ENDING_ALPHABET.length]).join('');

export const stateOf = ({ state, expiresAt }: InvitationDoc, now: Date): InvitationState =>
  state === 'open' && expiresAt <= now ? 'expired' : state;

const OVER: Readonly<Record<Exclude<InvitationState, 'open'>, string>> = {
  accepted: 'this invitation has been used',
  declined: 'this invitation has been declined',
  withdrawn: 'this invitation has been withdrawn',
  expired: 'this invitation has expired',
};

/** Told to whoever holds the secret, and to nobody else. */
export class InvitationOver extends OrganisationRefused {
  readonly state: Exclude<InvitationState, 'open'>;

  constructor(state: Exclude<InvitationState, 'open'>) {
    super('invitation-over', `${OVER[state]}: ask for a new one`);
    this.state = state;
  }
}

const told = (doc: InvitationDoc): Record<string, unknown> => ({
  name: doc.label,
  role: doc.role,
  rooms: roomsAsked(doc),
});

/**
 * Offers someone a place. Only the SHA-256 of the secret is stored: `token` is shown once and cannot be had again. Audited in
 * the same transaction.
 * @throws OrganisationRefused `not-found`, `room-not-held`, `full`
 */
export const makeInvitation = async (
  store: Store,
  id: OrganisationId,
  input: Place & { readonly label: string; readonly days: number },
  deed: Deed,
): Promise<{ readonly token: string; readonly doc: InvitationDoc }> => {
  const token = `lwi_${randomBytes(32).toString('base64url')}`;
  const doc = await inOrganisation(store, id, async (session, organisation) => {
    const open = { organisationId: id, state: 'open', expiresAt: { $gt: deed.now } } as const;
    if ((await store.invitations.countDocuments(open).session(session)) >= INVITATIONS_OPEN_MAX)
      throw new OrganisationRefused(
        'full',
        `${INVITATIONS_OPEN_MAX} invitations are open: withdraw some of them first`,
      );
    const made: InvitationDoc = {
      _id: asInvitationId(randomBytes(8).toString('hex')),
      organisationId: id,
      hash: hashOf(token),
      label: input.label,
      role: input.role,
      ...checkedRooms(organisation, input.role, input.rooms),
      loginEnding: newEnding(),
      invitedBy: deed.by,
      createdAt: deed.now,
      expiresAt: new Date(deed.now.getTime() + input.days * DAY_MS),
      state: 'open',
    };
    await store.invitations.create([made], { session });
    await auditDeed(store, session, id, 'member-invited', deed, { subject: made._id, details: told(made) });
    return made;
  });
  return { token, doc };
};

/** Whoever invited must still be entitled to: an owner who was removed leaves no door open. */
const stillEntitled = async (
  store: Store,
  { invitedBy, organisationId }: InvitationDoc,
  session: ClientSession | null = null,
): Promise<boolean> => {
  const userId = asUserId(invitedBy.id);
  const user = await store.users.findOne({ _id: userId }).session(session).lean<UserDoc>();
  // Invited from the machine's own command line.
  if (!user) return true;
  if (user.disabled) return false;
  if (user.role === 'admin') return true;
  const member = await store.memberships
    .findOne({ organisationId, userId })
    .session(session)
    .lean<MembershipDoc>();
  return member?.role === 'owner';
};

const byToken = async (
  store: Store,
  token: string,
  session: ClientSession | null = null,
): Promise<InvitationDoc> => {
  const found = INVITATION_TOKEN.test(token)
    ? await store.invitations
        .findOne({ hash: hashOf(token) })
        .session(session)
        .lean<InvitationDoc>()
    : null;
  if (!found) throw new OrganisationRefused('not-found', 'there is no such invitation');
  return found;
};

const openByToken = async (
  store: Store,
  token: string,
  now: Date,
  session: ClientSession | null = null,
): Promise<InvitationDoc> => {
  const found = await byToken(store, token, session);
  const state = stateOf(found, now);
  if (state !== 'open') throw new InvitationOver(state);
  if (!(await stillEntitled(store, found, session))) throw new InvitationOver('withdrawn');
  return found;
};

/**
 * The invitation that the secret opens, with what it leads to.
 * @throws OrganisationRefused `not-found`; InvitationOver for whoever holds the secret of one that is used, declined, withdrawn
 * or expired
 */
export const lookAtInvitation = async (
  store: Store,
  token: string,
  now: Date,
): Promise<{ readonly invitation: InvitationDoc; readonly organisation: OrganisationDoc }> => {
  const invitation = await openByToken(store, token, now);
  const organisation = await store.organisations
    .findOne({ _id: invitation.organisationId })
    .lean<OrganisationDoc>();
  if (!organisation) throw new OrganisationRefused('not-found', 'there is no such invitation');
  return { invitation, organisation };
};

/** Inside the organisation's transaction: an invitation is settled once. */
const settle = async (
  store: Store,
  session: ClientSession,
  id: InvitationId,
  state: Exclude<InvitationDoc['state'], 'open'>,
  { by, now }: Deed,
): Promise<void> => {
  await store.invitations.updateOne(
    { _id: id, state: 'open' },
    { $set: { state, settled: { at: now, by } } },
    { session },
  );
};

const enter = (
  store: Store,
  token: string,
  user: UserDoc,
  deed: Deed,
  first: (session: ClientSession) => Promise<void>,
): Promise<void> =>
  openByToken(store, token, deed.now).then((known) =>
    inOrganisation(store, known.organisationId, async (session, organisation) => {
      const doc = await openByToken(store, token, deed.now, session);
      await first(session);
      const place = { role: doc.role, rooms: roomsAsked(doc) };
      const member = await insertMember(store, session, organisation, user, place, deed.now);
      await settle(store, session, doc._id, 'accepted', deed);
      await auditDeed(store, session, organisation._id, 'invitation-accepted', deed, {
        subject: user._id,
        details: { name: user.name, role: member.role, rooms: roomsAsked(member), invitation: doc._id },
      });
    }),
  );

/**
 * Accepts an invitation for a person with a login. Settled once: of two at once the second finds it used. Audited in the same
 * transaction. Tell the feed (`person-changed`).
 * @throws OrganisationRefused as {@link lookAtInvitation}, and `only-hosts`, `already-member`, `full`
 */
export const acceptInvitation = (store: Store, token: string, user: UserDoc, now: Date): Promise<void> =>
  enter(store, token, user, { by: { id: user._id, name: user.name }, now }, async () => {});

/**
 * Makes a login for someone new and accepts the invitation with it, in one transaction. The login ends in the invitation's own
 * letters, so that nobody learns by trying which logins there are.
 * @throws OrganisationRefused as {@link lookAtInvitation}; UserRefused; PasswordRefused
 */
export const acceptAsNew = async (
  store: Store,
  token: string,
  input: Pick<NewUser, 'login' | 'name' | 'password'>,
  now: Date,
): Promise<UserDoc> => {
  const { loginEnding } = await openByToken(store, token, now);
  const login = normalLogin(input.login);
  if (!login.endsWith(`-${loginEnding}`) || login.length <= loginEnding.length + 1)
    throw new UserRefused('login-invalid', `choose a login that ends in -${loginEnding}`);
  const user = await newUser({ ...input, login, role: 'host', demo: false }, now);
  const by: AuditDoc['by'] = { id: user._id, name: user.name };
  const deed: Deed = { by, now };
  try {
    await enter(store, token, user, deed, (session) => insertUser(store, session, user, deed));
  } catch (error) {
    if ((error as { code?: unknown }).code === 11000)
      throw new UserRefused('login-invalid', 'this login cannot be used: choose another');
    throw error;
  }
  return user;
};

/** Whoever declines without a login is known by the secret alone. */
const HOLDER: AuditDoc['by'] = { id: 'invited', name: 'whoever holds the invitation' };

/** Turns an invitation down. Audited in the same transaction. @throws OrganisationRefused as {@link lookAtInvitation} */
export const declineInvitation = async (
  store: Store,
  token: string,
  by: AuditDoc['by'] | null,
  now: Date,
): Promise<void> => {
  const known = await openByToken(store, token, now);
  const deed: Deed = { by: by ?? HOLDER, now };
  await inOrganisation(store, known.organisationId, async (session, { _id }) => {
    const doc = await openByToken(store, token, now, session);
    await settle(store, session, doc._id, 'declined', deed);
    await auditDeed(store, session, _id, 'invitation-declined', deed, {
      subject: doc._id,
      details: told(doc),
    });
  });
};

/**
 * Takes an open invitation back. Audited in the same transaction.
 * @throws OrganisationRefused `not-found`; `invitation-over`
 */
export const withdrawInvitation = (
  store: Store,
  organisationId: OrganisationId,
  id: InvitationId,
  deed: Deed,
): Promise<InvitationDoc> =>
  inOrganisation(store, organisationId, async (session) => {
    const doc = await store.invitations
      .findOne({ _id: id, organisationId })
      .session(session)
      .lean<InvitationDoc>();
    if (!doc) throw new OrganisationRefused('not-found', 'there is no such invitation');
    const state = stateOf(doc, deed.now);
    if (state !== 'open') throw new InvitationOver(state);
    await settle(store, session, id, 'withdrawn', deed);
    await auditDeed(store, session, organisationId, 'invitation-withdrawn', deed, {
      subject: id,
      details: told(doc),
    });
    return { ...doc, state: 'withdrawn', settled: { at: deed.now, by: deed.by } };
  });

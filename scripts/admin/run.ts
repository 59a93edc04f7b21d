import { asTokenId, type RoomId, type UserId } from '../../models/contract/ids.ts';
import { OPERATOR } from '../../models/store/audit.ts';
import type { UserDoc } from '../../models/store/documents.ts';
import { ownAlone } from '../../models/store/host-alone.ts';
import { membershipsOf } from '../../models/store/memberships.ts';
import { listOrganisations } from '../../models/store/organisation-views.ts';
import type { Store } from '../../models/store/store.ts';
import { createToken, listTokens, revokeToken } from '../../models/store/tokens.ts';
import { createUser, disableUser, enableUser, listUsers, resetPassword } from '../../models/store/users.ts';
import { Misuse } from '../arguments/misuse.ts';
import { type Command, type PasswordFrom, USAGE } from './arguments.ts';
import { rotateLogKey } from './rotate-log-key.ts';
import { NOT_TOLD, runOnOrganisations } from './run-organisations.ts';

export interface AdminDeps {
  readonly store: Store;
  /** Tells the servers that the person's sessions are void. @returns false when they could not be told. */
  readonly tellDisabled: (user: UserDoc) => Promise<boolean>;
  /** Tells the servers that these people have other rights. @returns false when they could not be told. */
  readonly tellChanged: (people: readonly UserId[]) => Promise<boolean>;
  readonly obtainPassword: (from: PasswordFrom) => Promise<{ password: string; generated: boolean }>;
  /** The file of the key that signs evidence logs, and its name in signatures. */
  readonly logKey: { readonly path: string; readonly name: string };
  readonly say: (line: string) => void;
  readonly now: () => Date;
}

const roomsText = (rooms: readonly RoomId[], none: string): string =>
  rooms.length > 0 ? rooms.join(', ') : none;

const tell = async (deps: AdminDeps, user: UserDoc): Promise<void> => {
  if (!(await deps.tellDisabled(user))) deps.say(NOT_TOLD);
};

const list = async ({ store, say }: AdminDeps): Promise<void> => {
  const users = await listUsers(store);
  const places = await membershipsOf(
    store,
    users.map(({ _id }) => _id),
  );
  for (const user of users) {
    const marks = [user.disabled && 'disabled', user.demo && 'demo'].filter(Boolean).join(', ');
    const mine = places.get(user._id) ?? [];
    const at = mine.map(
      ({ name, role, rooms }) => `, ${role} of "${name}", rooms ${roomsText(rooms, 'none')}`,
    );
    const none = user.role === 'host' && mine.length === 0 ? ', in no organisation' : '';
    say(`person  ${user.login}  ${user.role}  "${user.name}"${at.join('')}${none}${marks && `  (${marks})`}`);
  }
  for (const { id, name, kind, members, rooms } of await listOrganisations(store))
    say(`organisation  ${id}  ${kind}  "${name}"  ${members} members, ${rooms} rooms`);
  for (const token of await listTokens(store)) {
    const revoked = token.revokedAt ? `  (revoked ${token.revokedAt.toISOString()})` : '';
    say(`token  ${token._id}  "${token.label}"  rooms ${roomsText(token.rooms, 'all')}${revoked}`);
  }
};

/** Makes a person; a host with rooms is the owner of an organisation of one. */
const create = async (
  { login, name, role, rooms, password: from }: Extract<Command, { act: 'create' }>,
  { store, say, obtainPassword, now }: AdminDeps,
): Promise<void> => {
  const acting = { by: OPERATOR, now: now() };
  const { password, generated } = await obtainPassword(from);
  const user = await createUser(
    store,
    { login, name, role, password, demo: false },
    acting,
    async (session, made) => {
      if (rooms.length > 0) await ownAlone(store, session, made, rooms, acting);
    },
  );
  say(`${user.login} can log in as ${user.role}.`);
  if (rooms.length > 0) say(`They own the organisation "${user.name}" with the rooms ${rooms.join(', ')}.`);
  if (generated) say(`Password, shown this once: ${password}`);
};

/** Does one command. Every change is audited as the operator's. @throws UserRefused, OrganisationRefused, Misuse, or what the stores throw. */
export const runAdmin = async (command: Command, deps: AdminDeps): Promise<void> => {
  const { store, say } = deps;
  const acting = { by: OPERATOR, now: deps.now() };
  switch (command.act) {
    case 'help':
      return say(USAGE);
    case 'list':
      return list(deps);
    case 'rotate-log-key':
      return rotateLogKey({ store, say, ...acting, ...deps.logKey });
    case 'create':
      return create(command, deps);
    case 'organisation':
    case 'assign':
    case 'release':
    case 'member':
    case 'member-remove':
      return runOnOrganisations(command, deps);
    case 'reset-password': {
      const { password, generated } = await deps.obtainPassword(command.password);
      const user = await resetPassword(store, command.login, password, acting);
      await tell(deps, user);
      say(`${user.login} has a new password; all sessions have ended.`);
      return generated ? say(`Password, shown this once: ${password}`) : undefined;
    }
    case 'disable': {
      const user = await disableUser(store, command.login, acting);
      await tell(deps, user);
      return say(`${user.login} is disabled; all sessions have ended.`);
    }
    case 'enable': {
      const user = await enableUser(store, command.login, acting);
      return say(`${user.login} can log in again.`);
    }
    case 'token': {
      const { token, doc } = await createToken(store, { ...command, demo: false }, acting);
      say(`Token ${doc._id} for ${roomsText(doc.rooms, 'every room')}, shown this once:`);
      return say(token);
    }
    case 'token-revoke': {
      if (!(await revokeToken(store, asTokenId(command.id), acting)))
        throw new Misuse(`there is no token ${command.id}; see: npm run admin -- list`);
      return say(`Token ${command.id} is revoked.`);
    }
  }
};

import { asTokenId, type RoomId } from '../../models/contract/ids.ts';
import { OPERATOR } from '../../models/store/audit.ts';
import type { UserDoc } from '../../models/store/documents.ts';
import type { Store } from '../../models/store/store.ts';
import { createToken, listTokens, revokeToken } from '../../models/store/tokens.ts';
import { createUser, disableUser, enableUser, listUsers, resetPassword } from '../../models/store/users.ts';
import { Misuse } from '../arguments/misuse.ts';
import { type Command, type PasswordFrom, USAGE } from './arguments.ts';

export interface AdminDeps {
  readonly store: Store;
  /** Tells the servers that the person's sessions are void. @returns false when they could not be told. */
  readonly tellDisabled: (user: UserDoc) => Promise<boolean>;
  readonly obtainPassword: (from: PasswordFrom) => Promise<{ password: string; generated: boolean }>;
  readonly say: (line: string) => void;
  readonly now: () => Date;
}

const roomsText = (rooms: readonly RoomId[], none: string): string =>
  rooms.length > 0 ? rooms.join(', ') : none;

/** The same words whether or not the servers heard: sessions are void in any case. */
const tell = async (deps: AdminDeps, user: UserDoc): Promise<void> => {
  if (await deps.tellDisabled(user)) return;
  deps.say(
    'Redis does not answer: open connections end within 15 s of its return; new requests are refused already.',
  );
};

const list = async ({ store, say }: AdminDeps): Promise<void> => {
  for (const user of await listUsers(store)) {
    const marks = [user.disabled && 'disabled', user.demo && 'demo'].filter(Boolean).join(', ');
    const rooms = user.role === 'host' ? `, rooms ${roomsText(user.rooms, 'none')}` : '';
    say(`person  ${user.login}  ${user.role}  "${user.name}"${rooms}${marks && `  (${marks})`}`);
  }
  for (const token of await listTokens(store)) {
    const revoked = token.revokedAt ? `  (revoked ${token.revokedAt.toISOString()})` : '';
    say(`token  ${token._id}  "${token.label}"  rooms ${roomsText(token.rooms, 'all')}${revoked}`);
  }
};

/** Does one command. Every change is audited as the operator's. @throws UserRefused, Misuse, or what the stores throw. */
export const runAdmin = async (command: Command, deps: AdminDeps): Promise<void> => {
  const { store, say } = deps;
  const acting = { by: OPERATOR, now: deps.now() };
  switch (command.act) {
    case 'help':
      return say(USAGE);
    case 'list':
      return list(deps);
    case 'create': {
      const { login, name, role, rooms } = command;
      const { password, generated } = await deps.obtainPassword(command.password);
      const user = await createUser(store, { login, name, role, rooms, password, demo: false }, acting);
      say(`${user.login} can log in as ${user.role}.`);
      return generated ? say(`Password, shown this once: ${password}`) : undefined;
    }
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

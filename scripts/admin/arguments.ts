import { parseArgs } from 'node:util';
import { asRoomId, type RoomId } from '../../models/contract/ids.ts';
import { USER_ROLES, type UserRole } from '../../models/contract/people.ts';
import { Misuse } from '../arguments/misuse.ts';

/** A command as it was typed, checked. */
export type Command =
  | { readonly act: 'help' }
  | { readonly act: 'list' }
  | {
      readonly act: 'create';
      readonly login: string;
      readonly name: string;
      readonly role: UserRole;
      readonly rooms: readonly RoomId[];
      readonly password: PasswordFrom;
    }
  | { readonly act: 'reset-password'; readonly login: string; readonly password: PasswordFrom }
  | { readonly act: 'disable' | 'enable'; readonly login: string }
  | { readonly act: 'token'; readonly label: string; readonly rooms: readonly RoomId[] }
  | { readonly act: 'token-revoke'; readonly id: string };

/** Never from an argument: other users of the machine can read those. */
export type PasswordFrom = 'prompt' | 'stdin' | 'generated';

export const USAGE = `Makes and changes people and senders' tokens.

  npm run admin -- create --login LOGIN --name NAME --role ROLE [--rooms ID,ID]
                   [--password-stdin | --generate]
  npm run admin -- reset-password --login LOGIN [--password-stdin | --generate]
  npm run admin -- disable --login LOGIN      ends all sessions, refuses new ones
  npm run admin -- enable --login LOGIN
  npm run admin -- token --label LABEL [--rooms ID,ID]
  npm run admin -- token-revoke --id ID
  npm run admin -- list

ROLE is one of ${USER_ROLES.join(', ')}. A host needs --rooms; a token without --rooms may feed every room.
The password is asked for without being shown; --password-stdin reads it from standard input, --generate makes
one. Generated passwords and tokens are shown once.

Environment: MONGODB_URI, REDIS_URL (by default those of npm start).
`;

const OPTIONS = {
  login: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  rooms: { type: 'string' },
  label: { type: 'string' },
  id: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  generate: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

const needed = (values: Values, name: 'login' | 'name' | 'label' | 'id', lengthMax = 200): string => {
  const value = values[name]?.trim();
  if (!value) throw new Misuse(`--${name} is missing`);
  if (value.length > lengthMax) throw new Misuse(`--${name} is longer than ${lengthMax} characters`);
  return value;
};

const roleOf = (text: string | undefined): UserRole => {
  const role = USER_ROLES.find((one) => one === text);
  if (!role) throw new Misuse(`--role is one of ${USER_ROLES.join(', ')}`);
  return role;
};

const roomsOf = (text: string | undefined): RoomId[] =>
  (text ?? '')
    .split(',')
    .map((room) => room.trim())
    .filter(Boolean)
    .map((room) => {
      if (!/^[A-Za-z0-9._~:@+=-]{1,128}$/.test(room))
        throw new Misuse(`"${room}" cannot be the id of a room`);
      return asRoomId(room);
    });

/** Without a terminal nobody can be asked: then a password is made. */
const passwordFrom = (values: Values, isTerminal: boolean): PasswordFrom => {
  if (values['password-stdin'] && values.generate)
    throw new Misuse('use either --password-stdin or --generate');
  if (values['password-stdin']) return 'stdin';
  return values.generate || !isTerminal ? 'generated' : 'prompt';
};

/** @throws Misuse */
export const readArguments = (argv: readonly string[], isTerminal: boolean): Command => {
  let parsed: { values: Values; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  const [act, ...rest] = positionals;
  if (values.help || act === 'help') return { act: 'help' };
  if (rest.length > 0) throw new Misuse(`"${rest[0]}" was not expected`);
  switch (act) {
    case 'list':
      return { act };
    case 'create':
      return {
        act,
        login: needed(values, 'login'),
        name: needed(values, 'name'),
        role: roleOf(values.role),
        rooms: roomsOf(values.rooms),
        password: passwordFrom(values, isTerminal),
      };
    case 'reset-password':
      return { act, login: needed(values, 'login'), password: passwordFrom(values, isTerminal) };
    case 'disable':
    case 'enable':
      return { act, login: needed(values, 'login') };
    case 'token':
      return { act, label: needed(values, 'label'), rooms: roomsOf(values.rooms) };
    case 'token-revoke':
      return { act, id: needed(values, 'id') };
    default:
      throw new Misuse(act === undefined ? 'name a command' : `there is no command "${act}"`);
  }
};

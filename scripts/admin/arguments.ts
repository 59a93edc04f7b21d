import { parseArgs } from 'node:util';
import { asOrganisationId, asRoomId, type OrganisationId, type RoomId } from '../../models/contract/ids.ts';
import { type MemberRooms, NAME_CHARS_MAX, REASON_CHARS_MAX } from '../../models/contract/organisation.ts';
import { USER_ROLES, type UserRole } from '../../models/contract/people.ts';
import {
  MEMBER_ROLES,
  type MemberRole,
  ORGANISATION_KINDS,
  type OrganisationKind,
} from '../../models/contract/rights.ts';
import { Misuse } from '../arguments/misuse.ts';

/** A command as it was typed, checked. */
export type Command =
  | { readonly act: 'help' }
  | { readonly act: 'list' }
  | { readonly act: 'rotate-log-key' }
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
  | { readonly act: 'token-revoke'; readonly id: string }
  | {
      readonly act: 'organisation';
      readonly name: string;
      readonly kind: OrganisationKind;
      readonly rooms: readonly RoomId[];
      readonly reason: string;
    }
  | {
      readonly act: 'assign' | 'release';
      readonly organisation: OrganisationId;
      readonly rooms: readonly RoomId[];
      readonly reason: string;
    }
  | {
      readonly act: 'member';
      readonly organisation: OrganisationId;
      readonly login: string;
      readonly role: MemberRole;
      readonly rooms: MemberRooms;
      readonly reason: string;
    }
  | {
      readonly act: 'member-remove';
      readonly organisation: OrganisationId;
      readonly login: string;
      readonly reason: string;
    };

/** Never from an argument: other users of the machine can read those. */
export type PasswordFrom = 'prompt' | 'stdin' | 'generated';

export const USAGE = `Makes and changes people, organisations and senders' tokens.

  npm run admin -- create --login LOGIN --name NAME --role ROLE [--rooms ID,ID]
                   [--password-stdin | --generate]
  npm run admin -- reset-password --login LOGIN [--password-stdin | --generate]
  npm run admin -- disable --login LOGIN      ends all sessions, refuses new ones
  npm run admin -- enable --login LOGIN
  npm run admin -- token --label LABEL [--rooms ID,ID]
  npm run admin -- token-revoke --id ID
  npm run admin -- organisation --name NAME --kind KIND [--rooms ID,ID] --reason TEXT
  npm run admin -- assign --organisation ID --rooms ID,ID --reason TEXT     gives it rooms
  npm run admin -- release --organisation ID --rooms ID,ID --reason TEXT    takes rooms from it
  npm run admin -- member --organisation ID --login LOGIN --as PLACE [--rooms ID,ID|all] --reason TEXT
                                              adds a host, or changes their place and rooms
  npm run admin -- member-remove --organisation ID --login LOGIN --reason TEXT
  npm run admin -- list
  npm run admin -- rotate-log-key             makes a new key that signs evidence logs; the old one vouches for it

ROLE is one of ${USER_ROLES.join(', ')}.
A host sees the rooms that an organisation gives them. A host made with --rooms is the owner of an organisation of
one, which has those rooms; without, they see none until they are made a member or accept an invitation.
KIND is one of ${ORGANISATION_KINDS.join(', ')}; PLACE is one of ${MEMBER_ROLES.join(', ')}. A room belongs to one organisation
at most; owners have all of its rooms. A token without --rooms may feed every room.
The password is asked for without being shown; --password-stdin reads it from standard input, --generate makes
one. Generated passwords and tokens are shown once.

Environment: MONGODB_URI, REDIS_URL, LOG_SIGNING_KEY_FILE, LOG_KEY_NAME (by default those of npm start).
`;

const OPTIONS = {
  login: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  rooms: { type: 'string' },
  label: { type: 'string' },
  id: { type: 'string' },
  organisation: { type: 'string' },
  kind: { type: 'string' },
  as: { type: 'string' },
  reason: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  generate: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

type Needed = 'login' | 'name' | 'label' | 'id' | 'organisation' | 'reason' | 'rooms';

const needed = (values: Values, name: Needed, lengthMax = 200): string => {
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

const oneOf = <T extends string>(values: Values, name: 'kind' | 'as', all: readonly T[]): T => {
  const found = all.find((one) => one === values[name]);
  if (found === undefined) throw new Misuse(`--${name} is one of ${all.join(', ')}`);
  return found;
};

const organisationOf = (values: Values): OrganisationId => asOrganisationId(needed(values, 'organisation'));
const reasonOf = (values: Values): string => needed(values, 'reason', REASON_CHARS_MAX);

/** Commands on organisations; null for another. */
const onOrganisations = (act: string | undefined, values: Values): Command | null => {
  switch (act) {
    case 'organisation':
      return {
        act,
        name: needed(values, 'name', NAME_CHARS_MAX),
        kind: oneOf(values, 'kind', ORGANISATION_KINDS),
        rooms: roomsOf(values.rooms),
        reason: reasonOf(values),
      };
    case 'assign':
    case 'release':
      return {
        act,
        organisation: organisationOf(values),
        rooms: roomsOf(needed(values, 'rooms', Number.POSITIVE_INFINITY)),
        reason: reasonOf(values),
      };
    case 'member':
      return {
        act,
        organisation: organisationOf(values),
        login: needed(values, 'login'),
        role: oneOf(values, 'as', MEMBER_ROLES),
        rooms: values.rooms === 'all' ? 'all' : roomsOf(values.rooms),
        reason: reasonOf(values),
      };
    case 'member-remove':
      return {
        act,
        organisation: organisationOf(values),
        login: needed(values, 'login'),
        reason: reasonOf(values),
      };
    default:
      return null;
  }
};

/** Without a terminal nobody can be asked: then a password is made. */
const passwordFrom = (values: Values, isTerminal: boolean): PasswordFrom => {
  if (values['password-stdin'] && values.generate)
    throw new Misuse('use either --password-stdin or --generate');
  if (values['password-stdin']) return 'stdin';
  return values.generate || !isTerminal ? 'generated' : 'prompt';
};

const createOf = (values: Values, isTerminal: boolean): Command => {
  const login = needed(values, 'login');
  const name = needed(values, 'name', NAME_CHARS_MAX);
  const role = roleOf(values.role);
  const rooms = roomsOf(values.rooms);
  if (role !== 'host' && rooms.length > 0)
    throw new Misuse('--rooms is for hosts: the others have none of their own');
  return {
    act: 'create',
    login,
    name,
    role,
    rooms,
    password: passwordFrom(values, isTerminal),
  };
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
  const onOrganisation = onOrganisations(act, values);
  if (onOrganisation) return onOrganisation;
  switch (act) {
    case 'list':
    case 'rotate-log-key':
      return { act };
    case 'create':
      return createOf(values, isTerminal);
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

import type { UserId } from '../../models/contract/ids.ts';
import { OPERATOR } from '../../models/store/audit.ts';
import { addMember, changeMember, removeMember } from '../../models/store/keep-members.ts';
import { assignRooms, createOrganisation } from '../../models/store/keep-organisation.ts';
import { OrganisationRefused } from '../../models/store/organisation-refused.ts';
import type { Store } from '../../models/store/store.ts';
import { userByLogin } from '../../models/store/users.ts';
import { Misuse } from '../arguments/misuse.ts';
import type { Command } from './arguments.ts';

/** The same words whether or not the servers heard: what was changed counts in any case. */
export const NOT_TOLD =
  'Redis does not answer: open connections follow within 15 s of its return; new requests go by the change already.';

interface OrganisationsDeps {
  readonly store: Store;
  readonly tellChanged: (people: readonly UserId[]) => Promise<boolean>;
  readonly say: (line: string) => void;
  readonly now: () => Date;
}

type OnOrganisations = Extract<
  Command,
  { act: 'organisation' | 'assign' | 'release' | 'member' | 'member-remove' }
>;

const known = async (store: Store, login: string) => {
  const user = await userByLogin(store, login);
  if (!user) throw new Misuse(`nobody has the login ${login}; see: npm run admin -- list`);
  return user;
};

const isMember = (error: unknown): boolean =>
  error instanceof OrganisationRefused && error.code === 'already-member';

/** Does one command on organisations. Every change is audited as the operator's. @throws OrganisationRefused, Misuse */
export const runOnOrganisations = async (
  command: OnOrganisations,
  { store, tellChanged, say, now }: OrganisationsDeps,
): Promise<void> => {
  const deed = { by: OPERATOR, now: now(), reason: command.reason };
  const tell = async (people: readonly UserId[]): Promise<void> => {
    if (people.length > 0 && !(await tellChanged(people))) say(NOT_TOLD);
  };
  switch (command.act) {
    case 'organisation': {
      const { name, kind, rooms } = command;
      const made = await createOrganisation(store, { name, kind, rooms, demo: false }, deed);
      say(`${made.name} is there, without members: ${made._id}`);
      return say(
        `Next: npm run admin -- member --organisation ${made._id} --login LOGIN --as owner --reason TEXT`,
      );
    }
    case 'assign':
    case 'release': {
      const { organisation: id, rooms, act } = command;
      const change = { assign: act === 'assign' ? rooms : [], release: act === 'release' ? rooms : [] };
      const { organisation, changed } = await assignRooms(store, id, change, deed);
      await tell(changed);
      return say(`${organisation.name} has ${organisation.rooms.join(', ') || 'no room'}.`);
    }
    case 'member': {
      const { organisation: id, role, rooms } = command;
      const user = await known(store, command.login);
      try {
        await addMember(store, id, user, { role, rooms }, deed);
      } catch (error) {
        if (!isMember(error)) throw error;
        await changeMember(store, id, user._id, { role, rooms }, deed);
      }
      await tell([user._id]);
      return say(`${user.login} is ${role} of ${id}.`);
    }
    case 'member-remove': {
      const user = await known(store, command.login);
      await removeMember(store, command.organisation, user._id, 'member-removed', deed);
      await tell([user._id]);
      return say(`${user.login} is no member of ${command.organisation} any more.`);
    }
  }
};

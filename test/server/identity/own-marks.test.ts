import { expect, test } from 'vitest';
import { asOrganisationId, asRoomId } from '../../../models/contract/ids.ts';
import {
  type Asker,
  isOwnMark,
  type Keeper,
  markPackAudience,
  mayMark,
  mayReadExhibit,
  mayReadMarks,
} from '../../../server/identity/rules.ts';

const room = asRoomId('room');
const membership = {
  ...{ organisationId: asOrganisationId('o'), name: 'o', kind: 'mcn' as const },
  ...{ role: 'owner' as const, rooms: [room] },
};
const asker = (role: Asker['role']): Asker => ({ role, memberships: role === 'host' ? [membership] : [] });
const account = (id: string): Keeper => ({ of: 'account', id });
const code = (hash: string): Keeper => ({ of: 'code', hash });

/** Made without an account, and come to one since. */
const mark = { owner: 'me', codeHash: 'mine' };
const byCodeAlone = { codeHash: 'mine' };

const whose: readonly (readonly [string, Asker | null, Keeper | null, own: boolean, reads: boolean])[] = [
  ['whoever made it, with the account', asker('consumer'), account('me'), true, true],
  ['whoever holds its code', null, code('mine'), true, true],
  ['another account', asker('consumer'), account('other'), false, false],
  ['another code', null, code('other'), false, false],
  // An id must not pass for a hash, nor the reverse.
  ['a code that is the id of the account', null, code('me'), false, false],
  ['the room that it is about', asker('host'), account('host'), false, false],
  ['a moderator', asker('moderator'), account('m'), false, true],
  ['an admin', asker('admin'), account('a'), false, true],
  ['nobody', null, null, false, false],
];

test.each(whose)('a mark, and what was brought to it: %s', (_, who, keeper, own, reads) => {
  expect(isOwnMark(keeper, mark)).toBe(own);
  expect(mayReadExhibit(who, keeper, mark)).toBe(reads);
  expect(markPackAudience(who, keeper, mark)).toBe(reads ? 'desk' : null);
});

test('who marked what is for moderators and admins', () => {
  const roles = ['admin', 'moderator', 'host', 'consumer'] as const;
  expect(roles.map((role) => mayReadMarks(asker(role)))).toEqual([true, true, false, false]);
  expect(mayReadMarks(null)).toBe(false);
});

test('a mark without an account is nobody’s by account', () => {
  expect(isOwnMark(account('me'), byCodeAlone)).toBe(false);
  expect(isOwnMark(code('mine'), byCodeAlone)).toBe(true);
  expect(isOwnMark(account('undefined'), {})).toBe(false);
});

test('anyone marks what anyone may read, and nothing else', () => {
  expect(mayMark({ roomId: room, public: true })).toBe(true);
  expect(mayMark({ roomId: room, public: false })).toBe(false);
});

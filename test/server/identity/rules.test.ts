import { describe, expect, test } from 'vitest';
import { asOrganisationId, asRoomId } from '../../../models/contract/ids.ts';
import { MEMBER_ROLES, type MemberRole, RIGHTS_OF } from '../../../models/contract/rights.ts';
import {
  type Asker,
  alertScope,
  audienceOf,
  broadcastScope,
  evidenceAudience,
  mayAnswer,
  mayAssignRooms,
  mayCategorise,
  mayCheck,
  mayCorrect,
  mayDecide,
  mayKeepMembers,
  mayKeepPolicies,
  mayPrompt,
  mayPublish,
  mayReadAudit,
  mayReadPrompt,
  maySeeAlert,
  maySeeAlerts,
  maySeeBroadcast,
  maySeeOrganisation,
} from '../../../server/identity/rules.ts';

const mine = asRoomId('mine');
const other = asRoomId('other');
const organisation = asOrganisationId('mine');
const of = (role: Asker['role'], rooms?: (typeof mine)[], as: MemberRole = 'assistant'): Asker => ({
  role,
  memberships: rooms ? [{ organisationId: organisation, name: 'mine', kind: 'mcn', role: as, rooms }] : [],
});

const askers: Readonly<Record<string, Asker | null>> = {
  admin: of('admin'),
  moderator: of('moderator'),
  host: of('host', [mine]),
  'host without rooms': of('host'),
  // A membership of a person who is no host gives nothing.
  consumer: of('consumer', [mine]),
  nobody: null,
};

/** Broadcasts: mine and private, mine and public, another's and private, another's and public. */
const places = [
  { roomId: mine, public: false },
  { roomId: mine, public: true },
  { roomId: other, public: false },
  { roomId: other, public: true },
] as const;

const yes = [true, true, true, true];
const no = [false, false, false, false];
const own = [true, true, false, false];
const shown = [false, true, false, true];

const table: readonly (readonly [string, boolean[], boolean[], boolean, boolean, boolean])[] = [
  // who, broadcast, alert, any alerts, decide, publish
  ['admin', yes, yes, true, true, true],
  ['moderator', yes, yes, true, true, true],
  ['host', own, own, true, false, false],
  ['host without rooms', no, no, true, false, false],
  ['consumer', shown, no, false, false, false],
  ['nobody', shown, no, false, false, false],
];

describe.each(table)('%s', (who, broadcasts, alerts, anyAlerts, decide, publish) => {
  const asker = askers[who] ?? null;
  test('broadcasts', () => expect(places.map((place) => maySeeBroadcast(asker, place))).toEqual(broadcasts));
  test('alerts', () => expect(places.map((place) => maySeeAlert(asker, place))).toEqual(alerts));
  test('evidence: whole for those who see the alert, to consumers of what was upheld in public', () => {
    const evidence = (status: string) => places.map((place) => evidenceAudience(asker, { ...place, status }));
    const whole = alerts.map((seen) => (seen ? 'desk' : null));
    expect(evidence('open')).toEqual(whole);
    expect(evidence('dismissed')).toEqual(whole);
    const upheld = who === 'consumer' ? shown.map((seen) => (seen ? 'public' : null)) : whole;
    expect(evidence('upheld')).toEqual(upheld);
  });
  test('acts', () =>
    expect([maySeeAlerts(asker), mayDecide(asker), mayPublish(asker)]).toEqual([anyAlerts, decide, publish]));
  test('policies and categories', () =>
    expect([mayKeepPolicies(asker), mayCategorise(asker)]).toEqual([decide, decide]));
});

test.each([
  ['admin', 'all', 'all'],
  ['moderator', 'all', 'all'],
  ['host', 'rooms', 'rooms'],
  ['consumer', 'public', 'nothing'],
  ['nobody', 'nothing', 'nothing'],
])('%s asks the store for broadcasts of %s, alerts of %s', (who, broadcasts, alerts) => {
  const asker = askers[who] ?? null;
  expect([broadcastScope(asker).of, alertScope(asker).of]).toEqual([broadcasts, alerts]);
});

const organisations: readonly (readonly [string, (asker: Asker) => boolean, string])[] = [
  ['desk', (asker) => maySeeBroadcast(asker, places[0]), 'owner presenter assistant compliance'],
  ['desk', (asker) => mayReadPrompt(asker, places[0]), 'owner presenter assistant compliance'],
  ['alerts', (asker) => maySeeAlert(asker, places[0]), 'owner presenter assistant compliance'],
  ['prompt', (asker) => mayPrompt(asker, places[0]), 'owner assistant'],
  ['correct', (asker) => mayCorrect(asker, places[0]), 'owner presenter assistant'],
  ['answer', (asker) => mayAnswer(asker, places[0]), 'owner compliance'],
  ['check', mayCheck, 'owner presenter assistant compliance'],
  ['members', (asker) => mayKeepMembers(asker, organisation), 'owner'],
  ['audit', (asker) => mayReadAudit(asker, organisation), 'owner'],
];

describe.each(organisations)('%s', (right, may, who) => {
  test.each(MEMBER_ROLES)('as %s', (as) => {
    expect(may(of('host', [mine], as))).toBe(who.split(' ').includes(as));
    // The table that is shown says the same.
    expect(RIGHTS_OF[as].some((one) => one === right)).toBe(who.split(' ').includes(as));
    expect(may(of('consumer', [mine], as))).toBe(false);
    expect(may(of('host'))).toBe(false);
  });
  test('rooms and organisations of others', () => {
    const stranger = of('host', [other], 'owner');
    const elsewhere: Asker = {
      ...stranger,
      memberships: stranger.memberships.map((one) => ({ ...one, organisationId: asOrganisationId('other') })),
    };
    expect(may(elsewhere)).toBe(right === 'check');
  });
});

test('an admin keeps every organisation, a moderator none, and nobody else assigns rooms', () => {
  const acts = [
    (asker: Asker | null) => maySeeOrganisation(asker, organisation),
    (asker: Asker | null) => mayKeepMembers(asker, organisation),
    (asker: Asker | null) => mayReadAudit(asker, organisation),
    mayAssignRooms,
  ];
  const asked = (asker: Asker | null) => acts.map((may) => may(asker));
  expect(asked(of('admin'))).toEqual([true, true, true, true]);
  expect(asked(of('moderator', [mine], 'owner'))).toEqual([false, false, false, false]);
  expect(asked(of('host', [mine], 'owner'))).toEqual([true, true, true, false]);
  expect(asked(null)).toEqual([false, false, false, false]);
});

test('one message serves all who see the same, and nobody else', () => {
  const one = of('host', [mine], 'presenter');
  expect(audienceOf(one)).toBe(audienceOf(of('host', [mine], 'owner')));
  expect(audienceOf(one)).not.toBe(audienceOf(of('host', [mine, other])));
  expect(audienceOf(of('moderator'))).toBe(audienceOf(of('admin')));
});

import { describe, expect, test } from 'vitest';
import { asRoomId } from '../../../models/contract/ids.ts';
import {
  type Asker,
  alertScope,
  broadcastScope,
  mayCategorise,
  mayDecide,
  mayKeepPolicies,
  mayPublish,
  maySeeAlert,
  maySeeAlerts,
  maySeeBroadcast,
  maySeeEvidence,
} from '../../../server/identity/rules.ts';

const mine = asRoomId('mine');
const other = asRoomId('other');
const of = (role: Asker['role'], rooms = [] as (typeof mine)[]): Asker => ({ role, rooms });

const askers: Readonly<Record<string, Asker | null>> = {
  admin: of('admin'),
  moderator: of('moderator'),
  host: of('host', [mine]),
  'host without rooms': of('host'),
  // Rooms named on a person who is no host give nothing.
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

const table: readonly (readonly [string, boolean[], boolean[], boolean[], boolean, boolean, boolean])[] = [
  // who, broadcast, alert, evidence, any alerts, decide, publish
  ['admin', yes, yes, yes, true, true, true],
  ['moderator', yes, yes, yes, true, true, true],
  ['host', own, own, own, true, false, false],
  ['host without rooms', no, no, no, true, false, false],
  ['consumer', shown, no, shown, false, false, false],
  ['nobody', no, no, no, false, false, false],
];

describe.each(table)('%s', (who, broadcasts, alerts, evidence, anyAlerts, decide, publish) => {
  const asker = askers[who] ?? null;
  test('broadcasts', () => expect(places.map((place) => maySeeBroadcast(asker, place))).toEqual(broadcasts));
  test('alerts', () => expect(places.map((place) => maySeeAlert(asker, place))).toEqual(alerts));
  test('evidence', () => expect(places.map((place) => maySeeEvidence(asker, place))).toEqual(evidence));
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

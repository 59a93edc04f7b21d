import { describe, expect, test } from 'vitest';
import type { AlertView } from '../../../models/contract/alert.ts';
import type { BroadcastView } from '../../../models/contract/broadcast.ts';
import { asCursor, asOrganisationId, asPublicId, asRoomId, asUserId } from '../../../models/contract/ids.ts';
import type { FeedChange } from '../../../models/stream/alerts-feed.ts';
import { createHub } from '../../../server/feed/hub.ts';
import { type HeardEntry, type Sifted, sift } from '../../../server/feed/sift.ts';
import type { Asker } from '../../../server/identity/rules.ts';

const A = asRoomId('a');
const B = asRoomId('b');
const board: Asker = { role: 'moderator', memberships: [] };
const hostOf = (room: typeof A): Asker => ({
  role: 'host',
  memberships: [
    { organisationId: asOrganisationId('o'), name: 'o', kind: 'mcn', role: 'assistant', rooms: [room] },
  ],
});
const hostOfA = hostOf(A);
const consumer: Asker = { role: 'consumer', memberships: [] };

const alert = (id: string, revision: number, roomId = A): FeedChange => ({
  type: 'alert',
  alert: { id, revision, broadcast: { roomId } } as AlertView,
});
const broadcast = (id: string, revision: number, isPublic: boolean, roomId = A): FeedChange => ({
  type: 'broadcast',
  broadcast: { publicId: id, revision, public: isPublic, room: { id: roomId } } as BroadcastView,
});
const removed = (id: string, roomId = A): FeedChange => ({
  type: 'broadcast-removed',
  publicId: asPublicId(id),
  roomId,
});

const heard = (change: FeedChange, at: number, wasPublic = false): HeardEntry => ({
  cursor: asCursor(`${at}-0`),
  change,
  wasPublic,
});
/** `a1@2` an alert, `b1@2` a broadcast, `-b1` one that is gone. */
const told = (sifted: Sifted): string[] => [
  ...sifted.alerts.map(({ id, revision }) => `${id}@${revision}`),
  ...sifted.broadcasts.map(({ publicId, revision }) => `${publicId}@${revision}`),
  ...sifted.removed.map((id) => `-${id}`),
];

describe('what each reader is told', () => {
  const changes: FeedChange[] = [
    alert('a1', 1),
    alert('a2', 1, B),
    broadcast('b1', 1, false),
    broadcast('b2', 1, true, B),
    { type: 'person-disabled', userId: asUserId('u') },
    removed('b3'),
    removed('b4', B),
  ];
  const entries = changes.map((change, at) => heard(change, at));
  test.each([
    ['the board', board, ['a1@1', 'a2@1', 'b1@1', 'b2@1', '-b3', '-b4']],
    ['a host', hostOfA, ['a1@1', 'b1@1', '-b3']],
    ['a consumer', consumer, ['b2@1']],
  ])('%s', (_name, reader, expected) => {
    expect(told(sift(reader, entries))).toEqual(expected);
  });
});

test('of several changes of one alert the newest is told, in the order of the newest', () => {
  const entries = [alert('a1', 1), alert('a2', 1), alert('a1', 2), alert('a2', 0)].map((change, at) =>
    heard(change, at),
  );
  expect(told(sift(board, entries))).toEqual(['a2@1', 'a1@2']);
});

test('a broadcast that was public and is no more is gone for consumers alone', () => {
  const entries = [heard(broadcast('b1', 2, false), 1, true)];
  expect(told(sift(consumer, entries))).toEqual(['-b1']);
  expect(told(sift(board, entries))).toEqual(['b1@2']);
  expect(told(sift(hostOf(B), entries))).toEqual([]);
});

test('of a broadcast that never was public a consumer hears nothing, not even that it is gone', () => {
  const entries = [heard(broadcast('b1', 1, false), 1), heard(removed('b1'), 2)];
  expect(told(sift(consumer, entries))).toEqual([]);
});

describe('the hub', () => {
  const at = (n: number) => asCursor(`${n}-0`);
  const entry = (n: number, change: FeedChange) => ({ cursor: at(n), change });
  const open = () => {
    const sent: string[] = [];
    const hub = createHub(at(0), [asPublicId('shown')], {
      emit: (audience, sifted, from, to) => sent.push(`${audience} ${from}>${to} ${told(sifted).join(' ')}`),
      personDisabled: (id) => sent.push(`disabled ${id}`),
      personChanged: (id) => sent.push(`changed ${id}`),
      madePrivate: (id) => sent.push(`private ${id}`),
    });
    return { hub, sent };
  };

  test('sends each audience once for a tick, and none that nobody is in', () => {
    const { hub, sent } = open();
    hub.join(board);
    hub.join({ ...board, role: 'admin' });
    hub.join(hostOfA);
    hub.leave(hostOfA);
    hub.deliver([entry(1, alert('a1', 1)), entry(2, alert('a1', 2))]);
    expect(sent).toEqual(['board 0-0>2-0 a1@2']);
    expect(hub.cursor).toBe('2-0');
  });

  test('tells first whose rights are others, so that nothing of the same stretch reaches them', () => {
    const { hub, sent } = open();
    hub.join(board);
    const changed: FeedChange = { type: 'person-changed', userId: asUserId('u') };
    hub.deliver([entry(1, alert('a1', 1)), entry(2, changed)]);
    expect(sent).toEqual(['changed u', 'board 0-0>2-0 a1@1']);
  });

  test('knows what was public before it began', () => {
    const { hub, sent } = open();
    hub.join(consumer);
    hub.deliver([entry(1, broadcast('shown', 2, false)), entry(2, broadcast('other', 2, false))]);
    expect(sent).toEqual(['private shown', 'public 0-0>2-0 -shown']);
  });

  test('holds live changes for those who catch up, and hands over what is newer than they have', () => {
    const { hub } = open();
    const one = hub.catchUp();
    hub.deliver([entry(1, alert('a1', 1)), entry(2, alert('a2', 1))]);
    expect(one.cutOver(at(1)).map(({ cursor }) => cursor)).toEqual(['2-0']);
    hub.deliver([entry(3, alert('a3', 1))]);
    expect(one.cutOver(at(0))).toHaveLength(2);
  });

  test('knows as public what a connection was shown while it caught up, although nothing told of it', () => {
    const { hub, sent } = open();
    const one = hub.catchUp();
    hub.deliver([entry(1, broadcast('unheard', 5, false))]);
    const held = one.cutOver(at(0), [asPublicId('unheard'), asPublicId('quiet')]);
    expect(told(sift(consumer, held))).toEqual(['-unheard']);
    hub.join(consumer);
    hub.deliver([entry(2, broadcast('unheard', 6, false)), entry(3, broadcast('quiet', 2, false))]);
    expect(sent).toEqual(['private quiet', 'public 1-0>3-0 -quiet']);
  });

  test('says when it has held more than it may, or has lost its place', () => {
    const { hub } = open();
    const one = hub.catchUp();
    hub.deliver(Array.from({ length: 5001 }, (_, n) => entry(n + 1, alert(`a${n}`, 1))));
    expect(one.overflown).toBe(true);
    const two = hub.catchUp();
    hub.jumpTo(at(9000));
    expect([two.overflown, hub.cursor]).toEqual([true, '9000-0']);
  });
});

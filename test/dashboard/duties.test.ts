import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { RequestFailed } from '../../dashboard/link/http.ts';
import {
  createDuties,
  DUTIES_EVERY_MS,
  DUTIES_GLANCE_MS,
  DUTIES_RETRY_MS,
} from '../../dashboard/state/duties.ts';
import type { BroadcastView } from '../../models/contract/broadcast.ts';
import type { DutiesBoard } from '../../models/contract/duty.ts';
import type { PublicId } from '../../models/contract/ids.ts';
import { boardOf, broadcastOf, ROOM } from './duty-sample.ts';
import { handClock } from './sample.ts';

const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 0));

const setUp = () => {
  const clock = handClock();
  const broadcasts = signal<ReadonlyMap<PublicId, BroadcastView>>(new Map());
  const grow = (dutiesLeaf: number): void => {
    broadcasts.value = new Map([[ROOM, broadcastOf({ dutiesLeaf })]]);
  };
  const server: { asked: number; answer: () => Promise<DutiesBoard> } = {
    asked: 0,
    answer: async () => boardOf(),
  };
  const api = {
    duties: () => {
      server.asked += 1;
      return server.answer();
    },
  };
  const duties = createDuties({ api, broadcasts, now: clock.now, later: clock.later });
  return { clock, grow, server, duties };
};
const refused = (status: number) => () => Promise.reject(new RequestFailed('code', status, 'words'));

describe('what a broadcast owes', () => {
  it('is fetched when it is looked at, and again when it grows, at most once a second', async () => {
    const { clock, grow, server, duties } = setUp();
    grow(1);
    duties.watch(ROOM);
    await settled();
    expect(duties.of(ROOM).board?.leafIndex).toBe(1);
    for (const leaf of [2, 3, 4]) grow(leaf);
    clock.pass(DUTIES_EVERY_MS - 1);
    expect(server.asked).toBe(1);
    server.answer = async () => boardOf({ leafIndex: 4 });
    clock.pass(1);
    await settled();
    expect(server.asked).toBe(2);
    expect(duties.of(ROOM).board?.leafIndex).toBe(4);
    clock.pass(60_000);
    expect(server.asked).toBe(2);
  });

  it('is asked for once more when it grew while a request was on its way', async () => {
    const { clock, grow, server, duties } = setUp();
    grow(1);
    let reply = (_board: DutiesBoard): void => {};
    server.answer = () =>
      new Promise((done) => {
        reply = done;
      });
    duties.watch(ROOM);
    grow(2);
    clock.pass(5 * DUTIES_EVERY_MS);
    expect(server.asked).toBe(1);
    reply(boardOf());
    await settled();
    clock.pass(0);
    expect(server.asked).toBe(2);
  });

  it('is asked for no more once nobody looks, and at the pace of whoever is most in need', async () => {
    const { clock, grow, server, duties } = setUp();
    const stopGlance = duties.watch(ROOM, DUTIES_GLANCE_MS);
    await settled();
    grow(1);
    clock.pass(DUTIES_EVERY_MS);
    expect(server.asked).toBe(1);
    const stop = duties.watch(ROOM);
    grow(2);
    clock.pass(0);
    await settled();
    expect(server.asked).toBe(2);
    stop();
    stop();
    expect(duties.watched.value).toBe(1);
    stopGlance();
    grow(3);
    clock.pass(60_000);
    expect([server.asked, duties.watched.value, duties.of(ROOM).board]).toEqual([2, 0, null]);
  });

  it.each([
    [503, 'unavailable'],
    [0, 'network'],
  ] as const)('after %d it stays on screen with its age, and is tried again', async (status, failure) => {
    const { clock, grow, server, duties } = setUp();
    duties.watch(ROOM);
    await settled();
    server.answer = refused(status);
    clock.pass(DUTIES_EVERY_MS);
    grow(2);
    clock.pass(0);
    await settled();
    const since = clock.now();
    expect(duties.of(ROOM)).toMatchObject({ failure, staleSinceMs: since, board: { leafIndex: 1 } });
    clock.pass(DUTIES_RETRY_MS);
    await settled();
    expect(duties.of(ROOM).staleSinceMs).toBe(since);
    server.answer = async () => boardOf({ leafIndex: 2 });
    clock.pass(DUTIES_RETRY_MS);
    await settled();
    expect(duties.of(ROOM)).toEqual({ board: boardOf({ leafIndex: 2 }) });
  });

  it('leaves the screen when it may not be seen any more, and is asked for again only when there is news', async () => {
    const { clock, grow, server, duties } = setUp();
    duties.watch(ROOM);
    await settled();
    server.answer = refused(404);
    duties.renew(ROOM);
    await settled();
    expect(duties.of(ROOM)).toEqual({ board: null, failure: 'none' });
    clock.pass(60_000);
    expect(server.asked).toBe(2);
    server.answer = async () => boardOf({ leafIndex: 7 });
    grow(7);
    clock.pass(0);
    await settled();
    expect(duties.of(ROOM).board?.leafIndex).toBe(7);
  });

  it('does not go back to an answer that was overtaken on its way', async () => {
    const { server, duties } = setUp();
    server.answer = async () => boardOf({ leafIndex: 9 });
    duties.watch(ROOM);
    await settled();
    server.answer = async () => boardOf({ leafIndex: 8 });
    duties.renew(ROOM);
    await settled();
    expect(duties.of(ROOM).board?.leafIndex).toBe(9);
  });

  it('is forgotten with the person', async () => {
    const { duties } = setUp();
    duties.watch(ROOM);
    await settled();
    duties.forget();
    expect([duties.watched.value, duties.of(ROOM).board]).toEqual([0, null]);
  });
});

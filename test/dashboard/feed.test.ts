import { beforeEach, describe, expect, it } from 'vitest';
import {
  createFeed,
  type FeedLine,
  RESUME_DEADLINE_MS,
  RESUME_RETRY_MS,
  SILENCE_MS_MAX,
} from '../../dashboard/state/feed.ts';
import type { AlertView } from '../../models/contract/alert.ts';
import { asCursor } from '../../models/contract/ids.ts';
import { type FeedResume, type FeedResumed, HEARTBEAT_MS } from '../../models/contract/socket.ts';
import { alertOf, handClock, STARTED_MS } from './sample.ts';

type Listener = (...args: never[]) => void;

/** The other end of the line, held in the test's hand. */
const handLine = () => {
  const listeners = new Map<string, Listener>();
  const asked: { request: FeedResume; reply: (answer: FeedResumed) => void }[] = [];
  const calls: string[] = [];
  const line = {
    connect: () => calls.push('connect'),
    disconnect: () => calls.push('disconnect'),
    on: (event: string, listener: Listener) => listeners.set(event, listener),
    emit: (_event: string, request: FeedResume, reply: (answer: FeedResumed) => void) =>
      asked.push({ request, reply }),
  } as unknown as FeedLine;
  const hear = (event: string, ...args: unknown[]): void => listeners.get(event)?.(...(args as never[]));
  return { line, hear, asked, calls };
};

const start = () => {
  const clock = handClock();
  const hand = handLine();
  const alerts: AlertView[] = [];
  const ended: string[] = [];
  const feed = createFeed({
    line: hand.line,
    now: clock.now,
    later: clock.later,
    sink: {
      snapshot: (event) => alerts.push(...event.alerts),
      alerts: (event) => alerts.push(...event.alerts),
      broadcasts: () => {},
      changed: () => {},
      ended: (reason) => ended.push(reason),
    },
  });
  feed.start();
  return { feed, clock, alerts, ended, ...hand };
};

const snapshot = (cursor: string, alerts: AlertView[] = []) => ({
  cursor: asCursor(cursor),
  alerts,
  broadcasts: [],
  truncated: false,
});
const changed = (cursor: string, ...alerts: AlertView[]) => ({ cursor: asCursor(cursor), alerts });
const heartbeat = (cursor: string) => ({ cursor: asCursor(cursor), at: '' });
const done = (cursor: string): FeedResumed => ({
  ok: true,
  mode: 'replayed',
  cursor: asCursor(cursor),
  count: 0,
});

describe('the feed', () => {
  let it_: ReturnType<typeof start>;
  const goLive = (cursor: string): void => {
    it_.hear('connect');
    it_.hear('feed:snapshot', snapshot(cursor));
    it_.asked.at(-1)?.reply(done(cursor));
  };
  beforeEach(() => {
    it_ = start();
  });

  it('says since when nobody judges, until somebody does again', () => {
    goLive('5-0');
    expect(it_.feed.unjudgedMs.value).toBeNull();
    const since = '2026-03-01T12:00:00.000Z';
    it_.hear('feed:heartbeat', { ...heartbeat('5-0'), unjudgedSince: since });
    expect(it_.feed.unjudgedMs.value).toBe(Date.parse(since));
    it_.hear('feed:heartbeat', heartbeat('5-0'));
    expect(it_.feed.unjudgedMs.value).toBeNull();
  });

  it('asks without a cursor at first, and is live once answered', () => {
    expect(it_.feed.status.value).toEqual({ phase: 'connecting' });
    it_.hear('connect');
    expect(it_.asked[0]?.request).toEqual({});
    expect(it_.feed.status.value).toEqual({ phase: 'catching-up', count: 0 });
    it_.asked[0]?.reply(done('5-0'));
    expect(it_.feed.status.value).toEqual({ phase: 'live' });
  });

  it('comes back with the cursor of the newest change it applied', () => {
    goLive('5-0');
    it_.hear('alerts:changed', changed('7-0', alertOf()));
    it_.hear('feed:heartbeat', heartbeat('9-0'));
    it_.hear('disconnect', 'transport close');
    it_.hear('connect');
    expect(it_.asked.at(-1)?.request).toEqual({ cursor: '9-0' });
  });

  it('orders cursors as numbers, and never goes back', () => {
    goLive('999-5');
    it_.hear('feed:heartbeat', heartbeat('1000-0'));
    it_.hear('feed:heartbeat', heartbeat('999-9'));
    it_.hear('disconnect', 'transport close');
    it_.hear('connect');
    expect(it_.asked.at(-1)?.request).toEqual({ cursor: '1000-0' });
  });

  it('starts over from the old cursor when it is cut in the middle of catching up', () => {
    goLive('5-0');
    it_.hear('disconnect', 'transport close');
    it_.hear('connect');
    it_.hear('alerts:changed', changed('8-0', alertOf(), alertOf()));
    expect(it_.feed.status.value).toEqual({ phase: 'catching-up', count: 2 });
    it_.hear('disconnect', 'transport close');
    it_.hear('connect');
    expect(it_.asked.at(-1)?.request).toEqual({ cursor: '5-0' });
  });

  it('does not believe an answer to an earlier connection', () => {
    goLive('5-0');
    it_.hear('disconnect', 'transport close');
    it_.hear('connect');
    const late = it_.asked.at(-1);
    it_.hear('disconnect', 'transport close');
    it_.hear('connect');
    late?.reply(done('9-0'));
    expect(it_.feed.status.value.phase).toBe('catching-up');
  });

  it('is offline since the last sign of life when heartbeats stay away, and connects anew', () => {
    goLive('5-0');
    it_.clock.pass(HEARTBEAT_MS);
    it_.hear('feed:heartbeat', heartbeat('6-0'));
    it_.clock.pass(SILENCE_MS_MAX);
    expect(it_.feed.status.value.phase).toBe('live');
    it_.clock.pass(2000);
    expect(it_.feed.status.value).toEqual({ phase: 'offline', sinceMs: STARTED_MS + HEARTBEAT_MS });
    expect(it_.calls.slice(-2)).toEqual(['disconnect', 'connect']);
  });

  it('believes the browser at once that there is no network', () => {
    goLive('5-0');
    it_.feed.networkLost();
    expect(it_.feed.status.value).toEqual({ phase: 'offline', sinceMs: STARTED_MS });
    it_.feed.networkBack();
    expect(it_.calls.at(-1)).toBe('connect');
  });

  it('asks a busy server again, and one that does not answer', () => {
    it_.hear('connect');
    it_.asked[0]?.reply({ ok: false, code: 'busy', message: '' });
    it_.clock.pass(RESUME_RETRY_MS);
    expect(it_.asked).toHaveLength(2);
    it_.clock.pass(RESUME_DEADLINE_MS);
    expect(it_.asked.length).toBeGreaterThanOrEqual(3);
    expect(it_.feed.status.value.phase).toBe('catching-up');
  });

  it('says when the session is over', () => {
    goLive('5-0');
    it_.hear('session:ended', { cursor: '6-0', reason: 'disabled' });
    expect(it_.ended).toEqual(['disabled']);
  });

  it('connects again after the server closed the connection, which socket.io leaves to us', () => {
    goLive('5-0');
    it_.calls.length = 0;
    it_.hear('disconnect', 'io server disconnect');
    it_.clock.pass(RESUME_RETRY_MS);
    expect(it_.calls).toContain('connect');
  });

  it('stops for good', () => {
    goLive('5-0');
    it_.feed.stop();
    it_.calls.length = 0;
    it_.clock.pass(60_000);
    it_.hear('disconnect', 'io client disconnect');
    expect(it_.calls).toEqual([]);
  });
});

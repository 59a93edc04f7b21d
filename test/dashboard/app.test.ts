import { describe, expect, it } from 'vitest';
import { createApp } from '../../dashboard/state/app.ts';
import type { FeedLine } from '../../dashboard/state/feed.ts';
import { asCursor, asUserId } from '../../models/contract/ids.ts';
import type { Moment } from '../../models/contract/moment.ts';
import type { Me, SessionReply, UserRole } from '../../models/contract/people.ts';
import type { FeedResume } from '../../models/contract/socket.ts';
import { alertOf, handClock } from './sample.ts';

type Listener = (...args: never[]) => void;

const person = (login: string, role: UserRole): Me => ({
  id: asUserId(login),
  login,
  name: login,
  role,
  rooms: [],
  memberships: [],
});
const json = (body: unknown, status = 200): Response =>
  new Response(body === null ? null : JSON.stringify(body), { status });

/** The whole state of a dashboard whose server is in the test's hand. */
const setUp = () => {
  const clock = handClock();
  const listeners = new Map<string, Listener>();
  const resumes: FeedResume[] = [];
  const line = {
    connect: () => listeners.get('connect')?.(),
    disconnect: () => {},
    on: (event: string, listener: Listener) => listeners.set(event, listener),
    emit: (_event: string, request: FeedResume) => resumes.push(request),
  } as unknown as FeedLine;
  const server: { me: Me | null; moment: () => Response } = { me: null, moment: () => json({}, 404) };
  const app = createApp({
    readFile: async () => ({ ok: false, refusal: { code: 'damaged' } }),
    fetch: async (input, init) => {
      const path = String(input);
      if (path.includes('/moment')) return server.moment();
      if (init?.method === 'POST') {
        const { login } = JSON.parse(String(init.body)) as { login: string };
        server.me = person(login, login === 'host' ? 'host' : 'moderator');
      }
      if (init?.method === 'DELETE') return json(null, 204);
      return json({ me: server.me, csrf: 'x', demo: false } satisfies SessionReply);
    },
    line,
    kept: { getItem: () => null, setItem: () => {} },
    preferredLanguages: ['en'],
    now: clock.now,
    later: clock.later,
    everySecond: () => () => {},
    goTo: () => {},
  });
  const hear = (event: string, ...args: unknown[]): void => listeners.get(event)?.(...(args as never[]));
  const snapshot = (cursor: string): void =>
    hear('feed:snapshot', {
      cursor: asCursor(cursor),
      alerts: [alertOf()],
      broadcasts: [{ publicId: 'b1', revision: 1, state: 'live', startedAt: '2026-11-22T12:00:00Z' }],
      truncated: false,
    });
  return { app, clock, server, resumes, hear, snapshot };
};

describe('who is at the desk', () => {
  const held = ({ app }: ReturnType<typeof setUp>) => [
    app.queue.alerts.value.size,
    app.queue.rows.value.length,
    app.broadcasts.held.value.size,
    app.moments.current.value.id === null ? 0 : 1,
    app.board.chosen.value === null ? 0 : 1,
  ];

  it('another person finds nothing of what the one before could see, and starts with a snapshot', async () => {
    const it_ = setUp();
    const { app, hear, resumes } = it_;
    await app.session.login('moderator', 'a password');
    it_.snapshot('5-0');
    expect(held(it_)).toEqual([1, 1, 1, 1, 1]);
    hear('session:ended', { cursor: asCursor('5-0'), reason: 'expired' });
    await app.session.login('host', 'a password');
    expect(held(it_)).toEqual([0, 0, 0, 0, 0]);
    expect(app.queue.loaded.value).toBe(false);
    expect(resumes.at(-1)).toEqual({});
  });

  it('whoever comes back after the session ran out finds everything, and resumes', async () => {
    const it_ = setUp();
    await it_.app.session.login('moderator', 'a password');
    it_.snapshot('5-0');
    it_.hear('session:ended', { cursor: asCursor('5-0'), reason: 'expired' });
    await it_.app.session.login('moderator', 'a password');
    expect(held(it_)).toEqual([1, 1, 1, 1, 1]);
    expect(it_.resumes.at(-1)).toEqual({ cursor: '5-0' });
  });

  it('logging out leaves nothing behind', async () => {
    const it_ = setUp();
    await it_.app.session.login('moderator', 'a password');
    it_.snapshot('5-0');
    await it_.app.session.logout();
    expect(held(it_)).toEqual([0, 0, 0, 0, 0]);
  });
});

it('a moment that may not be seen any more leaves the screen', async () => {
  const { app, clock, server, snapshot } = setUp();
  await app.session.login('moderator', 'a password');
  const alert = alertOf();
  server.moment = () => json({ alert, broadcast: { state: 'ended', atMs: 0 }, atMs: 0 } as unknown as Moment);
  snapshot('5-0');
  const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 10));
  clock.pass(1_000);
  await settled();
  expect(app.moments.current.value.moment).not.toBeNull();
  server.moment = () => json({ error: { code: 'not-found', message: 'there is no such alert' } }, 404);
  app.moments.renew();
  clock.pass(1_000);
  await settled();
  expect(app.moments.current.value).toMatchObject({ moment: null, failure: { code: 'not-found' } });
});

it.each([
  ['zh-Hans', '没有连上服务器。'],
  ['zh-Hant', '沒有連上伺服器。'],
  ['en', 'The server was not reached.'],
] as const)('a request without an answer says so in the reader’s words: %s', async (language, said) => {
  const { app, server } = setUp();
  app.settings.language.value = language;
  server.moment = () => {
    throw new TypeError('Failed to fetch');
  };
  await expect(app.api.moment(alertOf().id)).rejects.toMatchObject({ code: 'network', message: said });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DecisionReply, DecisionRequest } from '../../models/contract/alert.ts';
import { asAlertId } from '../../models/contract/ids.ts';
import type { Moment } from '../../models/contract/moment.ts';
import type { AlertsChanged, BroadcastsChanged } from '../../models/contract/socket.ts';
import type {
  AlertDoc,
  AuditDoc,
  BroadcastDoc,
  DecisionDoc,
  SealedDoc,
} from '../../models/store/documents.ts';
import { disableUser } from '../../models/store/users.ts';
import {
  addAlert,
  addBroadcast,
  addPerson,
  addToken,
  type Client,
  connected,
  feedClient,
  type Ground,
  logIn,
  openGround,
  openServer,
  streamOf,
  type TestServer,
  until,
} from './harness.ts';

let ground: Ground;
let server: TestServer;
let ann: Client;
let ben: Client;
let broadcast: BroadcastDoc;
let count = 0;

beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground);
  await addPerson(ground.store, 'moderator', { login: 'ann' });
  await addPerson(ground.store, 'admin', { login: 'ben' });
  ann = await logIn(server.url, 'ann');
  ben = await logIn(server.url, 'ben');
});
afterAll(async () => {
  await server?.close();
  await ground?.close();
});
beforeEach(async () => {
  count += 1;
  const { token } = await addToken(ground.store);
  broadcast = await addBroadcast(ground, server.url, token, `show-${count}`);
});

type Act = DecisionRequest extends infer One ? (One extends unknown ? Omit<One, 'alerts'> : never) : never;
const decide = async (who: Client, act: Act, ...alerts: AlertDoc[]): Promise<DecisionReply['results']> => {
  const body = { ...act, alerts: alerts.map(({ _id, revision }) => ({ id: _id, revision })) };
  const response = await who.send('POST', '/api/decisions', body);
  expect(response.status).toBe(200);
  return ((await response.json()) as DecisionReply).results;
};
const outcome = (results: DecisionReply['results']): string[] =>
  results.map((result) => (result.ok ? result.alert.status : result.code));
const decisionsOf = (alert: AlertDoc): Promise<DecisionDoc[]> =>
  ground.store.decisions.find({ alertId: alert._id }).sort({ at: 1 }).lean<DecisionDoc[]>().exec();
const stored = async (alert: AlertDoc): Promise<AlertDoc | null> =>
  ground.store.alerts.findOne({ _id: alert._id }).lean<AlertDoc>();

test('the whole life of an alert: each act a decision, in the store and on the stream', async () => {
  const alert = await addAlert(ground, broadcast, 'life');
  expect(outcome(await decide(ann, { action: 'take' }, alert))).toEqual(['taken']);
  expect((await stored(alert))?.assignee?.name).toBe('The moderator');
  expect(outcome(await decide(ann, { action: 'release' }, alert))).toEqual(['open']);
  expect(outcome(await decide(ann, { action: 'later', minutes: 5 }, alert))).toEqual(['later']);
  const waiting = (await stored(alert))?.laterUntil?.getTime() ?? 0;
  expect(Math.abs(waiting - Date.now() - 300_000)).toBeLessThan(5_000);
  expect(outcome(await decide(ben, { action: 'take' }, alert))).toEqual(['taken']);
  const act = { action: 'dismiss', reason: 'evidenced', note: 'a test report was shown' } as const;
  expect(outcome(await decide(ben, act, alert))).toEqual(['dismissed']);
  const dismissed = await stored(alert);
  expect(dismissed?.decision).toMatchObject({
    action: 'dismiss',
    reason: 'evidenced',
    by: { name: 'The admin' },
  });
  expect([dismissed?.assignee, dismissed?.laterUntil]).toEqual([undefined, undefined]);
  expect(
    outcome(await decide(ann, { action: 'reopen', note: 'the report is of another lamp' }, alert)),
  ).toEqual(['open']);
  expect((await stored(alert))?.decision).toBeUndefined();
  expect(outcome(await decide(ann, { action: 'uphold' }, alert))).toEqual(['upheld']);

  const acts = ['take', 'release', 'later', 'take', 'dismiss', 'reopen', 'uphold'];
  const decisions = await decisionsOf(alert);
  expect(decisions.map(({ action }) => action)).toEqual(acts);
  expect(decisions[4]).toMatchObject({ reason: 'evidenced', note: 'a test report was shown', atMs: 60_000 });
  const events = (await streamOf(ground, broadcast)) as {
    type: string;
    action?: string;
    decisionId?: string;
  }[];
  expect(events.flatMap(({ type, action }) => (type === 'decision' ? [action] : []))).toEqual(acts);
  expect(await stored(alert)).toMatchObject({ revision: 8, unsent: false });
});

test('two people at once: one decides, the other is told by whom', async () => {
  for (let round = 0; round < 10; round += 1) {
    const alert = await addAlert(ground, broadcast, `race-${round}`);
    const results = (
      await Promise.all([
        decide(ann, { action: 'uphold' }, alert),
        decide(ben, { action: 'dismiss', reason: 'lawful' }, alert),
      ])
    ).flat();
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
    const lost = results.find(({ ok }) => !ok);
    const doc = await stored(alert);
    expect(lost).toMatchObject({ code: 'already-decided', alert: { decision: { by: doc?.decision?.by } } });
    expect(await decisionsOf(alert)).toHaveLength(1);
    expect(doc?.revision).toBe(2);
  }
});

test('what someone has taken and left lying: an admin gives it back, a moderator cannot', async () => {
  const alert = await addAlert(ground, broadcast, 'left-lying');
  await decide(ben, { action: 'take' }, alert);
  expect(outcome(await decide(ann, { action: 'release' }, alert))).toEqual(['taken-by-other']);
  const theirs = await addAlert(ground, broadcast, 'left-lying-too');
  await decide(ann, { action: 'take' }, theirs);
  expect(outcome(await decide(ben, { action: 'uphold' }, theirs))).toEqual(['taken-by-other']);
  expect(outcome(await decide(ben, { action: 'release' }, theirs))).toEqual(['open']);
  expect((await decisionsOf(theirs)).at(-1)).toMatchObject({ action: 'release', by: { name: 'The admin' } });
  expect(outcome(await decide(ann, { action: 'uphold' }, theirs))).toEqual(['upheld']);
});

test('whoever is disabled holds nothing any more, and the giving back is a decision of its own', async () => {
  await addPerson(ground.store, 'moderator', { login: 'leaving' });
  const leaving = await logIn(server.url, 'leaving');
  const held = await addAlert(ground, broadcast, 'held');
  const upheld = await addAlert(ground, broadcast, 'upheld-before');
  await decide(leaving, { action: 'take' }, held);
  await decide(leaving, { action: 'uphold' }, upheld);
  const by = { id: 'operator', name: 'the operator' };
  await disableUser(ground.store, 'leaving', { by, now: new Date() });
  expect(await stored(held)).toMatchObject({ status: 'open', revision: 3, unsent: true });
  expect((await stored(held))?.assignee).toBeUndefined();
  expect((await decisionsOf(held)).at(-1)).toMatchObject({ action: 'release', by: { id: 'operator' } });
  expect((await stored(upheld))?.status).toBe('upheld');
  expect(outcome(await decide(ann, { action: 'take' }, held))).toEqual(['taken']);
});

test('two people take two cards that overlap: each alert belongs to one of them', async () => {
  const alerts = [];
  for (let n = 0; n < 8; n += 1) alerts.push(await addAlert(ground, broadcast, `card-${n}`));
  const [first, second] = await Promise.all([
    decide(ann, { action: 'take' }, ...alerts.slice(0, 6)),
    decide(ben, { action: 'take' }, ...alerts.slice(2).reverse()),
  ]);
  const taken = [...first, ...second].filter(({ ok }) => ok);
  expect(new Set(taken.map(({ id }) => id)).size).toBe(8);
  expect(taken).toHaveLength(8);
  expect([...first, ...second].filter((one) => !one.ok && one.code === 'taken-by-other')).toHaveLength(4);
});

test('one request, many alerts: one that cannot go on does not hold up the others', async () => {
  const free = await addAlert(ground, broadcast, 'free');
  const theirs = await addAlert(ground, broadcast, 'theirs');
  const done = await addAlert(ground, broadcast, 'done');
  await decide(ben, { action: 'take' }, theirs);
  await decide(ben, { action: 'uphold' }, done);
  const gone = { ...free, _id: asAlertId('gone') };
  const results = await decide(ann, { action: 'uphold' }, free, theirs, done, gone, free);
  expect(outcome(results)).toEqual(['upheld', 'taken-by-other', 'already-decided', 'not-found', 'upheld']);
  expect(await decisionsOf(free)).toHaveLength(1);
});

test('a worker that adds an occurrence meanwhile loses nothing', async () => {
  const alert = await addAlert(ground, broadcast, 'busy');
  const bump = async (): Promise<void> => {
    for (let n = 0; n < 40; n += 1)
      await ground.store.alerts.updateOne({ _id: alert._id }, { $inc: { count: 1, revision: 1 } });
  };
  const [, results] = await Promise.all([bump(), decide(ann, { action: 'uphold' }, alert)]);
  expect(outcome(results)).toEqual(['upheld']);
  expect(await stored(alert)).toMatchObject({ count: 41, revision: 42, status: 'upheld' });
});

test('the same request twice is one decision', async () => {
  const alert = await addAlert(ground, broadcast, 'twice');
  await decide(ann, { action: 'take' }, alert);
  expect(outcome(await decide(ann, { action: 'take' }, alert))).toEqual(['taken']);
  expect(await decisionsOf(alert)).toHaveLength(1);
});

test('everyone sees it at once, with the number of alerts still open', async () => {
  const alert = await addAlert(ground, broadcast, 'seen');
  await addAlert(ground, broadcast, 'still-open');
  const socket = feedClient(server.url, ben);
  const alerts: AlertsChanged[] = [];
  const broadcasts: BroadcastsChanged[] = [];
  socket.on('alerts:changed', (event) => alerts.push(event));
  socket.on('broadcasts:changed', (event) => broadcasts.push(event));
  await connected(socket);
  await socket.emitWithAck('feed:resume', {});
  await decide(ann, { action: 'uphold' }, alert);
  await until('both have come', () => alerts.length > 0 && broadcasts.length > 0);
  expect(alerts[0]?.alerts[0]).toMatchObject({ id: 'seen', status: 'upheld', revision: 2 });
  expect(broadcasts[0]?.broadcasts[0]).toMatchObject({ publicId: broadcast.publicId, openAlerts: 1 });
  socket.disconnect();
});

test.each([
  [{ action: 'dismiss' }, 'without a reason'],
  [{ action: 'uphold', reason: 'lawful' }, 'a reason where none belongs'],
  [{ action: 'later', minutes: 0 }, 'no time at all'],
  [{ action: 'delete' }, 'no act'],
  [{ action: 'uphold', note: 'a\ud800b' }, 'a note that no log can hold'],
])('%j is refused: %s', async (act, _why) => {
  const response = await ann.send('POST', '/api/decisions', { ...act, alerts: [{ id: 'x', revision: 0 }] });
  expect(response.status).toBe(400);
});

describe('pages of alerts', () => {
  test('go on where the last one ended, and keep to what was asked', async () => {
    const at = (n: number) => new Date(1_700_000_000_000 + Math.floor(n / 2));
    for (let n = 0; n < 7; n += 1)
      await addAlert(ground, broadcast, `page-${n}`, {
        raisedAt: at(n),
        verdict: n === 3 ? 'review' : 'flag',
      });
    const seen: string[] = [];
    let next: string | undefined;
    do {
      const query = new URLSearchParams({ state: 'open', broadcast: broadcast.publicId, limit: '3' });
      if (next) query.set('before', next);
      const page = (await (await ann.get(`/api/alerts?${query}`)).json()) as {
        alerts: { id: string }[];
        next?: string;
      };
      seen.push(...page.alerts.map(({ id }) => id));
      next = page.next;
    } while (next);
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `page-${n}`));
    const reviews = await ann.get(`/api/alerts?verdict=review&broadcast=${broadcast.publicId}`);
    expect(((await reviews.json()) as { alerts: unknown[] }).alerts).toHaveLength(1);
    const decided = await ann.get(`/api/alerts?state=decided&broadcast=${broadcast.publicId}`);
    expect(await decided.json()).toEqual({ alerts: [] });
  });

  test.each(['state=new', 'limit=0', 'limit=1000', 'before=x', 'verdict=flag&verdict=review'])(
    '?%s: 400',
    async (query) => {
      expect((await ann.get(`/api/alerts?${query}`)).status).toBe(400);
    },
  );
});

describe('the moment', () => {
  const line = (leafIndex: number, atMs: number, text: string | null, more: object = {}): SealedDoc => ({
    broadcastId: broadcast._id,
    leafIndex,
    kind: 'utterance',
    atMs,
    entryId: '1-0' as SealedDoc['entryId'],
    values: { text: { value: text, salt: null }, speaker: { value: 'host', salt: null } },
    utterance: {
      id: `u${leafIndex}`,
      revision: 0,
      source: 'speech',
      role: 'presenter',
      judged: 'full',
      claims: [],
      ...more,
    },
  });

  const gapLine = (leafIndex: number): SealedDoc => {
    const { utterance: _none, ...others } = line(leafIndex, 150_000, null);
    const gap = { reason: 'capture-down', fromMs: 120_000, untilMs: 150_000 };
    return { ...others, kind: 'gap', values: {}, gap };
  };

  test('holds the lines around it, gaps, and the product as last told', async () => {
    const claims = [{ start: 0, end: 2, kind: 'absolute-superlative', verdict: 'flag' }];
    await ground.store.sealed.insertMany([
      line(1, 1_000, 'long before', {}),
      line(2, 200_000, '最好', { id: 'a', claims }),
      line(3, 201_000, null, { source: 'chat', role: 'viewer' }),
      line(4, 200_000, '最好的', { id: 'a', revision: 1 }),
      line(5, 202_000, 'as first heard', { id: 'b' }),
      line(6, 202_000, 'as heard in the end', { id: 'b', revision: 1 }),
      line(7, 300_000, 'long after', {}),
    ]);
    await ground.store.sealed.create([gapLine(8)]);
    const told = {
      productId: 'p1',
      name: 'Lamp',
      linkNo: 3,
      category: 'other',
      atMs: 0,
      lastAction: 'listed',
    };
    const listing = { price: 99, unit: 'piece' };
    await ground.store.broadcasts.updateOne(
      { _id: broadcast._id },
      { $set: { products: { p1: { ...told, listing, seller: { name: 'Lamp makers' } } } } },
    );
    const alert = await addAlert(ground, broadcast, `moment-${count}`, {
      firstAtMs: 200_000,
      product: { id: 'p1' as never, name: 'Old name' },
      occurrences: [{ start: 0, end: 2, atMs: 200_000, leafIndex: 2 }],
    });
    const moment = (await (await ann.get(`/api/alerts/${alert._id}/moment`)).json()) as Moment;
    expect(moment.lines.map(({ leafIndex, text }) => `${leafIndex} ${text}`)).toEqual([
      '2 最好',
      '4 最好的',
      '3 null',
      '6 as heard in the end',
    ]);
    expect(moment.lines[0]).toMatchObject({ speaker: 'host', claims, judged: 'full' });
    expect(moment.gaps).toEqual([{ reason: 'capture-down', fromMs: 120_000, untilMs: 150_000 }]);
    expect(moment.product).toEqual({
      id: 'p1',
      name: 'Lamp',
      linkNo: 3,
      category: 'other',
      seller: 'Lamp makers',
      listing,
    });
    expect(moment).toMatchObject({
      atMs: 200_000,
      alert: { id: alert._id, steps: [] },
      broadcast: { openAlerts: 1 },
    });
    expect(JSON.stringify(moment)).not.toContain(`"${broadcast._id}"`);

    const page = await ann.get(`/api/broadcasts/${broadcast.publicId}/lines?fromMs=250000&untilMs=310000`);
    expect(await page.json()).toMatchObject({ lines: [{ text: 'long after' }], gaps: [] });
  });

  test.each(['fromMs=-1', 'fromMs=0&untilMs=900001', 'fromMs=5&untilMs=4', 'fromMs=x'])(
    'lines?%s: 400',
    async (query) => {
      expect((await ann.get(`/api/broadcasts/${broadcast.publicId}/lines?${query}`)).status).toBe(400);
    },
  );
});

test('making a broadcast public is audited with its reason and recorded once', async () => {
  const path = `/api/broadcasts/${broadcast.publicId}/visibility`;
  const body = { public: true, reason: 'asked for by viewers' };
  for (let n = 0; n < 2; n += 1) {
    const response = await ann.send('POST', path, body);
    expect([response.status, (await response.json()).public]).toEqual([200, true]);
  }
  const audits = await ground.store.audits.find({ subject: broadcast.publicId }).lean<AuditDoc[]>();
  expect(audits).toMatchObject([
    { action: 'broadcast-made-public', reason: body.reason, by: { name: 'The moderator' } },
  ]);
  const types = (await streamOf(ground, broadcast)).map(({ type }) => type);
  expect(types).toEqual(['registered', 'visibility']);
  expect((await ann.send('POST', path, { public: false, reason: ' ' })).status).toBe(400);
});

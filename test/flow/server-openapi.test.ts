import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Snapshot } from '../../models/contract/socket.ts';
import type { ApiDocument } from '../../server/openapi/document.ts';
import { operationsOf } from '../../server/openapi/page/find.ts';
import type { Worker } from '../../worker/worker.ts';
import { type Judge, judgeBy } from '../server/openapi/answers.ts';
import { routesOf } from './express-routes.ts';
import {
  addPerson,
  type Client,
  connected,
  feedClient,
  type Ground,
  logIn,
  nobody,
  openGround,
  openServer,
  type TestServer,
  until,
} from './harness.ts';
import { CALLS, type Call, callsTooMany, type Who } from './openapi-calls.ts';
import { type Facts, tellStory } from './openapi-story.ts';

/*
 * The server is asked for its own description, and then held to it: routes, rights, bodies, answers.
 */
let ground: Ground;
let server: TestServer;
let worker: Worker;
let facts: Facts;
let mediaDir: string;
let document: ApiDocument;
let judge: Judge;
const clients = new Map<Who, Client>();
beforeAll(async () => {
  ground = await openGround();
  mediaDir = mkdtempSync(join(tmpdir(), 'media-'));
  server = await openServer(ground, { env: { MEDIA_DIR: mediaDir, PACKS_DIR: mediaDir } });
  for (const role of ['admin', 'moderator', 'host', 'consumer'] as const) await addPerson(ground.store, role);
  for (const login of ['leaver', 'buyer', 'quitter']) await addPerson(ground.store, 'consumer', { login });
  await addPerson(ground.store, 'host', { login: 'newcomer', rooms: [] });
  for (const login of [
    'admin',
    'moderator',
    'host',
    'consumer',
    'leaver',
    'newcomer',
    'buyer',
    'quitter',
  ] as const)
    clients.set(login, await logIn(server.url, login));
  ({ facts, worker } = await tellStory(ground, server));
  document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as ApiDocument;
  judge = judgeBy(document);
});
afterAll(async () => {
  await worker?.stop();
  await server?.close();
  await ground?.close();
  rmSync(mediaDir, { recursive: true, force: true });
});

const authorisation = (as: Who, csrf = true): Record<string, string> => {
  if (as === 'sender') return { Authorization: `Bearer ${facts.token}` };
  if (as === 'otherSender') return { Authorization: `Bearer ${facts.otherToken}` };
  const { cookie, csrf: token } = clients.get(as) ?? nobody(server.url);
  return { ...(cookie && { cookie }), ...(csrf && token && { 'X-CSRF-Token': token }) };
};

/** The body of a call, as a text: its own, or the example of the document. */
const bodyOf = ({ op, text, body }: Call): string | undefined => {
  const [media] = Object.values(judge.operation(op).operation.requestBody?.content ?? {});
  if (text !== undefined) return text;
  const value = body ?? media?.example;
  return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
};

const send = async (call: Call, url = server.url, csrf = true): Promise<Response> => {
  const { method, path } = judge.operation(call.op);
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(call.params?.[name] ?? 'none')),
  );
  const query = new URLSearchParams(
    Object.entries(call.query ?? {}).map(([name, value]) => [name, String(value)] as [string, string]),
  );
  const body = bodyOf(call);
  return fetch(`${url}${address}?${query.toString()}`, {
    method: method.toUpperCase(),
    headers: {
      ...authorisation(call.as, csrf),
      ...(body !== undefined && { 'Content-Type': call.type ?? 'application/json' }),
      ...call.headers,
    },
    ...(body !== undefined && { body }),
  });
};

interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** What is not as the document says. */
  readonly wrong: readonly string[];
}

/** Reads an answer and holds it against the document: status, form, body, code, Retry-After. */
const read = async (op: string, response: Response): Promise<Answer> => {
  const type = response.headers.get('content-type');
  const text = await response.text();
  const body: unknown = type?.startsWith('application/json') ? JSON.parse(text) : text;
  const { status } = response;
  const wrong = [...judge.answer(op, status, type, body)];
  const said = judge.response(op, status);
  const code = (body as { error?: { code?: string } } | null)?.error?.code;
  if (code !== undefined && !said?.['x-codes']?.some((one) => one === code))
    wrong.push(`code ${code} is not said to come with ${status}`);
  const waits = response.headers.has('retry-after');
  if (waits !== 'Retry-After' in (said?.headers ?? {}))
    wrong.push(`Retry-After ${waits ? 'came' : 'did not'}`);
  return { status, body, wrong };
};

/** Who is told to ask again in a moment (503) does so, unless that is what is wanted; each answer is as the document says. */
const answerTo = async (call: Call, url?: string): Promise<Answer> => {
  const ask = async (): Promise<Answer> => read(call.op, await send(call, url));
  let answer = await ask();
  const isWaiting = (): boolean => answer.status === 503 && call.gives !== 503 && answer.wrong.length === 0;
  if (isWaiting())
    await until(`${call.op} is answered`, async () => {
      answer = await ask();
      return !isWaiting();
    });
  return answer;
};

/** Answers of calls, one after the other, as far as they are not what they should be. */
const failuresOf = async (calls: readonly Call[], url?: string): Promise<readonly string[]> => {
  const failures: string[] = [];
  for (const call of calls) {
    const { status, wrong, body } = await answerTo(call, url);
    const name = `${call.op} as ${call.as}`;
    if (status !== call.gives)
      failures.push(`${name}: ${status}, not ${call.gives}: ${JSON.stringify(body).slice(0, 300)}`);
    failures.push(...wrong.map((what) => `${name}, ${status}: ${what}`));
  }
  return failures;
};

test('every route is in the document, and nothing is in it that is no route', () => {
  const bare = (route: string): string => route.replace(/:\w+|\{\w+\}/g, '{}');
  const served = routesOf(server.gateway.app).filter((route) => !/^GET \/(\*path|verify)?$/.test(route));
  const described = operationsOf(document).map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  const missing = served.filter((route) => !described.map(bare).includes(bare(route)));
  const gone = described.filter((route) => !served.map(bare).includes(bare(route)));
  expect({ missing, gone }, 'describe routes in server/openapi/operations').toEqual({
    missing: [],
    gone: [],
  });
});

const called = new Set<string>();
const answeredAsSaid = async (calls: readonly Call[]): Promise<void> => {
  expect(await failuresOf(calls)).toEqual([]);
  for (const { op, gives } of calls) called.add(`${op} ${gives}`);
};

test.each(Object.entries(CALLS))(
  '%s: operations answer as they say, with success and with errors',
  (_, callsOf) => answeredAsSaid(callsOf(facts)),
);

test('the hash of a verdict’s packs is answered as it says', async () => {
  const { hash } = server.packs.current().packs;
  const call: Call = { op: 'readPackHash', as: 'admin', gives: 200, params: { hash } };
  await until('the packs in use are noted', async () => (await send(call)).status === 200);
  await answeredAsSaid([call]);
});

test('no success that the document promises was left out', () => {
  const promised = operationsOf(document).flatMap(({ operation: { operationId, responses } }) =>
    Object.keys(responses).flatMap((status) => (status.startsWith('2') ? [`${operationId} ${status}`] : [])),
  );
  expect(promised.filter((one) => !called.has(one))).toEqual([]);
});

const shapeOf = (name: string, value: unknown): readonly string[] =>
  judge.under({ $ref: `#/components/schemas/${name}` }, value);

test('what comes over the sockets has the shapes of the document', async () => {
  const asked = document['x-socketio'];
  const socket = feedClient(server.url, clients.get('moderator') ?? nobody(server.url));
  const heard: string[] = [];
  const snapshot = new Promise<Snapshot>((done) => socket.once('feed:snapshot', done));
  socket.onAny((name: string) => heard.push(name));
  await connected(socket);
  await socket.emitWithAck('feed:resume', {});
  const { alerts, broadcasts } = await snapshot;
  socket.close();
  expect([alerts.length > 3, broadcasts.length > 3]).toEqual([true, true]);
  expect(alerts.flatMap((one) => shapeOf('AlertView', one))).toEqual([]);
  expect(broadcasts.flatMap((one) => shapeOf('BroadcastView', one))).toEqual([]);
  expect(heard.filter((name) => !(name in asked.serverToClient))).toEqual([]);

  const { 'x-websocket': said } = document.paths['/api/broadcasts/{id}/events'] ?? {};
  const address = `${server.url.replace('http', 'ws')}/api/broadcasts/${facts.id}/events`;
  const feed = new WebSocket(address, [...(said?.subprotocols ?? []), `token.${facts.token}`]);
  const reply = new Promise((done, failed) => {
    feed.once('message', (data) => done(JSON.parse(String(data))));
    feed.once('error', failed);
  });
  await new Promise((done) => feed.once('open', done));
  feed.send('{"type":"audience","id":"a1","atMs":5000,"viewers":7}\n{}');
  expect(await reply).toMatchObject({ accepted: 1, refused: 1 });
  expect(shapeOf('IngestReply', await reply)).toEqual([]);
  feed.close();
});

test('the answers that were held against it had something in them', async () => {
  const { publicId, claimId } = facts;
  const one = async (op: string, params: Call['params']): Promise<Record<string, unknown>> =>
    (await (await send({ op, as: 'moderator', gives: 200, ...(params && { params }) })).json()) as Record<
      string,
      unknown
    >;
  expect(await one('readDuties', { publicId })).toMatchObject({
    products: [{ productId: 'lamp-7', duties: expect.arrayContaining([expect.anything()]) }],
    questions: expect.arrayContaining([expect.anything()]),
  });
  expect(await one('readMoment', { id: claimId })).toMatchObject({
    alert: {
      occurrences: [expect.anything(), expect.anything()],
      steps: expect.arrayContaining([expect.anything()]),
    },
    lines: expect.arrayContaining([expect.objectContaining({ claims: [expect.anything()] })]),
    product: { listing: { price: 39 } },
  });
  expect(await one('readEvidence', { id: claimId })).toMatchObject({
    reveals: expect.arrayContaining([expect.anything()]),
  });
});

test('where a limit is used up, it says for how long', async () => {
  const none = { points: 0, seconds: 60 };
  const strict = await openServer(ground, {
    limits: {
      loginsPerAddress: none,
      accountsPerAddress: none,
      codesPerAddress: none,
      publicSearchesPerAddress: none,
      publicReadsPerAddress: none,
      invitationsPerAddress: none,
      organisationActsPerPerson: none,
      ingestPerToken: none,
      registrationsPerToken: none,
      checksPerPerson: none,
      evidencePacksPerPerson: none,
      packCodesPerAddress: none,
      packChangesPerPerson: none,
      policyChangesPerPerson: none,
      previewsPerPerson: none,
    },
  });
  expect(await failuresOf(callsTooMany(facts), strict.url)).toEqual([]);
  await strict.close();
});

/** Real names for the parameters of an operation, so that only rights stand in the way. */
const paramsOf = (path: string): Record<string, string | number> => ({
  publicId: facts.publicId,
  id: path.startsWith('/api/alerts')
    ? facts.dutyId
    : path.startsWith('/api/policies')
      ? 'lantern'
      : path.startsWith('/api/organisations')
        ? facts.organisation.id
        : facts.publicId,
  userId: facts.organisation.memberId,
  invitationId: facts.organisation.openId,
  productId: 'lamp-7',
  holdId: facts.holdId,
  packId: 'lantern-yaml',
  version: 1,
  hash: '00',
});

test('whoever is not named may not call it, and nobody changes anything without the token of the session', async () => {
  const failures: string[] = [];
  const expectOneOf = async (statuses: readonly number[], call: Call, csrf = true): Promise<void> => {
    const { status, wrong } = await read(call.op, await send(call, server.url, csrf));
    const name = `${call.op} as ${call.as}${csrf ? '' : ' without token'}`;
    if (!statuses.includes(status)) failures.push(`${name}: ${status}`);
    failures.push(...wrong.map((what) => `${name}, ${status}: ${what}`));
  };
  for (const { path, method, operation } of operationsOf(document)) {
    const { operationId: op, security } = operation;
    const roles = operation['x-roles'];
    const schemes = security.flatMap((one) => Object.keys(one));
    const call = { op, gives: 0, params: paramsOf(path) };
    if (schemes.includes('sender')) {
      await expectOneOf([401], { ...call, as: 'nobody' });
      await expectOneOf([401], { ...call, as: 'admin' });
    }
    if (!schemes.includes('session')) continue;
    expect(schemes.includes('csrf')).toBe(method !== 'get');
    await expectOneOf([401], { ...call, as: 'nobody' });
    for (const as of ['admin', 'moderator', 'host', 'consumer'] as const)
      if (!roles.includes(as)) await expectOneOf([403, 404], { ...call, as });
    if (schemes.includes('csrf')) await expectOneOf([403], { ...call, as: roles[0] as Who }, false);
  }
  expect(failures).toEqual([]);
});

test('the page reads the whole document to people, in their language, without script or style of its own', async () => {
  const page = async (path: string, language: string) => {
    const response = await fetch(`${server.url}${path}`, { headers: { 'Accept-Language': language } });
    expect(response.headers.get('vary')).toContain('Accept-Language');
    return { text: await response.text(), language: response.headers.get('content-language') };
  };
  const zh = await page('/api/docs', 'zh-TW,zh;q=0.9,en;q=0.8');
  const en = await page('/api/docs', 'en-GB,en;q=0.9');
  expect([zh.language, en.language]).toEqual(['zh', 'en']);
  expect((await page('/api/docs?lang=en', 'zh')).language).toBe('en');
  for (const { operation } of operationsOf(document)) {
    expect(en.text).toContain(`id="${operation.operationId}"`);
    expect(zh.text).toContain(operation['x-zh']?.summary);
  }
  for (const name of Object.keys(document.components.schemas))
    expect(en.text).toContain(`id="shape-${name}"`);
  for (const { text } of [zh, en]) {
    expect(text).not.toMatch(/<script|\sstyle=|\son\w+=|(?:src|href)="(?!\/|#)/);
    const anchors = [...text.matchAll(/href="#([^"]+)"/g)].map(([, anchor]) => anchor);
    expect(anchors.filter((anchor) => !text.includes(`id="${anchor}"`))).toEqual([]);
  }
  const found = await page('/api/docs?lang=en&q=evidence%20verifies', 'en');
  expect(found.text).toContain('id="readEvidence"');
  expect(found.text).not.toContain('id="logIn"');
  const odd = await page(`/api/docs?lang=en&q=${encodeURIComponent('"><script>alert(1)</script>')}`, 'en');
  expect(odd.text).not.toContain('<script');
});

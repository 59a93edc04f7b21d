import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AlertDetail } from '../../models/contract/alert.ts';
import type { CaseView } from '../../models/contract/case.ts';
import { asAlertId } from '../../models/contract/ids.ts';
import type { LeafOf } from '../../models/contract/log/leaf.ts';
import type { PackSubject } from '../../models/contract/pack/documents.ts';
import type { AuditDoc, BroadcastDoc } from '../../models/store/documents.ts';
import { alertById } from '../../models/store/find-alerts.ts';
import { packHead } from '../../models/store/pack-head.ts';
import { packRecords } from '../../models/store/pack-records.ts';
import { showsOf } from '../../models/store/public-records.ts';
import type { Worker } from '../../worker/worker.ts';
import {
  addAlert,
  addBroadcast,
  addPerson,
  addToken,
  type Client,
  codeOf,
  type Ground,
  logIn,
  nobody,
  openGround,
  openServer,
  type TestServer,
  until,
} from './harness.ts';
import { readLeaves, startWorker, verifyWhole } from './worker/harness.ts';

/*
 * Alerts that are about one thing are joined; nothing that was recorded is edited, and a merged case points at the old ones.
 */
let ground: Ground;
let server: TestServer;
let worker: Worker;
let moderator: Client;
let broadcast: BroadcastDoc;

const occurrence = (leafIndex: number) => ({
  leafIndex,
  utteranceId: `u${leafIndex}`,
  start: 0,
  atMs: 1_000,
});

beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground);
  for (const role of ['admin', 'moderator', 'host', 'consumer'] as const) await addPerson(ground.store, role);
  moderator = await logIn(server.url, 'moderator');
  const { token } = await addToken(ground.store);
  broadcast = await addBroadcast(ground, server.url, token, 'joined');
  const other = await addBroadcast(ground, server.url, token, 'apart');
  for (const [n, id] of ['a', 'b', 'c', 'd'].entries())
    await addAlert(ground, broadcast, id, {
      firstAtMs: 1_000 * (n + 1),
      occurrences: [occurrence(n)] as never,
      quote: `最好的${id}`,
    });
  await addAlert(ground, other, 'elsewhere');
  worker = startWorker(ground, { dutiesOf: server.policies.dutiesOf });
});
afterAll(async () => {
  await worker?.stop();
  await server?.close();
  await ground?.close();
});

const join = (alerts: readonly string[], reason = '同一款灯，电话 13800138000', who = moderator) =>
  who.send('POST', '/api/cases', { alerts, reason });
const detail = async (id: string, who = moderator): Promise<AlertDetail> =>
  (await (await who.get(`/api/alerts/${id}`)).json()) as AlertDetail;
const headOf = async (subject: PackSubject) =>
  packHead(ground.store, broadcast._id, subject, await alertById(ground.store, asAlertId('a')));
const recorded = async (id: string): Promise<LeafOf<'case'> & { index: number }> => {
  const find = async () =>
    (await readLeaves(ground.store, broadcast._id)).flatMap((leaf, index) =>
      leaf.kind === 'case' && leaf.caseId === id ? [{ ...leaf, index }] : [],
    )[0];
  await until('it is recorded', async () => (await find()) !== undefined);
  const leaf = await find();
  if (!leaf) throw new Error('gone');
  return leaf;
};

test('alerts are joined with a reason, recorded once with what they rest on, and each says so', async () => {
  const response = await join(['b', 'a', 'a']);
  const made = (await response.json()) as CaseView;
  expect(response.status).toBe(201);
  expect(made).toMatchObject({
    publicId: broadcast.publicId,
    alerts: [
      { id: 'a', quote: '最好的a', status: 'open' },
      { id: 'b', quote: '最好的b', status: 'open' },
    ],
    by: { name: 'The moderator' },
    instead: [],
  });
  expect(made.reason).toContain('同一款灯');
  expect(made.reason).not.toContain('13800138000');
  const leaf = await recorded(made.id);
  expect(leaf).toMatchObject({ alerts: ['a', 'b'], of: [0, 1] });
  expect(leaf).not.toHaveProperty('instead');
  for (const id of ['a', 'b'])
    expect((await detail(id)).case).toMatchObject({ id: made.id, leaf: leaf.index });
  expect((await detail('c')).case).toBeUndefined();
  const [audit] = await ground.store.audits.find({ action: 'alerts-joined' }).lean<AuditDoc[]>();
  expect(audit).toMatchObject({ subject: made.id, details: { alerts: ['a', 'b'] } });
  expect(await codeOf(await join(['a', 'b']))).toBe('conflict');
  expect(JSON.stringify(leaf)).not.toContain('同一款灯');
});

test('two cases become one: a new record points at the old ones, which stay', async () => {
  const before = (await detail('a')).case as CaseView;
  const second = (await (await join(['c', 'd'])).json()) as CaseView;
  const merged = (await (await join(['a', 'c'], '同一处价格')).json()) as CaseView;
  expect(merged.alerts.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  expect([...merged.instead].sort()).toEqual([before.id, second.id].sort());
  const leaf = await recorded(merged.id);
  const old = await Promise.all([before.id, second.id].map(recorded));
  expect(leaf.instead).toEqual(
    expect.arrayContaining(old.map(({ caseId, index }) => ({ caseId, leaf: index }))),
  );
  expect((await detail('d')).case?.id).toBe(merged.id);
  await verifyWhole(ground.store, broadcast);
});

test('alerts of two broadcasts, of none, and one by itself are not joined', async () => {
  expect(await codeOf(await join(['a', 'elsewhere']))).toBe('invalid');
  expect(await codeOf(await join(['a', 'none']))).toBe('not-found');
  expect(await codeOf(await join(['elsewhere', 'elsewhere']))).toBe('invalid');
  expect((await join(['a'])).status).toBe(400);
  expect((await join(['a', 'elsewhere'], ' ')).status).toBe(400);
});

test('of two people at once one is first, and no alert is in two cases', async () => {
  const names = ['e', 'f', 'g'];
  for (const [n, id] of names.entries()) await addAlert(ground, broadcast, id, { firstAtMs: 9_000 + n });
  const answers = await Promise.all([join(['e', 'f']), join(['f', 'g'])]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  const ids = new Set(await Promise.all(names.map(async (id) => (await detail(id)).case?.id)));
  expect(ids.size).toBe(1);
  expect((await detail('e')).case?.alerts).toHaveLength(3);
});

test('it is the platform’s own: hosts see their alert without it, and no public record tells of it', async () => {
  const host = await logIn(server.url, 'host');
  expect((await detail('a', host)).case).toBeUndefined();
  for (const [who, status] of [
    [host, 403],
    [await logIn(server.url, 'consumer'), 403],
    [nobody(server.url), 401],
    [await logIn(server.url, 'admin'), 409],
  ] as const)
    expect((await join(['a', 'b'], 'a reason', who)).status).toBe(status);
  const { case: shown } = await detail('a');
  const leaf = await recorded(shown?.id ?? '');
  expect(showsOf([]).shows(leaf.index, leaf)).toBe(false);
});

test('the platform’s pack of a joined alert holds the records of its cases, and waits until they are signed; the public’s does not', async () => {
  const { case: shown } = await detail('a');
  const newest = await recorded(shown?.id ?? '');
  const subject = { alert: 'a', atMs: 1_000, fromMs: 0, untilMs: 31_000 };
  await until('the head covers it', async () => (await headOf(subject)) !== null);
  const head = await headOf(subject);
  const alert = await alertById(ground.store, asAlertId('a'));
  if (!head || !alert) throw new Error('no head');
  expect(head.size).toBeGreaterThan(newest.index);
  const kinds = async (audience: 'desk' | 'public') => {
    const wanted = { broadcastId: broadcast._id, subject, audience, size: head.size, alert, hashes: [] };
    const { decoded } = await packRecords(ground.store, wanted);
    return [...decoded].flatMap(([index, leaf]) => (leaf.kind === 'case' ? [[index, leaf.caseId]] : []));
  };
  const own = (await readLeaves(ground.store, broadcast._id)).flatMap((leaf, index) =>
    leaf.kind === 'case' && leaf.alerts.includes('a') ? [[index, leaf.caseId]] : [],
  );
  expect(own.length).toBe(2);
  expect(await kinds('desk')).toEqual(own);
  expect(await kinds('public')).toEqual([]);
});

import { asBroadcastId, asPublicId, asUserId } from '../../models/contract/ids.ts';
import { verifierKey } from '../../models/contract/log/note.ts';
import type { AlertDoc, BroadcastDoc } from '../../models/store/documents.ts';
import { placeHoldAlone } from '../../models/store/holds.ts';
import { rememberLogKey } from '../../models/store/log-keys.ts';
import { userByLogin } from '../../models/store/users.ts';
import { partitionOf } from '../../models/stream/keys.ts';
import { createAuditWriter } from '../../worker/audit-log/writer.ts';
import type { Worker } from '../../worker/worker.ts';
import {
  addAlert,
  addBroadcast,
  addToken,
  type Ground,
  lines,
  OTHER_ROOM,
  post,
  say,
  type TestServer,
  until,
} from './harness.ts';
import { type ToldAccounts, tellAccounts } from './openapi-accounts.ts';
import { type ToldPacks, tellPacks } from './openapi-evidence-packs.ts';
import { type ToldMarks, tellMarks } from './openapi-marks.ts';
import { tellMedia } from './openapi-media.ts';
import { type Organisation, tellOrganisation } from './openapi-organisations.ts';
import { type ToldRequests, tellRequests } from './openapi-requests.ts';
import { sealedOf } from './sealed.ts';
import { signer, startWorker } from './worker/harness.ts';

/** What the calls name. */
export interface Facts {
  readonly token: string;
  /** Has a right to another room only. */
  readonly otherToken: string;
  readonly id: string;
  readonly publicId: string;
  /** Found by the worker, with moments, steps and a record. */
  readonly claimId: string;
  readonly dutyId: string;
  /** Alerts that nobody has decided. */
  readonly openIds: readonly [string, string, string];
  /** Ended long ago. */
  readonly closedId: string;
  /** Nothing of its log is signed. */
  readonly unsignedId: string;
  /** Of a kept piece of picture of the first. */
  readonly mediaHash: string;
  /** Of a line that nothing rests on. */
  readonly quietLeaf: number;
  /** Codes of accounts. */
  readonly accounts: ToldAccounts;
  /** Of the first, too. */
  readonly packs: ToldPacks;
  readonly marks: ToldMarks;
  readonly organisation: Organisation;
  readonly requests: ToldRequests;
  /** A hold on the first. */
  readonly holdId: string;
}

const EVENTS = [
  {
    type: 'product',
    action: 'introduced',
    productId: 'lamp-7',
    linkNo: 3,
    atMs: 1000,
    name: '纸灯笼',
    category: 'food',
    seller: { name: '灯笼铺' },
    listing: { price: 39, unit: '盏', skus: [{ name: '红', price: 39 }], 'shelf-life': '18个月' },
  },
  say('u1', '这款纸灯笼全网最低价', { atMs: 4000, confidence: 0.9 }),
  say('u2', '每盒三十九元，保质期十二个月', { atMs: 8000 }),
  { type: 'utterance', id: 'c1', source: 'chat', speaker: 'v81', atMs: 9000, text: '保质期多久啊' },
  { type: 'utterance', id: 'c2', source: 'chat', speaker: 'v82', atMs: 9500, text: '能退货吗' },
  { type: 'audience', atMs: 10_000, viewers: 1520 },
  say('u3', '再说一遍，全网最低价', { atMs: 400_000 }),
  say('u4', '大家慢慢看', { atMs: 900_000 }),
];

const leafOf = async (store: Ground['store'], { _id }: BroadcastDoc, line: string): Promise<number> =>
  (await sealedOf(store, _id, 'utterance')).find(({ utterance }) => utterance?.id === line)?.leafIndex ?? -1;

/** What was done so far is put into the audit log, as a worker's own thread does. */
const writeAuditLog = async (store: Ground['store']): Promise<void> => {
  const auditLog = createAuditWriter({ store, signer: () => signer, owner: 'story', now: Date.now });
  await auditLog.round();
  await auditLog.stop();
};

/** A broadcast that a worker has heard, and a few beside it. */
export const tellStory = async (
  ground: Ground,
  server: TestServer,
): Promise<{ facts: Facts; worker: Worker }> => {
  const { store } = ground;
  const { token } = await addToken(store);
  const { token: otherToken } = await addToken(store, [OTHER_ROOM]);
  await rememberLogKey(store, verifierKey(signer), new Date());
  const worker = startWorker(ground, { dutiesOf: server.policies.dutiesOf });
  const doc = await addBroadcast(ground, server.url, token, 'story', {
    playbackUrl: 'https://play.example/a.m3u8',
  });
  await post(server.url, token, 'story', lines(...EVENTS));
  const alertLike = async (filter: Record<string, unknown>): Promise<AlertDoc> => {
    const question = { broadcastId: doc._id, ...filter };
    await until(
      `an alert ${JSON.stringify(filter)}`,
      async () => (await store.alerts.countDocuments(question)) > 0,
    );
    return (await store.alerts.findOne(question).lean<AlertDoc>()) as AlertDoc;
  };
  const claim = await alertLike({ 'subject.kind': 'price-lowest-claim', count: 2 });
  const duty = await alertLike({ 'subject.type': 'duty' });
  await until(
    'a signed head',
    async () => (await store.checkpoints.countDocuments({ broadcastId: doc._id })) > 0,
  );
  const open = await Promise.all(['open-1', 'open-2', 'open-3'].map((id) => addAlert(ground, doc, id)));
  const [one, two, three] = open.map(({ _id }) => _id);
  const { _id: closedId } = await addBroadcast(ground, server.url, token, 'closed');
  await store.broadcasts.updateOne({ _id: closedId }, { $set: { closesAt: new Date(0) } });
  const unsigned: BroadcastDoc = {
    ...doc,
    _id: asBroadcastId('unsigned'),
    publicId: asPublicId('AAAAAAAAAAAAAAAAAAAAAA'),
    partition: partitionOf(asBroadcastId('unsigned')),
    logSize: 0,
    products: {},
  };
  await store.broadcasts.insertMany([unsigned], { lean: true });
  if (one === undefined || two === undefined || three === undefined) throw new Error('alerts are missing');
  const facts: Facts = {
    token,
    otherToken,
    id: doc._id,
    publicId: doc.publicId,
    claimId: claim._id,
    dutyId: duty._id,
    openIds: [one, two, three],
    closedId,
    unsignedId: unsigned.publicId,
    quietLeaf: await leafOf(store, doc, 'u4'),
    accounts: await tellAccounts(ground, (await userByLogin(store, 'buyer'))?._id ?? asUserId('buyer')),
    mediaHash: await tellMedia(store, server.config.mediaDir, doc),
    marks: await tellMarks(ground, server.config.mediaDir, doc),
    packs: await tellPacks(store, server.config.packsDir, doc),
    organisation: await tellOrganisation(ground),
    requests: await tellRequests(ground, doc),
    holdId: (
      await placeHoldAlone(store, {
        broadcastId: doc._id,
        why: 'order',
        ref: 'case 1',
        by: { id: 'test', name: 'test' },
        at: new Date(),
      })
    )._id,
  };
  await writeAuditLog(store);
  return { facts, worker };
};

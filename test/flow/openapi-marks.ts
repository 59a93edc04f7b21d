import { randomBytes } from 'node:crypto';
import { asExhibitId, asMarkId } from '../../models/contract/ids.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { bringExhibit } from '../../models/store/exhibits.ts';
import type { ExhibitDoc } from '../../models/store/mark-documents.ts';
import { placeMark } from '../../models/store/marks.ts';
import { createMediaFiles } from '../../models/store/media-files.ts';
import { newestCheckpoint } from '../../models/store/read-log.ts';
import { userByLogin } from '../../models/store/users.ts';
import { appendEvents } from '../../models/stream/append-events.ts';
import { partitionOf } from '../../models/stream/keys.ts';
import { hashOfCode, newCode } from '../../server/marks/keeper.ts';
import { type Ground, until } from './harness.ts';
import type { Call } from './openapi-calls.ts';

export interface ToldMarks {
  readonly markId: string;
  readonly exhibitId: string;
  /** Opens a mark that was made without an account. */
  readonly code: string;
  /** Marked by another person. */
  readonly otherId: string;
}

const newId = (): string => randomBytes(16).toString('base64url');

/** Moments that consumers marked, and a recording that one of them brought. */
export const tellMarks = async (
  { store, redis }: Ground,
  mediaDir: string,
  broadcast: BroadcastDoc,
): Promise<ToldMarks> => {
  const { _id: broadcastId, publicId, roomId } = broadcast;
  const at = new Date();
  const partition = partitionOf(broadcastId);
  const where = { partition, broadcastId, acceptedAtMs: at.getTime() };
  const mark = async (login: string) => {
    const user = await userByLogin(store, login);
    if (!user) throw new Error(`there is no ${login}`);
    const keeper = { of: 'account', id: user._id, name: user.name } as const;
    const doc = { _id: asMarkId(newId()), broadcastId, publicId, roomId, atMs: 4_000, at, owner: user._id };
    const act = await placeMark(store, doc, keeper);
    await appendEvents(redis, where, [act]);
    return { doc, keeper, by: { id: user._id, name: user.name } };
  };
  const { doc, keeper, by } = await mark('consumer');
  const other = await mark('leaver');
  const code = newCode();
  const hash = hashOfCode(code);
  await placeMark(
    store,
    { _id: asMarkId(newId()), broadcastId, publicId, roomId, atMs: 4_000, at, codeHash: hash },
    { of: 'code', hash },
  );
  const bytes = Buffer.from('\0\0\0\x20ftypisom and no more', 'latin1');
  const exhibit = {
    ...{ _id: asExhibitId(newId()), markId: doc._id, broadcastId, roomId, at },
    ...{ kind: 'recording' as const, name: 'screen.mp4', type: 'video/mp4', bytes: bytes.length },
    sha256: await createMediaFiles(mediaDir).put(bytes),
  };
  const act = await bringExhibit(store, exhibit, doc, {
    keeper,
    by,
    limits: { perMark: 20, bytesMax: 1_000_000 },
  });
  await appendEvents(redis, where, [act]);
  await until('a head over them', async () => {
    const kept = await store.exhibits.findOne({ _id: exhibit._id }).lean<ExhibitDoc>();
    const size = (await newestCheckpoint(store, broadcastId))?.size ?? 0;
    return (kept?.leafIndex ?? size) < size;
  });
  return { markId: doc._id, exhibitId: exhibit._id, code, otherId: other.doc._id };
};

/** Of a broadcast that is public by then. */
export const markCalls = ({
  publicId,
  marks: { markId, exhibitId, otherId, code },
}: {
  readonly publicId: string;
  readonly marks: ToldMarks;
}): readonly Call[] => {
  const own = { params: { id: markId } };
  const others = { params: { id: otherId } };
  const brought = { params: { id: exhibitId } };
  const file = { type: 'application/octet-stream', headers: { 'X-File-Name': 'order.txt' } };
  return [
    { op: 'markMoment', as: 'nobody', gives: 201, body: { publicId, atMs: 4_000, words: '听了这句才买的' } },
    { op: 'markMoment', as: 'consumer', gives: 201, body: { publicId, atMs: 4_000 } },
    { op: 'markMoment', as: 'nobody', gives: 400, body: { publicId, atMs: -1 } },
    { op: 'markMoment', as: 'nobody', gives: 404, body: { publicId: 'A'.repeat(22), atMs: 4_000 } },
    { op: 'readMine', as: 'consumer', gives: 200 },
    { op: 'readMine', as: 'nobody', gives: 401 },
    { op: 'openRecoveryCode', as: 'consumer', gives: 200, body: { code } },
    { op: 'openRecoveryCode', as: 'nobody', gives: 400, body: { code: 'A7K2' } },
    { op: 'openRecoveryCode', as: 'nobody', gives: 404, body: { code: '0000-0000-0000-0000-0000' } },
    { op: 'askForMarkPack', as: 'consumer', gives: 202, ...own },
    { op: 'askForMarkPack', as: 'consumer', gives: 404, ...others },
    { op: 'askForMarkPack', as: 'nobody', gives: 401, ...own },
    { op: 'bringExhibit', as: 'consumer', gives: 201, ...own, ...file, text: '订单 尾号 0417' },
    { op: 'bringExhibit', as: 'consumer', gives: 404, ...others, ...file, text: '订单 尾号 0417' },
    { op: 'bringExhibit', as: 'consumer', gives: 415, ...own, ...file, text: '<html>' },
    { op: 'bringExhibit', as: 'nobody', gives: 401, ...own, ...file, text: '订单' },
    { op: 'readExhibit', as: 'consumer', gives: 200, ...brought },
    { op: 'readExhibit', as: 'moderator', gives: 200, ...brought },
    { op: 'readExhibit', as: 'host', gives: 404, ...brought },
    { op: 'listMarks', as: 'moderator', gives: 200 },
    { op: 'listMarks', as: 'admin', gives: 200, query: { broadcast: publicId, limit: 1 } },
    { op: 'listMarks', as: 'moderator', gives: 400, query: { before: 'then' } },
    { op: 'listMarks', as: 'moderator', gives: 404, query: { broadcast: 'B'.repeat(22) } },
    { op: 'listMarks', as: 'host', gives: 403 },
    { op: 'readMarker', as: 'moderator', gives: 200, ...own },
    { op: 'readMarker', as: 'moderator', gives: 400, ...own, body: { reason: ' ' } },
    { op: 'readMarker', as: 'moderator', gives: 404, params: { id: 'none' } },
    { op: 'readMarker', as: 'consumer', gives: 403, ...own },
    { op: 'placeExhibit', as: 'consumer', gives: 200, ...brought },
    { op: 'placeExhibit', as: 'moderator', gives: 404, ...brought },
    { op: 'removeExhibit', as: 'moderator', gives: 404, ...brought },
    { op: 'removeExhibit', as: 'consumer', gives: 204, ...brought },
    { op: 'takeBackMark', as: 'consumer', gives: 200, ...own },
    { op: 'takeBackMark', as: 'consumer', gives: 404, ...others },
    { op: 'closeRecoveryCode', as: 'nobody', gives: 204 },
  ];
};

import { randomBytes } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import {
  EXHIBITS_PER_MARK_MAX,
  type ExhibitView,
  exhibitQuery,
  placeExhibitSchema,
} from '../../models/contract/exhibit.ts';
import { asExhibitId } from '../../models/contract/ids.ts';
import {
  bringExhibit,
  bytesBroughtBy,
  ExhibitRefused,
  exhibitById,
  exhibitsOf,
  isExhibit,
  noteExhibitRead,
  placeByHand,
  removeExhibit,
} from '../../models/store/exhibits.ts';
import { broadcastById } from '../../models/store/find-broadcasts.ts';
import { forgetExhibit } from '../../models/store/forget-own.ts';
import { HoldRefused } from '../../models/store/holds.ts';
import type { ExhibitDoc, MarkDoc } from '../../models/store/mark-documents.ts';
import { keeperNamed, type MarkKeeper, markById } from '../../models/store/marks.ts';
import type { MediaFiles } from '../../models/store/media-files.ts';
import type { PackFiles } from '../../models/store/pack-files.ts';
import { withdrawShowing } from '../../models/store/pack-jobs.ts';
import type { Store } from '../../models/store/store.ts';
import { withoutPersonalData } from '../../models/text/personal-data/index.ts';
import { appendInternal } from '../broadcasts/internal-events.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { checkOrigin } from '../identity/csrf.ts';
import { addressCounted } from '../identity/limits.ts';
import { isOwnMark, mayReadExhibit } from '../identity/rules.ts';
import { asker } from '../identity/session.ts';
import { keeperOf } from '../marks/keeper.ts';
import { ownMark } from '../marks/routes.ts';
import { exhibitView } from '../marks/view.ts';
import { announcedBytes, fileNameOf, lingerThenCut, receiveFile } from './receive.ts';

/** Body of `POST /api/marks/:id/exhibits`: bytes, whatever they are. */
export const exhibitBody = z.string();

const MEGABYTE = 1_000_000;
/** Content whose clock and length are read. */
const isRecording = (type: string): boolean => /^(video|audio)\//.test(type);

export interface ExhibitDeps extends Pick<Deps, 'store' | 'redis' | 'now' | 'limits' | 'config'> {
  /** Where exhibits lie, among kept media: under their hash, and no public address names them. */
  readonly files: MediaFiles;
  readonly packs: PackFiles;
}

const REFUSED = {
  'too-many': ['full', `a mark holds ${EXHIBITS_PER_MARK_MAX} files at most`],
  'too-much': ['full', 'you have brought as much as one person may; remove what is not needed'],
  'taken-back': ['withheld', 'this mark was taken back'],
} as const;

const refusal = (error: unknown): unknown => {
  if (error instanceof HoldRefused)
    return new Problem('broadcast-closed', 'this broadcast is being removed: its time is over');
  if (!(error instanceof ExhibitRefused)) return error;
  const [code, message] = REFUSED[error.code];
  return new Problem(code, message, { field: error.code });
};

const masked = (name: string): string => {
  try {
    return withoutPersonalData(name);
  } catch {
    return '*'.repeat(name.length);
  }
};

/** Bytes that nobody names go: those of others stay. */
const dropUnnamed = async (store: Store, files: MediaFiles, sha256: string): Promise<void> => {
  const named = (await isExhibit(store, sha256)) || (await store.media.exists({ sha256, held: true }));
  if (!named) await files.removeNow(sha256);
};

/** Refuses what cannot be taken before a byte of it is kept. */
const checkRoom = async (
  { store, limits, config }: ExhibitDeps,
  req: Request,
  { mark, keeper, bytes }: { mark: MarkDoc; keeper: MarkKeeper; bytes: number },
): Promise<void> => {
  const address = addressCounted(req.ip ?? '');
  await limits.exhibitsPerAddress.take(address);
  await limits.exhibitMegabytesPerAddress.take(address, Math.max(1, Math.ceil(bytes / MEGABYTE)));
  if (mark.takenBackAt) throw refusal(new ExhibitRefused('taken-back'));
  const there = (await exhibitsOf(store, [mark._id])).filter(({ removedAt }) => removedAt === undefined);
  if (there.length >= EXHIBITS_PER_MARK_MAX) throw refusal(new ExhibitRefused('too-many'));
  if ((await bytesBroughtBy(store, keeper)) + bytes > config.exhibitsBytesMax)
    throw refusal(new ExhibitRefused('too-much'));
};

const bring = async (deps: ExhibitDeps, req: Request, res: Response): Promise<ExhibitView> => {
  const { store, redis, files, now, config } = deps;
  const { mark, keeper } = await ownMark(deps, req, res, String(req.params.id));
  const { kind } = read(exhibitQuery, req.query);
  const bytes = announcedBytes(req, config.exhibitBytesMax);
  const named = fileNameOf(req.get('x-file-name'));
  await checkRoom(deps, req, { mark, keeper, bytes });
  const kept = await receiveFile(req, files, named, bytes);
  const doc: ExhibitDoc = {
    _id: asExhibitId(randomBytes(16).toString('base64url')),
    markId: mark._id,
    broadcastId: mark.broadcastId,
    roomId: mark.roomId,
    kind,
    name: masked(named.name),
    ...kept,
    type: named.type,
    at: new Date(now()),
    ...(isRecording(named.type) && { probe: true }),
  };
  const same = (await exhibitsOf(store, [mark._id])).find(
    ({ sha256, removedAt }) => sha256 === kept.sha256 && removedAt === undefined,
  );
  if (same) return exhibitView(same);
  try {
    const limits = { perMark: EXHIBITS_PER_MARK_MAX, bytesMax: config.exhibitsBytesMax };
    const by = keeperNamed(keeper, mark._id);
    const act = await bringExhibit(store, doc, mark, { keeper, by, limits });
    const broadcast = await broadcastById(store, mark.broadcastId);
    if (broadcast) await appendInternal(redis, broadcast, now(), [act]).catch(() => undefined);
  } catch (error) {
    await dropUnnamed(store, files, kept.sha256);
    throw refusal(error);
  }
  return exhibitView(doc);
};

const sendFile = (res: Response, files: MediaFiles, { name, type, sha256 }: ExhibitDoc): Promise<void> =>
  new Promise((done, failed) => {
    // Whatever it is, it is saved and never shown as a page of ours.
    res.attachment(name);
    const headers = {
      'Content-Type': type,
      'Cache-Control': 'private, no-store',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
      ETag: `"${sha256}"`,
    };
    const options = {
      headers,
      cacheControl: false,
      etag: false,
      lastModified: false,
      dotfiles: 'allow' as const,
    };
    res.sendFile(files.path(sha256), options, (error) => {
      if (!error || res.headersSent) done();
      else failed(new Problem('not-found', 'this file is not kept any more'));
    });
  });

/** An exhibit with its mark. @throws Problem `unauthorised`, `not-found` */
const seenExhibit = async (
  { store }: ExhibitDeps,
  req: Request,
  res: Response,
  { own }: { readonly own: boolean },
): Promise<{ exhibit: ExhibitDoc; mark: MarkDoc; keeper: MarkKeeper }> => {
  const keeper = keeperOf(req, res);
  if (keeper === null) throw new Problem('unauthorised', 'log in, or type your recovery code');
  const exhibit = await exhibitById(store, asExhibitId(String(req.params.id)));
  const mark = exhibit && (await markById(store, exhibit.markId));
  const may = mark && (own ? isOwnMark(keeper, mark) : mayReadExhibit(asker(res), keeper, mark));
  if (!exhibit || !mark || !may || exhibit.removedAt)
    throw new Problem('not-found', 'there is no such file, or it was removed');
  return { exhibit, mark, keeper };
};

/**
 * What people bring to moments that they marked (用户自行提供); by account or recovery code, one's own alone:
 * - `POST /api/marks/:id/exhibits?kind=` the file itself, with `Content-Length` and `X-File-Name` (percent-encoded UTF-8): 201 with
 *   ExhibitView. Audited, held, and a record of the broadcast's log (hash, size, type, time; the name salted). 409, 411, 413, 415, 429, 507.
 * - `GET /api/exhibits/:id/file`: the bytes, as an attachment; moderators and admins too; audited.
 * - `PATCH /api/exhibits/:id` {atMs}: ExhibitView; where a recording lies on the time line, by hand.
 * - `DELETE /api/exhibits/:id`: 204; bytes and name are erased, the record stays and says so.
 */
export const exhibitRoutes = (deps: ExhibitDeps): Router => {
  const router = Router();
  const { store, redis, files, packs, now, limits, config } = deps;

  router.use('/api/exhibits', async (req, _res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') checkOrigin(req, config.publicUrl);
    await limits.ownMarksPerAddress.take(addressCounted(req.ip ?? ''));
    next();
  });

  router.post('/api/marks/:id/exhibits', async (req, res) => {
    try {
      checkOrigin(req, config.publicUrl);
      res.status(201).json(await bring(deps, req, res));
    } finally {
      lingerThenCut(req);
    }
  });

  router.get('/api/exhibits/:id/file', async (req, res) => {
    const { exhibit, mark, keeper } = await seenExhibit(deps, req, res, { own: false });
    await noteExhibitRead(store, exhibit, keeperNamed(keeper, mark._id), new Date(now()));
    await sendFile(res, files, exhibit);
  });

  router.patch('/api/exhibits/:id', async (req, res) => {
    const { exhibit } = await seenExhibit(deps, req, res, { own: true });
    const { atMs } = read(placeExhibitSchema, req.body);
    if (!isRecording(exhibit.type))
      throw new Problem('invalid', 'only recordings lie on the time line', { field: 'atMs' });
    await placeByHand(store, exhibit._id, atMs);
    const after = await exhibitById(store, exhibit._id);
    res.json(exhibitView(after ?? exhibit));
  });

  router.delete('/api/exhibits/:id', async (req, res) => {
    const { exhibit, mark, keeper } = await seenExhibit(deps, req, res, { own: true });
    const at = new Date(now());
    const free = await removeExhibit(store, exhibit, keeperNamed(keeper, mark._id), at);
    if (free !== null) await files.removeNow(free);
    const act = await forgetExhibit(store, exhibit._id, at);
    const broadcast = act && (await broadcastById(store, mark.broadcastId));
    if (act && broadcast) await appendInternal(redis, broadcast, now(), [act]).catch(() => undefined);
    const shown = `${exhibit.leafIndex ?? -1}/name`;
    for (const file of await withdrawShowing(store, mark.broadcastId, [shown])) await packs.remove(file);
    res.status(204).end();
  });
  return router;
};

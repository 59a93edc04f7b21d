import { type Request, type Response, Router } from 'express';
import { EXHIBITS_PER_MARK_MAX } from '../../models/contract/exhibit.ts';
import { asMarkId, asPublicId, asUserId } from '../../models/contract/ids.ts';
import {
  codeSchema,
  type MarkReply,
  type MineReply,
  markPackSchema,
  markRequestSchema,
} from '../../models/contract/mark.ts';
import type { EvidencePackDoc } from '../../models/store/evidence-pack-documents.ts';
import { bytesBroughtBy } from '../../models/store/exhibits.ts';
import { broadcastById, broadcastByPublicId } from '../../models/store/find-broadcasts.ts';
import { forgetMark } from '../../models/store/forget-own.ts';
import { HoldRefused } from '../../models/store/holds.ts';
import type { MarkDoc } from '../../models/store/mark-documents.ts';
import {
  adoptMarks,
  isCodeKnown,
  keeperNamed,
  type MarkKeeper,
  markById,
  marksOf,
  placeMark,
  takeBackMark,
} from '../../models/store/marks.ts';
import type { PackFiles } from '../../models/store/pack-files.ts';
import { packsAskedBy, withdrawMarkPacks } from '../../models/store/pack-jobs.ts';
import { appendInternal } from '../broadcasts/internal-events.ts';
import type { Deps } from '../deps.ts';
import { askedPack } from '../evidence-packs/ask.ts';
import { packJobView } from '../evidence-packs/view.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { checkOrigin } from '../identity/csrf.ts';
import { addressCounted } from '../identity/limits.ts';
import { isOwnMark, markPackAudience, mayMark } from '../identity/rules.ts';
import { asker, endSession, someone } from '../identity/session.ts';
import { hashOfCode, holdCode, keeperOf, newCode, ownedBy, someKeeper, typedCode } from './keeper.ts';
import { markPackSubject } from './pack-subject.ts';
import { newMark } from './place.ts';
import { platformMarkRoutes } from './platform.ts';
import { markViews } from './view.ts';

/** Other packs of an account that are listed. */
const PACKS_LISTED_MAX = 50;

export interface MarkDeps extends Pick<Deps, 'store' | 'redis' | 'now' | 'limits' | 'config'> {
  readonly packs: PackFiles;
}

const noCode = (): Problem => new Problem('not-found', 'nothing was marked under this code');

/** One's own mark. What is not is as if it were not there. @throws Problem `unauthorised`, `not-found` */
export const ownMark = async (
  { store }: Pick<Deps, 'store'>,
  req: Request,
  res: Response,
  id: string,
): Promise<{ readonly mark: MarkDoc; readonly keeper: MarkKeeper }> => {
  const keeper = someKeeper(req, res);
  const mark = await markById(store, asMarkId(id));
  if (!mark || !isOwnMark(keeper, mark)) throw new Problem('not-found', 'there is no such mark of yours');
  return { mark, keeper };
};

/** Whose the new mark will be: of an account, of a code that is known, or of a new code, which is told once. */
const newKeeper = async (
  { store, limits }: MarkDeps,
  req: Request,
  res: Response,
  typed: string | undefined,
): Promise<{ readonly keeper: MarkKeeper; readonly code?: string }> => {
  const known = keeperOf(req, res);
  if (known?.of === 'account') return { keeper: known };
  if (typed !== undefined) {
    await limits.recoveryCodesPerAddress.take(addressCounted(req.ip ?? ''));
    const hash = typedCode(typed);
    if (!(await isCodeKnown(store, hash))) throw noCode();
    return { keeper: { of: 'code', hash } };
  }
  if (known) return { keeper: known };
  const code = newCode();
  return { keeper: { of: 'code', hash: hashOfCode(code) }, code };
};

const place = async (deps: MarkDeps, req: Request, res: Response): Promise<MarkReply> => {
  const { store, redis, now, limits } = deps;
  const request = read(markRequestSchema, req.body);
  const address = addressCounted(req.ip ?? '');
  await limits.marksPerAddress.take(address);
  const broadcast = await broadcastByPublicId(store, asPublicId(request.publicId));
  if (!broadcast || !mayMark(broadcast)) throw new Problem('not-found', 'there is no such public broadcast');
  const { keeper, code } = await newKeeper(deps, req, res, request.code);
  const mark = { ...(await newMark(store, broadcast, request, now())), ...ownedBy(keeper) };
  for (const source of [`address:${address}`, keeper.of === 'account' ? keeper.id : keeper.hash])
    await limits.marksOfBroadcast.take(`${broadcast._id} ${source}`);
  const act = await placeMark(store, mark, keeper).catch((error: unknown) => {
    throw error instanceof HoldRefused
      ? new Problem('broadcast-closed', 'this broadcast is being removed: its time is over')
      : error;
  });
  // It is at rest: where the stream is full or away, a sweep puts it there.
  await appendInternal(redis, broadcast, now(), [act]).catch(() => undefined);
  if (keeper.of === 'code') await holdCode(req, keeper.hash);
  const [view] = await markViews(store, [mark], now());
  if (!view) throw new Problem('not-found', 'there is no such public broadcast');
  return { mark: view, ...(code !== undefined && { code }) };
};

const takeBack = async ({ store, redis, now, packs }: MarkDeps, mark: MarkDoc, keeper: MarkKeeper) => {
  const at = new Date(now());
  if (!(await takeBackMark(store, mark, keeperNamed(keeper, mark._id), at))) return;
  const act = await forgetMark(store, mark._id, at);
  const broadcast = act && (await broadcastById(store, mark.broadcastId));
  if (act && broadcast) await appendInternal(redis, broadcast, now(), [act]).catch(() => undefined);
  for (const file of await withdrawMarkPacks(store, mark._id)) await packs.remove(file);
};

const askForMarkPack = async (deps: MarkDeps, req: Request, res: Response): Promise<EvidencePackDoc> => {
  const { store, limits } = deps;
  const { language } = read(markPackSchema, req.body);
  const { mark, keeper } = await ownMark(deps, req, res, String(req.params.id));
  await limits.evidencePacksPerPerson.take(keeper.of === 'account' ? keeper.id : keeper.hash);
  if (mark.takenBackAt) throw new Problem('withheld', 'this mark was taken back');
  const broadcast = await broadcastById(store, mark.broadcastId);
  const audience = markPackAudience(asker(res), keeper, mark);
  if (!broadcast || !audience) throw new Problem('not-found', 'this broadcast is not kept any more');
  const subject = await markPackSubject(store, mark);
  const { id, name } = keeperNamed(keeper, mark._id);
  const by = { id: asUserId(id), name };
  return askedPack(deps, { broadcast, alert: null, audience, subject, language, markId: mark._id, by });
};

/**
 * Moments that people mark, with an account or without:
 * - `POST /api/marks` {@link markRequestSchema}: 201 with MarkReply, to anyone, of a public broadcast. Without an account the reply tells
 *   a recovery code, once, and this browser holds it. Audited, held, and a record of the broadcast's log (own words masked and salted).
 * - `GET /api/mine`: MineReply; 401 where there is neither account nor code.
 * - `POST /api/mine/code` {code}: MineReply; this browser holds the code, or the marks come to the account as well. 400, 404, 429.
 * - `DELETE /api/mine/code`: 204; this browser forgets the code.
 * - `DELETE /api/marks/:id`: MarkView; own words are erased, the record stays and says so.
 * - `POST /api/marks/:id/packs` {language}: 202 with PackJobView: the pack of the moment, with what was brought to it. 503 for a second or two.
 */
export const markRoutes = (deps: MarkDeps): Router => {
  const router = Router();
  const { store, now, limits, config } = deps;

  const mine = async (keeper: MarkKeeper): Promise<MineReply> => {
    const marks = await markViews(store, await marksOf(store, keeper), now());
    const packs =
      keeper.of === 'account' ? await packsAskedBy(store, asUserId(keeper.id), PACKS_LISTED_MAX) : [];
    const limits = {
      fileBytes: config.exhibitBytesMax,
      allBytes: config.exhibitsBytesMax,
      usedBytes: await bytesBroughtBy(store, keeper),
      filesPerMark: EXHIBITS_PER_MARK_MAX,
    };
    return { by: keeper.of, marks, packs: packs.map(packJobView), limits };
  };

  router.use(platformMarkRoutes(deps));
  router.use(['/api/marks', '/api/mine'], async (req, _res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') checkOrigin(req, config.publicUrl);
    await limits.ownMarksPerAddress.take(addressCounted(req.ip ?? ''));
    next();
  });

  router.post('/api/marks', async (req, res) => {
    res.status(201).json(await place(deps, req, res));
  });

  router.get('/api/mine', async (req, res) => {
    res.json(await mine(someKeeper(req, res)));
  });

  router.post('/api/mine/code', async (req, res) => {
    const { code } = read(codeSchema, req.body);
    await limits.recoveryCodesPerAddress.take(addressCounted(req.ip ?? ''));
    const hash = typedCode(code);
    if (!(await isCodeKnown(store, hash))) throw noCode();
    if (asker(res) === null) {
      await holdCode(req, hash);
      res.json(await mine({ of: 'code', hash }));
      return;
    }
    const { _id: id, name } = someone(res);
    const adopted = await adoptMarks(store, hash, { id, name }, new Date(now()));
    res.json({ ...(await mine({ of: 'account', id, name })), adopted });
  });

  router.delete('/api/mine/code', async (req, res) => {
    if (asker(res) === null) await endSession(req);
    res.status(204).end();
  });

  router.delete('/api/marks/:id', async (req, res) => {
    const { mark, keeper } = await ownMark(deps, req, res, req.params.id);
    await takeBack(deps, mark, keeper);
    const after = await markById(store, mark._id);
    res.json((await markViews(store, after ? [after] : [], now()))[0]);
  });

  router.post('/api/marks/:id/packs', async (req, res) => {
    res.status(202).json(packJobView(await askForMarkPack(deps, req, res)));
  });
  return router;
};

import { type Request, type Response, Router } from 'express';
import type { PackAudience } from '../../models/contract/pack/documents.ts';
import { readPackCode } from '../../models/contract/pack/documents.ts';
import { type PackRequest, packRequestSchema } from '../../models/contract/pack/view.ts';
import type { EvidencePackDoc } from '../../models/store/evidence-pack-documents.ts';
import { broadcastById } from '../../models/store/find-broadcasts.ts';
import { markById } from '../../models/store/marks.ts';
import type { PackFiles } from '../../models/store/pack-files.ts';
import { isErased, notePackTaken, packByCode, packById, withdrawPack } from '../../models/store/pack-jobs.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { addressCounted } from '../identity/limits.ts';
import { markPackAudience, packAudience } from '../identity/rules.ts';
import { asker, someone } from '../identity/session.ts';
import { keeperOf, nameOfKeeper } from '../marks/keeper.ts';
import { askedPack, SIGNED_WITHIN_S } from './ask.ts';
import { isReleased, releasedAsked } from './released.ts';
import { alertFor, findAsked } from './subject.ts';
import { packByCodeView, packJobView } from './view.ts';

const ID = /^[A-Za-z0-9_-]{22}$/;

export interface EvidencePackDeps extends Pick<Deps, 'store' | 'limits' | 'now' | 'config'> {
  readonly files: PackFiles;
}

const notFound = (): Problem => new Problem('not-found', 'there is no such evidence pack');
const withheld = (): Problem =>
  new Problem('withheld', 'something that this pack shows was erased or withheld since; ask for a new one');

/** For whom the pack would be made now, if this one asked for it. */
const audienceFor = async (
  store: EvidencePackDeps['store'],
  doc: EvidencePackDoc,
  person: ReturnType<typeof asker>,
  keeper: ReturnType<typeof keeperOf>,
  now: Date,
): Promise<PackAudience | null> => {
  const { broadcastId, alertId, markId } = doc;
  if (markId !== undefined) {
    const mark = await markById(store, markId);
    return mark && markPackAudience(person, keeper, mark);
  }
  if (alertId !== undefined) return (await alertFor(store, person, alertId))?.audience ?? null;
  const broadcast = await broadcastById(store, broadcastId);
  const may = broadcast && packAudience(person, broadcast, null);
  if (may || person === null || !broadcast) return may;
  return (await isReleased(store, person, doc, now)) ? 'public' : null;
};

/** The pack, if it is one that the person may have: as the rules stand now, not as they stood when it was made. */
const visiblePack = async (
  { store, now }: EvidencePackDeps,
  req: Request,
  res: Response,
  id: unknown,
): Promise<EvidencePackDoc> => {
  const person = asker(res);
  const keeper = keeperOf(req, res);
  if (keeper === null) throw new Problem('unauthorised', 'log in, or type your recovery code');
  const doc = typeof id === 'string' && ID.test(id) ? await packById(store, id) : null;
  if (doc === null) throw notFound();
  const may = await audienceFor(store, doc, person, keeper, new Date(now()));
  if (!may || (doc.identity.audience === 'desk' && may !== 'desk')) throw notFound();
  return doc;
};

const ask = async (deps: EvidencePackDeps, request: PackRequest, res: Response): Promise<EvidencePackDoc> => {
  const person = someone(res);
  await deps.limits.evidencePacksPerPerson.take(person._id);
  const asked =
    (await findAsked(deps.store, person, request)) ??
    (await releasedAsked(deps.store, person, request, new Date(deps.now())));
  if (asked === null) throw new Problem('not-found', 'there is no such alert or broadcast');
  const by = { id: person._id, name: person.name };
  return askedPack({ ...deps, packs: deps.files }, { ...asked, language: request.language, by });
};

const sendFile = (
  res: Response,
  files: PackFiles,
  { _id, code, sha256 = '' }: EvidencePackDoc,
): Promise<void> =>
  new Promise((done, failed) => {
    res.attachment(`livewitness-${code}.zip`);
    const headers = {
      'Content-Type': 'application/zip',
      'Cache-Control': 'private, no-store',
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
      else failed(new Problem('not-found', `the file of pack ${_id} is not kept any more; ask for it again`));
    });
  });

/**
 * Evidence packs (`livewitness-pack/2`), made by workers:
 * - `POST /api/evidence-packs` {@link PackRequest}: 202 with PackJobView; the same subject under the same head is the same pack.
 *   Who may see the alert or the broadcast; consumers where it is public and the decision was upheld, and of what was released to them. 503 for a second or two.
 * - `GET /api/evidence-packs/:id`: PackJobView. Packs of marks: whoever marked the moment, by account or recovery code, and the platform.
 * - `GET /api/evidence-packs/:id/file`: the ZIP, with ranges (RFC 9110, 14); 503 until it is made, 410 once something in it was erased.
 * - `GET /api/pack-codes/:code`: PackByCode, for anyone; 404, 410.
 */
export const evidencePackRoutes = (deps: EvidencePackDeps): Router => {
  const router = Router();
  const { store, files, now, limits } = deps;

  const refuseErased = async (doc: EvidencePackDoc): Promise<void> => {
    if (doc.state === 'withheld') throw withheld();
    if (!(await isErased(store, doc))) return;
    const sha256 = await withdrawPack(store, doc._id);
    if (sha256 !== undefined) await files.remove(sha256);
    throw withheld();
  };

  router.post('/api/evidence-packs', async (req, res) => {
    const doc = await ask(deps, read(packRequestSchema, req.body), res);
    await refuseErased(doc);
    res.status(202).json(packJobView(doc));
  });

  router.get('/api/evidence-packs/:id', async (req, res) => {
    const doc = await visiblePack(deps, req, res, req.params.id);
    await refuseErased(doc);
    res.json(packJobView(doc));
  });

  router.get('/api/evidence-packs/:id/file', async (req, res) => {
    const doc = await visiblePack(deps, req, res, req.params.id);
    await refuseErased(doc);
    if (doc.state !== 'made')
      throw new Problem('not-available', 'the pack is not made yet', { retryAfterS: SIGNED_WITHIN_S });
    if (req.method === 'GET')
      await notePackTaken(store, doc, nameOfKeeper(keeperOf(req, res), doc.markId), new Date(now()));
    await sendFile(res, files, doc);
  });

  router.get('/api/pack-codes/:code', async (req, res) => {
    await limits.packCodesPerAddress.take(addressCounted(req.ip ?? ''));
    const code = readPackCode(req.params.code);
    const doc = code === null ? null : await packByCode(store, code);
    if (doc === null) throw notFound();
    await refuseErased(doc);
    const view = packByCodeView(doc);
    if (view === null) throw notFound();
    res.json(view);
  });
  return router;
};

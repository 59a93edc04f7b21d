import { type Response, Router } from 'express';
import { newestPacks, packHistory, packVersion } from '../../models/store/find-packs.ts';
import { packsInUse } from '../../models/store/packs-in-use.ts';
import { PacksRefused } from '../../models/text/lexicon/refusal.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { mayKeepPacks } from '../identity/rules.ts';
import { someone } from '../identity/session.ts';
import { type AcceptDeps, acceptChange, type Wanted } from './accept.ts';
import { packBody, readActBody, readPackBody } from './body.ts';
import { toPackSummary, toPackView } from './view.ts';

type PackDeps = AcceptDeps & Pick<Deps, 'now' | 'limits'>;

const keeper = (res: Response) => {
  const person = someone(res);
  if (!mayKeepPacks(person)) throw new Problem('forbidden', 'rule packs are kept by moderators and admins');
  return person;
};

/** Does it, or answers 400 with each entry at fault: `{error: {code, message, refusals: [{pack, entry?, reason}]}}`. */
const answer = async (deps: PackDeps, res: Response, status: number, wanted: () => Wanted): Promise<void> => {
  const person = keeper(res);
  try {
    const acting = { by: { id: person._id, name: person.name }, now: new Date(deps.now()) };
    const { doc, hash } = await acceptChange(deps, wanted(), acting);
    res.status(status).json({ ...toPackView(doc), hash });
  } catch (error) {
    if (!(error instanceof PacksRefused)) throw error;
    const { message, refusals } = error;
    res.status(400).json({ error: { code: 'invalid', message, refusals } });
  }
};

const routesToRead = (deps: PackDeps): Router => {
  const router = Router();
  const { store } = deps;

  router.get('/api/packs', async (_req, res) => {
    keeper(res);
    const { packs, set, refused } = deps.packs.current();
    const inForce = { set, hash: packs.hash, shipped: packs.shipped.hash, refused };
    res.json({ inForce, packs: (await newestPacks(store)).map(toPackSummary) });
  });

  router.get('/api/packs/:packId', async (req, res) => {
    keeper(res);
    const history = await packHistory(store, req.params.packId);
    const [newest] = history;
    if (!newest) throw new Problem('not-found', 'there is no such pack');
    res.json({ ...toPackView(newest), versions: history.map(toPackSummary) });
  });

  router.get('/api/packs/:packId/versions/:version', async (req, res) => {
    keeper(res);
    const { packId, version } = req.params;
    const doc = /^\d{1,9}$/.test(version) ? await packVersion(store, packId, Number(version)) : null;
    if (!doc) throw new Problem('not-found', 'there is no such version');
    res.json(toPackView(doc));
  });

  router.get('/api/pack-hashes/:hash', async (req, res) => {
    keeper(res);
    const use = await packsInUse(store, req.params.hash);
    if (!use) throw new Problem('not-found', 'nobody has judged by packs of this hash');
    const { _id: hash, shipped, custom, firstUsedAt } = use;
    res.json({ hash, shipped, custom, firstUsedAt: firstUsedAt.toISOString() });
  });

  return router;
};

/**
 * Custom packs, for moderators and admins alone; every act is audited. Bodies are JSON or YAML (no aliases), 256 KiB at most.
 * Accepted changes judge in every process within two seconds.
 *
 * `GET /api/packs`: {inForce: {set, hash, shipped, refused}, packs: PackSummary[]}, retired ones too.
 * `GET /api/packs/:packId`: PackView with `versions`: PackSummary[], newest first.
 * `GET /api/packs/:packId/versions/:version`: PackView.
 * `GET /api/pack-hashes/:hash`: {hash, shipped, custom: [{packId, version}], firstUsedAt}: what a verdict's `versions.packs` names.
 * `POST /api/packs` {reason, pack, language, speaker?, entries}: 201 PackView with `hash`; 409 when there is one of that name.
 * `PUT /api/packs/:packId` the same with `version`, the one it follows on: 200; 404; 409 when it is not the newest. Brings a
 * retired pack back.
 * `POST /api/packs/:packId/retire` {reason, version}: 200; 404; 409.
 * What does not compile: 400 with `error.refusals` [{pack, entry?, reason}], and nothing is changed. 413, 415, 429.
 */
export const packRoutes = (deps: PackDeps): Router => {
  const router = routesToRead(deps);
  router.use('/api/packs', async (req, res, next) => {
    const person = keeper(res);
    if (req.method !== 'GET' && req.method !== 'HEAD')
      await deps.limits.packChangesPerPerson.take(person._id);
    next();
  });
  router.use('/api/packs', ...packBody);

  router.post('/api/packs', (req, res) =>
    answer(deps, res, 201, () => {
      const { pack, reason } = readPackBody(req);
      return { act: 'pack-added', packId: pack.pack, pack, reason };
    }),
  );

  router.put('/api/packs/:packId', (req, res) =>
    answer(deps, res, 200, () => {
      const { packId } = req.params;
      const { pack, reason, version } = readPackBody(req);
      if (pack.pack !== packId)
        throw new Problem('invalid', 'pack: a pack keeps its name', { field: 'pack' });
      if (version === undefined)
        throw new Problem('invalid', 'version: name the version that this follows on', { field: 'version' });
      return { act: 'pack-changed', packId, pack, reason, version };
    }),
  );

  router.post('/api/packs/:packId/retire', (req, res) =>
    answer(deps, res, 200, () => ({
      act: 'pack-retired',
      packId: req.params.packId,
      ...readActBody(req),
    })),
  );
  return router;
};

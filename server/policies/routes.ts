import { type Response, Router } from 'express';
import { z } from 'zod';
import { unusableOffset } from '../../models/contract/ingest.ts';
import { PolicyRefused, readPolicy } from '../../models/duties/policy/check.ts';
import { policyActs, policyHeads, policyVersion } from '../../models/store/find-policies.ts';
import type { Deps } from '../deps.ts';
import { jsonBody } from '../http/json-body.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { mayKeepPolicies } from '../identity/rules.ts';
import { someone } from '../identity/session.ts';
import { type AcceptDeps, acceptPolicy, draftOf, rulesWith, type Wanted } from './accept.ts';
import { catalogueReply } from './catalogue.ts';
import { previewOf } from './preview.ts';
import { toPolicyAct, toPolicySummary, toPolicyView } from './view.ts';

type PolicyDeps = AcceptDeps & Pick<Deps, 'now' | 'limits'>;

/** A policy with as many exceptions as it may have, each of usual length. */
const POLICY_BYTES_MAX = 1024 * 1024;
/** A preview takes seconds: whoever comes meanwhile tries again after so many. */
const PREVIEW_RETRY_S = 5;

const reason = z
  .string()
  .trim()
  .min(1, 'say why')
  .max(500)
  .refine((text) => unusableOffset(text) < 0, 'send well-formed Unicode');
const version = z.number().int().min(1);
/** Body of `PUT /api/policies/:id/draft`; the policy itself is read by its own schema. */
export const draftBody = z.strictObject({
  policy: z.record(z.string(), z.unknown()),
  reason,
  version: z.number().int().min(0).optional(),
});
/** Body of `POST /api/policies/:id/live`. */
export const liveBody = z.strictObject({
  version,
  reason,
  previewed: z.literal(true, 'look at the preview of the draft first, and say so with true'),
});

const keeper = (res: Response) => {
  const person = someone(res);
  if (!mayKeepPolicies(person)) throw new Problem('forbidden', 'policies are kept by moderators and admins');
  return person;
};

/** Answers 400 with each entry at fault: `{error: {code, message, refusals: [{policy, entry, reason}]}}`. */
const answerRefusal = (res: Response, error: unknown): void => {
  if (!(error instanceof PolicyRefused)) throw error;
  const { message, problems: refusals } = error;
  res.status(400).json({ error: { code: 'invalid', message, refusals } });
};

const answer = async (deps: PolicyDeps, res: Response, wanted: Wanted): Promise<void> => {
  const person = keeper(res);
  try {
    const acting = { by: { id: person._id, name: person.name }, now: new Date(deps.now()) };
    const { policyId, version: made } = await acceptPolicy(deps, wanted, acting);
    res.json(toPolicyView(await policyVersion(deps.store, policyId, made)));
  } catch (error) {
    answerRefusal(res, error);
  }
};

const routesToRead = (deps: PolicyDeps): Router => {
  const router = Router();
  const { store, policies } = deps;

  router.get('/api/policies', async (_req, res) => {
    const { set, refused, rules } = policies.current();
    const { heads } = await policyHeads(store);
    const hashes = rules.all.map(({ rules: one }) => ({ ...one.policy, hash: one.hash }));
    res.json({ inForce: { set, rules: hashes, refused }, policies: heads.map(toPolicySummary) });
  });

  router.get('/api/policies/:id', async (req, res) => {
    const { id } = req.params;
    const head = (await policyHeads(store)).heads.find(({ policyId }) => policyId === id);
    if (!head) throw new Problem('not-found', 'there is no such policy');
    const acts = await policyActs(store, id);
    res.json({ ...toPolicySummary(head), versions: acts.map(toPolicyAct) });
  });

  router.get('/api/policies/:id/versions/:version', async (req, res) => {
    const { id, version: wanted } = req.params;
    const acts = /^\d{1,9}$/.test(wanted) ? await policyVersion(store, id, Number(wanted)) : [];
    const view = toPolicyView(acts);
    if (!view) throw new Problem('not-found', 'there is no such version');
    res.json(view);
  });

  const catalogue = catalogueReply(policies.catalogue);
  router.get('/api/duties/catalogue', (_req, res) => {
    keeper(res);
    res.json(catalogue);
  });
  return router;
};

const previewRoute = (deps: PolicyDeps): Router => {
  const router = Router();
  const { store, policies, now } = deps;
  let isBusy = false;

  router.get('/api/policies/:id/draft/preview', async (req, res) => {
    await deps.limits.previewsPerPerson.take(keeper(res)._id);
    const { heads } = await policyHeads(store);
    const draft = draftOf(heads.find(({ policyId }) => policyId === req.params.id));
    if (isBusy)
      throw new Problem('overloaded', 'another preview is being made; try again in a few seconds', {
        retryAfterS: PREVIEW_RETRY_S,
      });
    isBusy = true;
    try {
      const both = rulesWith(deps, heads, readPolicy(policies.catalogue, draft.policy));
      const isWanted = (): boolean => !res.destroyed;
      const preview = await previewOf({ store, ears: policies.ears, now, isWanted }, both);
      if (preview) res.json({ version: draft.version, ...preview });
    } catch (error) {
      answerRefusal(res, error);
    } finally {
      isBusy = false;
    }
  });
  return router;
};

/**
 * Policies of platforms, for moderators and admins alone; every act is audited. One policy a platform, named after it in small
 * letters with hyphens, and `default` for all others. What is made live judges in every process within two seconds.
 *
 * `GET /api/policies`: {inForce: {set, rules: [{id, version, hash}], refused}, policies: PolicySummary[]}.
 * `GET /api/policies/:id`: PolicySummary with `versions`: PolicyActView[], newest first.
 * `GET /api/policies/:id/versions/:version`: PolicyView.
 * `PUT /api/policies/:id/draft` {policy, reason, version?}: PolicyView, a new version; id and version of the policy are set by
 * the server. `version` is the one it follows on: 409 when it is not the newest.
 * `GET /api/policies/:id/draft/preview`: Preview with `version`: what the draft would have changed in the last 24 hours; 409
 * without a draft.
 * `POST /api/policies/:id/live` {version, reason, previewed: true}: PolicyView; 404; 409 when the draft is another by now.
 * `GET /api/duties/catalogue`: CatalogueReply.
 * What cannot be used: 400 with `error.refusals` [{policy, entry, reason}], and nothing is changed. 413, 415, 429.
 */
export const policyRoutes = (deps: PolicyDeps): Router => {
  const router = Router();
  router.use('/api/policies', async (req, res, next) => {
    const person = keeper(res);
    if (req.method !== 'GET' && req.method !== 'HEAD')
      await deps.limits.policyChangesPerPerson.take(person._id);
    next();
  });
  router.use(routesToRead(deps));
  router.use(previewRoute(deps));
  router.use('/api/policies', ...jsonBody(POLICY_BYTES_MAX));

  router.put('/api/policies/:id/draft', (req, res) =>
    answer(deps, res, { act: 'policy-drafted', policyId: req.params.id, ...read(draftBody, req.body) }),
  );

  router.post('/api/policies/:id/live', (req, res) => {
    const { version: made, reason: why } = read(liveBody, req.body);
    return answer(deps, res, {
      act: 'policy-made-live',
      policyId: req.params.id,
      version: made,
      reason: why,
    });
  });
  return router;
};

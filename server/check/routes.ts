import { Router } from 'express';
import type { ScriptJudge } from '../../models/text/script.ts';
import type { Deps } from '../deps.ts';
import { jsonBody } from '../http/json-body.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { mayCheck } from '../identity/rules.ts';
import { someone } from '../identity/session.ts';
import { CHECK_BODY_BYTES_MAX, checkSchema } from './body.ts';
import { checkScript } from './check.ts';

export interface CheckDeps extends Pick<Deps, 'limits' | 'now'> {
  readonly scripts: ScriptJudge;
}

/**
 * `POST /api/check` {text, category?, platform?} or {rows: [{product?, category?, text}], category?, platform?}: CheckReply, to hosts and
 * moderators, who see their own check and nobody else's: nothing of it is stored or logged. 400 `invalid`; 401; 403; 413
 * over {@link CHECK_BODY_BYTES_MAX}; 429 `too-many` with Retry-After, counted by person. Stands before the routes with small
 * bodies: who may not check has no body read.
 */
export const checkRoutes = (deps: CheckDeps): Router => {
  const router = Router();
  router.post(
    '/api/check',
    async (_req, res, next) => {
      const person = someone(res);
      if (!mayCheck(person)) throw new Problem('forbidden', 'scripts are checked by hosts and moderators');
      await deps.limits.checksPerPerson.take(person._id);
      next();
    },
    ...jsonBody(CHECK_BODY_BYTES_MAX),
    async (req, res) => {
      const request = read(checkSchema, req.body);
      res.json(await checkScript(deps.scripts, request, new Date(deps.now())));
    },
  );
  return router;
};

import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { asAlertId, asPublicId, type BroadcastId } from '../../models/contract/ids.ts';
import { toHex } from '../../models/contract/log/bytes.ts';
import {
  LEAVES_PAGE_DEFAULT,
  LEAVES_PAGE_MAX,
  type LeavesPage,
  type ProofReply,
} from '../../models/contract/log/page.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { isPublic } from '../identity/rules.ts';
import { asker, someone } from '../identity/session.ts';
import type { EvidenceAccess } from './access.ts';
import { leavesForPublic } from './as-seen-by.ts';
import { beyondLog, count, notSignedYet } from './asked.ts';
import { publicLogRoutes } from './public-routes.ts';
import type { LogReader } from './reader.ts';

export interface EvidenceDeps {
  readonly reader: LogReader;
  readonly access: EvidenceAccess;
}

/** Query of `…/log/leaves`. */
export const leavesQuery = z.object({
  from: count.default(0),
  limit: count.pipe(z.int().min(1).max(LEAVES_PAGE_MAX)).default(LEAVES_PAGE_DEFAULT),
});
/** Query of `…/log/inclusion`. */
export const inclusionQuery = z
  .object({ leaf: count, size: count })
  .refine(({ leaf, size }) => leaf < size, { path: ['leaf'], message: 'give a record below size' });
/** Alert ids go into a file's name. */
const SAFE_NAME = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * The evidence log's routes, to be mounted at the root, after the person is recognised:
 * - `GET /api/broadcasts/:publicId/log/leaves?from=&limit=`: LeavesPage; to the public of suspicions the hashes alone.
 * - `GET /api/broadcasts/:publicId/log/inclusion?leaf=&size=`: ProofReply.
 * - `GET /api/alerts/:id/evidence`: an EvidencePack as an attachment, audited; `not-available` in its first second or two.
 *
 * Of a public broadcast the first two are anyone's.
 *
 * Errors are thrown as Problems, for the application's error handler.
 */
export const evidenceRoutes = ({ reader, access }: EvidenceDeps): Router => {
  const router = Router();
  router.use(publicLogRoutes({ reader, access }));

  /** Answers about a broadcast that the request may see. A log may be cached by its reader, but asks first: rights change. */
  const about = (
    part: string,
    answer: (id: BroadcastId, request: Request, response: Response) => Promise<void>,
  ): void => {
    router.get(`/api/broadcasts/:publicId/log/${part}`, async (request, response) => {
      await access.counted(response);
      const id = await access.broadcast(response, asPublicId(String(request.params.publicId)));
      response.set('Cache-Control', 'private, no-cache');
      await answer(id, request, response);
    });
  };

  about('leaves', async (id, request, response) => {
    const { from, limit } = read(leavesQuery, request.query);
    const texts = await reader.leaves(id, from, limit);
    const leaves = isPublic(asker(response))
      ? leavesForPublic(texts, from, await reader.forPublic(id))
      : texts;
    response.json({ from, leaves } satisfies LeavesPage);
  });

  about('inclusion', async (id, request, response) => {
    const { leaf, size } = read(inclusionQuery, request.query);
    const hashes = await reader.inclusion(id, leaf, size);
    if (hashes === null) throw beyondLog('size');
    response.json({ hashes: hashes.map(toHex) } satisfies ProofReply);
  });

  router.get('/api/alerts/:id/evidence', async (request, response) => {
    const id = asAlertId(request.params.id);
    if (!SAFE_NAME.test(id)) throw new Problem('not-found', 'there is no such alert');
    const audience = await access.evidence(response, id);
    const evidence = await reader.alertEvidence(id, audience);
    if (!evidence.ok && evidence.code === 'not-signed-yet') throw notSignedYet();
    if (!evidence.ok) throw new Problem('not-found', 'there is no such alert');
    const { _id, name } = someone(response);
    await reader.exported({ id: _id, name }, id);
    response.set('Cache-Control', 'private, no-store');
    response.attachment(`livewitness-evidence-${id}.json`).json(evidence.pack);
  });
  return router;
};

import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { asPublicId, type BroadcastId } from '../../models/contract/ids.ts';
import { toHex } from '../../models/contract/log/bytes.ts';
import type { LogKeysReply } from '../../models/contract/log/key-succession.ts';
import { keyFingerprint, parseVerifierKey } from '../../models/contract/log/note.ts';
import type { ProofReply } from '../../models/contract/log/page.ts';
import {
  HEADS_PAGE_DEFAULT,
  HEADS_PAGE_MAX,
  type HeadsPage,
  type StampsReply,
  type WithdrawnPage,
} from '../../models/contract/log/published.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import type { EvidenceAccess } from './access.ts';
import { beyondLog, count, notSignedYet } from './asked.ts';
import type { LogReader } from './reader.ts';

/** Query of `/api/log/checkpoints` and `/api/log/withdrawn`. */
export const headsQuery = z.object({
  after: z
    .string()
    .regex(/^[A-Za-z0-9_-]{0,22}$/, 'give the id that the page before ended with')
    .default(''),
  limit: count.pipe(z.int().min(1).max(HEADS_PAGE_MAX)).default(HEADS_PAGE_DEFAULT),
});
/** Query of `…/log/consistency`. */
export const consistencyQuery = z
  .object({ from: count, to: count })
  .refine(({ from, to }) => from <= to, { path: ['from'], message: 'give a size not above to' });

export interface PublicLogDeps {
  readonly reader: LogReader;
  readonly access: EvidenceAccess;
}

/**
 * What anyone may ask of the logs without an account, so that others can watch that they only grow:
 * - `GET /api/log/key`: vkeys as text, one a line, the newest first. `not-found` before the first worker ran.
 * - `GET /api/log/keys`: LogKeysReply, the same with fingerprints, times and what the key before said of each.
 * - `GET /api/log/checkpoints?after=&limit=`: HeadsPage, the newest heads of public broadcasts.
 * - `GET /api/log/withdrawn?after=&limit=`: WithdrawnPage, what was public and is not any more.
 * - `GET /api/broadcasts/:publicId/log/checkpoint`: the newest signed note as text; `not-available` before the first.
 * - `GET /api/broadcasts/:publicId/log/consistency?from=&to=`: ProofReply.
 * - `GET /api/broadcasts/:publicId/log/timestamps`: StampsReply.
 *
 * Of one broadcast whoever may see it is answered, and of a public one everybody; any other is `not-found`.
 */
export const publicLogRoutes = ({ reader, access }: PublicLogDeps): Router => {
  const router = Router();
  const shown = (request: Request, response: Response): Promise<BroadcastId> =>
    access.shown(response, asPublicId(String(request.params.publicId)));
  /** A log may be cached by its reader, but asks first: what is public may be withdrawn. */
  const limited: RequestHandler = async (_request, response, next) => {
    await access.counted(response);
    response.set('Cache-Control', 'private, no-cache');
    next();
  };

  router.get('/api/log/key', limited, async (_request, response) => {
    const keys = await reader.keys();
    if (keys.length === 0) throw new Problem('not-found', 'no key has signed a log yet');
    response.type('text/plain').send(`${keys.map(({ _id }) => _id).join('\n')}\n`);
  });

  router.get('/api/log/keys', limited, async (_request, response) => {
    const keys = (await reader.keys()).flatMap(({ _id, firstUsedAt, endorsement }) => {
      const key = parseVerifierKey(_id);
      if (key === null) return [];
      const told = { key: _id, fingerprint: keyFingerprint(key), firstUsedAt: firstUsedAt.toISOString() };
      return [{ ...told, ...(endorsement !== undefined && { endorsement }) }];
    });
    response.json({ keys } satisfies LogKeysReply);
  });

  router.get('/api/log/checkpoints', limited, async (request, response) => {
    const { after, limit } = read(headsQuery, request.query);
    const page: HeadsPage = await reader.published(after, limit);
    response.json(page);
  });

  router.get('/api/log/withdrawn', limited, async (request, response) => {
    const { after, limit } = read(headsQuery, request.query);
    const page: WithdrawnPage = await reader.withdrawn(after, limit);
    response.json(page);
  });

  router.get('/api/broadcasts/:publicId/log/checkpoint', limited, async (request, response) => {
    const note = await reader.checkpoint(await shown(request, response));
    if (note === null) throw notSignedYet();
    response.type('text/plain').send(note);
  });

  router.get('/api/broadcasts/:publicId/log/consistency', limited, async (request, response) => {
    const id = await shown(request, response);
    const { from, to } = read(consistencyQuery, request.query);
    const hashes = await reader.consistency(id, from, to);
    if (hashes === null) throw beyondLog('to');
    response.json({ hashes: hashes.map(toHex) } satisfies ProofReply);
  });

  router.get('/api/broadcasts/:publicId/log/timestamps', limited, async (request, response) => {
    const id = await shown(request, response);
    response.json({ stamps: await reader.stamps(id) } satisfies StampsReply);
  });
  return router;
};

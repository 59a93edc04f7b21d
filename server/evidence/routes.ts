import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import {
  type AlertId,
  asAlertId,
  asPublicId,
  type BroadcastId,
  type PublicId,
} from '../../models/contract/ids.ts';
import { toHex } from '../../models/contract/log/bytes.ts';
import { LEAVES_PAGE_DEFAULT, LEAVES_PAGE_MAX } from '../../models/contract/log/page.ts';
import type { ErrorReply } from '../../models/contract/people.ts';
import type { LogReader } from './reader.ts';

/** The next head is signed within a second or two of the records. */
const RETRY_AFTER_S = 2;

/** The rules of who sees what, as the server keeps them. */
export interface EvidenceAccess {
  /** The broadcast of that name where this request may see it; `null` where it may not or there is none, which look alike from outside. */
  readonly broadcastFor: (request: Request, publicId: PublicId) => Promise<BroadcastId | null>;
  /** Whether this request may take the evidence of that alert away. */
  readonly mayTakeEvidence: (request: Request, alertId: AlertId) => Promise<boolean>;
}

export interface EvidenceDeps {
  readonly reader: LogReader;
  readonly access: EvidenceAccess;
}

const given = z
  .string()
  .regex(/^\d{1,16}$/, 'give a whole number')
  .transform(Number)
  .pipe(z.int().min(0));

const leavesQuery = z.object({
  from: given.default(0),
  limit: given.pipe(z.int().min(1).max(LEAVES_PAGE_MAX)).default(LEAVES_PAGE_DEFAULT),
});
const inclusionQuery = z
  .object({ leaf: given, size: given })
  .refine(({ leaf, size }) => leaf < size, { path: ['leaf'], message: 'below size' });
const consistencyQuery = z
  .object({ from: given, to: given })
  .refine(({ from, to }) => from <= to, { path: ['from'], message: 'not above to' });

const publicIdShape = /^[A-Za-z0-9_-]{22}$/;
const alertIdShape = /^[A-Za-z0-9_-]{1,64}$/;

const refuse = (response: Response, status: number, error: ErrorReply['error']): void => {
  response.status(status).json({ error } satisfies ErrorReply);
};

const notFound = (response: Response, what: string): void =>
  refuse(response, 404, {
    code: 'not-found',
    message: `There is no such ${what}, or it is not yours to see.`,
  });

const notSignedYet = (response: Response): void => {
  response.set('Retry-After', String(RETRY_AFTER_S));
  refuse(response, 409, {
    code: 'not-signed-yet',
    message: 'The newest records are not signed yet; ask again in a moment.',
  });
};

const beyondLog = (response: Response, field: string): void =>
  refuse(response, 400, { code: 'beyond-log', field, message: 'The log does not have that many records.' });

/** The query as the schema wants it; else answers 400 and gives `null`. */
const readQuery = <Query>(schema: z.ZodType<Query>, request: Request, response: Response): Query | null => {
  const parsed = schema.safeParse(request.query);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  refuse(response, 400, { code: 'invalid', field, message: `${field}: ${issue?.message ?? 'invalid'}` });
  return null;
};

/**
 * The evidence log's routes, to be mounted at the root:
 * - `GET /api/log/key`: vkeys as text, one a line, the newest first; 404 before the first worker ran.
 * - `GET /api/broadcasts/:publicId/log/checkpoint`: the newest signed note as text; 409 `not-signed-yet` before the first.
 * - `GET /api/broadcasts/:publicId/log/leaves?from=&limit=`: `{from, leaves}`, canonical JSON texts in order.
 * - `GET /api/broadcasts/:publicId/log/inclusion?leaf=&size=` and `/consistency?from=&to=`: `{hashes}`, hex.
 * - `GET /api/alerts/:id/evidence`: an EvidencePack as an attachment; 409 `not-signed-yet` in its first second or two.
 *
 * What may not be seen is 404, as if it were not there. Errors are {@link ErrorReply}; a store that does not answer goes
 * to the application's error handler.
 */
export const evidenceRoutes = ({ reader, access }: EvidenceDeps): Router => {
  const router = Router();

  /** Runs `answer` where the request may see the broadcast. */
  const forBroadcast =
    (answer: (id: BroadcastId, request: Request, response: Response) => Promise<void>) =>
    async (request: Request, response: Response): Promise<void> => {
      const name = String(request.params.publicId);
      const id = publicIdShape.test(name) ? await access.broadcastFor(request, asPublicId(name)) : null;
      if (id === null) return notFound(response, 'broadcast');
      response.set('Cache-Control', 'private, no-cache');
      await answer(id, request, response);
    };

  router.get('/api/log/key', async (_request, response) => {
    const keys = await reader.keys();
    if (keys.length === 0) return notFound(response, 'key');
    response.type('text/plain').send(`${keys.join('\n')}\n`);
  });

  router.get(
    '/api/broadcasts/:publicId/log/checkpoint',
    forBroadcast(async (id, _request, response) => {
      const note = await reader.checkpoint(id);
      if (note === null) return notSignedYet(response);
      response.type('text/plain').send(note);
    }),
  );

  router.get(
    '/api/broadcasts/:publicId/log/leaves',
    forBroadcast(async (id, request, response) => {
      const query = readQuery(leavesQuery, request, response);
      if (query === null) return;
      response.json({ from: query.from, leaves: await reader.leaves(id, query.from, query.limit) });
    }),
  );

  router.get(
    '/api/broadcasts/:publicId/log/inclusion',
    forBroadcast(async (id, request, response) => {
      const query = readQuery(inclusionQuery, request, response);
      if (query === null) return;
      const hashes = await reader.inclusion(id, query.leaf, query.size);
      if (hashes === null) return beyondLog(response, 'size');
      response.json({ hashes: hashes.map(toHex) });
    }),
  );

  router.get(
    '/api/broadcasts/:publicId/log/consistency',
    forBroadcast(async (id, request, response) => {
      const query = readQuery(consistencyQuery, request, response);
      if (query === null) return;
      const hashes = await reader.consistency(id, query.from, query.to);
      if (hashes === null) return beyondLog(response, 'to');
      response.json({ hashes: hashes.map(toHex) });
    }),
  );

  router.get('/api/alerts/:id/evidence', async (request, response) => {
    const name = String(request.params.id);
    const id = alertIdShape.test(name) ? asAlertId(name) : null;
    if (id === null || !(await access.mayTakeEvidence(request, id))) return notFound(response, 'alert');
    const evidence = await reader.alertEvidence(id);
    if (!evidence.ok)
      return evidence.code === 'not-found' ? notFound(response, 'alert') : notSignedYet(response);
    response.set('Cache-Control', 'private, no-store');
    response.attachment(`livewitness-evidence-${id}.json`).json(evidence.pack);
  });
  return router;
};

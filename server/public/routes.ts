import { type RequestHandler, type Response, Router } from 'express';
import { wordsOfQuestion } from '../../models/contract/fold.ts';
import { asPublicId } from '../../models/contract/ids.ts';
import {
  type PublicHits,
  type PublicRecord,
  type PublicSearchReply,
  publicFindSchema,
  publicSearchSchema,
} from '../../models/contract/public.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { broadcastByPublicId } from '../../models/store/find-broadcasts.ts';
import { findLines } from '../../models/store/find-lines.ts';
import { findPublic, readFindPlace } from '../../models/store/public-finds.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { addressCounted } from '../identity/limits.ts';
import { publicRecordOf } from './record.ts';

const DAY_MS = 86_400_000;

/** A day of the reader's calendar. */
const spanOfDay = (day: string, offsetMinutes: number): { readonly from: Date; readonly until: Date } => {
  const from = Date.parse(`${day}T00:00:00Z`) - offsetMinutes * 60_000;
  return { from: new Date(from), until: new Date(from + DAY_MS) };
};

/**
 * What anyone is shown of public broadcasts, with an account or without; the same for everybody:
 * - `GET /api/public/broadcasts?q=&day=&offset=&before=&limit=`: PublicSearchReply, by room, operator, presenter, seller, product
 *   or title, in Simplified or Traditional; newest first.
 * - `GET /api/public/broadcasts/:publicId`: PublicRecord.
 * - `GET /api/public/broadcasts/:publicId/find?q=&fromMs=`: PublicHits, what was said that holds the words.
 *
 * 404 for what is not public, as if it were not there; 429 counted by address.
 */
export const publicRoutes = (deps: Pick<Deps, 'store' | 'policies' | 'limits' | 'now'>): Router => {
  const router = Router();
  const { store, limits } = deps;
  const countedBy =
    (limit: 'publicReadsPerAddress' | 'publicSearchesPerAddress'): RequestHandler =>
    async (req, _res, next) => {
      await limits[limit].take(addressCounted(req.ip ?? ''));
      next();
    };
  const searching = countedBy('publicSearchesPerAddress');
  const reading = countedBy('publicReadsPerAddress');

  const shown = async (res: Response, publicId: unknown): Promise<BroadcastDoc> => {
    const doc = await broadcastByPublicId(store, asPublicId(String(publicId)));
    if (!doc?.public) throw new Problem('not-found', 'there is no such public broadcast');
    res.locals.publicId = doc.publicId;
    return doc;
  };

  router.get('/api/public/broadcasts', searching, async (req, res) => {
    const { q, day, offset, before, limit } = read(publicSearchSchema, req.query);
    const place = before === undefined ? undefined : readFindPlace(before);
    if (place === null)
      throw new Problem('invalid', 'before is what an earlier answer gave as next', { field: 'before' });
    const { found, next } = await findPublic(store, {
      words: wordsOfQuestion(q),
      limit,
      ...(day !== undefined && { day: spanOfDay(day, offset) }),
      ...(place && { before: place }),
    });
    res.json({ broadcasts: found, ...(next !== undefined && { next }) } satisfies PublicSearchReply);
  });

  router.get('/api/public/broadcasts/:publicId', reading, async (req, res) => {
    const doc = await shown(res, req.params.publicId);
    const record: PublicRecord = await publicRecordOf(deps, doc);
    res.json(record);
  });

  router.get('/api/public/broadcasts/:publicId/find', searching, async (req, res) => {
    const doc = await shown(res, req.params.publicId);
    const { q, fromMs } = read(publicFindSchema, req.query);
    const words = wordsOfQuestion(q);
    if (words.length === 0) throw new Problem('invalid', 'write a word to look for', { field: 'q' });
    const hits: PublicHits = await findLines(store, doc._id, words, fromMs);
    res.json(hits);
  });

  return router;
};

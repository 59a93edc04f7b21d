import { type Response, Router } from 'express';
import { z } from 'zod';
import { asPublicId } from '../../models/contract/ids.ts';
import { AT_MS_MAX, unusableOffset } from '../../models/contract/ingest.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { broadcastByPublicId, broadcastViews, listBroadcasts } from '../../models/store/find-broadcasts.ts';
import { noteFind } from '../../models/store/public-finds.ts';
import { readLines } from '../../models/store/read-lines.ts';
import { setVisibility } from '../../models/store/set-visibility.ts';
import type { Store } from '../../models/store/store.ts';
import type { Deps } from '../deps.ts';
import type { Announcer } from '../feed/announce.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { addressCounted, type Limits } from '../identity/limits.ts';
import { broadcastScope, mayPublish, maySeeBroadcast } from '../identity/rules.ts';
import { asker, someone } from '../identity/session.ts';
import { broadcastSeenBy, lineSeenBy } from './as-seen-by.ts';
import { appendInternal } from './internal-events.ts';

/** Longest stretch of transcript in one answer. */
export const LINES_SPAN_MS_MAX = 15 * 60_000;

/** Query of `GET /api/broadcasts/:publicId/lines`. */
export const linesQuery = z.object({
  fromMs: z.coerce.number().int().min(0).max(AT_MS_MAX).default(0),
  untilMs: z.coerce.number().int().min(0).max(AT_MS_MAX).optional(),
});
/** Body of `POST /api/broadcasts/:publicId/visibility`. */
export const visibilityBody = z.strictObject({
  public: z.boolean(),
  reason: z
    .string()
    .trim()
    .min(1, 'say why')
    .max(500)
    .refine((text) => unusableOffset(text) < 0, 'send well-formed Unicode'),
});

/**
 * What the person may not see is as if it were not there; whoever is not logged in sees what is public.
 * @throws Problem `unauthorised` for nobody, `not-found`
 */
export const visibleBroadcast = async (
  store: Store,
  res: Response,
  publicId: string,
): Promise<BroadcastDoc> => {
  const person = asker(res);
  const doc = await broadcastByPublicId(store, asPublicId(publicId));
  const isSeen = doc !== null && maySeeBroadcast(person, doc);
  // Whether there is one that is not public nobody learns: the answer is the same.
  if (!isSeen && person === null) throw new Problem('unauthorised', 'log in first');
  if (!isSeen) throw new Problem('not-found', 'there is no such broadcast');
  res.locals.publicId = doc.publicId;
  return doc;
};

/** Counts a read of somebody who is not logged in. @throws Problem `too-many` */
export const countedRead = async (
  { publicReadsPerAddress }: Pick<Limits, 'publicReadsPerAddress'>,
  res: Response,
): Promise<void> => {
  if (asker(res) === null) await publicReadsPerAddress.take(addressCounted(res.req.ip ?? ''));
};

const viewOf = async (store: Store, doc: BroadcastDoc) => (await broadcastViews(store, [doc]))[0];

/**
 * `GET /api/broadcasts`: {broadcasts: BroadcastView[]}, newest first, as far as the person may see them.
 * `GET /api/broadcasts/:publicId`: BroadcastView; of a public one for anyone, neutral for the public.
 * `GET /api/broadcasts/:publicId/lines?fromMs=&untilMs=`: {lines, gaps}, 15 minutes at most; the same.
 * `POST /api/broadcasts/:publicId/visibility` {public, reason}: BroadcastView; moderators and admins; audited, and a record
 * of the broadcast's log.
 */
export const broadcastRoutes = (
  deps: Pick<Deps, 'store' | 'redis' | 'now' | 'limits'> & { readonly announcer: Announcer },
): Router => {
  const router = Router();
  const { store } = deps;

  router.get('/api/broadcasts', async (_req, res) => {
    const person = someone(res);
    const broadcasts = await listBroadcasts(store, broadcastScope(person));
    res.json({ broadcasts: broadcasts.map((view) => broadcastSeenBy(person, view)) });
  });

  router.get('/api/broadcasts/:publicId', async (req, res) => {
    await countedRead(deps.limits, res);
    const doc = await visibleBroadcast(store, res, req.params.publicId);
    const view = await viewOf(store, doc);
    res.json(view && broadcastSeenBy(asker(res), view));
  });

  router.get('/api/broadcasts/:publicId/lines', async (req, res) => {
    await countedRead(deps.limits, res);
    const doc = await visibleBroadcast(store, res, req.params.publicId);
    const { fromMs, untilMs = fromMs + LINES_SPAN_MS_MAX } = read(linesQuery, req.query);
    if (untilMs < fromMs || untilMs - fromMs > LINES_SPAN_MS_MAX)
      throw new Problem('invalid', 'ask for 15 minutes at most, and end after the start', {
        field: 'untilMs',
      });
    // Where there are too many, the newest are kept: that is where the reader is.
    const question = { broadcastId: doc._id, fromMs, untilMs, aroundMs: untilMs };
    const { lines, gaps } = await readLines(store, question);
    res.json({ lines: lines.map((line) => lineSeenBy(asker(res), line)), gaps });
  });

  router.post('/api/broadcasts/:publicId/visibility', async (req, res) => {
    const person = someone(res);
    if (!mayPublish(person))
      throw new Problem('forbidden', 'only moderators and admins decide what is public');
    const wanted = read(visibilityBody, req.body);
    const doc = await visibleBroadcast(store, res, req.params.publicId);
    const by = { id: person._id, name: person.name };
    const done = await setVisibility(store, doc._id, wanted, { by, now: new Date(deps.now()) });
    if (!done) throw new Problem('not-found', 'there is no such broadcast');
    await noteFind(store, done.doc);
    if (done.since) {
      await deps.announcer.broadcasts([done.doc]);
      const { at, by: who, reason } = done.since;
      const event = { type: 'visibility', atMs: doc.atMs, public: wanted.public, by: who, reason } as const;
      const dedupeId = `visibility:${at.getTime()}`;
      await appendInternal(deps.redis, doc, deps.now(), [{ event, dedupeId }]);
    }
    res.json(await viewOf(store, done.doc));
  });

  return router;
};

import { Router } from 'express';
import { z } from 'zod';
import { AT_MS_MAX, unusableOffset } from '../../models/contract/ingest.ts';
import {
  WITHHELD_SPAN_MS_MAX,
  WITHHOLDING_NOTE_MAX,
  WITHHOLDING_REASONS,
  type WithholdingReply,
} from '../../models/contract/withholding.ts';
import type { AlertDoc } from '../../models/store/documents.ts';
import { withdrawShowing } from '../../models/store/pack-jobs.ts';
import { withholdingPreview, withholdRecord } from '../../models/store/withhold.ts';
import { forgetAlerts } from '../../models/stream/alerts-feed.ts';
import type { Announcer } from '../feed/announce.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { mayWithhold } from '../identity/rules.ts';
import { someone } from '../identity/session.ts';
import { appendInternal } from './internal-events.ts';
import { visibleBroadcast } from './routes.ts';
import { type WithholdMediaDeps, withholdStretch } from './withhold-media.ts';

/** Body of `POST /api/broadcasts/:publicId/withholdings`. */
export const withholdBody = z.strictObject({
  leaf: z.int().min(0),
  reason: z.enum(WITHHOLDING_REASONS),
  note: z
    .string()
    .trim()
    .min(1, 'say for whom, and on what ground')
    .max(WITHHOLDING_NOTE_MAX)
    .refine((text) => unusableOffset(text) < 0, 'send well-formed Unicode'),
});

/** Body of the same for picture and sound of a stretch. */
export const withholdMediaBody = withholdBody
  .omit({ leaf: true })
  .extend({
    what: z.literal('media'),
    fromMs: z.int().min(0).max(AT_MS_MAX),
    untilMs: z.int().min(0).max(AT_MS_MAX),
  })
  .refine(({ fromMs, untilMs }) => fromMs < untilMs && untilMs - fromMs <= WITHHELD_SPAN_MS_MAX, {
    path: ['untilMs'],
    message: 'end after the start, half an hour later at most',
  });

/** What may be sent: a line of which the words go, or a stretch of picture and sound. */
export const withholdingBody = z.union([withholdBody, withholdMediaBody]);

/** Query of `GET /api/broadcasts/:publicId/withholdings/preview`. */
export const withholdingQuery = z.object({ leaf: z.coerce.number().int().min(0) });

/**
 * `GET /api/broadcasts/:publicId/withholdings/preview?leaf=`: WithholdingPreview, what would go; moderators and admins. 404.
 * `POST /api/broadcasts/:publicId/withholdings` {leaf, reason, note}: {@link WithholdingReply}; moderators and admins; audited,
 * and records of the broadcast's log. The line, its revisions and the claims made in it lose value and salt; the log still
 * verifies, alerts keep their kind and time without the words, packs that show them answer 410 (个人信息保护法 47). 404.
 * The same with {what: 'media', fromMs, untilMs, reason, note}: see withhold-media.ts.
 */
export const withholdRoutes = (deps: WithholdMediaDeps & { readonly announcer: Announcer }): Router => {
  const { store, redis, now, announcer, files } = deps;
  const router = Router();
  router.get('/api/broadcasts/:publicId/withholdings/preview', async (req, res) => {
    if (!mayWithhold(someone(res)))
      throw new Problem('forbidden', 'only moderators and admins withhold words');
    const { leaf } = read(withholdingQuery, req.query);
    const doc = await visibleBroadcast(store, res, req.params.publicId);
    const preview = await withholdingPreview(store, doc._id, leaf);
    if (!preview) throw new Problem('not-found', 'this record keeps no words');
    res.json(preview);
  });

  router.post('/api/broadcasts/:publicId/withholdings', async (req, res) => {
    const person = someone(res);
    if (!mayWithhold(person)) throw new Problem('forbidden', 'only moderators and admins withhold words');
    const by = { id: person._id, name: person.name };
    if ((req.body as { what?: unknown } | undefined)?.what === 'media') {
      const stretch = read(withholdMediaBody, req.body);
      const shown = await visibleBroadcast(store, res, req.params.publicId);
      res.json(await withholdStretch(deps, shown, stretch, by));
      return;
    }
    const wanted = read(withholdBody, req.body);
    const doc = await visibleBroadcast(store, res, req.params.publicId);
    const done = await withholdRecord(store, doc, wanted, { by, now: new Date(now()) });
    if (!done) throw new Problem('not-found', 'this record keeps no words');
    if (done.act) {
      await appendInternal(redis, doc, now(), [done.act]);
      const fields = done.act.event.leaves.flatMap((leaf) =>
        leaf.fields.map((field) => `${leaf.of}/${field}`),
      );
      for (const file of await withdrawShowing(store, doc._id, fields)) await files.remove(file);
    }
    if (done.alerts.length > 0) {
      await forgetAlerts(redis, done.alerts);
      await announcer.alerts(await store.alerts.find({ _id: { $in: [...done.alerts] } }).lean<AlertDoc[]>());
    }
    const reply: WithholdingReply = { leaves: done.act?.event.leaves.map(({ of }) => of) ?? [] };
    res.json(reply);
  });
  return router;
};

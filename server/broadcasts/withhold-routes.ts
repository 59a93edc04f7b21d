import { Router } from 'express';
import { z } from 'zod';
import { unusableOffset } from '../../models/contract/ingest.ts';
import {
  WITHHOLDING_NOTE_MAX,
  WITHHOLDING_REASONS,
  type WithholdingReply,
} from '../../models/contract/withholding.ts';
import type { AlertDoc } from '../../models/store/documents.ts';
import type { PackFiles } from '../../models/store/pack-files.ts';
import { withdrawShowing } from '../../models/store/pack-jobs.ts';
import { withholdingPreview, withholdRecord } from '../../models/store/withhold.ts';
import type { Deps } from '../deps.ts';
import type { Announcer } from '../feed/announce.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { mayWithhold } from '../identity/rules.ts';
import { someone } from '../identity/session.ts';
import { appendInternal } from './internal-events.ts';
import { visibleBroadcast } from './routes.ts';

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

/** Query of `GET /api/broadcasts/:publicId/withholdings/preview`. */
export const withholdingQuery = z.object({ leaf: z.coerce.number().int().min(0) });

/**
 * `GET /api/broadcasts/:publicId/withholdings/preview?leaf=`: WithholdingPreview, what would go; moderators and admins. 404.
 * `POST /api/broadcasts/:publicId/withholdings` {leaf, reason, note}: {@link WithholdingReply}; moderators and admins; audited,
 * and records of the broadcast's log. The line, its revisions and the claims made in it lose value and salt; the log still
 * verifies, alerts keep their kind and time without the words, packs that show them answer 410 (个人信息保护法 47). 404.
 */
export const withholdRoutes = (
  deps: Pick<Deps, 'store' | 'redis' | 'now'> & { readonly announcer: Announcer; readonly files: PackFiles },
): Router => {
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
    const wanted = read(withholdBody, req.body);
    const doc = await visibleBroadcast(store, res, req.params.publicId);
    const by = { id: person._id, name: person.name };
    const done = await withholdRecord(store, doc, wanted, { by, now: new Date(now()) });
    if (!done) throw new Problem('not-found', 'this record keeps no words');
    if (done.act) {
      await appendInternal(redis, doc, now(), [done.act]);
      const fields = done.act.event.leaves.flatMap((leaf) =>
        leaf.fields.map((field) => `${leaf.of}/${field}`),
      );
      for (const file of await withdrawShowing(store, doc._id, fields)) await files.remove(file);
    }
    if (done.alerts.length > 0)
      await announcer.alerts(await store.alerts.find({ _id: { $in: [...done.alerts] } }).lean<AlertDoc[]>());
    const reply: WithholdingReply = { leaves: done.act?.event.leaves.map(({ of }) => of) ?? [] };
    res.json(reply);
  });
  return router;
};

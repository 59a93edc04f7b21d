import { z } from 'zod';
import { AUDIT_ASKED_CHARS_MAX, type AuditActsPage } from '../../models/contract/audit-acts.ts';
import { unusableOffset } from '../../models/contract/ingest.ts';
import { AUDIT_LOG } from '../../models/contract/log/audit-leaf.ts';
import { noteCustody } from '../../models/store/custody.ts';
import { auditActs } from '../../models/store/find-audits.ts';
import type { PersonDoc } from '../../models/store/memberships.ts';
import type { Deps } from '../deps.ts';
import { count } from '../evidence/asked.ts';
import { Problem } from '../http/problem.ts';
import { auditedFor } from '../identity/rules.ts';

/** Acts on one page where the asker does not say, and at most. */
const ACTS_DEFAULT = 50;
const ACTS_MAX = 200;

const sought = z
  .string()
  .trim()
  .min(1)
  .max(AUDIT_ASKED_CHARS_MAX)
  .refine((text) => unusableOffset(text) < 0, 'send well-formed Unicode')
  .optional();
const instant = z.iso.datetime({ offset: true }).optional();

/** Query of `/api/log/audit/acts`. */
export const actsQuery = z.object({
  by: sought,
  action: sought,
  subject: sought,
  from: instant,
  until: instant,
  before: z.string().max(100).optional(),
  limit: count.pipe(z.int().min(1).max(ACTS_MAX)).default(ACTS_DEFAULT),
});

/**
 * A page of what people did, for whoever may look through it; that they did is an act as well, with what they looked for.
 * @throws Problem `forbidden`, or `invalid` where `before` is not what an earlier page gave
 */
export const lookThrough = async (
  { store, now }: Pick<Deps, 'store' | 'now'>,
  person: PersonDoc,
  query: z.infer<typeof actsQuery>,
): Promise<AuditActsPage> => {
  const of = auditedFor(person);
  if (of === null) throw new Problem('forbidden', 'only admins and moderators look through what was done');
  const { from, until, ...asked } = query;
  const page = await auditActs(store, {
    ...asked,
    ...(of === 'own' && { only: person._id }),
    ...(from !== undefined && { from: new Date(from) }),
    ...(until !== undefined && { until: new Date(until) }),
  });
  if (page === null)
    throw new Problem('invalid', 'before is what an earlier answer gave as next', { field: 'before' });
  const looked = Object.entries(query).filter(([, one]) => one !== undefined);
  const details = { ...Object.fromEntries(looked), count: page.acts.length };
  const by = { id: person._id, name: person.name };
  await noteCustody(store, {
    action: 'audit-log-read',
    subject: AUDIT_LOG,
    details,
    by,
    now: new Date(now()),
  });
  return page;
};

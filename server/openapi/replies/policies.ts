import { z } from 'zod';
import { DUTY_TIERS } from '../../../models/contract/duty.ts';
import { CATEGORIES } from '../../../models/contract/ingest.ts';
import { ACCEPTS, NEEDS, type Window } from '../../../models/duties/catalogue/duty.ts';
import { policySchema } from '../../../models/duties/policy/schema.ts';
import type { CatalogueReply } from '../../policies/catalogue.ts';
import type { Preview } from '../../policies/preview.ts';
import type { PolicyActView, PolicySummary, PolicyView } from '../../policies/view.ts';
import { replyOf } from './agrees.ts';
import { atMs, bilingual, count, instant, publicId, severity, sha256 } from './claims.ts';
import { dutyState } from './duties.ts';

const act = { by: z.object({ id: z.string(), name: z.string() }), at: instant, reason: z.string() };
const version = z.int().min(1);

export const policyView = replyOf<PolicyView>()(
  z.object({
    id: z.string(),
    version,
    hash: sha256.describe('SHA-256 of its canonical JSON.'),
    policy: policySchema,
    ...act,
    madeLive: z.object(act).optional().describe('Who made it live; absent where nobody did.'),
  }),
);

const summary = z.object({ id: z.string(), live: policyView.nullable(), draft: policyView.nullable() });
export const policySummary = replyOf<PolicySummary>()(summary);

export const policyAct = replyOf<PolicyActView>()(
  z.object({
    version,
    set: z.int().min(1),
    act: z.enum(['policy-drafted', 'policy-made-live']),
    hash: sha256,
    ...act,
  }),
);

export const policyWithVersions = summary.extend({
  versions: z.array(policyAct).describe('Acts, newest first.'),
});

export const policyList = z.object({
  inForce: z.object({
    set: count,
    rules: z.array(z.object({ id: z.string(), version: z.int(), hash: sha256 })),
    refused: z.array(
      z.object({ policy: z.string(), version: z.int(), entry: z.string(), reason: z.string() }),
    ),
  }),
  policies: z.array(policySummary),
});

const ending = z.object({ state: dutyState, severity });
const difference = z.object({
  dutyId: z.string(),
  count: z.int().min(1),
  examples: z.array(
    z.object({
      publicId,
      productId: z.string().optional(),
      productName: z.string().optional(),
      atMs,
      before: ending.optional(),
      after: ending.optional(),
    }),
  ),
});

export const policyPreview = replyOf<Preview & { readonly version: number }>()(
  z.object({
    version: version.describe('Of the draft that was tried.'),
    broadcasts: count,
    products: count,
    records: count,
    leftOut: count.describe(
      'Broadcasts that were too many or too long to look at, or for which there was no time left.',
    ),
    since: instant,
    added: z.array(difference),
    removed: z.array(difference),
    changed: z.array(difference),
  }),
);

const ms = count;
const window = replyOf<Window>()(
  z.discriminatedUnion('until', [
    z.object({ until: z.literal('link'), graceMs: ms }),
    z.object({ until: z.literal('close'), latestMs: ms }),
    z.object({ until: z.literal('minutes'), afterMs: ms }),
    z.object({ until: z.literal('session'), afterMs: ms, repeatMs: ms }),
    z.object({ until: z.literal('continuous'), gapMs: ms, checkMs: ms }),
    z.object({ until: z.literal('request'), afterMs: ms, crowdAfterMs: ms }),
    z.object({ until: z.literal('draw') }),
  ]),
);

export const catalogue = replyOf<CatalogueReply>()(
  z.object({
    hash: sha256,
    categories: z.array(z.enum(CATEGORIES)),
    duties: z.array(
      z.object({
        id: z.string(),
        group: z.string().describe('The pack that holds it.'),
        scope: z.enum(['product', 'broadcast']),
        name: bilingual,
        say: bilingual,
        article: z.string(),
        severity,
        accepts: z.array(z.enum(ACCEPTS)),
        window,
        when: z.string().optional().describe('What turns a conditional one on.'),
        protected: z.boolean().describe('No policy may leave it out.'),
        categories: z.array(
          z.object({
            category: z.enum(CATEGORIES),
            need: z.enum(NEEDS),
            tier: z.enum(DUTY_TIERS),
            severity,
            window,
          }),
        ),
      }),
    ),
  }),
);

import { z } from 'zod';
import { customPackSchema } from '../../../models/text/lexicon/custom-schema.ts';
import type { PackSummary, PackView } from '../../packs/view.ts';
import { replyOf } from './agrees.ts';
import { count, instant, sha256 } from './claims.ts';

const summary = z.object({
  pack: z.string(),
  version: z.int().min(1),
  set: z.int().min(1).describe('Number of the change among all changes of all packs.'),
  state: z.enum(['active', 'retired']),
  language: z.enum(['zh', 'en']),
  speaker: z.enum(['seller', 'viewer']),
  entries: count.describe('How many.'),
  reason: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  at: instant,
});
const view = summary.extend({ entries: customPackSchema.shape.entries });

export const packSummary = replyOf<PackSummary>()(summary);
export const packView = replyOf<PackView>()(view);
export const packWithVersions = view.extend({ versions: z.array(packSummary).describe('Newest first.') });
export const packAccepted = view.extend({
  hash: z.string().describe('Of all packs as they are in force with it.'),
});

export const packList = z.object({
  inForce: z.object({
    set: count,
    hash: z.string(),
    shipped: z.string(),
    refused: z
      .array(z.object({ pack: z.string(), entry: z.string().optional(), reason: z.string() }))
      .describe('What was accepted elsewhere and does not compile here.'),
  }),
  packs: z.array(packSummary),
});

export const packHash = z.object({
  hash: z.string(),
  shipped: sha256,
  custom: z.array(z.object({ packId: z.string(), version: z.int().min(1) })),
  firstUsedAt: instant,
});

import { z } from 'zod';
import { PACK_AUDIENCES, PACK_LANGUAGES } from '../../../models/contract/pack/documents.ts';
import { PACK_STATES, type PackByCode, type PackJobView } from '../../../models/contract/pack/view.ts';
import { replyOf } from './agrees.ts';
import { atMs, count, instant, publicId, sha256 } from './claims.ts';

export const packJob = replyOf<PackJobView>()(
  z.object({
    id: z.string(),
    code: z.string(),
    state: z.enum(PACK_STATES),
    percent: z.number().min(0).max(100),
    language: z.enum(PACK_LANGUAGES),
    audience: z.enum(PACK_AUDIENCES),
    publicId,
    alertId: z.string().optional(),
    atMs,
    stamps: count.describe('Third parties whose timestamp it holds.'),
    askedAt: instant,
    madeAt: instant.optional(),
    bytes: count.optional(),
    sha256: sha256.optional(),
    hasClip: z.boolean().optional(),
    file: z.string().optional().describe('Where its file is fetched; absent until it is made.'),
  }),
);

export const packByCode = replyOf<PackByCode>()(
  z.object({
    code: z.string(),
    id: z.string(),
    sha256,
    bytes: count,
    manifest: z.string().describe('A C2SP signed note: size, SHA-256 and name of each file.'),
    madeAt: instant,
  }),
);

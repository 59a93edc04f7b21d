import { z } from 'zod';
import { LEAVES_PAGE_MAX, type LeavesPage, type ProofReply } from '../../../models/contract/log/page.ts';
import { replyOf } from './agrees.ts';
import { count, sha256 } from './claims.ts';

export const leavesPage = replyOf<LeavesPage>()(
  z.object({
    from: count,
    leaves: z
      .array(z.string())
      .max(LEAVES_PAGE_MAX)
      .describe('Canonical JSON texts (RFC 8785) in order, the first being record `from`.'),
  }),
);

export const proofReply = replyOf<ProofReply>()(
  z.object({ hashes: z.array(sha256).describe('Nearest first, as in RFC 6962.') }),
);

import { z } from 'zod';
import type { AuditActsPage } from '../../../models/contract/audit-acts.ts';
import { AUDIT_FIELDS, type AuditEntriesPage } from '../../../models/contract/log/audit-leaf.ts';
import type { LogKeysReply } from '../../../models/contract/log/key-succession.ts';
import { LEAVES_PAGE_MAX, type LeavesPage, type ProofReply } from '../../../models/contract/log/page.ts';
import {
  HEADS_PAGE_MAX,
  type HeadsPage,
  type StampsReply,
  type WithdrawnPage,
} from '../../../models/contract/log/published.ts';
import { replyOf } from './agrees.ts';
import { count, sha256 } from './claims.ts';

export const leavesPage = replyOf<LeavesPage>()(
  z.object({
    from: count,
    leaves: z
      .array(
        z.union([
          z.string(),
          z.object({ hash: sha256 }).describe('A record that is not for the public: its leaf hash.'),
        ]),
      )
      .max(LEAVES_PAGE_MAX)
      .describe('Canonical JSON texts (RFC 8785) in order, the first being record `from`.'),
  }),
);

export const proofReply = replyOf<ProofReply>()(
  z.object({ hashes: z.array(sha256).describe('Nearest first, as in RFC 6962.') }),
);

export const logKeysReply = replyOf<LogKeysReply>()(
  z.object({
    keys: z.array(
      z.object({
        key: z.string().describe('C2SP verifier key.'),
        fingerprint: z.string().describe('SHA-256 of type and key, to be compared by eye.'),
        firstUsedAt: z.iso.datetime(),
        endorsement: z.string().optional().describe('Note signed by the key before it.'),
      }),
    ),
  }),
);

const note = z.string().describe('C2SP signed note, whole.');

export const headsPage = replyOf<HeadsPage>()(
  z.object({
    heads: z.array(z.object({ publicId: z.string(), checkpoint: note })).max(HEADS_PAGE_MAX),
    next: z.string().optional().describe('Absent on the last page.'),
  }),
);

export const withdrawnPage = replyOf<WithdrawnPage>()(
  z.object({
    withdrawn: z.array(z.object({ publicId: z.string(), since: z.iso.datetime() })).max(HEADS_PAGE_MAX),
    next: z.string().optional().describe('Absent on the last page.'),
  }),
);

export const stampsReply = replyOf<StampsReply>()(
  z.object({
    stamps: z.array(
      z.object({
        size: count,
        checkpoint: note,
        authorityOrigin: z.string(),
        state: z.enum(['pending', 'stamped', 'failed']),
        requestedAt: z.iso.datetime(),
        token: z.string().optional().describe('TimeStampToken (RFC 3161), DER in base64.'),
        chain: z
          .array(z.string())
          .optional()
          .describe('Certificates, DER in base64, from whoever signed upwards.'),
      }),
    ),
  }),
);

export const auditActsPage = replyOf<AuditActsPage>()(
  z.object({
    of: z.enum(['all', 'own']).describe('Whose acts may be looked through.'),
    actions: z.array(z.string()).optional().describe('Every kind of act; on the first page.'),
    acts: z.array(
      z.object({
        id: z.string(),
        at: z.iso.datetime(),
        by: z.object({ id: z.string(), name: z.string() }),
        action: z.string(),
        subject: z.string(),
        reason: z.string().optional(),
        details: z.record(z.string(), z.unknown()).optional(),
        leaf: count.optional().describe('Its record in the audit log.'),
      }),
    ),
    next: z.string().optional().describe('`before` of the next page.'),
  }),
);

export const auditEntriesPage = replyOf<AuditEntriesPage>()(
  z.object({
    from: count,
    entries: z.array(
      z.object({
        index: count,
        text: z.string().describe('The record: canonical JSON (RFC 8785).'),
        values: z
          .array(z.object({ field: z.enum(AUDIT_FIELDS), value: z.string(), salt: z.string() }))
          .describe('What stands behind its commitments, as far as it was not withheld.'),
      }),
    ),
  }),
);

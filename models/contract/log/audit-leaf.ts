import { z } from 'zod';
import { utf8 } from './bytes.ts';
import { canonical } from './canonical.ts';
import { type Commitment, verifyCommitment } from './commitment.ts';
import { leafHash } from './merkle.ts';
import { type LogResult, type LogToVerify, refused, type TextCheck, verifyLog } from './verify-log.ts';

/**
 * The name of the audit log in its origin line (`livewitness/audit`) and in addresses. No broadcast can have it: their ids have
 * 22 characters.
 */
export const AUDIT_LOG = 'audit';

/** Longest value that an audit document can hold, in UTF-16 units: a document of MongoDB. */
const VALUE_MAX = 16 * 1024 * 1024;
/** Longest record; what it tells stands in commitments. */
const AUDIT_LEAF_CHARS_MAX = 16 * 1024;

const commitment = z.strictObject({
  c: z.string().regex(/^[0-9a-f]{64}$/),
  n: z.int().min(0).max(VALUE_MAX),
}) satisfies z.ZodType<Commitment>;

/** What an audit record commits to. Each may name a person, so each can be withheld by itself. */
export const AUDIT_FIELDS = ['by', 'subject', 'reason', 'details'] as const;
export type AuditField = (typeof AUDIT_FIELDS)[number];

/** A record of the audit log: that somebody did something at a time; who, to what and why stand behind commitments. */
export const auditLeafSchema = z.strictObject({
  v: z.literal(1),
  kind: z.literal('audit'),
  /** Of the audit document: each is in the log once. */
  id: z.string().regex(/^[0-9a-f]{24}$/),
  at: z.iso.datetime({ precision: 3 }),
  action: z.string().min(1).max(200),
  /** Canonical JSON of `{id, name}`. */
  by: commitment,
  subject: commitment,
  reason: commitment.exactOptional(),
  /** Canonical JSON. */
  details: commitment.exactOptional(),
});
export type AuditLeaf = z.infer<typeof auditLeafSchema>;

/** Reads a record of the audit log; null when it is none, or written in another way than the canonical one. */
export const decodeAuditLeaf = (text: string): AuditLeaf | null => {
  if (text.length > AUDIT_LEAF_CHARS_MAX) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (canonical(value) !== text) return null;
    const parsed = auditLeafSchema.safeParse(value);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

/** Whether the text can be a record of the audit log. */
export const checkAuditLeaf: TextCheck = (text, index) => {
  const leaf = decodeAuditLeaf(text);
  if (leaf === null) return refused('leaf-unreadable', index);
  return { ok: true, kind: leaf.action, hash: leafHash(utf8(text)) };
};

/** Verifies the whole audit log, as broadcasts' logs are; `kinds` counts actions. */
export const verifyAuditLog = (
  log: Omit<LogToVerify, 'publicId' | 'check'> & { readonly leaves: readonly string[] },
): LogResult => verifyLog({ ...log, publicId: AUDIT_LOG, check: checkAuditLeaf });

/** An audit record as administrators read it. */
export interface AuditEntry {
  readonly index: number;
  /** The record, canonical JSON. */
  readonly text: string;
  /** What stands behind its commitments, as far as it was not withheld. */
  readonly values: readonly { readonly field: AuditField; readonly value: string; readonly salt: string }[];
}

/** Answer of `GET /api/log/audit/entries`. */
export interface AuditEntriesPage {
  readonly from: number;
  readonly entries: readonly AuditEntry[];
}

/** Whether every value that is shown is what the record commits to. */
export const verifyAuditEntry = ({ text, values }: AuditEntry): boolean => {
  const leaf = decodeAuditLeaf(text);
  if (leaf === null) return false;
  return values.every(({ field, value, salt }) => {
    const committed = leaf[field];
    return committed !== undefined && verifyCommitment(committed, value, salt);
  });
};

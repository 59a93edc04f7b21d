import type { AuditDoc } from './documents.ts';
import { date, mixed, number, schemaOf, text } from './schema-of.ts';

/** What a person does to a platform's policy. */
export type PolicyAct = 'policy-drafted' | 'policy-made-live';

/**
 * One act on one policy. Never changed and never removed: each draft is a version of its own, and making one live is an act of
 * its own about the same version.
 */
export interface PolicyChangeDoc {
  policyId: string;
  /** 1, 2, 3, … of this policy; a draft's, and the same again when it is made live. */
  version: number;
  /** Number of the act among all acts on all policies; no two have the same, so that each was made knowing all before it. */
  set: number;
  act: PolicyAct;
  /** The policy as it was accepted, defaults filled in. */
  policy: object;
  /** SHA-256 of its canonical JSON (RFC 8785), hex. */
  hash: string;
  by: AuditDoc['by'];
  at: Date;
  reason: string;
}

/** Which rules a hash on a duty's record stands for, written by whoever first judged by them. */
export interface RulesInUseDoc {
  /** The hash, hex. */
  _id: string;
  /** Hash of the catalogue of duties that they start from. */
  catalogue: string;
  /** Policies that were merged over it, the first merged first; none: the catalogue alone. */
  policies: { policyId: string; version: number }[];
  firstUsedAt: Date;
}

export const policyChangeSchema = schemaOf<PolicyChangeDoc>(
  {
    policyId: text,
    version: number,
    set: number,
    act: text,
    policy: mixed,
    hash: text,
    by: mixed,
    at: date,
    reason: text,
  },
  [
    { on: { set: 1 }, unique: true },
    { on: { policyId: 1, version: 1, act: 1 }, unique: true },
    { on: { policyId: 1, act: 1, set: -1 } },
  ],
);
export const rulesInUseSchema = schemaOf<RulesInUseDoc>({
  _id: text,
  catalogue: text,
  policies: mixed,
  firstUsedAt: date,
});

import { z } from 'zod';
import { DUTY_TIERS } from '../../contract/duty.ts';
import { SEVERITIES } from '../../contract/severity.ts';
import { ACCEPTS, NEEDS } from '../catalogue/duty.ts';

/** A platform has one policy and a handful of variants; more rules than this want a category, not a list. */
const RULES_MAX = 1_000;
/** Products that are let off: some hundreds of a cart of thousands. */
const EXCEPTIONS_MAX = 5_000;
/** A time that a host can still act on, as the settings offer it. */
const MINUTES_MAX = 60;
/** Characters of a platform's name, as it is registered. */
const POLICY_ID_CHARS_MAX = 64;
const POLICY_ID = /^(?!\p{M})[\p{Ll}\p{Lo}\p{M}\p{N}][\p{Ll}\p{Lo}\p{M}\p{N}-]*$/u;

/** The policy of every platform that has none of its own. */
export const DEFAULT_POLICY = 'default';

/** The id of a platform's policy: its name in small letters, with hyphens for all that is neither letter nor digit. */
export const policyIdOf = (platform: string): string =>
  platform
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{Ll}\p{Lo}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^[-\p{M}]+|-+$/gu, '')
    .slice(0, POLICY_ID_CHARS_MAX) || DEFAULT_POLICY;

const policyId = z
  .string()
  .max(POLICY_ID_CHARS_MAX)
  .regex(POLICY_ID, 'use small letters, digits and hyphens');

const rule = z.strictObject({
  duty: z.string().min(1).max(64),
  /** Absent: wherever the catalogue asks for it. */
  categories: z.array(z.string().min(1).max(64)).min(1).max(20).optional(),
  /** `off`: not asked for. */
  need: z.enum([...NEEDS, 'off']).optional(),
  tier: z.enum(DUTY_TIERS).optional(),
  /** Minutes from the introduction (of a duty of the broadcast: from its start) by which it is due. */
  windowMinutes: z.int().min(1).max(MINUTES_MAX).optional(),
  severity: z.enum(SEVERITIES).optional(),
  accepts: z.array(z.enum(ACCEPTS)).min(1).max(ACCEPTS.length).optional(),
  /** Whether the page alone is enough. */
  acceptPage: z.boolean().optional(),
  /** Whether what stays owed raises an alert; without it only what must be spoken does. */
  alert: z.boolean().optional(),
});

const exception = z.strictObject({
  /** The sender's id of the product. */
  sku: z.string().min(1).max(128),
  duty: z.string().min(1).max(64),
  reason: z.string().min(1).max(500),
  /** Last day on which it holds. */
  until: z.iso.date(),
  approvedBy: z.string().min(1).max(200).optional(),
});

/** What a platform changes about the catalogue's duties. */
export const policySchema = z.strictObject({
  id: policyId,
  version: z.int().min(1),
  /** The policy that this one starts from. */
  extends: policyId.optional(),
  rules: z.array(rule).max(RULES_MAX).default([]),
  exceptions: z.array(exception).max(EXCEPTIONS_MAX).default([]),
});
export type Policy = z.infer<typeof policySchema>;
export type PolicyRule = Policy['rules'][number];
export type PolicyException = Policy['exceptions'][number];
/** A policy as it is written: what has a default may be left out. */
export type PolicyInput = z.input<typeof policySchema>;

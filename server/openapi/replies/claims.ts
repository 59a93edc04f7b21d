import { z } from 'zod';
import {
  type AlsoFound,
  type Bilingual,
  type Part,
  STAGES,
  type Step,
  VERDICTS,
  type Versions,
} from '../../../models/contract/claim.ts';
import { AT_MS_MAX, ROLES } from '../../../models/contract/ingest.ts';
import { GROUPS, type Group, KINDS, type Kind } from '../../../models/contract/kinds.ts';
import { SEVERITIES } from '../../../models/contract/severity.ts';
import { WITHHOLDING_REASONS } from '../../../models/contract/withholding.ts';
import { replyOf } from './agrees.ts';

const namesOf = <Name extends string>(table: Readonly<Record<Name, unknown>>) =>
  z.enum(Object.keys(table) as [Name, ...Name[]]);

export const kind = namesOf<Kind>(KINDS).describe('What an utterance may assert that the rules care about.');
export const group = namesOf<Group>(GROUPS).describe('The group that a kind belongs to.');
export const severity = z.enum(SEVERITIES).describe('From least to most urgent.');
export const verdict = z.enum(VERDICTS);
export const basis = z
  .enum(['law', 'platform-rule', 'house'])
  .describe('On what it rests. A rule of a platform or a house is never shown as illegality.');
export const need = z
  .enum(['proof', 'context', 'listen'])
  .describe('What a person needs in order to settle a review.');
export const role = z.enum(ROLES);
export const stage = z.enum(STAGES).describe('A detector.');
export const stageOutcome = z.enum(['ok', 'timeout', 'unavailable', 'failed']);

/** Broadcast time. */
export const atMs = z.int().min(0).max(AT_MS_MAX).describe('Broadcast time in ms.');
/** Time in ISO 8601. */
/** Why something is withheld, and since when. */
export const withheldNotice = z.object({
  reason: z.enum([...WITHHOLDING_REASONS, 'retention']),
  at: z.iso.datetime({ offset: true }),
});

export const instant = z.iso.datetime();
export const count = z.int().min(0);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const publicId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22}$/)
  .describe('The name of a broadcast in addresses: 128 random bits in base64url.');

export const bilingual = replyOf<Bilingual>()(z.object({ zh: z.string(), en: z.string() }));

export const part = replyOf<Part>()(
  z
    .object({ utteranceId: z.string(), start: count, end: count })
    .describe('A span in one of several utterances, in UTF-16 offsets.'),
);

export const step = replyOf<Step>()(
  z
    .object({
      id: z.string(),
      outcome: z.string(),
      words: z.array(z.string()).optional(),
      zh: z.string(),
      en: z.string(),
    })
    .describe('One step of the element analysis: what was asked, the answer, the words that decided.'),
);

export const versions = replyOf<Versions>()(
  z
    .object({
      normaliser: z.string(),
      packs: z.string(),
      model: z.string().optional(),
      thresholds: z.string().optional(),
    })
    .describe('What decided, each named by the hash of its content.'),
);

export const alsoFound = replyOf<AlsoFound>()(
  z
    .object({ basis, article: z.string(), packId: z.string(), ruleId: z.string() })
    .describe('Another rule that finds the same on another ground.'),
);

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { CATEGORIES, type Category } from '../contract/ingest.ts';
import { SEVERITIES } from '../contract/severity.ts';
import { compilePattern } from './slots.ts';

/** Rule of thumb for what a host can say in the 2 to 4 minutes that a product gets. */
const SPOKEN_PER_CATEGORY_MAX = 5;
/** More patterns than this for one duty want a better idea, not a longer list. */
const PATTERNS_MAX = 20;

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const dutySchema = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  name: words,
  severity: z.enum(SEVERITIES),
  window: z.discriminatedUnion('until', [
    z.strictObject({ until: z.literal('link') }),
    z.strictObject({ until: z.literal('close') }),
    z.strictObject({ until: z.literal('minutes'), minutes: z.int().min(1).max(60) }),
  ]),
  law: z.string().min(1),
  say: words,
  hear: z.array(z.string().min(1)).min(1).max(PATTERNS_MAX),
  names: z.array(z.string().min(1)).max(PATTERNS_MAX),
});
const packSchema = z.strictObject({
  id: z.string(),
  version: z.int(),
  categories: z.record(z.enum(CATEGORIES), z.array(z.string()).max(SPOKEN_PER_CATEGORY_MAX)),
  duties: z.array(dutySchema),
});

export interface Duty extends Omit<z.infer<typeof dutySchema>, 'hear'> {
  readonly hear: readonly RegExp[];
}

export interface DutyPack {
  /** SHA-256 of the file, hex: the version that a verdict names. */
  readonly hash: string;
  readonly duties: ReadonlyMap<string, Duty>;
  /** What must be spoken, by category. */
  readonly spoken: Readonly<Record<Category, readonly Duty[]>>;
}

/**
 * Reads the duties that must be spoken.
 * @param packsDir folder that holds `spoken.yaml`.
 * @throws Error that names the duty or category and what is wrong with it.
 */
export const loadDutyPack = (packsDir: string): DutyPack => {
  const text = readFileSync(join(packsDir, 'spoken.yaml'), 'utf8');
  const parsed = packSchema.safeParse(parse(text, { maxAliasCount: 0 }));
  if (!parsed.success) throw new Error(`duties pack spoken.yaml: ${z.prettifyError(parsed.error)}`);
  const duties = new Map<string, Duty>();
  for (const duty of parsed.data.duties) {
    if (duties.has(duty.id)) throw new Error(`duties pack spoken.yaml: duty ${duty.id} stands twice`);
    const hear = duty.hear.map((pattern) => {
      try {
        return compilePattern(pattern);
      } catch (error) {
        throw new Error(
          `duties pack spoken.yaml: duty ${duty.id}, pattern ${pattern}: ${(error as Error).message}`,
        );
      }
    });
    duties.set(duty.id, { ...duty, hear });
  }
  const spoken = Object.fromEntries(
    CATEGORIES.map((category) => [
      category,
      (parsed.data.categories[category] ?? []).map((id) => {
        const duty = duties.get(id);
        if (!duty)
          throw new Error(`duties pack spoken.yaml: category ${category} names the unknown duty ${id}`);
        return duty;
      }),
    ]),
  ) as unknown as Record<Category, readonly Duty[]>;
  return { hash: createHash('sha256').update(text).digest('hex'), duties, spoken };
};

import type { z } from 'zod';
import { Problem } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** How far from a form: each thing that is wrong with it, each field that it does not know. */
const distance = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);

/** Of what may come in several forms: what is wrong with the form that it comes nearest to. */
const nearestIssue = (issue: Issue): Issue => {
  if (issue.code !== 'invalid_union') return issue;
  const [nearest] = issue.errors
    .filter(({ length }) => length > 0)
    .toSorted((a, b) => distance(a) - distance(b));
  const [first] = nearest ?? [];
  if (!first) return issue;
  // Nothing of any form is there: what each wants.
  if (first.path.length === 0 && first.code !== 'unrecognized_keys') {
    const wanted = issue.errors.flatMap(([one]) => (one ? [one.message] : []));
    return { ...issue, message: [...new Set(wanted)].join('; or: ') };
  }
  return nearestIssue({ ...first, path: [...issue.path, ...first.path] });
};

/** The first thing that is wrong, with its place. */
export const firstIssue = (error: z.ZodError): { field: string; reason: string } => {
  const issue = error.issues[0] && nearestIssue(error.issues[0]);
  return { field: issue?.path.join('.') ?? '', reason: issue?.message ?? 'not valid' };
};

/** Reads a body or a query by its schema. @throws Problem `invalid` that names the field. */
export const read = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const { field, reason } = firstIssue(parsed.error);
  throw new Problem('invalid', field ? `${field}: ${reason}` : reason, field ? { field } : {});
};

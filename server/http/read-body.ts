import type { z } from 'zod';
import { Problem } from './problem.ts';

/** The first thing that is wrong, with its place. */
export const firstIssue = (error: z.ZodError): { field: string; reason: string } => {
  const issue = error.issues[0];
  return { field: issue?.path.join('.') ?? '', reason: issue?.message ?? 'not valid' };
};

/** Reads a body or a query by its schema. @throws Problem `invalid` that names the field. */
export const read = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const { field, reason } = firstIssue(parsed.error);
  throw new Problem('invalid', field ? `${field}: ${reason}` : reason, field ? { field } : {});
};

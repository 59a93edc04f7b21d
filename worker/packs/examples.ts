import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Packs } from '../../models/text/judge.ts';
import { checkShipped } from '../../models/text/lexicon/check-shipped.ts';
import type { Log } from '../observe/log.ts';

const recordSchema = z.object({
  packs: z.string(),
  normaliser: z.string(),
  faults: z.array(z.object({ packId: z.string(), entry: z.string(), reason: z.string() })),
});

/** What was recorded when the packs were built; null when nothing was, or for other packs. */
const recorded = (packs: Packs, file: string): z.infer<typeof recordSchema> | null => {
  try {
    const record = recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return record.packs === packs.hash && record.normaliser === packs.normaliserHash ? record : null;
  } catch {
    // No record, or half of one: the examples are run.
    return null;
  }
};

/**
 * Says whether the examples of the shipped rules hold, by the record of the build where it is of these very packs, else by
 * running them. A rule at fault is told in the log; the others judge all the same.
 */
export const knowExamples = (packs: Packs, recordFile: string, log: Log): void => {
  const record = recorded(packs, recordFile);
  const { faults } = record ?? checkShipped(packs);
  const known = record ? 'by the record of the build' : 'run now';
  if (faults.length > 0) log.error({ faults, known }, 'rules do not do what their examples say');
  else log.info({ packs: packs.hash, known }, 'every example of the shipped rules holds');
};

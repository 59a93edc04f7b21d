import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { GROUPS, type Group } from '../../contract/kinds.ts';

const lineSchema = z.strictObject({
  lang: z.string(),
  text: z.string().min(1),
  groups: z.array(z.enum(Object.keys(GROUPS) as [Group, ...Group[]])),
});
export type TrainingLine = z.infer<typeof lineSchema>;

/** One line in this many is held out, chosen by the hash of its text, so that a line never changes sides. */
const HELD_OUT_EVERY = 5;

/**
 * Reads the labelled lines and parts them.
 * @throws Error naming the line that is not as it should be.
 */
export const readTrainingLines = async (
  dir: string,
): Promise<{ readonly training: readonly TrainingLine[]; readonly heldOut: readonly TrainingLine[] }> => {
  const text = await readFile(join(dir, 'lines.jsonl'), 'utf8');
  const training: TrainingLine[] = [];
  const heldOut: TrainingLine[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    if (raw === '') continue;
    const parsed = lineSchema.safeParse(JSON.parse(raw));
    if (!parsed.success) throw new Error(`lines.jsonl line ${index + 1}: ${z.prettifyError(parsed.error)}`);
    const side = createHash('sha256').update(parsed.data.text).digest().readUInt32BE(0) % HELD_OUT_EVERY;
    (side === 0 ? heldOut : training).push(parsed.data);
  }
  return { training, heldOut };
};

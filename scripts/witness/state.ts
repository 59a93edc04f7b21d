import { open, readFile, rename } from 'node:fs/promises';
import { z } from 'zod';

/** A head as it was seen, with the note that anybody can check. */
const head = z.object({ size: z.int().min(0), checkpoint: z.string() });
export type SeenHead = z.infer<typeof head>;

const refusal = z.object({
  at: z.string(),
  publicId: z.string(),
  code: z.string(),
  /** The note that was kept, and the one that does not go on from it. */
  kept: z.string(),
  offered: z.string(),
  proof: z.array(z.string()).exactOptional(),
});
export type Refusal = z.infer<typeof refusal>;

const schema = z.object({
  format: z.literal('livewitness-witness/1'),
  url: z.string(),
  /** Keys that are trusted, as C2SP vkeys. */
  keys: z.array(z.string()),
  heads: z.record(z.string(), head),
  refusals: z.array(refusal),
});
/** What a witness remembers from one look to the next. */
export type WitnessState = z.infer<typeof schema>;

/** Refusals kept: each is proof enough, and a server that forks every minute adds nothing to it. */
export const REFUSALS_MAX = 100;

export const newState = (url: string): WitnessState => ({
  format: 'livewitness-witness/1',
  url,
  keys: [],
  heads: {},
  refusals: [],
});

/** What was kept; `null` where there is no file yet. @throws Error for a file that is none of a witness: it is never overwritten. */
export const readState = async (path: string): Promise<WitnessState | null> => {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new Error(`${path} is not what a witness keeps; name another file with --state`);
  }
};

/** Writes it whole or not at all. */
export const writeState = async (path: string, state: WitnessState): Promise<void> => {
  const half = `${path}.half`;
  const file = await open(half, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(state, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(half, path);
};

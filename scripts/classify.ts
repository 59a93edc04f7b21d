import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { listingSchema, ROLES, SOURCES, unusableOffset } from '../models/contract/ingest.ts';
import { createTextJudge, loadPacks, type TextContext } from '../models/text/judge.ts';
import { findPersonalData } from '../models/text/personal-data/index.ts';

const HELP = `npm run --silent classify < in.jsonl > out.jsonl

Judges each line alone, without MongoDB or Redis. A line in, as JSON:
  {"id", "text", "source"?: "speech"|"chat"|"screen", "role"?, "speaker"?, "category"?, "listing"?, "confidence"?}
(source is speech by default; role is presenter, in chat viewer.) A line out, in the same order:
  {"id", "judged", "stages": {"lexicon", "network"}, "claims": [...], "personalData": [...]}
A line that cannot be read gives {"line", "error"}, and the exit code is 1 at the end.
`;

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  text: z
    .string()
    .refine(
      (text) => unusableOffset(text) < 0,
      'the text holds a lone surrogate or NUL; send well-formed Unicode',
    ),
  source: z.enum(SOURCES).default('speech'),
  role: z.enum(ROLES).optional(),
  speaker: z.string().optional(),
  category: z.string().optional(),
  confidence: z.number().min(0).max(1).optional(),
  listing: listingSchema.optional(),
});

const contextOf = (line: z.infer<typeof lineSchema>): TextContext => ({
  source: line.source,
  role: line.role ?? (line.source === 'chat' ? 'viewer' : 'presenter'),
  ...(line.speaker !== undefined ? { speaker: line.speaker } : {}),
  ...(line.category !== undefined ? { category: line.category } : {}),
  ...(line.confidence !== undefined ? { confidence: line.confidence } : {}),
  ...(line.listing !== undefined ? { listing: line.listing } : {}),
});

/** Output held back before it is written: a line at a time would make a system call of each. */
const WRITE_UNITS = 64 * 1024;

const main = async (): Promise<void> => {
  if (process.argv.includes('--help')) {
    process.stdout.write(HELP);
    return;
  }
  const judge = createTextJudge({ packs: loadPacks(join(process.cwd(), 'models/text/packs')) });
  let number = 0;
  let held = '';
  const flush = async (): Promise<void> => {
    const text = held;
    held = '';
    if (text.length > 0 && !process.stdout.write(text)) await once(process.stdout, 'drain');
  };
  const answer = (line: string): object => {
    let data: unknown;
    try {
      data = JSON.parse(line);
    } catch (error) {
      return { line: number, error: error instanceof Error ? error.message : String(error) };
    }
    const result = lineSchema.safeParse(data);
    if (!result.success) {
      const issue = result.error.issues[0];
      return { line: number, error: `${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'invalid'}` };
    }
    const { id, text } = result.data;
    const { claims, lexicon, network, correction } = judge.judge(text, contextOf(result.data));
    return {
      ...(id === undefined ? {} : { id }),
      judged: lexicon === 'ok' ? (network === 'ok' ? 'full' : 'partial') : 'failed',
      stages: { lexicon, network },
      claims,
      personalData: findPersonalData(text),
      ...(correction ? { correction } : {}),
    };
  };
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line.trim() === '') continue;
    const reply = answer(line);
    if ('error' in reply) process.exitCode = 1;
    held += `${JSON.stringify(reply)}\n`;
    if (held.length >= WRITE_UNITS) await flush();
  }
  await flush();
};

await main();

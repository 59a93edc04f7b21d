import { once } from 'node:events';
import { z } from 'zod';
import {
  CATEGORIES,
  categoryOf,
  LINE_BYTES_MAX,
  listingSchema,
  ROLES,
  SOURCES,
  unusableOffset,
} from '../models/contract/ingest.ts';
import type { TextContext, TextJudgement } from '../models/text/judge.ts';
import { openWholeJudge, type Utterance, type WholeJudge } from '../models/text/open.ts';
import { findPersonalData } from '../models/text/personal-data/index.ts';
import { endWith, readTyped } from './arguments/misuse.ts';
import { batches, LINE_UNITS_MAX, type NumberedLine } from './classify/lines.ts';

const HELP = `npm run --silent classify < in.jsonl > out.jsonl

Judges each line alone, without MongoDB or Redis. A line in, as JSON:
  {"id", "text", "source"?: "speech"|"chat"|"screen", "role"?, "speaker"?, "category"?, "listing"?, "confidence"?, "pinned"?}
(source is speech by default; role is presenter, in chat viewer.) A line out, in the same order:
  {"id", "judged", "stages": {"lexicon", "network"}, "claims": [...], "personalData": [...]}
A line that cannot be read, or names an unknown role or category, gives {"line", "error"}, and the exit code is 1 at the
end. An option that there is not: exit code 2, nothing is read.
`;

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  text: z
    .string()
    .max(LINE_BYTES_MAX)
    .refine(
      (text) => unusableOffset(text) < 0,
      'the text holds a lone surrogate or NUL; send well-formed Unicode',
    ),
  source: z.enum(SOURCES).default('speech'),
  role: z.enum(ROLES).optional(),
  speaker: z.string().optional(),
  category: z
    .string()
    .transform((word, { addIssue }) => {
      const category = categoryOf(word);
      if (category !== null) return category;
      addIssue({
        code: 'custom',
        message: `there is none of this name; use one of ${CATEGORIES.join(', ')}`,
      });
      return z.NEVER;
    })
    .optional(),
  confidence: z.number().min(0).max(1).optional(),
  pinned: z.boolean().optional(),
  listing: listingSchema.optional(),
});

const contextOf = (line: z.infer<typeof lineSchema>): TextContext => ({
  source: line.source,
  role: line.role ?? (line.source === 'chat' ? 'viewer' : 'presenter'),
  ...(line.speaker !== undefined ? { speaker: line.speaker } : {}),
  ...(line.category !== undefined ? { category: line.category } : {}),
  ...(line.confidence !== undefined ? { confidence: line.confidence } : {}),
  ...(line.listing !== undefined ? { listing: line.listing } : {}),
  ...(line.pinned ? { pinned: true } : {}),
});

interface Asked {
  readonly id?: string | number;
  readonly utterance: Utterance;
}

const read = ([number, line]: NumberedLine): Asked | { line: number; error: string } => {
  if (line === null) return { line: number, error: `longer than ${LINE_UNITS_MAX} characters` };
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch (error) {
    return { line: number, error: (error as Error).message };
  }
  const result = lineSchema.safeParse(data);
  if (!result.success) {
    const issue = result.error.issues[0];
    return { line: number, error: `${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'invalid'}` };
  }
  const { id, text } = result.data;
  return { ...(id === undefined ? {} : { id }), utterance: { text, context: contextOf(result.data) } };
};

const answer = ({ id, utterance }: Asked, judgement: TextJudgement): object => {
  const { claims, lexicon, network, correction } = judgement;
  return {
    ...(id === undefined ? {} : { id }),
    judged: lexicon === 'ok' ? (network === 'ok' ? 'full' : 'partial') : 'failed',
    stages: { lexicon, network },
    claims,
    personalData: findPersonalData(utterance.text),
    ...(correction ? { correction } : {}),
  };
};

/** Judges a batch and writes its answers in order. @returns whether every line could be read. */
const answerAll = async (judge: WholeJudge, lines: readonly NumberedLine[]): Promise<boolean> => {
  const asked = lines.map(read);
  const good = asked.filter((one) => 'utterance' in one);
  const judgements = await judge.judge(good.map(({ utterance }) => utterance));
  let at = 0;
  const replies = asked.map((one) => ('error' in one ? one : answer(one, judgements[at++] as TextJudgement)));
  const text = replies.map((reply) => `${JSON.stringify(reply)}\n`).join('');
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  return good.length === asked.length;
};

const main = async (): Promise<void> => {
  if (readTyped({ options: { help: { type: 'boolean' } } }).values.help) {
    process.stdout.write(HELP);
    return;
  }
  // Whoever reads the answers has enough of them.
  process.stdout.on('error', () => process.exit());
  const judge = await openWholeJudge(process.env.LIVEWITNESS_ROOT ?? process.cwd());
  if (judge.networkProblem !== undefined)
    process.stderr.write(`network not available, the rules judge alone: ${judge.networkProblem}\n`);
  for await (const batch of batches(process.stdin.setEncoding('utf8')))
    if (!(await answerAll(judge, batch))) process.exitCode = 1;
  judge.release();
};

main().catch((error: unknown) => endWith('classify', error));

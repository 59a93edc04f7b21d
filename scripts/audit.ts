import { once } from 'node:events';
import { z } from 'zod';
import { broadcastSchema, eventSchema, type IngestEvent } from '../models/contract/ingest.ts';
import { type OpenedDuties, openDuties } from '../models/duties/open.ts';
import type { BroadcastFacts } from '../models/duties/types.ts';
import { endWith, readTyped } from './arguments/misuse.ts';
import { type Review, startReview } from './audit/review.ts';
import { batches, LINE_UNITS_MAX, type NumberedLine } from './classify/lines.ts';

const HELP = `npm run --silent audit < events.ndjson > products.ndjson

Says what each product of recorded broadcasts disclosed and what it left out, without MongoDB or Redis. A line in, as JSON,
is an event as POST /api/broadcasts/:id/events takes it, with the broadcast that it belongs to:
  {"broadcastId", "type": "utterance"|"product"|"audience"|"moderation"|"segment"|"ended", "atMs", ...}
Lines of several broadcasts may be mixed. A product's category may be absent: it is then guessed ("guessed": true). So it is
where the word names no category, and the answer says so ("unknownCategories": [the words]). One line of a broadcast may
tell when it began and who presents, before its events:
  {"broadcastId", "type": "registered", "startedAt"?, "language"?, "regime"?, "presenters"?}
Without it dates like "last month" count from the day of the audit. Products that no event introduces are introduced by what
the host says. The end of the input counts as the end of each broadcast. A line out, per product:
  {"broadcastId", "productId", "category", "duties": [{"id", "state", "atMs"?, "quote"?, "slots"?, "due"?}]}
"state" is satisfied, late, partial, dodged, contradicted, missing, not-observable, not-judged or not-required; every duty
of the category is judged, whether it must be spoken or not; times are milliseconds of broadcast time. A line that
cannot be read gives {"line", "error"}, and the exit code is 1 at the end. An option that there is not: exit code 2.
`;

const nameSchema = z.object({ broadcastId: z.string().min(1).max(128), type: z.string() });
const registeredSchema = broadcastSchema
  .pick({ startedAt: true, language: true, regime: true, presenters: true })
  .partial();

interface Problem {
  readonly line: number;
  readonly error: string;
}
type Read =
  | { readonly broadcastId: string; readonly event: IngestEvent }
  | { readonly broadcastId: string; readonly about: Partial<BroadcastFacts> }
  | Problem;

const problemOf = (line: number, { issues }: z.ZodError): Problem => {
  const [issue] = issues;
  return { line, error: `${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'invalid'}` };
};

const read = ([line, text]: NumberedLine): Read => {
  if (text === null) return { line, error: `longer than ${LINE_UNITS_MAX} characters` };
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return { line, error: (error as Error).message };
  }
  const named = nameSchema.safeParse(data);
  if (!named.success) return problemOf(line, named.error);
  const { broadcastId, type } = named.data;
  const { broadcastId: _named, ...rest } = data as Record<string, unknown>;
  if (type === 'registered') {
    const { type: _type, ...facts } = rest;
    const { data: about, error } = registeredSchema.safeParse(facts);
    return about ? { broadcastId, about: about as Partial<BroadcastFacts> } : problemOf(line, error);
  }
  const { data: event, error } = eventSchema.safeParse(rest);
  return event ? { broadcastId, event } : problemOf(line, error);
};

const write = async (data: object): Promise<void> => {
  if (!process.stdout.write(`${JSON.stringify(data)}\n`)) await once(process.stdout, 'drain');
};

/** Reads everything, then tells of every product. @returns whether every line could be read. */
const audit = async (opened: OpenedDuties, input: AsyncIterable<string>, today: string): Promise<boolean> => {
  const reviews = new Map<string, Review>();
  let allRead = true;
  const begin = (broadcastId: string, about: Partial<BroadcastFacts>): Review => {
    const facts = { language: 'zh-Hans', regime: 'ad', startedAt: today, ...about } as const;
    const review = startReview(opened, broadcastId, facts);
    reviews.set(broadcastId, review);
    return review;
  };
  for await (const batch of batches(input))
    for (const line of batch) {
      const one = read(line);
      if ('error' in one) {
        allRead = false;
        await write(one);
      } else if ('event' in one) {
        const { broadcastId, event } = one;
        (reviews.get(broadcastId) ?? begin(broadcastId, {})).hear(event);
      } else if (!reviews.has(one.broadcastId)) begin(one.broadcastId, one.about);
    }
  for (const review of reviews.values()) for (const product of review.end()) await write(product);
  return allRead;
};

const main = async (): Promise<void> => {
  if (readTyped({ options: { help: { type: 'boolean' } } }).values.help) {
    process.stdout.write(HELP);
    return;
  }
  // Whoever reads the answers has enough of them.
  process.stdout.on('error', () => process.exit());
  const opened = openDuties(process.env.LIVEWITNESS_ROOT ?? process.cwd(), { everyTier: true });
  if ('problem' in opened.ear) process.stderr.write(`heard by patterns alone: ${opened.ear.problem}\n`);
  const today = new Date().toISOString();
  if (!(await audit(opened, process.stdin.setEncoding('utf8'), today))) process.exitCode = 1;
};

main().catch((error: unknown) => endWith('audit', error));

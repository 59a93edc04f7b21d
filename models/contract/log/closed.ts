import { z } from 'zod';
import type { Leaf, LeafKind } from './leaf.ts';
import { base, leafIndex, leafIndices, POINTERS_MAX, word } from './leaf-parts.ts';

/**
 * Says of the records right before it which of them are not for everyone: the public has their hashes alone, and could
 * not tell from a hash that it hides no line. Everyone may read this one. It says no more of them than whether they are something
 * that was found or something that people did; an answer goes with the decision that it answers.
 */
export const closed = z.strictObject({
  ...base,
  kind: z.literal('closed'),
  /** Claims, duties, and what the room took back. */
  found: leafIndices,
  /** Decisions, marks, what was brought to them, and what is told of such records. */
  done: leafIndices,
  /** The room's answers, each with the `decisionId` that it answers. */
  answers: z.array(z.strictObject({ at: leafIndex, to: word })).max(POINTERS_MAX),
});

/** Records that say what was said, sold and heard, and nothing of what anyone thinks of it: whoever may see the broadcast reads them. */
export const OPEN_KINDS: ReadonlySet<LeafKind> = new Set([
  'broadcast',
  'utterance',
  'product',
  'media',
  'media-withholding',
  'heartbeat',
  'gap',
  'visibility',
  'audience',
  'moderation',
  'segment',
  'ended',
  'closed',
] satisfies LeafKind[]);

const FOUND: ReadonlySet<LeafKind> = new Set(['claim', 'duty', 'correction'] satisfies LeafKind[]);

/** What is needed of a record to say that it is closed. */
export type Closing = Pick<Leaf, 'kind'> & { readonly decisionId?: string };

export type ClosedBody = Omit<z.infer<typeof closed>, keyof typeof base>;

/**
 * A record names closed ones that stand at most so many places before it. Whoever would call a line closed, once it is in the log
 * and somebody asks for it, therefore comes too late.
 */
export const CLOSED_WITHIN = POINTERS_MAX;

/** What says which of these records, at most {@link CLOSED_WITHIN}, are closed; the first of them stands at `first`. */
export const closedBody = (records: readonly Closing[], first: number): ClosedBody => {
  const found: number[] = [];
  const done: number[] = [];
  const answers: ClosedBody['answers'] = [];
  for (const [i, { kind, decisionId }] of records.entries()) {
    if (OPEN_KINDS.has(kind)) continue;
    if (kind === 'answer' && decisionId !== undefined) answers.push({ at: first + i, to: decisionId });
    else (FOUND.has(kind) ? found : done).push(first + i);
  }
  return { kind: 'closed', found, done, answers };
};

import type { Claim, StageOutcome, Versions } from '../contract/claim.ts';
import type { TextContext, TextJudge } from './judge.ts';
import type { Refine } from './refine.ts';

/** A line of a script where it stands: `start` in UTF-16 units of the script. */
export interface ScriptLine {
  readonly text: string;
  readonly start: number;
}

/**
 * Longest piece that is judged at once. A paragraph is judged whole, so that a sentence and the next are read together; one
 * longer than this is cut, because of one piece only so many claims are kept.
 */
export const PIECE_UNITS_MAX = 400;

const SENTENCE_END = /[。！？!?…](?=[^。！？!?…”"』」’）)]|$)|[.](?=\s)/g;
const CLAUSE_END = /[，,；;：:、\s]/g;

const lastEnd = (text: string, pattern: RegExp): number => {
  let end = 0;
  for (const { index, 0: mark } of text.matchAll(pattern)) end = index + mark.length;
  return end;
};

/** Where a piece that begins at 0 ends: after its last sentence, else its last clause, else between two characters. */
const cutIn = (text: string): number => {
  const head = text.slice(0, PIECE_UNITS_MAX);
  const end = lastEnd(head, SENTENCE_END) || lastEnd(head, CLAUSE_END);
  if (end > 0) return end;
  const splitsPair = /[\uD800-\uDBFF]$/.test(head);
  return splitsPair ? PIECE_UNITS_MAX - 1 : PIECE_UNITS_MAX;
};

/** Cuts a script into what is judged at once: its lines, and long ones at their sentences. Blank ones are left out. */
export const scriptLines = (script: string): readonly ScriptLine[] => {
  const lines: ScriptLine[] = [];
  for (const { 0: line, index } of script.matchAll(/[^\r\n\u2028\u2029]+/g)) {
    let at = 0;
    while (at < line.length) {
      const rest = line.slice(at);
      const text = rest.length > PIECE_UNITS_MAX ? rest.slice(0, cutIn(rest)) : rest;
      if (text.trim() !== '') lines.push({ text, start: index + at });
      at += text.length;
    }
  }
  return lines;
};

/** One text with what is known of it. */
export interface ToJudge {
  readonly text: string;
  readonly context: TextContext;
}

export interface JudgedText {
  readonly claims: readonly Claim[];
  readonly lexicon: StageOutcome;
  readonly network: StageOutcome;
}

/** What became of a script, and by which rules all of it was judged. */
export interface JudgedScript {
  readonly versions: Versions;
  /** As many as were asked, in their order. */
  readonly texts: readonly JudgedText[];
}

/** The one door through which scripts are judged. */
export interface ScriptJudge {
  /** Judges texts, in order, each alone with its context, and all by the same rules. */
  judge(texts: readonly ToJudge[]): Promise<JudgedScript>;
}

/** Texts judged in one go: some 3 ms, after which others get their turn. */
export const TURN_TEXTS = 50;
/** Rules may be exchanged between two turns; then all is judged again, the last time without a turn for others. */
export const ROUNDS_MAX = 3;

export interface ScriptJudgeDeps {
  /** Its rules may be exchanged at any time; `versions` are then another object. */
  readonly text: TextJudge;
  /** The network's pass over a batch; absent where there is none. */
  readonly refine?: Refine;
  /** Lets what else waits in this process run. */
  readonly turn: () => Promise<void>;
  /** Told why the network's pass over a batch came to nothing. */
  readonly onError?: (error: unknown) => void;
}

/** Makes the judge of scripts from the judge of texts and, where there is one, the network. */
export const createScriptJudge = (deps: ScriptJudgeDeps): ScriptJudge => {
  const { text: judge, refine, turn } = deps;
  /** The rules' verdicts on all, or `null` when the rules were exchanged on the way. */
  const byRules = async (
    texts: readonly ToJudge[],
    versions: Versions,
    inTurns: boolean,
  ): Promise<readonly (ToJudge & JudgedText)[] | null> => {
    const judged: (ToJudge & JudgedText)[] = [];
    for (const [index, one] of texts.entries()) {
      if (inTurns && index > 0 && index % TURN_TEXTS === 0) await turn();
      if (judge.versions !== versions) return null;
      const { claims, lexicon, network } = judge.judge(one.text, one.context);
      judged.push({ ...one, claims, lexicon, network });
    }
    return judged;
  };
  /** What the network says of a batch; where it fails the rules' verdicts stand, and each text says so. */
  const refined = async (
    batch: readonly (ToJudge & JudgedText)[],
    versions: Versions,
  ): Promise<readonly Partial<JudgedText>[]> => {
    if (!refine) return [];
    try {
      return await refine(batch.map((one) => ({ ...one, versions })));
    } catch (error) {
      deps.onError?.(error);
      return batch.map(() => ({ network: 'failed' }));
    }
  };
  const withNetwork = async (
    ruled: readonly (ToJudge & JudgedText)[],
    versions: Versions,
  ): Promise<readonly JudgedText[]> => {
    const judged: JudgedText[] = [];
    for (let from = 0; from < ruled.length; from += TURN_TEXTS) {
      const batch = ruled.slice(from, from + TURN_TEXTS);
      if (refine && from > 0) await turn();
      const answers = await refined(batch, versions);
      for (const [index, { claims, lexicon, network }] of batch.entries())
        judged.push({ claims, lexicon, network, ...answers[index] });
    }
    return judged;
  };
  return {
    async judge(texts) {
      for (let round = 1; ; round += 1) {
        const { versions } = judge;
        const ruled = await byRules(texts, versions, round < ROUNDS_MAX);
        if (ruled) return { versions, texts: await withNetwork(ruled, versions) };
      }
    },
  };
};

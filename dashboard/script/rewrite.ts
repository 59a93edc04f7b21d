import type { CheckClaim } from '../../models/contract/check.ts';
import { insteadOfClaim } from '../words/spoken.ts';
import { inTraditional } from '../words/traditional.ts';

const SENTENCE_END = /[。！？!?…\n]|\.(?=\s|$)/;
const CLAUSE_END = /[，,；;、：:]/;
/** Everyday's characters that Simplified Chinese writes otherwise: a sentence or two holds some of them. */
const TRADITIONAL = /[這們個國過後來對時說會為還裡嗎麼價質優級關與買賣顏種]/;
const HAN = /\p{Script=Han}/u;

/** Whether a script is written in Traditional characters, as far as can be told without their tables. */
export const looksTraditional = (text: string): boolean => TRADITIONAL.test(text);

interface Span {
  readonly start: number;
  readonly end: number;
}

const isAt = (text: string, at: number, pattern: RegExp): boolean => {
  // A full stop of English ends a sentence only before a space: two characters are looked at.
  const [hit] = text.slice(at, at + 2).match(pattern) ?? [];
  return hit !== undefined && text.startsWith(hit, at);
};

/** The sentence that holds a span, without the mark that ends it. */
const sentenceAround = (text: string, { start, end }: Span): Span => {
  let from = start;
  while (from > 0 && !isAt(text, from - 1, SENTENCE_END)) from -= 1;
  let until = end;
  while (until < text.length && !isAt(text, until, SENTENCE_END)) until += 1;
  return { start: from, end: until };
};

/** The clauses of a sentence, each with the mark after it. */
const clausesOf = (text: string, { start, end }: Span): readonly Span[] => {
  const clauses: Span[] = [];
  let from = start;
  for (let at = start; at < end; at += 1) {
    // A figure holds its comma: 1,299.
    if (!CLAUSE_END.test(text[at] ?? '') || /\d[,:]\d/.test(text.slice(at - 1, at + 2))) continue;
    clauses.push({ start: from, end: at + 1 });
    from = at + 1;
  }
  if (from < end) clauses.push({ start: from, end });
  return clauses;
};

const over = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
const markOf = (clause: string): string => /[，,；;、：:]\s*$/.exec(clause)?.[0] ?? '';
const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/**
 * The sentence of a finding as it can be said: each clause that something was found in gives way to words that hold instead, the
 * others stay. `null` where no such words are known for what was found.
 * @param claims all findings of the text.
 */
export const rewrittenSentence = (
  text: string,
  chosen: CheckClaim,
  claims: readonly CheckClaim[],
): string | null => {
  const sentence = sentenceAround(text, chosen);
  const within = claims.filter((claim) => over(claim, sentence));
  const lang = HAN.test(text.slice(sentence.start, sentence.end)) ? 'zh' : 'en';
  const said = new Set<string>();
  let written = '';
  for (const clause of clausesOf(text, sentence)) {
    const clauseText = text.slice(clause.start, clause.end);
    const found = within.filter((claim) => over(claim, clause));
    if (found.length === 0) {
      written += clauseText;
      continue;
    }
    const [gravest] = found.includes(chosen) ? [chosen] : found;
    const instead = gravest ? insteadOfClaim(lang, gravest.group, gravest.rewrite) : null;
    if (instead === null) return null;
    if (said.has(instead)) continue;
    said.add(instead);
    const space = /^\s*/.exec(clauseText)?.[0] ?? '';
    written += space + instead + markOf(clauseText);
  }
  const trimmed = written.trim().replace(/[，,；;、：:]\s*$/, '');
  const ended = text.slice(sentence.end, sentence.end + 1).replace(/\s/, '');
  const whole = `${lang === 'en' ? capital(trimmed) : trimmed}${ended || (lang === 'en' ? '.' : '。')}`;
  return lang === 'zh' && looksTraditional(text) ? inTraditional(whole) : whole;
};

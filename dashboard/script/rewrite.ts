import type { CheckClaim } from '../../models/contract/check.ts';
import { insteadOfClaim } from '../words/spoken.ts';
import { inTraditional } from '../words/traditional.ts';
import { mayStand, saidOf, subjectIn } from './subject.ts';

const SENTENCE_END = /[。！？!?…\n]|\.(?=\s|$)/;
const CLAUSE_END = /[，,；;、：:]/;
/** Everyday's characters that the one script writes otherwise than the other: a sentence or two holds some of them. */
const TRADITIONAL = /[這們個國過後來對時說會為還裡嗎麼價質優級關與買賣顏種銷網號點貨單請總錢塊療藥齡]/;
const SIMPLIFIED = /[这们个国过来对时说会为还吗么价质优级关买卖颜种销网号点货单请总钱块疗药龄]/;
const HAN = /\p{Script=Han}/u;

/** Whether a text is written in Traditional characters, as far as can be told without their tables; `null` where nothing tells. */
const scriptOf = (text: string): boolean | null =>
  TRADITIONAL.test(text) ? true : SIMPLIFIED.test(text) ? false : null;

/** Whether a script is written in Traditional characters. */
export const looksTraditional = (text: string): boolean => scriptOf(text) ?? false;

/** The same of one sentence of it: its own characters tell, else those of its line, else the others. */
const isTraditionalAt = (text: string, { start, end }: Span): boolean => {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  return scriptOf(text.slice(start, end)) ?? scriptOf(line) ?? looksTraditional(text);
};

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

/** The one thing to say instead of all that was found; `null` where there is none, or several. */
const insteadOfAll = (lang: 'zh' | 'en', found: readonly CheckClaim[]): string | null => {
  const [instead, ...more] = new Set(found.map(({ group, rewrite }) => insteadOfClaim(lang, group, rewrite)));
  return more.length > 0 ? null : (instead ?? null);
};

/** A sentence with what was found in it said otherwise, without the mark that ends it. */
const writtenOf = (
  lang: 'zh' | 'en',
  text: string,
  sentence: Span,
  found: readonly CheckClaim[],
): string | null => {
  const instead = insteadOfAll(lang, found);
  if (instead === null) return null;
  let written = '';
  let isSaid = false;
  for (const clause of clausesOf(text, sentence)) {
    const clauseText = text.slice(clause.start, clause.end);
    const spans = found
      .filter((claim) => over(claim, clause))
      .map(({ start, end }) => ({ start: start - clause.start, end: end - clause.start }));
    if (spans.length === 0) {
      if (!mayStand(lang, clauseText)) return null;
      written += clauseText;
      continue;
    }
    const subject = subjectIn(lang, clauseText, spans);
    if (isSaid && subject.type === 'none') continue;
    const said = isSaid ? null : saidOf(lang, subject, instead);
    if (said === null) return null;
    isSaid = true;
    written += (/^\s*/.exec(clauseText)?.[0] ?? '') + said + markOf(clauseText);
  }
  return written.trim().replace(/[，,；;、：:]\s*$/, '');
};

/**
 * The sentence of a finding as it can be said: the clause that something was found in gives way to words that hold instead,
 * of the same goods; the others stay. `null` where no such words are known, where the goods would be lost, where several
 * things would have to be taken back, or where another clause promises what nothing proves.
 * @param claims all findings of the text.
 */
export const rewrittenSentence = (
  text: string,
  chosen: CheckClaim,
  claims: readonly CheckClaim[],
): string | null => {
  const sentence = sentenceAround(text, chosen);
  const found = claims.filter((claim) => over(claim, sentence)).sort((a, b) => a.start - b.start);
  const lang = HAN.test(text.slice(sentence.start, sentence.end)) ? 'zh' : 'en';
  const written = writtenOf(lang, text, sentence, found);
  if (written === null) return null;
  const ended = text.slice(sentence.end, sentence.end + 1).replace(/\s/, '');
  const whole = `${lang === 'en' ? capital(written) : written}${ended || (lang === 'en' ? '.' : '。')}`;
  return lang === 'zh' && isTraditionalAt(text, sentence) ? inTraditional(whole) : whole;
};

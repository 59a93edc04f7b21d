import { asHeard } from '../hear/cantonese.ts';
import { plain } from '../plain.ts';
import { findWords, indexWords, type Found as WordFound } from '../words.ts';
import {
  ASKS,
  ASKS_AFTER,
  ASKS_AT_END,
  ASKS_BEFORE,
  ASKS_ENGLISH,
  BESIDE_NAMES,
  LAUGHS,
  OF_PERSON,
  OWN_ORDER,
  RHETORICAL,
  RHETORICAL_ENGLISH,
} from './forms.ts';
import { NOUNS, WITH_FORM } from './topics.ts';
import { type Whole, ZH_FACTS, ZH_TERMS } from './whole.ts';
import { ENGLISH } from './whole-english.ts';
import { ZH_PRODUCT } from './whole-product.ts';
import { ENGLISH_SHORT, ZH_SHORT } from './whole-short.ts';

/** A viewer's question is short; what is longer is copied text. */
const LINE_UNITS_MAX = 200;
/** How far from a noun the words of asking may stand. */
const NEAR_BEFORE = 10;
const NEAR_AFTER = 14;

type Found = WordFound<readonly string[]>;

const nouns = indexWords(NOUNS);
const withForm = indexWords(WITH_FORM);
const CHINESE: readonly Whole[] = [...ZH_FACTS, ...ZH_TERMS, ...ZH_PRODUCT, ...ZH_SHORT];
const LATIN: readonly Whole[] = [...ENGLISH, ...ENGLISH_SHORT];

const CJK = /[\u3400-\u9fff]/;
/** A question mark stays with its clause. */
const CLAUSE = /[^,。!;…\n~?]+\?*/g;
const MENTION = /@\S+/g;

/** What the noun is of may stand before it: 口红保质期; what is told of it may not: 送运费险, 有保修卡. */
const OF_WHAT = /^[\u3400-\u9fff]{1,5}$/;
const TELLS =
  /[我你他她们有没无送了着过喜爱看买退拍不要好很太都还给带含收到这就也才真够绝省懂知说讲问是为图冲来等]|包邮/;

/** Kettle warranty? is asked of the kettle. */
const OF_WHAT_ENGLISH = /^(?:and |the |on |of |for )*[a-z'-]{3,}(?: [a-z'-]+)?$/;
const TELLS_ENGLISH =
  /\b(?:i|you|we|they|my|your|it|no|not|free|fast|great|good|best|nice|love|loved|got|get|had|has|have|with|lifetime|full|easy|quick|need|want|like|amazing|thanks|worth|never|always|the same|year|years|month|months|day|days)\b/;

/** Nothing but names: 保质期, 产地和成分呢, ingredients pls. */
const isBare = (clause: string, found: readonly Found[]): boolean => {
  let rest = '';
  let from = 0;
  for (const { start, end } of found) {
    rest += `${clause.slice(from, start)} `;
    from = end;
  }
  const isLast = clause.slice(from).replace(BESIDE_NAMES, '').replace(/[?\s]/g, '') === '';
  if (!isLast) return false;
  const before = rest.replace(BESIDE_NAMES, '').replace(/[?\s]/g, '');
  if (before === '' || found.length !== 1) return before === '';
  return OF_WHAT.test(before)
    ? !TELLS.test(before)
    : OF_WHAT_ENGLISH.test(rest.trim()) && !TELLS_ENGLISH.test(rest);
};

const asksFor = (clause: string, { start, end }: Found): boolean => {
  if (ASKS_AFTER.test(clause.slice(end, end + NEAR_AFTER))) return true;
  if (ASKS_BEFORE.test(clause.slice(Math.max(0, start - NEAR_BEFORE), start))) return true;
  return clause.length - end <= NEAR_AFTER && ASKS_AT_END.test(clause);
};

const askedInChinese = (clause: string, line: string, asked: Set<string>): void => {
  const named = findWords(clause, nouns);
  const isQuestion = ASKS.test(clause);
  if (!isQuestion && named.length === 0) return;
  if (RHETORICAL.test(clause) || OWN_ORDER.test(line)) return;
  const bare = named.length > 0 && isBare(clause, named);
  for (const found of named) {
    if (bare || (isQuestion && asksFor(clause, found))) for (const duty of found.means) asked.add(duty);
  }
  if (!isQuestion) return;
  for (const { duties, pattern } of CHINESE) {
    if (pattern.test(clause)) for (const duty of duties) asked.add(duty);
  }
  for (const found of findWords(clause, withForm)) {
    if (asksFor(clause, found)) for (const duty of found.means) asked.add(duty);
  }
};

const askedInEnglish = (clause: string, line: string, asked: Set<string>): void => {
  const named = findWords(clause, nouns);
  const isQuestion = ASKS_ENGLISH.test(clause);
  if (!isQuestion && named.length === 0) return;
  if (RHETORICAL_ENGLISH.test(clause) || OWN_ORDER.test(line)) return;
  if (named.length > 0 && (isBare(clause, named) || isQuestion)) {
    for (const found of named) for (const duty of found.means) asked.add(duty);
  }
  if (!isQuestion) return;
  for (const { duties, pattern } of LATIN) {
    if (pattern.test(clause)) for (const duty of duties) asked.add(duty);
  }
};

const askedIn = (line: string, asked: Set<string>): void => {
  for (const [clause] of line.matchAll(CLAUSE)) {
    const trimmed = clause.trim();
    if (trimmed === '') continue;
    if (CJK.test(trimmed)) askedInChinese(trimmed, line, asked);
    else askedInEnglish(trimmed, line, asked);
  }
};

/**
 * The duties that a viewer's line asks for, the nearest to its words first; which of them the product owes is for its
 * category to say. None for chatter, praise, jokes, rhetorical lines, statements and orders already made.
 */
export const askedDuties = (text: string): readonly string[] => {
  if (text.length > LINE_UNITS_MAX) return [];
  const line = plain(text.includes('@') ? text.replace(MENTION, ' ') : text).trim();
  if (LAUGHS.test(text) && (OF_PERSON.test(line) || RHETORICAL_ENGLISH.test(line))) return [];
  const asked = new Set<string>();
  askedIn(line, asked);
  const written = asHeard(line);
  if (written !== line) askedIn(written, asked);
  return [...asked];
};

/** 所以到底多少, so?: asks the same once more. */
const INSISTS = /^(?:所以|到底|那到底|然后呢|然後|so\b|well\b|but\b|and\b)/;
/** A question of its own has so many Chinese characters, or Latin words. */
const OWN_QUESTION = /\p{Script=Han}.*\p{Script=Han}.*\p{Script=Han}|(?:[a-z']+[^a-z']+){2}[a-z']+/u;

/** Whether a line asks for anything at all. */
export const asksAtAll = (text: string): boolean => {
  const line = plain(text.slice(0, LINE_UNITS_MAX)).trim();
  const isQuestion = CJK.test(line) ? ASKS.test(line) : ASKS_ENGLISH.test(line);
  return isQuestion && OWN_QUESTION.test(line) && !INSISTS.test(line);
};

/** The duties that a line names, asked for or not, the nearest to its words first: what a complaint about no answer is about. */
export const dutiesNamed = (text: string): readonly string[] => {
  const line = plain(text.slice(0, LINE_UNITS_MAX));
  return [
    ...new Set([nouns, withForm].flatMap((index) => findWords(line, index)).flatMap(({ means }) => means)),
  ];
};

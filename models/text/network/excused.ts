import { type Claim, isRaised } from '../../contract/claim.ts';
import type { Group } from '../../contract/kinds.ts';
import { isWish } from '../elements/wish.ts';
import { PRICE_READING } from '../price/claims.ts';
import { comparesNothing } from '../price/plain-price.ts';

/** Steps by which the rules heard the words denied, whatever they would have claimed. */
const DENIALS: ReadonlySet<string> = new Set(['negation', 'compliance', 'disowned']);
/** What ends a clause. */
const CLAUSE_END = /[，,。！!？?；;\n]/;
/** A denial reaches no farther than its clause, and not beyond a turn in it: 不是瘦脸是瘦腿. */
const DENIAL_END = /[，,。！!？?；;\n]|但|却|不过|是|就|\b(?:but|however|it'?s)\b/i;

const isDenied = ({ verdict, steps }: Claim): boolean =>
  verdict === 'exempt' && steps.some(({ id }) => DENIALS.has(id));

const overlap = (a: Claim, b: Claim): boolean => a.start < b.end && b.start < a.end;

/** Whether the denial of the one reaches the other: same words, or, for the same group, the same clause. */
const reaches = (denied: Claim, claim: Claim, text: string): boolean => {
  const after = text.slice(denied.end, Math.max(denied.end, claim.end));
  const between = text.slice(Math.min(claim.end, denied.start), denied.start);
  if (overlap(denied, claim)) return denied.group === claim.group || !DENIAL_END.test(after);
  return denied.group === claim.group && !DENIAL_END.test(after) && !DENIAL_END.test(between);
};

/** How often the goods are used: 一周敷两次. No effect is promised in that time. */
const HOW_OFTEN =
  /(?:每|一|两|三|\d)(?:天|日|周|星期|礼拜|个?月|晚)[^，,。！!]{0,4}[一两三四五\d](?:到[两三四五\d])?(?:次|回|遍)/;
const EFFECT_WORDS = /瘦|白|淡|祛|长|降|高|好了|见效|变|掉|斤|公分/;
const isHowOften = ({ kind, start, end }: Claim, text: string): boolean => {
  const words = text.slice(start, end).replaceAll('週', '周').replaceAll('兩', '两');
  return kind === 'efficacy-timebound' && HOW_OFTEN.test(words) && !EFFECT_WORDS.test(words);
};

/** Whom clothes fit, by weight or size: 80斤到140斤的都能穿. Nothing is vouched for. */
const FITS =
  /(?:斤|公斤|kg|[码碼]|公分|cm)[^，,。！!]{0,10}(?:都|均)?(?:能|可以|可)?穿(?![^，,。！!]{0,6}(?:瘦|好看|[坏壞烂爛]))/i;
const VOUCHING: ReadonlySet<Group> = new Set<Group>(['guarantee', 'absolute']);
const isFit = ({ group, quote }: Claim): boolean => VOUCHING.has(group) && FITS.test(quote);

/** The words of the one lie in those of the other. */
const covers = (outer: Claim, inner: Claim): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** Groups in which somebody promises something. */
const PROMISED: ReadonlySet<Group> = new Set<Group>(['guarantee', 'efficacy', 'medical', 'income']);
const NO_PROMISE =
  /(?<!不是|不得|敢|能|怎么|哪|谁)(?:不|不敢|不能|不会|没法|无法|没人[能敢])(?:跟?[给和跟向]?你们?|大家)?(?:保证|承诺|担保|打包票)(?!金)|\b(?:can'?t|cannot|can not|won'?t|don'?t|do not|never|nobody can|no one can) (?:honestly |really |ever )?(?:promise|guarantee)\b/i;
/** What is promised after all, and what the want of it costs. */
const AFTER_ALL =
  /但|不过|可是|反正|才怪|就?[赔退]|不收|来找我|\b(?:but|however|because|or your money|refund)\b/i;

/** The clause of the claim's words says that nothing is promised. */
const refusesPromise = ({ group, start, end }: Claim, text: string): boolean => {
  if (!PROMISED.has(group)) return false;
  const head = text.slice(0, start).split(CLAUSE_END).at(-1) ?? '';
  const tail = text.slice(end).split(/[。！!？?\n]/)[0] ?? '';
  const clause = head + text.slice(start, end);
  const hit = NO_PROMISE.exec(clause);
  return hit !== null && !AFTER_ALL.test(clause.slice(hit.index + hit[0].length) + tail);
};

/** What presses a buyer, and the prices that it is done with. */
const PRESSING: ReadonlySet<Group> = new Set<Group>(['urgency', 'fake-popularity', 'price']);
const isOver = ({ verdict, steps }: Claim): boolean =>
  verdict === 'exempt' && steps.some(({ id }) => id === 'past');

/** A grade that names no body of state: 国家级品质 boasts and nobody vouches. */
const GRADE = /国家级|國家級|世界级|世界級|国际级|國際級|省级|省級/;
/** What of a state, a body or a paper would vouch. */
const VOUCHER =
  /[国國]宴|特供|[专專]供|央[视視]|[军軍]|部[队隊委门門]|[领領][导導]|政府|[协協][会會]|[认認][证證可定]|[专專]家|[医醫]|教授|博士|[鉴鑑]定|大[师師]|非[遗遺]|指定|[奖獎]|[专專]利|[证證][书書明]|[实實][验驗]室|科学家|科學家|院|局|推[荐薦]|背[书書]|扶持|免[检檢]/;

/** Whether the rules have raised a grade in the words, and no word among them vouches for it. */
const isGradeAlone = (other: Claim, claim: Claim): boolean =>
  claim.group === 'authority' &&
  other.group === 'absolute' &&
  isRaised(other) &&
  overlap(other, claim) &&
  GRADE.test(other.quote) &&
  !VOUCHER.test(claim.quote);

/** Raised with the words before the cut already. */
const isTold = ({ steps }: Claim): boolean =>
  steps.some(({ id, outcome }) => id === 'context' && outcome === 'told');

/**
 * Whether what the network alone points at needs nobody's eye: the rules excused it, or heard it denied, in the same words or the
 * same clause; the rules heard that it is over; it is one price and nothing that it is set against; they are the end of a sentence whose claim began before it; it is a price that nothing on record can be held against; it promises nothing in so many words; it says whom clothes fit; it is a grade that nobody vouches for; or it belittles
 * nobody beyond the boast that the rules have raised. `text` is the original, in which the claims' offsets stand.
 */
export const isExcused = (claims: readonly Claim[], claim: Claim, text: string): boolean =>
  refusesPromise(claim, text) ||
  isHowOften(claim, text) ||
  isFit(claim) ||
  (claim.kind === 'price-fictitious-original' && comparesNothing(text)) ||
  claims.some((other) => {
    const { verdict, group, source } = other;
    if (isDenied(other)) return reaches(other, claim, text);
    if (isGradeAlone(other, claim)) return true;
    if (isOver(other) && PRESSING.has(claim.group)) return overlap(other, claim);
    if (claim.group === 'disparagement' && isRaised(other)) return covers(other, claim);
    // Of a sentence cut in two this is the end, and the whole of it has its claim.
    if (other.parts && (isRaised(other) || isTold(other)) && covers(other, claim)) return true;
    const unheld = verdict === 'undetermined' && source.packId === PRICE_READING;
    return group === claim.group && (verdict === 'exempt' || unheld) && overlap(other, claim);
  });

/** Thanks, welcomes and assurances by which nothing is said of any goods. */
const PLEASANTRY =
  /^(?:no (?:worries|problem|probs|id|idea|rush|pressure)|you'?re welcome|thank you|thanks|sure(?: thing)?|of course|my pleasure|all good|never mind|not at all|don'?t worry|ok(?:ay)?|got it)(?: (?:at all|guys|everyone|everybody|folks|all|so much|love|hun|mate))?$|^(?:大家|各位|宝宝们|家人们|亲)?(?:请|都)?(?:尽管)?(?:没事|没关系|没问题|不客气|别担心|不用担心|放心|安心)(?:的|哈|啊|呀|吧|拍|买|下单|问){0,2}$/i;
/** A short sign or word over and over: 第一第一第一, No.1 No.1 No.1. */
const OVER_AND_OVER = /^(.|[\u4e00-\u9fff]{2}|[\w.]{1,5}?)\1{2,}.{0,4}$/su;
/** What is tested of a quote: longer ones are looked at by their beginning. */
const LOOKED_AT_UNITS = 64;

/** Whether the words say nothing of anything, whatever a network makes of them: one sign, one word over and over, a pleasantry. */
export const saysNothing = (quote: string): boolean => {
  const words = quote.replace(/[\s，,。！!？?~～、]+/g, ' ').trim();
  const close = words.replace(/ /g, '');
  if (new Set(close).size < 2 || isWish(words)) return true;
  const head = close.slice(0, LOOKED_AT_UNITS);
  const period = OVER_AND_OVER.exec(head)?.[1]?.length;
  if (period !== undefined) {
    for (let at = period; at < close.length; at += 1) if (close[at] !== close[at - period]) return false;
    return true;
  }
  return PLEASANTRY.test(words.slice(0, LOOKED_AT_UNITS));
};

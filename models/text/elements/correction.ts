import type { Claim, Step } from '../../contract/claim.ts';
import { type Folded, spanOf } from '../normalise/normalise.ts';

/** The speaker takes back something said; the worker finds the claim it points at. */
export interface Correction {
  /** UTF-16 offsets of the words that take back, and those words. */
  readonly start: number;
  readonly end: number;
  readonly words: string;
  /** The words that are taken back, where they are named (`最好`), folded: Simplified, lower case. */
  readonly of?: string;
  /** UTF-16 offsets of {@link of}. */
  readonly ofAt?: readonly [start: number, end: number];
}

const TAKES_BACK =
  /(?:刚才|刚刚|方才|前面|之前|上一句|那句|那个词).{0,16}(?:收回|说错|讲错|口误|不对|不准确|不严谨|更正|纠正|撤回|说得太满|说过头|夸张了)|(?<![你您没他她不谁])(?:说|讲)错(?:了|话)(?!.{0,2}(?:算我|吗|我|的话|就|包))|(?<!没)口误|(?:更正|纠正|修正)(?:一下|一个|刚才|前面)|我收回|(?:收回|撤回)(?:刚才|前面|这句|那句|这话|那个|[^，,。！!]{1,14}(?:这|那)(?:句|个|两?个字|话|词|说法))|嘴瓢|嘴快了|说秃噜|说顺嘴|嘴一快|当我没说|算我没说|我(?:重新|重)说|(?:那|刚才那?|这)(?:句|个)?(?:话)?不算(?:数)?|(?:刚才?|刚刚|前面|上面)(?:我)?[说讲]的?.{1,14}(?:不算(?!.{0,2}(?:运费|邮|券|税|在内|贵|多|什么|啥|便宜))|作废)|我?不(?:该|应该)(?:这么|那么)?说(?=最|第一|全|唯一|顶级|国家级|百分|根治|[“"「『])|\bi (?:hereby )?(?:take|took) (?:that|it|this) back\b|\b(?:take|taking|took) back (?:what i said|the|my|saying|calling)\b|\b(?:slip of the tongue|that came out wrong|let me rephrase|strike that|forget i said|ignore what i said|i didn'?t mean to say)\b|\bi misspoke\b|\bmy mistake\b|\bi was wrong\b|\b(?:let me|i need to|i have to|i must) correct\b|\bcorrection[:,]|\bscratch that\b|\bi shouldn'?t have (?:said|called|claimed)\b|\bi should not have (?:said|called|claimed)\b/;
/** A withdrawal is a sentence; it is not looked for in the depth of a pasted page. */
const SEARCHED_UNITS = 2000;
/** A first look at the text as it came: almost every line ends here. */
const MAY_TAKE_BACK =
  /[错錯误誤]|收回|撤回|嘴|秃噜|沒說|没说|重[新說说]|不算|作[废廢]|slip|came out|rephrase|strike|forget|ignore|mean to|更正|[纠糾修]正|撤回|[说說][过過][头頭]|[对對准準][确確]?|[严嚴][谨謹]|不[该該]|不[应應][该該]|太[满滿]|[夸誇][张張]|misspoke|mistake|wrong|scratch|shouldn|should not|\bt(?:ake|aking|ook)\b|correct/i;
/** Whether a text holds a word that a withdrawal needs: asked before the costlier {@link correctionIn}. */
export const mayTakeBack = (text: string): boolean => MAY_TAKE_BACK.test(text);

/** What is pointed back at, and what may follow the words that are named: the end, or what becomes of them. */
const BACK_AT =
  '(?:刚才|刚刚|方才|刚(?![才刚])|前面|之前|上面|上一句)(?:我们?|主播|咱们?)?(?:[说讲提念喊写])?(?:过|到|了)?(?:的|成|是|它是|这是)?';
const IT = '(?:[这那](?:句话|个词|个说法|[两几]个字|句|个)?|句话?)?(?:是|叫)?';
const BECOMES =
  '(?=$|[，,。！!；;]|我?[收撤]回|撤掉|作废|不算|是?口误|是?我?[说讲]错|不对|不准|不严谨|改成|改为|改叫|改口|换成|应该|应当|是错|夸张|过头|[说讲]?过了|[说讲]?得?太满|不能|不该|当我没说|算我没说)';
const WORDS =
  '[“"「『‘]?([^，,。！!？?；;“”"「」『』‘’]{2,14}?)[”"」』’]?(?:[这那](?:句|个|[两几]个字)?)?(?:话|说法|词|字)?(?:都|就|也)?';

const NAMED: readonly RegExp[] = [
  new RegExp(`${BACK_AT}${IT}(?![错过得太快不话嘴口有说讲]|秃噜|顺嘴)${WORDS}${BECOMES}`),
  new RegExp(`[收撤]回(?:我们?)?(?:[说讲])?的?${IT}(?![这那句话个刚前])${WORDS}${BECOMES}`),
  /([^，,。！!]{2,14}?)(?:这|那)(?:句|个|两?个字)?(?:话|说法|词)?(?:不算|收回|撤回|作废|是口误|是我?[说讲]错|当我没说)/,
  /\bi (?:said|called it|claimed) (?:it was |it'?s |it is |the |that )*["']?([a-z0-9' -]{3,40}?)["']?(?=$|[,.!;]|\bby mistake\b|\band that\b)/,
  /(?:收回|撤回)(?:刚才|刚刚|前面|我)?(?:说)?的?([^，,。！!]{2,14}?)(?:这|那)(?:句|个|两?个字|话|词|说法)/,
  /\b(?:take|taking|took) back (?:saying |calling it |the |my )?(?:words? |claim |line |part )?(?:about |of )?["']?([a-z0-9' -]{3,40}?)["']?(?=$|[,.!;]|\bthat was\b|\bclaim\b|\bline\b)/,
  /[“"「『‘]([^”"」』’]{1,20})[”"」』’]/,
  /不(?:能|该|应该|可以|可|敢)(?:这么|那么)?(?:说|讲|用|叫)(?:成|是|它是|这是)?([^，,。！!]{1,12}?)(?=这|那|的?(?:话|词|字)|$|[，,。！!])/,
  /(?:刚才|刚刚|前面|那句)(?:我)?(?:们)?(?:说|讲)?(?:的|是)?(?![那这我话有个]|说错)([^，,。！!的]{2,10}?)(?:这句|那句|这个|那个|这|那)?(?:话|词)?(?:是)?(?:不严谨|不准确|不对|收回|说错|夸张)/,
  /(?:并)?不是([^，,。！!是]{2,12}?)(?=$|[，,。！!]|而是|是)/,
  /\b(?:it|this|that)(?:'?s| is| was|) (?:not|isn'?t|wasn'?t) (?:really )?(?:the |a |an )?([a-z0-9' -]{3,30}?)(?=$|[,.!;]|\bit\b|\bbut\b)/,
  /\b(?:can'?t|cannot|shouldn'?t have|should not have|not allowed to|may not) (?:say|said|call|called|claim|claimed) (?:it |that |it'?s |it was |this )*(?:the )?([a-z0-9' -]{3,30}?)(?=$|[,.!;])/,
];

/** Words that only point at what was said, before its own words. */
const POINTING = /^(?:收回|撤回|我们?|刚才|刚刚|方才|前面|之前|上面|[说讲的是]|那个|这个)+/;

/** Nothing is named by these. */
const IDLE = /^(?:有点儿?|有些|太|真的?|确实|好像|可能|是|我|说|的|话|句|那|这|不|就|都)+$/;

const namedIn = (text: string): { readonly words: string; readonly at: number } | undefined => {
  for (const pattern of NAMED) {
    const hit = pattern.exec(text);
    const words = hit?.[1]?.replace(POINTING, '').trim();
    if (hit && words && !IDLE.test(words)) return { words, at: hit.index + hit[0].indexOf(words) };
  }
  return undefined;
};

/** A withdrawal in the text (docs/exceptions.md, E20), or nothing. */
export const correctionIn = (text: string, folded: Folded): Correction | undefined => {
  const searched = text.slice(0, SEARCHED_UNITS);
  const hit = TAKES_BACK.exec(searched);
  if (!hit) return undefined;
  const named = namedIn(searched);
  const { start, end } = spanOf(folded, hit.index, hit.index + hit[0].length);
  const words = folded.text.slice(start, end);
  if (!named) return { start, end, words };
  const of = spanOf(folded, named.at, named.at + named.words.length);
  return { start, end, words, of: named.words, ofAt: [of.start, of.end] };
};

/** Marks in a quote carry no meaning. */
const bare = (text: string): string => text.replaceAll(/[\s\p{P}\p{S}]+/gu, '').toLowerCase();
const FIGURE = /\d+(?:\.\d+)?/g;
/** What people get wrong without claiming anything: sizes, colours, link numbers, prices, names. */
const PLAIN_MATTER =
  /尺码|码数|颜色|号链接|链接|名字|时间|地址|口味|规格|型号|块钱|价格|size|colou?r|link|price/;

/** What a correction may point at. `quote` folded; offsets of the utterance it stands in. */
export interface Said {
  readonly quote: string;
  readonly utteranceId: string;
  readonly start: number;
  readonly end: number;
}

/** Where it holds, and what is counted: 全网最低 and 最低价 are the same word taken back. */
const SCOPE =
  /^(?:全网|全台|全国|全球|全世界|世界|国内|行业|市场|史上|历史|同行|真的|绝对|这是|我们是|是|the|a|an)+/;
const COUNTED = /(?:价格?|的|了|品牌|产品|级别?|款)+$/;
const coreOf = (words: string): string => words.replace(SCOPE, '').replace(COUNTED, '');

const names = (named: string, quote: string): boolean => {
  const words = bare(quote);
  if (words.includes(named) || (words.length >= 2 && named.includes(words))) return true;
  const [core, other] = [coreOf(named), coreOf(words)];
  return core.length >= 2 && other.length >= 2 && (other.includes(core) || core.includes(other));
};

const newestMeant = <Claimed extends Said>(
  correction: Correction,
  text: string,
  claims: readonly Claimed[],
): Claimed | undefined => {
  const named = correction.of === undefined ? '' : bare(correction.of);
  if (named) return claims.findLast(({ quote }) => names(named, quote));
  const figures = text.match(FIGURE) ?? [];
  if (figures.length > 0 || PLAIN_MATTER.test(text))
    return claims.findLast(({ quote }) => figures.some((figure) => quote.includes(figure)));
  return claims.at(-1);
};

/**
 * What a withdrawal takes back of the speaker's earlier claims (oldest first): the newest with the words it names, or, where it names
 * none and is about nothing plainer (a size, a price), the newest; and with it whatever else was found in those same words.
 * @param text all of the withdrawing utterance, folded.
 * @returns the newest first; empty where nothing of it is taken back.
 */
export const takenBack = <Claimed extends Said>(
  correction: Correction,
  text: string,
  claims: readonly Claimed[],
): readonly Claimed[] => {
  const meant = newestMeant(correction, text, claims);
  if (!meant) return [];
  const { utteranceId, start, end } = meant;
  const sameWords = claims.filter(
    (one) => one !== meant && one.utteranceId === utteranceId && one.start < end && start < one.end,
  );
  return [meant, ...sameWords];
};

/** A claim inside the words that take it back is being unsaid, not said (docs/exceptions.md, E20). */
export const withdrawn = (claim: Claim, correction: Correction | undefined): Claim => {
  if (!correction) return claim;
  const [from, until] = correction.ofAt ?? [0, 0];
  const isUnsaid = claim.start >= correction.start && claim.end <= correction.end;
  const isNamed = claim.start < until && from < claim.end;
  if (!isUnsaid && !isNamed) return claim;
  const step: Step = {
    id: 'correction',
    outcome: 'clear',
    words: [correction.words],
    zh: '这句话是在收回之前的说法',
    en: 'The sentence takes back what was said before',
  };
  const { need: _need, ...rest } = claim;
  return { ...rest, verdict: 'exempt', steps: [...claim.steps, step] };
};

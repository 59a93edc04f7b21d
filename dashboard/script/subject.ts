interface Span {
  readonly start: number;
  readonly end: number;
}

export type SubjectOf =
  /** Nothing of the clause but the claim and words that say nothing of the goods. */
  | { readonly type: 'none' }
  | { readonly type: 'named'; readonly name: string }
  /** Something else is said as well, that would be lost. */
  | { readonly type: 'unclear' };

/** Words before and behind a claim that nothing is lost with. */
const FILLER = {
  zh: /家人们|宝宝们|姐妹们|[大各]家|今[天晚日]|[現现]在|我[們们]|咱[們们]?|直播[間间]|真的|[絕绝][對对]|就|[這这那]|是|的|了|都|也|才|在|[還还]|剩下?|卖|賣|它|哦|呢|啊|吧|啦|\s|\p{P}/gu,
  en: /\b(?:guys|everybody|folks|today|tonight|now|and|so|but|just|really|it|it's|is|are|was|we|we're|our|this|that|that's|the|a|an|here|in|at|for|to|with|of|you|will|of it)\b|[\s\p{P}]/giu,
} as const;
const GREETED = /^\s*(?:家人们|宝宝们|姐妹们|[大各]家|今[天晚日]|[現现]在|我[們们]|咱[們们]?)*/u;
const POINTED = '[这這那](?:一?[款個个口支瓶件雙双條条台臺套盒只隻張张把袋罐箱])';
/** Goods that are pointed at, and the words behind that say nothing of them. */
const NAME = new RegExp(`^(${POINTED}\\p{Script=Han}{0,7}?)(?:就|真的?|都|也|能|可以|[会會])*是?$`, 'u');
/** Goods within the words of a claim: they would go with it. */
const IN_CLAIM = {
  zh: new RegExp(`${POINTED}(?![，,。]|$)`, 'u'),
  en: /\b(?:this|these) (?!is\b|was\b|are\b|for\b|and\b|price\b|one\b)[a-z]/i,
} as const;
const NO_NAME = /[是的我你他她它說说用過过買买賣卖喝吃穿想看給给讓让把被跟和比不没沒有能會会老天]/u;
const NAME_EN =
  /^(?:(?:and|so|but) )?((?:this|that|these|those|our|the) [a-z-]+(?: [a-z-]+)?)(?: (?:is|are|was|really|just|will|can|the|a|an))*$/i;

/** A text without its spans, which may overlap and reach beyond it. */
const without = (text: string, spans: readonly Span[]): string => {
  let left = '';
  let at = 0;
  for (const { start, end } of spans) {
    left += text.slice(at, Math.max(at, start));
    at = Math.max(at, end);
  }
  return left + text.slice(at);
};

/**
 * What a clause says its claim of.
 * @param spans the claims in it, in order, counted from its beginning.
 */
export const subjectIn = (lang: 'zh' | 'en', clause: string, spans: readonly Span[]): SubjectOf => {
  const rest = without(clause, spans);
  if (rest.replace(FILLER[lang], '') === '')
    return { type: IN_CLAIM[lang].test(clause) ? 'unclear' : 'none' };
  const head = clause.slice(0, Math.max(0, spans[0]?.start ?? 0)).trim();
  const behind = rest.slice(clause.slice(0, Math.max(0, spans[0]?.start ?? 0)).length);
  if (behind.replace(FILLER[lang], '') !== '') return { type: 'unclear' };
  const name = lang === 'zh' ? NAME.exec(head.replace(GREETED, ''))?.[1] : NAME_EN.exec(head)?.[1];
  if (name === undefined || (lang === 'zh' && NO_NAME.test(name))) return { type: 'unclear' };
  return { type: 'named', name };
};

/** What else is promised of goods in a clause that no rule knows: effects and what they withstand. */
const PROMISES = {
  zh: /[不没沒级級]|能|[會会]|保|永[遠远]|再也|[絕绝]|最|更|[無无]/u,
  en: /\b(?:not|never|no|can|will|won['’]t|don['’]t|doesn['’]t|always|ever|even|better|more|most|keeps?|works?|makes?)\b/i,
} as const;

/** Whether a clause in which nothing was found may stand beside words that take a claim back. */
export const mayStand = (lang: 'zh' | 'en', clause: string): boolean => !PROMISES[lang].test(clause);

/** Words that speak of something of the goods, or of the goods: what is theirs is said with their name. */
const OF_GOODS = /^(?:参数|功效|效果|销量|价格|库存|资质|退换)/;

/** Words that hold instead, said of what the claim was said of; `null` where they cannot be. */
export const saidOf = (lang: 'zh' | 'en', subject: SubjectOf, instead: string): string | null => {
  if (subject.type === 'none') return instead;
  if (subject.type === 'unclear') return null;
  if (lang === 'en') return `for ${subject.name.toLowerCase()}, ${instead}`;
  if (instead.startsWith('本品')) return subject.name + instead.slice(2);
  return OF_GOODS.test(instead) ? `${subject.name}的${instead}` : null;
};

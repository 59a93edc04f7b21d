/** Whether what was matched is asserted of this product at all: no question, no supposition, no other seller's goods. */

const QUESTION_TAIL = /^[^,。!?;\n]{0,8}?(?:吗|(?<!为什|什|这|那|多)么(?!么)|嘛\?|\?)/;
const ENGLISH_QUESTION =
  /(?:^|[.!?;,] ?)(?:so )?(?:is|are|does|do|did|can|could|will|would|has|have|what|how|where|when|who|which|why|any)\b[^.!?;]*\?$/;
const TAG =
  /^[^,。!?;\n]{0,2}(?:对吧|是吧|对不对|好吧|好不好|懂吗|知道吗|明白吗|听到了吗|看到了吗|看到没|听清楚了吗|okay|ok|right)/;
const SUPPOSITION =
  /(?:如果|(?<![主重需只还也])要是|假如|假设|万一|比如|譬如|打个比方|假使|(?<![a-z])if (?!you(?:'re| are) (?:new|just))|let's say|suppose|imagine)/;
const SUPPOSED = new RegExp(`${SUPPOSITION.source}[^,。!?;\\n]{0,12}$`);
const OTHERS =
  /(?:别家|别人家|人家(?![\u4e00-\u9fff]{0,6}(?:行|店|铺|坊|馆|食品|公司|农场|果园))|他们家|他家|隔壁|旁边(?:那个?)?(?:店|家)|外面|外头|市面上|市场上|同行|其他家|其它家|别人(?:卖|要|都|那|收)|别的(?:牌子|地方(?=[^,。!?;]{0,4}(?:卖|买|价|做))|店|直播间|平台|主播)|上一款|老款|旧款|上一代|(?:我|你们?|大家)?(?:上次|上回|以前|之前)(?:买|卖|用|吃)的(?!也|就)|去年那[款批]|刚才那款|前一款|另外那款|之前那款|竞品|线下|实体店|饭店里?|(?:the|my|our) (?:old|previous|last) (?:version|model|formula|batch)|last year's (?:model|batch|version)|other (?:brands|stores|sellers|places|hosts)|elsewhere|everyone else|in stores|at the mall)(?![^,。!?;\n]*(?:\ue003|我们|我哋|咱|我家|我这|本店|直播间|到手|ours|here))/;
const DENIED = /(?:不是|并不是|并非|不算|谈不上|isn't|is not|not) ?$/;

const clauseStart = (text: string, at: number): number => {
  for (let k = at - 1; k >= 0; k--) if (',。!?;\n'.includes(text[k] as string)) return k + 1;
  return 0;
};

const sentenceStart = (text: string, at: number): number => {
  for (let k = at - 1; k >= 0; k--) if ('。!?;\n'.includes(text[k] as string)) return k + 1;
  return 0;
};

/** Longest stretch before a match that is looked at: further back nothing bears on it. */
const REACH = 40;

/** 能不能机洗, 坏果怎么赔: the match itself asks. A slot in it answers. */
const ASKS_WHETHER = /能不能|可不可以|要不要|会不会|是不是|有没有|行不行|该不该/;
const ASKS_WHAT = /怎么|什么|哪里|哪儿|多久|多少|多大|几号|多长/;
/** 平时穿什么码就拍什么码: a rule, not a question. */
const RULE = /(什么|多大|多少)[^,。!?;]{0,6}(?:就|也)[^,。!?;]{0,4}\1/;
const SLOT = /[\ue001-\ue01f]/;

/**
 * 保质期放心啦，我儿子一天一罐: the fact is waved off, and what comes after the comma is of something else unless the value leads
 * it (保质期放心，十二个月).
 */
const WAVED =
  /(?:放心|不用管|甭管|别管|你管[它他]|不用担心|别担心|怕啥|怕什么|担心啥|没问题|没得说|好说|长着呢|久着呢|新着呢|长得很|久得很|新鲜得很|还早|don't (?:you )?(?:worry|stress)|no worries|trust me|you're fine|plenty of time)[^,。!?;\ue001-\ue01f]{0,14}[,。!?;] ?(?!(?:一般|大概|都|是|有|个|反正|起码|至少|标|写|印|的|着|到|至|能|可以|放|存|就|it's|it is|about|at least|good for|until|till|they're| )*[\ue001-\ue01f])(?!.*(?:保质|效期|有效|赏味|保存|到期|过期|shelf|best|expir|keeps?|lasts?|good))/;

/** Whether the clause in which a match begins waves the fact off before any value of it. */
export const isWavedOff = (text: string, start: number, end: number): boolean => {
  const matched = text.slice(start, end);
  const waved = WAVED.exec(matched);
  return waved !== null && !SLOT.test(matched.slice(0, waved.index)) && SLOT.test(matched.slice(waved.index));
};

export const isAsked = (text: string, start: number, end: number): boolean => {
  const matched = text.slice(Math.max(0, start - 2), end);
  if (ASKS_WHETHER.test(matched)) return true;
  if (ASKS_WHAT.test(matched) && !SLOT.test(matched) && !RULE.test(text.slice(start, end + 12))) return true;
  const tail = text.slice(end, end + REACH);
  if (TAG.test(tail)) return false;
  if (QUESTION_TAIL.test(tail)) return true;
  const mark = text.indexOf('?', end - 1);
  if (mark < 0 || mark > end + REACH * 2) return false;
  return ENGLISH_QUESTION.test(text.slice(Math.max(0, sentenceStart(text, start)), mark + 1));
};

export const isSupposed = (text: string, start: number): boolean =>
  SUPPOSED.test(text.slice(Math.max(clauseStart(text, start), start - REACH), start));

/** The same of words that may hold the supposition themselves. */
export const holdsSupposition = (text: string, start: number, end: number): boolean =>
  SUPPOSITION.test(text.slice(start, end));

/** A comparison's other half: 别家卖一百九. Named in the same clause, before or within the match. */
export const isOthers = (text: string, start: number, end: number): boolean =>
  OTHERS.test(text.slice(Math.max(clauseStart(text, start), start - REACH), end));

export const isDenied = (text: string, start: number): boolean =>
  DENIED.test(text.slice(Math.max(0, start - 8), start));

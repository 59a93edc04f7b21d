import { withBreaths } from './breaths.ts';
import type { Prepared } from './prepare.ts';

/** What leads up to a name that answers: 我们店叫, it's called. */
const LEAD =
  /^(?:嗯|对|啊|哦|喔|好|那|我们?|咱们?|本店|这边|这里|店名|店铺|店|公司|名字|小店|就|是|叫做?|的|家|oh|yeah|yes|yep|well|uh|um|so|hi|hey|it's|that's|this is|we're|we are|were|i'm|you're with|(?:the |our )?(?:shop |store |company )?name(?:'s| is)|called|we go by|[ ,])+/;
/** Where the name ends. */
const END =
  /(?:[,。.!?;\n]| (?:that's|it's|you can|you'll|out of|based|over in|down in|up in|in|on the|at the|from|run by|established|since|and we|and it's|here|if|dot com|it says|we've|we're|i'm|llc|ltd|inc|limited)(?![a-z])).*/s;
const TAIL = /[的啊哈哦呀嘛啦了呢]+$/;

/** Words that no shop's name holds and that praise, point or go on about something else do. */
const NO_NAME =
  /[我你他她它这那都也就不没很最真吗吧么哪谁看问买卖拍]|放心|正规|官方|自己|自家|源头|品牌|牌子|厂家|厂商|工厂|老店|大店|新店|本店|主页|头像|资料|链接|页面|[上下里后前]面|点开|点进|客服|关注|粉丝|质量|品质|产品|东西|可以|知道|谢|欢迎|今天|现在|等下|一下|多年|保证|信誉|什么|直播|老字号|一手|百年|良心|诚信|口碑|正品|专柜|大厂|授权|生产|制造|产的|出的|直接|连锁|正宗|全国|厂里|农家|老板|家人|宝|姐妹|有执照|有证|有保/;
const NO_NAME_ENGLISH =
  /^(?:on|in|at|by|with|from|for|and|or|but|if|as)\b|\b(?:i|me|my|you|your|our|us|we|a|an|best|favou?rite|sellers?|trusted|family|business|brands?|good|great|official|real|legit|verified|local|small|team|people|guys|girl|just|only|not|no|don't|sure|trust|check|look|page|link|profile|click|same|everything|all|always|very|really|there|things?|ones?|what|who|how|when|where|is|are|was|were|have|has|do|does|can|will|been|years?|long|time|know|ask|questions?|love|thanks?|welcome|next|free|shipping|back|ready|company|manufacturer|quality|reputable|established|nobody|somebody|everyone|friends?|folks|they|them|he|she|it|this|to|get|got|go|going|come|see|ok|okay)\b/;

const HAN_NAME = /^[\p{Script=Han}a-z]{3,14}$/u;
const LATIN_NAME = /^[a-z][a-z'&-]*(?: [a-z'&-]+){1,4}$/;

/** A name that answers who sells, where nothing marks it as one: 橘里橘气, the salty pantry. UTF-16 in `figures`; `null` where none is said. */
export const ownName = ({ figures }: Prepared): { readonly start: number; readonly end: number } | null => {
  const text = withBreaths(figures);
  const start = LEAD.exec(text)?.[0].length ?? 0;
  const name = text.slice(start).replace(END, '').replace(TAIL, '').trimEnd();
  const isName = /\p{Script=Han}/u.test(name)
    ? HAN_NAME.test(name) && !NO_NAME.test(name)
    : LATIN_NAME.test(name) && !NO_NAME_ENGLISH.test(name);
  return isName ? { start, end: start + name.length } : null;
};

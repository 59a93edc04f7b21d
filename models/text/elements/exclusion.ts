import type { StepTest } from './steps.ts';

/** Goods whose return the law lets a seller exclude: worn next to the skin, eaten, applied, fresh, made to order, used up. */
const EXCLUDED =
  /内衣|内裤|文胸|贴身|袜|泳[衣装]|面膜|化妆品|护肤品|口红|唇膏|面霜|食品|食物|零食|生鲜|水果|蔬菜|海鲜|鲜花|蛋糕|糕点|鲜活|活[鱼虾蟹]|定制|客制|定做|订做|刻字|来图|充值|点卡|激活码|兑换码|卡密|耳[钉环]|穿刺|牙刷|奶嘴|\b(?:cosmetics?|make-?up|underwear|lingerie|swimwear|earrings?|pierced|pierc\w+|food|perishables?|fresh|custom|personali[sz]ed|engraved|made[- ]to[- ]order|hygiene|download|codes?)\b/;
/** Told where it is bought, to be confirmed there. */
const TOLD =
  /页面?(?:上)?[^，,。]{0,3}(?:写|有|提示|标)|网页|下单页|弹窗|勾选|确认|详情页|(?:拍|下单|购买|结算)(?:之)?前[^，,。]{0,6}(?:说|提示|提醒|看|弹)|(?:有|会|都)(?:写|提示|标明|注明)|\b(?:at checkout|on the page|on the listing|it says|stated|tick|confirm)\b/;
/** What stays open to the buyer: unopened goods, goods with a fault. */
const LEFT_OPEN =
  /(?:没|未|不)(?:拆|开封|拆封|打开)[^，,。]{0,8}(?:退|换|行|可以|七天|照|天内)|(?:质量|有)问题[^，,。]{0,8}(?:退|换|赔|补)|(?:破|坏|碎|漏|压)[^，,。]{0,8}(?:退|赔|补|换)|\bunopened\b|\b(?:faulty|damaged|broken) (?:ones?|items?|goods) (?:can|are|will)\b/;
/** A term for everything is no exclusion of a kind of goods. */
const FOR_ALL =
  /一律|概不|特价|福利|清仓|所有|全部|任何|不管|不论|直播间的|拉黑|不认账|哪怕|就算|质量问题也|\b(?:all|any|no matter|even if|final sale|sale items)\b/;

/** E21 of returns: goods of a kind that may be excluded, and the buyer is told, or what is unopened or faulty stays returnable. */
export const exclusion: StepTest = ({ entry, before, span, after, next }) => {
  if (entry.kind !== 'unfair-return-term') return null;
  const around = before + span + after + next;
  const goods = EXCLUDED.exec(around);
  if (!goods || FOR_ALL.test(before + span + after)) return null;
  const fair = TOLD.exec(around) ?? LEFT_OPEN.exec(around);
  if (!fair) return null;
  return {
    effect: 'clear',
    step: {
      id: 'exclusion',
      outcome: 'clear',
      words: [goods[0], fair[0]],
      zh: '法定可排除无理由退货的商品，且已说明或保留了合理退路',
      en: 'goods that may be excluded from returns, and the buyer is told or keeps the rest',
    },
  };
};

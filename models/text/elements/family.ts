import { OPEN_MARKET } from './scope.ts';
import type { StepTest } from './steps.ts';

const KIN =
  /(?:儿子|女儿|闺女|孩子|小孩|娃|小朋友|弟弟|妹妹|哥哥|姐姐|侄子|侄女|外甥女?|外孙女?|孙子|孙女|老公|老婆|我爸|我妈|表弟|表妹|堂弟|堂妹|同学)(?!们?(?:都|也)?(?:用|吃|喝|穿))/;
const ACHIEVES =
  /考|成绩|比赛|竞赛|跑|游泳|演讲|拿了?|得了?|获|参加|班|年级|学校|全校|期[中末]|月考|书法|钢琴|奥数|作文|运动会|棋|舞蹈|足球|篮球|跳绳|毕业/;
const KIN_EN =
  /\bmy (?:(?:little|big|older|younger|oldest|youngest) )?(?:son|daughter|kid|kids|nephew|niece|brother|sister|boy|girl|wife|husband|grandson|granddaughter|cousin|mom|dad)\b/;
const ACHIEVES_EN =
  /\b(?:came|finished|placed|ranked|won|got|took|scored|class|grade|school|exam|race|swim|meet|spelling|recital|tournament|team|math|chess)\b/;
/** Goods in the same sentence: the achievement is told to sell. */
const SELLS =
  /这款|这个牌子|这瓶|这盒|本品|产品|喝了|吃了|用了|喝的|吃的|用的|就是(?:喝|吃|用|靠|因为)|靠|多亏|课程|我们(?:的|这)|报名|链接|牛奶|补脑|学习机|同款/;
const SELLS_EN =
  /\b(?:because of|thanks to|after (?:using|taking|drinking)|uses|used|drinks|drank|takes|our|course|link)\b/;

/** E21: what somebody of the family achieved, with no goods in the sentence. */
export const family: StepTest = (view) => {
  const english = view.language === 'en';
  const sentence = view.before + view.span + view.after;
  const kin = (english ? KIN_EN : KIN).exec(view.before + view.span);
  if (!kin || !(english ? ACHIEVES_EN : ACHIEVES).test(sentence)) return null;
  if ((english ? SELLS_EN : SELLS).test(sentence + view.next)) return null;
  if (!english && /市面|全网|行业|业内|销量/.test(sentence) && OPEN_MARKET.test(sentence)) return null;
  return {
    effect: 'clear',
    step: {
      id: 'family',
      outcome: 'clear',
      words: [kin[0]],
      zh: '家人的成绩，与商品无关',
      en: 'what somebody of the family achieved, not about the goods',
    },
  };
};

import { type GROUPS, KINDS } from '../../contract/kinds.ts';
import { MOCK_FAULT } from './scope.ts';
import type { StepTest } from './steps.ts';

/** Claims that hurry, praise or vouch; who tells the drawback, the rule or the way out in the same breath makes none of them. */
const PRESSES: ReadonlySet<keyof typeof GROUPS> = new Set([
  'absolute',
  'disparagement',
  'authority',
  'fake-popularity',
  'price',
  'urgency',
] as const);

const PLAIN: readonly RegExp[] = [
  // the page, the notice or the rule decides
  /以.{1,10}为准|不作为要约|平台(设置|自动|规定|要求)|必须有的|可以查|能查到|页面(上)?(写|显示|有)/,
  // restocked, bookable
  /等.{0,4}补货|下(周|礼拜|个月)(补|有|来|到)|补了货|会补|可以(点)?预约|库存会回来|(不买|不拍)也(不会|没事|没关系|行|可以|在|不影响)|还在这里/,
  // what it lacks, what came back
  /退(货率大概|了.{1,5}[件单个条几]|回来.{1,4}[件单个])|都(是|说)?嫌|(?<![零无写何点有个])缺点|不(太)?满意|不方便的|没(那么|有那么)|没多省|不划算|因人而异|看个人|不代表|不是证明|要讲清楚/,
  // what is not done, said or claimed here
  /差评不删|(从来)?没(卖过|拿过奖|按|念|统计|授权|听说)|没有专利|我划掉|念成|没那回事|不敢跟/,
  // warning others
  /辟个?谣|被骗|骗了|别(参考|往自己|带节奏|信那|理它)|不要信|听听就好|你就笑笑|谁跟你说|的就跑|公平会|不符/,
  // a name, a drawing, a page of a tool
  /(外号|书叫|颜色叫|角色叫|词大家|款名|叫法|是店名|是款名|等级名称|图案|检测结果[:：]|模拟弹幕|字段说明)/,
  // prices that stay
  /还是卖多少|一直(都)?是.{1,6}[元块百九十]|价格没变|没降|原价就是|没有打折/,
];
const PLAIN_EN: readonly RegExp[] = [
  /\b(no purchase necessary|same price|which is what it was|every (week|monday|tuesday|friday|sunday)|restock|back in (april|may|stock)|due back|more (are )?coming)\b/,
  /\b(doesn'?t mean|does not mean|may vary|results vary|not (a|an) (doctor|physician|expert|nurse)|don'?t copy|prescribed|not speaking as|others won|and lost|many don'?t|don'?t expect|not from the|i just think|to be honest it|complaint is|downside)\b/,
  /\b(beware|never pay|it'?s a scam|is a myth|don'?t get fda|that'?s not a thing|means that'?s how|according to the|sort by)\b/,
];

/** Candour: the drawback, the rule, the way out or the warning told in the same sentence. */
export const candour: StepTest = (view) => {
  if (!PRESSES.has(KINDS[view.entry.kind].group as keyof typeof GROUPS)) return null;
  const sentence = view.before + view.span + view.after;
  if (MOCK_FAULT.test(sentence)) return null;
  for (const pattern of view.language === 'en' ? PLAIN_EN : PLAIN) {
    const hit = pattern.exec(sentence);
    if (!hit) continue;
    return {
      effect: 'clear',
      step: {
        id: 'candour',
        outcome: 'tone',
        words: [hit[0]],
        zh: '同句说明了不足、规则或余地，或在提醒他人',
        en: 'the drawback, the rule or the way out is told in the same sentence, or others are warned',
      },
    };
  }
  return null;
};

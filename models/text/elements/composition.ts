import type { StepTest } from './steps.ts';

const MATERIAL =
  '(?:棉|羊毛|羊绒|鸭绒|鹅绒|驼绒|羽绒|桑?蚕丝|真丝|亚麻|苎麻|麻|聚酯|涤纶|锦纶|氨纶|粘纤|天丝|莱赛尔|莫代尔|竹纤维|橡胶|乳胶|硅胶|真?牛?羊?皮|木浆|实木|原木|不锈钢|纯银|纯?铜|玻璃|陶瓷|果汁|可可|小麦|燕麦|荞麦|豆浆|大豆|咖啡豆|生?牛乳|鲜奶|猪肉|牛肉|鱼肉)';
/** A share of what the goods are made of: 百分百天然橡胶, 可可含量百分之百. */
const MADE_OF = new RegExp(
  `^(?:(?:百分(?:之)?百|100%)的?(?:天然|纯|进口|有机|原生|头层|新疆|再生|的)*|(?:纯|全)?天然)?${MATERIAL}`,
);
const SHARE = /(?:含量|浓度|占比|比例|纯度)[^，,。]{0,4}$/;
/** What is made of it is also said to do no harm, or to do wonders. */
const HARMLESS =
  /安全|放心|随便|孕妇|婴儿|宝宝|无害|零?副作用|直接[吃喝]|没有?[一任]何?[点丝]?(?:伤|害|化学)|零添加|敏感肌|有效|治/;

/** E15 beside the kinds of the highest degree: what it is made of is no promise of safety. */
export const composition: StepTest = ({ entry, language, clauseBefore, span, before, after }) => {
  if (language === 'en') return null;
  if (
    entry.kind !== 'guarantee-safety' &&
    entry.kind !== 'free-from-claim' &&
    entry.kind !== 'guarantee-result'
  )
    return null;
  if (!/百分|100%|天然/.test(span) || HARMLESS.test(before + span + after)) return null;
  const hit = MADE_OF.exec(span + after.slice(0, 12)) ?? SHARE.exec(clauseBefore);
  if (!hit) return null;
  return {
    effect: 'clear',
    step: {
      id: 'composition',
      outcome: 'clear',
      words: [hit[0]],
      zh: '说的是材质或成分比例',
      en: 'what it is made of',
    },
  };
};

import { KINDS } from '../../contract/kinds.ts';
import type { StepTest } from './steps.ts';

/** What is wished to people is said of no goods: 祝大家百病不侵. */
const WISHES =
  /(?:祝福?|祝愿|恭祝|愿)(?:大家|各位|你们?|您|咱们?|家人们?|宝宝们?|朋友们?|姐妹们?|老铁们?|天下|所有|每[一个位])[^。！!；;]{0,14}$/;
const WISHES_EN = /\b(?:wish(?:ing)?|hope|may) (?:you|everyone|everybody|all of you|y'?all)\b[^.!]{0,40}$/;
/** And it is to come of the goods after all. */
const BY_GOODS =
  /(?:喝|吃|用|买|戴|贴|穿|拍|带|抹|涂|敷|擦)(?:了|完|上|着|下|走)|跟着|老师|报名|学员|它|这[款瓶盒个件支]|带回家|我们家?的|\b(?:with|using|wearing|drinking|this|these|buy|bought|order)\b/;

const WISHED: ReadonlySet<string> = new Set([
  'absolute',
  'efficacy',
  'medical',
  'guarantee',
  'income',
  'superstition',
]);

/** Whether a whole text is such a wish and nothing else. */
export const isWish = (text: string): boolean => {
  const hit = /^[\s，,]*(?:最后|我|我们|在这里|也)*/.exec(text)?.[0] ?? '';
  const rest = text.slice(hit.length);
  return /^祝|^[愿願]/.test(rest) && WISHES.test(rest.slice(0, 10)) && !BY_GOODS.test(rest);
};

/** E01: a wish. */
export const wish: StepTest = ({ entry, language, before, span, after }) => {
  if (!WISHED.has(KINDS[entry.kind].group)) return null;
  const hit = (language === 'en' ? WISHES_EN : WISHES).exec(before);
  if (!hit || BY_GOODS.test(before.slice(hit.index) + span + after)) return null;
  return {
    effect: 'clear',
    step: {
      id: 'wish',
      outcome: 'clear',
      words: [hit[0]],
      zh: '祝愿听众，与商品无关',
      en: 'a wish, not about the goods',
    },
  };
};

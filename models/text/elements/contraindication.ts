import { KINDS } from '../../contract/kinds.ts';
import type { StepTest } from './steps.ts';

/** Who must not use the goods: 有骨质疏松的不要用. Not 别吃药, which says that the goods stand in for the medicine. */
const KEPT_AWAY =
  /(?:的|者|人|期|女|妇|史)(?:[人朋友家亲宝姐妹们老铁]{1,4})?[，,]?(?:一定|千万|就|都|请|最好)?(?:不要|别|不能|不可以?|禁止|不宜|不适合|慎|勿|不建议)(?:自己|随便|轻易|来|再)?(?:使?用|吃|喝|买|拍|戴|贴|泡|下单|入|碰)(?!药|胰岛素|西药|降|止痛|亏)(?:了|它|这个|这款|我们的?|啊|哈|哦)*(?=$|[，,。！!；;])/;
/** Who must ask first: nothing is said of what the goods do for them. */
const ASKS_FIRST =
  /^[^，,。！!；;]{0,6}(?:的|者|人|病人|期|朋友|患者)[^，,。！!；;]{0,16}(?:先|请|最好|务必|得|要|应|需)[^，,。！!；;]{0,4}(?:问|咨询|询问|听|遵)(?:一?下)?(?:过)?(?:医|大夫|药师)/;
/** Who has it is sent to a doctor: 要治脱发你得找医生. Nor is the way to a doctor the dear or useless one beside the goods. */
const SENT_AWAY =
  /^[^，,。！!；;]{0,3}[，,]?(?:(?:你们?|您|大家|那|就|还是|请|得|要|应该|必须|赶紧|先|直接|老实)*)(?:去|找|看|问|挂)(?:一下|下|个)?(?:正规)?的?(?:医生|大夫|医院|门诊|急诊|药店|药房|药师|(?:皮肤|妇|骨|眼|内|外|儿|牙|男|神经|消化|内分泌)科)(?![^。！!]{0,10}(?:花|贵|多少钱|没用|治不|也没|都没|不如|白))/;
const OWN_WAY = /(?:来|找|问|看|跟|信)(?:我|咱)|我们?这|但|可是|不过|不如|不用/;
const KEPT_AWAY_EN =
  /\b(?:not (?:for|suitable for|recommended for)|(?:should|must) (?:not|avoid)|(?:shouldn'?t|mustn'?t|don'?t|do not) (?:use|take|drink|buy|wear|eat) (?:it|this|these|them)?(?=$|[,.;!]))/;

/** E16: a point of care, that somebody with an illness must leave the goods alone; nothing is cured by it. */
export const contraindication: StepTest = (view) => {
  const { group } = KINDS[view.entry.kind];
  if (group !== 'medical' && group !== 'efficacy') return null;
  const english = view.language === 'en';
  const hit = english
    ? KEPT_AWAY_EN.exec(view.clauseBefore + view.span + view.clauseAfter)
    : (KEPT_AWAY.exec(view.span + view.clauseAfter) ??
      ASKS_FIRST.exec(view.span + view.after) ??
      (OWN_WAY.test(view.after) ? null : SENT_AWAY.exec(view.after)));
  if (!hit) return null;
  return {
    effect: 'clear',
    step: {
      id: 'contraindication',
      outcome: 'clear',
      words: [hit[0]],
      zh: '说明哪些人不宜使用',
      en: 'who must not use the goods',
    },
  };
};

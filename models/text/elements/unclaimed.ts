import type { View } from './view.ts';

/** What the goods are said not to be for may be a list, over which the denial reaches: 不能预防、诊断或治疗…. */
const DENIED_LIST =
  /(?:不能|不可以?|无法|不得|不(?:可)?用于|不具有?|不(?:宣称|声称|承诺|保证))(?:用于|用来|直接)?(?:预防|诊断|治|缓解|改善|替代|代替|减轻|消除|防止|保证|承诺|宣称)[^，,；;：:。！!？?、]{0,8}、(?:[^，,；;：:。！!？?、]{1,8}、){0,6}$/;

/** The words that deny the list to which the span belongs; `null` where it is in none. */
export const deniedListIn = ({ language, before, clauseBefore }: View): string | null => {
  if (language === 'en') return null;
  return DENIED_LIST.exec(before.slice(0, before.length - clauseBefore.length))?.[0] ?? null;
};

/** What the speaker dares not or will not call the goods: 不敢说天下…, 从不自称…. */
const UNDARED =
  /(?<!谁|[都也]|没有?人|没有?谁|什么|有什么)(?:不敢|不好意思|从不|从来不|不想|没脸)(?:说|讲|吹|夸口|自称|自夸|妄称|号称)(?:自己|我们?家?|咱们?家?|它|这[个款])?(?:就)?(?:是|叫)?(?:什么)?[“"「『]?$/;

/** The words right before the span by which it is not said; `null` where there are none. */
export const undaredIn = ({ clauseBefore }: View): string | null => UNDARED.exec(clauseBefore)?.[0] ?? null;

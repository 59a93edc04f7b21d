import { type Group, KINDS } from '../../contract/kinds.ts';
import type { View } from './view.ts';

/** What is promised, and may be said to come to nothing. */
const PROMISES: ReadonlySet<Group> = new Set<Group>(['income', 'guarantee', 'efficacy', 'medical']);

/** 做生意哪有稳赚的: no such thing exists. */
const NO_SUCH = /(?:哪(?:里|儿)?有|哪来|世上没有?|天底下没有?|没有什么|不可能有)[^，,。]{0,4}$/;
const NO_SUCH_END = /^的?(?:药|事|买卖|生意|东西|道理|好事|神药|产品|说法)?(?=$|[，,。！!啊呀呢嘛？?；;])/;
/** 稳赚的买卖我没见过, 轮不到你我: nobody has it to give. */
const UNHEARD_OF =
  /^的?(?:买卖|生意|项目|活儿?|事儿?|好事|钱|药|神药|方子|投资|机会)(?:我|咱|谁|大家)?们?(?:可|也|都|还|从来|活了[^，,。]{0,6})?(?:没(?:见|听|碰|遇)(?:到|见|说)?过|轮不到)/;
/** 我保证不了，谁也保证不了. */
const UNKEPT =
  /^[^，,。！!]{0,4}[，,]?(?:这个?|这种?事)?(?:我们?|咱们?|谁也?|哪个(?:医生|老师)也?)(?:可|也|都|真)?(?:保证|担保|承诺|打包票)不了/;
/** 喝完照样趴桌上睡着: it did nothing for the speaker. */
const DID_NOTHING =
  /(?:喝|吃|用|抹|敷|贴|戴|泡)(?:完|了|过)?[^，,。]{0,4}(?:照样|还是|照旧)(?:趴|困|犯困|睡着|胖|疼|痛|长痘|掉头发|失眠|冒痘|那样)/;
const AFTER_ALL = /懂的|你懂|都懂|但|可是/;
/** 有上岸的也有没上岸的: both are told of. */
const BALANCED = /有[^，,。有]{1,8}的[，,]?(?:也|都)有(?:没|不)[^，,。]{1,8}的/;
/** So far before the words it may begin, in characters. */
const REACH = 14;

interface Nothing {
  readonly words: string;
  readonly zh: string;
  readonly en: string;
}

/** E09: what would be promised does not exist, did nothing, or turns out either way. */
export const cameToNothing = ({ entry, before, span, after, clauseBefore }: View): Nothing | null => {
  if (!PROMISES.has(KINDS[entry.kind].group)) return null;
  const none = (NO_SUCH_END.test(after) ? NO_SUCH.exec(clauseBefore) : null) ?? UNHEARD_OF.exec(after);
  if (none) return { words: none[0], zh: '说明没有这种事', en: 'there is no such thing, the speaker says' };
  const unkept = UNKEPT.exec(after);
  if (unkept) return { words: unkept[0], zh: '说明保证不了', en: 'nobody can promise it, the speaker says' };
  const around = before.slice(-REACH) + span + after;
  const nothing = AFTER_ALL.test(after) ? null : DID_NOTHING.exec(around);
  if (nothing) return { words: nothing[0], zh: '说明没有作用', en: 'it did nothing, the speaker says' };
  const both = BALANCED.exec(around);
  return both && { words: both[0], zh: '说明有成有不成', en: 'some and some not, the speaker says' };
};

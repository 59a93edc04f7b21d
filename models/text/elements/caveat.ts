import { KINDS } from '../../contract/kinds.ts';
import type { StepTest } from './steps.ts';

/** Effects, cures, promises and gains are unsaid by a caveat; words of degree have exceptions of their own. */
const UNSAID: ReadonlySet<string> = new Set([
  'efficacy',
  'medical',
  'guarantee',
  'income',
  'off-platform',
  'prohibited',
]);

/** The speaker tempers, disowns or warns against the claim somewhere in the same breath. */
const CAVEAT =
  /没有任何依据|没有依据|要有(依据|佐证)|谣|诈骗|扯的|不成立|不许停|没用的|是个说法|不卖那个|不要相信|没保障|我们不做|天上不会掉|说有人|上当|因人而异|因人不同|看个人|看你自己|因人|不代表|不等于|别指望|不指望|不敢打包票|不一定|不见得|未必|别信|不要信|都是骗|骗局|骗子|骗人|做不到|解决不了|治不了|治不好|也没治好|没有这个功能|没这(个)?功能|没这功效|没有.{0,2}(?<!副)(功效|功能|作用|效果)|超范围|夸大|夸张了|虚假宣传|就是普通|就是个普通|只是个|只是(?!.{0,6}(就|便))|而已|不建议|不推荐|要看医生|看医生|问医生|问(一?下)?大夫|听医生|遵医嘱|听大夫|去医院(看|查|拍|做|挂)|就去医院|要去医院|先去医院|医师评估|千万别|千万不要|慎用|不好说|说不好|没感觉到|没什么感觉|不要自己|别自己|别乱|不要乱|谁跟你(讲|说)|不能代替|不能替代|替代不了|代替不了|不承诺|不敢说|不保证|没法保证|说不准|有风险|不是药(?!.{0,6}(但|可|胜))|最多就是|顶多|不会(有)?变化|没有变化|跟.{0,8}没关系|跟.{0,8}无关|不是(真的)?(瘦|白|治|药效)(?![\u4e00-\u9fff]{0,3}是)|显(瘦|白|高)|心理作用|安慰剂|不(治(?!之|会|就)|退烧|解酒|减肥|美白|祛|防晒|生发|杀菌|消炎|止痛|助眠|补钙)|(不能|别|不要)(自己)?停|解酒不解酒|那不是|不可逆|只能缓解|补不回来/;
const CAVEAT_EN =
  /not saying (that|it)|it doesn'?t\.|we don'?t\.|anybody promises|misleading|nonsense|not for (kids|babies|children)|won'?t remove|results? (may )?var|\bmay (help|support)|ask (your|a) (doctor|pharmacist|vet)|see (a|your) (doctor|dentist|vet)|patch[- ]test|\bnot a (cure|medicine|miracle|substitute|treatment)|isn'?t a (cure|medicine|miracle)|won'?t (cure|fix|heal|treat|change your|make you)|doesn'?t (cure|treat|heal|replace)|can'?t (claim|promise|guarantee|cure)|cannot (claim|promise|guarantee)|no promises|don'?t (believe|fall for|expect)|never (promise|claim)|does not guarantee|isn'?t going to|not going to (cure|fix)|\bscam|not medical advice|just a (cream|soap|tea|candle|snack|moisturi[sz]er)|didn'?t (work|do anything|help)|placebo|just (?:a |for )?(?:decoration|design|pattern|looks|ornament)|honestly no|at best\b|nobody can/;
/** Words by which the claim is upheld all the same. */
const UPHELD =
  /打包票|包你|我保证|肯定|绝对(?!不)|百分百|百分之百|一定(?!要|会因)|但(是)?(我|它|这个|咱|喝|吃|用)|可是(我|它)|懂的都懂|你懂|都懂|反正|无效|全额|赔付|不能(说|讲).{0,14}(但|反正|懂|现在)|自己(想|品|体会)|找第二|别家|人家|他们|专利|老中医|断根/;
const UPHELD_EN = /\bbut (i|it|we|my|she|he)\b|guaranteed|trust me|i swear|you know what i mean/;

/** E09, E16: what is said of the goods is tempered or disowned where it is said; a promise or a wink upholds it. */
export const caveat: StepTest = (view) => {
  if (!UNSAID.has(KINDS[view.entry.kind].group)) return null;
  const english = view.language === 'en';
  const around = view.before + view.span + view.after + view.next;
  const hit = (english ? CAVEAT_EN : CAVEAT).exec(around);
  if (!hit || (english ? UPHELD_EN : UPHELD).test(around)) return null;
  return {
    effect: 'clear',
    step: {
      id: 'caveat',
      outcome: 'tone',
      words: [hit[0]],
      zh: '同一句话里已说明限制或提醒',
      en: 'tempered, disowned or warned against in the same breath',
    },
  };
};

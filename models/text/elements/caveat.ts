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
  /没有任何依据|没有依据|要有(依据|佐证)|谣|通报|民警|警方|记者|可罚|罚款|诈骗|扯的|新规|书名|敏感词|台词|追不回|术语|示例|样本|违法|封号|冒充|假冒|别传|不成立|不许停|没用的|是个说法|名字(听着|叫)|不卖那个|也不卖|一概不|禁了|不要相信|别扫|别理|没保障|不做有|我们不做|别碰|天上不会掉|讲了封|写了不让|三个字|授权的|体检报告|特殊化妆品|说有人|当心|扫雷|上当|因人而异|因人不同|看个人|看你自己|因人|不代表|不等于|别指望|不指望|不敢打包票|不一定|不见得|未必|别信|不要信|都是骗|骗局|骗子|骗人|做不到|解决不了|治不了|治不好|也没治好|没有这个功能|没这(个)?功能|没这功效|没有.{0,3}(功效|功能|作用|效果)|不是我们|盗图|盗用|冒充|举报|投诉|下架|剪接|剪的|划掉|超范围|夸大|夸张了|虚假宣传|就是普通|就是个普通|只是个|只是(?!.{0,6}(就|便))|而已|不建议|不推荐|要看医生|看医生|问医生|问(一?下)?大夫|听医生|遵医嘱|听大夫|去医院(看|查|拍|做|挂)|就去医院|要去医院|先去医院|去药店|去看(身心|皮肤|眼|骨|儿)科|医师评估|千万别|千万不要|少吃|少喝|慎用|勿|停用|不好说|说不好|没差|没什么差|没感觉到|没什么感觉|不要自己|别自己|别乱|不要乱|别再问|别问|不要老问|说明书|备案|小心|正常人|一般来说|大概|差不多是|谁跟你(讲|说)|有没有特证|看清楚|问清楚|不能代替|不能替代|替代不了|代替不了|该吃药吃药|该看病看病|谁敢说|不承诺|不敢说|不保证|没法保证|说不准|有风险|不是药(?!.{0,6}(但|可|胜))|最多就是|顶多|不会(有)?变化|没有变化|跟.{0,8}没关系|跟.{0,8}无关|不是(真的)?(瘦|白|治|药效)|显(瘦|白|高)|心理作用|安慰剂|不(治(?!之|会|就)|退烧|解酒|减肥|美白|祛|防晒|生发|杀菌|消炎|止痛|助眠|补钙)|(不能|别|不要)(自己)?停|不会自己|解酒不解酒|那不是|不可逆|只能缓解|不要(用|吃|喝)|别(用|吃|喝)(?!药|亏)|补不回来|赶紧停|稿子/;
const CAVEAT_EN =
  /\bblocked\b|crossed it out|legally nothing|silly phrase|not saying (that|it)|it doesn'?t\.|we don'?t\.|anybody promises|not allowed|spamming|misleading|nonsense|free return|not for (kids|babies|children)|won'?t remove|want to be honest|i checked with|results? (may )?var|\bmay (help|support)|ask (your|a) (doctor|pharmacist|vet)|see (a|your) (doctor|dentist|vet)|patch[- ]test|\bnot a (cure|medicine|miracle|substitute|treatment)|isn'?t a (cure|medicine|miracle)|won'?t (cure|fix|heal|treat|change your|make you)|doesn'?t (cure|treat|heal|replace)|can'?t (claim|promise|guarantee|cure)|cannot (claim|promise|guarantee)|no promises|don'?t (believe|fall for|expect)|never (promise|claim)|does not guarantee|isn'?t going to|not going to (cure|fix)|\bscam|not medical advice|\bhype\b|in my dreams|\blol\b|just a (cream|soap|tea|candle|snack|moisturi[sz]er)|didn'?t (work|do anything|help)|placebo|honestly no|at best\b|some people|up to you|nobody can/;
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
      outcome: 'clear',
      words: [hit[0]],
      zh: '同一句话里已说明限制或提醒',
      en: 'tempered, disowned or warned against in the same breath',
    },
  };
};

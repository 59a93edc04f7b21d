import { KINDS } from '../../contract/kinds.ts';
import type { StepTest } from './steps.ts';

/** The hurry itself is denied: there is time, there is stock, it will be there tomorrow. */
const UNHURRIED =
  /不(?:用|必|要)?(?:着急|急|赶|抢)(?!着)|别(?:着急|急|慌|抢)|慢慢(?:看|选|挑|来|拍|逛|想)|(?:库存|货)(?:很|都|还)?(?:够|足|充足|管够|多得很)|想好(?:了)?再(?:拍|买|下单)|(?:明天|下周|一直|平时)(?:也|都)?(?:还)?(?:有(?!没有)|在|是这个价)|(?:明天|下周|什么时候|随时)[^，,。]{0,3}(?:都|也)?(?:一样|能买|能拍|可以拍)|(?:其他|别的|另外的?)(?:码|色|颜色|款|尺码)[^，,。]{0,4}(?:有货|都有|还有|充足|很多|多的是|不缺|在仓库|没动|要等|过几天)|页面(?:上)?(?:有|显示|能看|看得)[^，,。]{0,2}(?:数|库存|剩余)|非卖品|(?:样品|展品)[^，,。]{0,3}不卖|天天(?:在做|都?有)|(?:还|再|又)(?:会|要|有|来|上|发|放|加|抽|开)[^，,。！!]{0,4}(?:轮|波|场|次福袋|个福袋|抽奖)(?!没|就没)|下(?:一|半)?(?:轮|波|场)(?:[^，,。！!]{0,3})(?:再|还|继续|接着)|(?:一会儿?|等会儿?|等等|等下|待会儿?|稍后|晚点)[^，,。！!]{0,8}(?:福利|红包|福袋|再[上放来发抽]|返场|补|送)|(?<!不信我?|不买)没(?:关系|事(?:的|儿)?)(?=$|[，,。！!])|不[要用](?:难过|灰心|失望|气馁)|别(?:灰心|难过|失望|气馁)|很正常|(?:后面|后边|随时|下午|晚上|明天|下周)?还(?:能|可以|会)补(?!一|两|[几\d]+单)|正在加|在加库存|结果[^，,。]{0,8}(?:又)?(?:翻出|找到|找出|补到|到了|多出|剩)|看回放|回放里|整点(?:都)?有|打(?:个)?(?:抢到|没抢到|中|没中)|不(?:买|拍)也(?:没关系|没事|行|可以)/;
const UNHURRIED_EN =
  /\b(?:no (?:rush|hurry|pressure)|take your time|plenty (?:of|left|in)|lots left|not in a hurry|sleep on it|no need to (?:rush|hurry)|don'?t (?:panic|stress|worry)|no worries|another (?:one|round|giveaway|draw|spin|drop)|(?:one|two|three|few|some) more (?:spins?|rounds?|draws?|giveaways?|drops?)|more (?:are |is )?(?:coming|on the way)|(?:every|same price) (?:week|day|monday|friday|tomorrow))\b/;
/** Those who got none are counted: 没抢到的扣1，我看看还差几件. */
const MISSED = /没(?:抢|拍|买|赶|跟|标|领|排)(?:到|上|着)/;
const COUNTED =
  /^[^，,。！!；;]{0,6}[，,]?[^，,。！!；;]{0,4}(?:(?:扣|打|敲|刷|回|抠|写)(?:个|一?下|上)?(?:数字?|[0-9+一二三零没要]|字|名字)|把[^，,。]{1,4}(?:打|写|发)(?:出来|上来|下来|公屏)|\+\s?[0-9]|加一|举(?:个|下)?手|留(?:个|下)?(?:言|名)|报(?:个|一?下)?(?:名|数)|(?:我|助理|小编|客服)?(?:来|先)?(?:登记|统计|记一下|数一数|数一下|记下来))/;
/** With one of these the buyer is pressed all the same. */
const PRESSES =
  /赶紧|抓紧|赶快|手慢|错过|快(?:点|拍|抢|冲)|马上(?:没|就没)|没了|没有了|只剩|仅剩|就剩|再也|最后\S{0,4}(?:单|件|分钟|波)[，,]?(?:赶|快|抢|没)|涨价|恢复原价/;
const PRESSES_EN = /\b(?:hurry up|grab|gone|miss|last (?:one|few|chance)|only \w+ left|before it'?s)\b/;
const TURNS = /但|可(?:是|它|这|我)|不过|却|\bbut\b|\bhowever\b/;
const REACH = 24;
const REACH_EN = 60;

/** E09 for a hurry: the same sentence says that there is none, and nothing turns it round. */
export const unhurried: StepTest = (view) => {
  if (KINDS[view.entry.kind].group !== 'urgency') return null;
  const english = view.language === 'en';
  const reach = english ? REACH_EN : REACH;
  const before = view.before.slice(-reach);
  const after = view.after.slice(0, reach);
  const pattern = english ? UNHURRIED_EN : UNHURRIED;
  const counted = !english && MISSED.test(view.span) ? COUNTED.exec(view.after) : null;
  const hit = counted ?? pattern.exec(after) ?? pattern.exec(before);
  if (!hit || TURNS.test(before + after)) return null;
  if ((english ? PRESSES_EN : PRESSES).test(before + after)) return null;
  return {
    effect: 'clear',
    step: {
      id: 'unhurried',
      outcome: 'clear',
      words: [hit[0]],
      zh: '同句说明不必着急或货源充足',
      en: 'the same sentence says that there is time or stock enough',
    },
  };
};

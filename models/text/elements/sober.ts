import { KINDS } from '../../contract/kinds.ts';
import type { StepTest } from './steps.ts';

/**
 * Plain speech around a word that elsewhere would claim something: somewhat, for whom not, what is wanting, what is only a name,
 * what courts and news say, where the buyer decides. Thanks, sizes, delivery and laughter are no plain speech: they stand beside
 * every claim.
 */
const SOBER: readonly RegExp[] = [
  // measured words: somewhat, so-so, depending on the person
  /(?<!没)有(一)?点(?!贵|小贵|担心|名|像)|会有(一)?点|可能会|够用|还行(?!动)|没必要|没那么|不影响|要看(?:个人|情况|肤质|体质)|就是普通|因人而异|看个人|有差异|没啥(?!比)|没什么(?!比|能比)|马马虎虎|一般般/,
  // what is printed on the goods
  /成分表|配料表|执行标准|标准号|净含量|写在|印在|仅供参考|国标|(?<!中的)特级(?!中|里|的|享|品质|货|待遇|奢|别|棉|丝|皮|绒)/,
  // how to use, keep, mind; whom it does not suit
  /请?勿|岁以(上|下)|看医生|问医生|咨询医|不能代替|代替药|未成年|介意(的)?(勿|别|慎|不)|酌量|适量|不宜|不适宜|容易(碎|坏|掉|刮|皱)|第一次(使用|用)/,
  // stock and parcels as they are
  /缺货|没货的|下一批|等.{0,4}补(货)?$|补货|不催|样鞋|试穿痕迹|库存表|不是质量|退货率|运费(另|到付|我出|自理)/,
  // what is not done, known or promised
  /不是医|不建议|宣称|骗子|诈骗|不清楚|别羡慕|别想着|别指望|不保证|保证不了|不敢保证|不代表|没有证据|没证据|请不起|不包(就业|过|录取|分配)|不能这(样|么)(讲|说)|不(能|敢)承诺|唔(使|好|可以)(加|信)/,
  // the buyer is to judge
  /货比三家|自己(掂量|判断|决定|比一下|斟酌)|想清楚|理性|量力|你们自己(比|看|定)/,
  // courts, news, warnings
  /法院|判退|谨防|误导|澄清|骗局|追不回|绝对化|例外规定/,
  // names, songs, stories
  /小说|漫画|歌词|歌里|动画|的名字|老名字|款名|的意思|误会|域名|签名球/,
  // out of a promise about parcels
  /(破损|运输|漏液|坏果|到货坏|少发|发错).{0,12}(包赔|赔|补发|退)/,
];
const SOBER_EN: readonly RegExp[] = [
  /\b(a (little )?bit|few people|roughly|kind of|sort of|i'?d say|to be fair|honestly (half|no|not)|doesn'?t (always|really))\b/,
  /\b((on|read) the (label|back|box|page)|label (says|lists)|washes off|no reserve|isn'?t a|not for (kids|everyone|use)|before you use|patch[- ]test|results? vary|vary|depends|careful|skip it if|speak to your|talk to your|check with|not included|restock)\b/,
  /\b(don'?t expect|don'?t know|no idea|i haven'?t|hasn'?t been|never tried|disregard|i don'?t like the word|isn'?t right|not right|whoever told you)\b/,
  /\b(i promise to|gonna butcher|postage|lots left|my trainer|meh|keychain|zodiac|virgo|same price|bubble wrap|ran out of tape)\b/,
];
/** A wink, a wager or a turn by which the claim is meant after all. */
const MEANT =
  /打包票|包你|绝对(?!不|化)|百分百|但(?!是?(我们|我)?(不|没))|反正|懂的|你懂|都懂|现在|结果|后来|无效|全额|错过|赶紧|别家|人家都|抢|最后/;
const MEANT_EN =
  /\bbut (i|it|we|my|she|he|now|this)\b|guaranteed|trust me|i swear|you know what i mean|hurry|last (few|ones|one)|gone tonight/;

/** Terms against buyers are told plainly and are terms all the same; viewers complain plainly; a wink is plain by intent. */
const SPARED: ReadonlySet<string> = new Set(['terms', 'viewer-signal']);
/** Speech without stops runs on; words farther off are about something else. */
const REACH = 22;
const REACH_EN = 60;

/** The sentence sounds like plain talk; what it claims it claims all the same, so this only weakens. */
export const sober: StepTest = (view) => {
  if (SPARED.has(KINDS[view.entry.kind].group) || view.entry.kind === 'filter-evasion-wink') return null;
  const english = view.language === 'en';
  const reach = english ? REACH_EN : REACH;
  const sentence = view.before.slice(-reach) + view.span + view.after.slice(0, reach);
  if ((english ? MEANT_EN : MEANT).test(sentence)) return null;
  for (const pattern of english ? SOBER_EN : SOBER) {
    const hit = pattern.exec(sentence);
    if (!hit) continue;
    return {
      effect: 'clear',
      step: {
        id: 'sober',
        outcome: 'tone',
        words: [hit[0]],
        zh: '同句语气平实（说明或提醒），仅作减弱，不作豁免',
        en: 'plain talk in the same sentence: a measure, advice, a refusal or the state of the stock',
      },
    };
  }
  return null;
};

import { KINDS } from '../../contract/kinds.ts';
import type { StepTest } from './steps.ts';

/**
 * Plain speech around a word that elsewhere would claim something: how much, how to, for whom not, what is wanting, what is
 * only a name, what courts and news say, where the buyer decides. Each is an idea that sellers' claims hardly ever hold.
 */
const SOBER: readonly RegExp[] = [
  // measured words: somewhat, about, so-so
  /(?<!没)有(一)?点(?!贵|小贵|担心|名|像)|会有(一)?点|可能会|(?<!自我|自己|互相|叫|是)比较(?!起来)|挺好|够用|还行|也行|确实(?!是|就|最|全)|没必要|没那么|正常的|是正常|习惯|不影响|合适|适合|要看|建议(?!零售|售|价)|就是个|就是普通|还是要|看个人|因人而异|有差|没啥(?!比)|没什么(?!比|能比)|大概|差不多(?!的效果|一样)|左右(?!逢源)|主要(是)?(看|为了|尺码|用来)|马马虎虎|一般般/,
  // what it is made of, measures, holds and where that is printed
  /成分表|配料表|尺码表|参数|执行标准?|标准号|单页|能效|净含量|保质期|承重|容量|误差|滤网|拉链|线头|聚酯|毫安|分贝|写在|印在|背面|侧面|仅供参考|国标|为准|刚好|以内(?!见)|热量|大卡|毫克|(?<!中的)特级(?!中|里|的|享|品质|货|待遇|奢|别|棉|丝|皮|绒)/,
  // how to use, keep, mind; whom it does not suit
  /请?勿|岁以(上|下)|先(去|问|看清|量一下|用水)|别(用|吃|喝|拿|放|当|听|信|乱)(?!亏)|不要(用|吃|买|超过|老)|小心|记得|提前(说|讲|预约|拿)|挂号|看医生|问医生|咨询医|不能代替|代替药|看[^，。]{0,4}科|验光|机洗|手洗|微波|烤箱|烘干|放冰箱|换一次|久了会|未成年|要去(看|查|医院)|介意(的)?(勿|别|慎|不)|酌量|适量|不宜|不适宜|当心|通风|冷藏|开封后|说明书(写|上|里|有)|容易(碎|坏|掉|刮|皱)|第一次(使用|用)/,
  // stock, colours and parcels as they are
  /缺货|没货的|预售|工作(日|天)|小时内发|周[一二三四五六日]|订单(里|页|号)|单号|可以退|以退|七天内|取货|刻字|预计|下一批|等.{0,4}补(货)?$|补货|不急|不催|不着急|样鞋|试穿痕迹|库存表|不是质量|退货率|毛重|净重|换货|离岛|运费(另|到付|我出|自理)/,
  // what is not done, known or promised
  /我不会|不是我们|不是医|不是说|不建议|不可以|宣称|(?<!(低于|少于|单要|单|换).{0,6})不卖(?!了)|骗子|诈骗|举报|不清楚|别羡慕|别想着|别指望|不保证|保证不了|不敢保证|不代表|没有证据|没证据|请不起|不图|没请|不包(就业|过|录取|分配)|不用加|不能这(样|么)(讲|说)|不(能|敢)承诺|唔(使|好|可以)(加|信)|不是(什么|咩)/,
  // the buyer is to judge
  /货比三家|自己(掂量|担着|判断|决定|比一下|斟酌|应聘)|想清楚|理性|量力|你们自己(比|看|定)|差评也/,
  // law, courts, news, warnings
  /法院|判退|(?<!没)被罚|罚了|谨防|误导|澄清|骗局|追不回|绝对化|依(规定|法)|例外规定|下单页/,
  // names, songs, stories, chat beside the matter
  /小说|漫画|歌词|歌里|动画|的名字|名字(不|叫|而已)|老名字|款名|哈哈|喝口水|的意思|误会|抱歉|谢谢|回答|念一下|请看|看到了|祝(大家|您|你们)|谢谢分享|域名|签名球|杯子上|印着/,
  // out of a promise about parcels
  /(破损|运输|漏液|坏果|到货坏|少发|发错).{0,12}(包赔|赔|补发|退)/,
];
const SOBER_EN: readonly RegExp[] = [
  /\b(a (little )?bit|about (two|three|four|ten|a|an)|a few|usually|few people|plain|roughly|kind of|sort of|i'?d say|id say|to be fair|honestly (half|no|not)|doesn'?t (always|really))\b/,
  /\b((on|read) the (label|back|box|page)|label (says|lists)|hinge|measures?|medium|cotton|made in|shade|by hand|washes off|tight|free shipping|tracking|delivery|warranty|no reserve|please don'?t|isn'?t a|not for (kids|everyone|use|the)|before you use|don'?t (use|put|drive|wear)|patch[- ]test|take your time|results? vary|vary|depends|careful|skip it if|speak to your|talk to your|check with|hand[- ]?wash|not included|restock|(four|six|eight|two)-week test)\b/,
  /\b(don'?t expect|don'?t know|no idea|i haven'?t|hasn'?t been|never tried|not my|wrong,|disregard|i don'?t like the word|they want me to say|isn'?t right|not right|whoever told you)\b/,
  /\b(i promise to|gonna butcher|fun pull|postage|sold to|on lot|lots left|from walking|my trainer|meh|last week i was|keychain|zodiac|virgo|jewelry|hemmed|sorry|lol|haha|tho\b|pls|thanks for|same price|i like|i still|miracle|bubble wrap|ran out of tape|freight|moq)\b/,
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

/** The sentence is plain talk: no claim of any kind is made in it. */
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
        outcome: 'clear',
        words: [hit[0]],
        zh: '同句是平实的说明、提醒或闲谈',
        en: 'plain talk: a measure, advice, a refusal, the state of the stock or small talk',
      },
    };
  }
  return null;
};

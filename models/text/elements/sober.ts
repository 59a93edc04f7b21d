import type { StepTest } from './steps.ts';

/**
 * Plain speech around a word that elsewhere would claim something: how much, how to, for whom not, what is wanting, what is
 * only a name, what courts and news say, where the buyer decides. Each is an idea that sellers' claims hardly ever hold.
 */
const SOBER: readonly RegExp[] = [
  // measured words: somewhat, about, so-so
  /有(一)?点(?!贵|小贵|担心|名|像)|没啥(?!比)|没什么(?!比|能比)|大概|差不多(?!的效果|一样)|左右(?!逢源)|主要(是)?(看|为了|尺码|用来)|马马虎虎|一般般/,
  // how to use, keep, mind; whom it does not suit
  /请?勿|岁以(上|下)|先去(看|查|问|做|医院)|要去(看|查|医院)|介意(的)?(勿|别|慎|不)|酌量|适量|不宜|不适宜|当心|通风|冷藏|开封后|说明书(写|上|里|有)|容易(碎|坏|掉|刮|皱)|第一次(使用|用)/,
  // stock, colours and parcels as they are
  /缺货|没货的?|下一批|等.{0,4}补(货)?$|补货|不急|不催|不着急|样鞋|试穿痕迹|库存表|不是质量|退货率|毛重|净重|换货|离岛|运费(另|到付|我出|自理)/,
  // what is not done, known or promised
  /不清楚|别羡慕|别想着|别指望|不保证|保证不了|不敢保证|不代表|没有证据|没证据|请不起|不图|没请|不包(就业|过|录取|分配)|不用加|不能这(样|么)(讲|说)|不(能|敢)承诺|唔(使|好|可以)(加|信)|不是(什么|咩)/,
  // the buyer is to judge
  /货比三家|自己(掂量|担着|判断|决定|比一下|斟酌|应聘)|想清楚|理性|量力|你们自己(比|看|定)|差评也/,
  // law, courts, news, warnings
  /法院|判退|(?<!没)被罚|罚了|谨防|误导|澄清|骗局|追不回|绝对化|依(规定|法)|例外规定|下单页/,
  // names, songs, stories, chat beside the matter
  /小说|漫画|歌词|歌里|动画|的名字|名字(不|叫|而已)|老名字|款名|哈哈|喝口水|有人问|问能不?能|祝(大家|您|你们)|谢谢分享|域名|签名球|杯子上|印着/,
  // out of a promise about parcels
  /(破损|运输|漏液|坏果|到货坏|少发|发错).{0,12}(包赔|赔|补发|退)/,
];
const SOBER_EN: readonly RegExp[] = [
  /\b(a (little )?bit|about (two|three|a|an)|roughly|kind of|sort of|i'?d say|id say|to be fair|honestly (half|no|not)|doesn'?t (always|really))\b/,
  /\b((on|read) the (label|back|box|page)|please don'?t|isn'?t a|not for (kids|everyone|use|the)|before you use|speak to your|talk to your|check with|patch|hand[- ]?wash|checkout|not included|restock|(four|six|eight|two)-week test)\b/,
  /\b(don'?t expect|don'?t know|no idea|i haven'?t|hasn'?t been|never tried|not my|wrong,|disregard|i don'?t like the word|they want me to say|someone (wrote|asked)|somebody (said|asked)|a couple of you asked|isn'?t right|not right|whoever told you)\b/,
  /\b(i promise to|gonna butcher|fun pull|postage|sold to|on lot|lots left|from walking|my trainer|meh|last week i was|keychain|zodiac|virgo|jewelry|hemmed|bubble wrap|ran out of tape|freight|moq)\b/,
];
/** A wink, a wager or a turn by which the claim is meant after all. */
const MEANT =
  /打包票|包你|绝对(?!不|化)|百分百|但(?!是?(我们|我)?(不|没))|反正|懂的|你懂|都懂|现在|结果|后来|无效|全额|错过|赶紧|别家|人家都|抢|最后/;
const MEANT_EN =
  /\bbut (i|it|we|my|she|he|now|this)\b|guaranteed|trust me|i swear|you know what i mean|hurry|last (few|ones|one)|gone tonight/;

/** The sentence is plain talk: no claim of any kind is made in it. */
export const sober: StepTest = (view) => {
  const english = view.language === 'en';
  const sentence = view.before + view.span + view.after;
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

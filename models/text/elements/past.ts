import { KINDS } from '../../contract/kinds.ts';
import type { StepTest } from './steps.ts';
import type { View } from './view.ts';

/** What presses somebody to buy now, which nothing that is over can do. */
const PRESSING: ReadonlySet<string> = new Set(['urgency', 'fake-popularity']);
/** A day that is over. 昨天刚 and 上一批 still are: they say when. */
const DAY =
  /(?:昨[天晚日]|[前大]前?[天晚]|寻[日晚]|琴[日晚]|噚[日晚]|上(?:个)?(?:周|星期|礼拜|月)(?:[一二三四五六日天末])?|上(?:一)?(?:次|回|场|批|波|轮)|那[天晚次批场]|前(?:几|两|些)天|[几两三]天前|去年|当[时天晚])/;
const DAY_EN =
  /\b(?:yesterday|last (?:night|week|month|year|time|stream|show)|(?:two|three|four|five|six|a few|\d+) (?:days|weeks|months) ago|back then|the other day)\b/i;
/** The deed is told as done: 卖断货, 恢复了一百零九, 抢光. */
const DONE =
  /(?:卖|抢|拍|清|秒)(?:断货|光|完|空|没|掉)|售罄|断货|恢复|涨[回到了价]|改[回价]|下架|没了|没有了|结束/;
const DONE_EN = /\b(?:sold out|went back|back to|ran out|was gone|were gone|ended|went up)\b/i;
/** With one of these the same sentence speaks of now or of what comes, and holds what is over up to whoever waits. */
const NOW =
  /今[天晚日](?![^，,。]{0,2}(?:补|到货|来货|有货|进货))|现在|马上|立刻|立马|即将|等[下会]|一会|待会|明[天晚日]|今后|以后|再不|再也|赶紧|抓紧|赶快|快[点拍抢冲]|手[慢速]|错过|别(?:等|犹豫|再)|最后|只[剩有]|仅剩|还剩|这[次批波场轮]|又要|还要|不[拍买抢]|秒(?:空|没|光|杀)|疯抢|就没了|千万/;
const NOW_EN =
  /\b(?:now|today|tonight|hurry|grab|gone in|last (?:chance|one|few)|only \w+ left|don'?t (?:wait|miss)|tomorrow|soon|this time|again|before (?:it|they))\b/i;
/** What happened in no time, or to thousands, is a boast whenever it was. */
const BOAST =
  /[\d一二两三四五六七八九十百千万几]+(?:多|来|余)?(?:秒|分钟|万|千|百)?(?:秒|分钟|万|件|单|瓶|盒|份|台|套|箱|人)|全网|全国|工厂|仓库|系统|后台|一(?:上架|开播)|瞬间|秒/;
const BOAST_EN =
  /\b(?:\d[\d,]*|thousands?|hundreds?|millions?|seconds?|minutes?|everyone|nationwide|instantly)\b/i;
/** How far behind the words their figure may stand. */
const BOAST_REACH = 6;
const BOAST_REACH_EN = 24;
const REACH = 24;
const REACH_EN = 60;

/** What the speaker used to say, and today says otherwise. */
const FORMERLY =
  /(?:以前|从前|早年|早些年|前几年|去年|刚入行|刚开播)[^，,。！!]{0,8}(?:喊|说|讲|吹|念|写|跟着|学)[^，,。！!]{0,8}$/;
const FORMERLY_EN =
  /\b(?:i|we) (?:(?:used to|would always) (?:yell|say|shout|scream|tell|claim|promise|type|write|call|put|go)|once (?:yelled|said|shouted|told|claimed|promised|wrote|put))\b[^.!?]{0,30}$/;
const OTHERWISE =
  /(?:现在|如今|后来|其实|今年|这次|这回|今天)[^，,。！!]{0,6}(?:不|没|改|别|只|还有|有[\d一二两三四五六七八九十百千几])|被罚|罚了|脸红|(?:库存|仓库|后面)(?:里)?(?:还)?有/;
const OTHERWISE_EN =
  /\b(?:there (?:are|is)|we have|we'?ve got|i (?:stopped|quit|don'?t)|not (?:any ?more|today)|(?:truth|fact) is|got (?:fined|told)|in the back|plenty)\b/;
/** Said again after all. */
const AGAIN =
  /(?:这次|这回|今天|现在)[^，,。！!]{0,4}(?:真|才是|更)|(?:但|可|不过)[^，,。！!]{0,6}(?:真|就是最)|\bthis time\b|\bfor real\b|\btoday (?:it|is|really)\b/;

const formerly = (view: View): string | null => {
  const english = view.language === 'en';
  const hit = (english ? FORMERLY_EN : FORMERLY).exec(english ? view.before : view.clauseBefore);
  const rest = view.after + view.next;
  if (!hit || AGAIN.test(rest) || !(english ? OTHERWISE_EN : OTHERWISE).test(rest)) return null;
  return hit[0];
};

/** E07 for what presses: told of a day that is over, in a sentence that asks nothing of anybody today. */
export const past: StepTest = (view) => {
  const { group } = KINDS[view.entry.kind];
  if (!PRESSING.has(group)) return null;
  const once = formerly(view);
  if (once !== null)
    return {
      effect: 'clear',
      step: {
        id: 'past',
        outcome: 'clear',
        words: [once],
        zh: '说的是自己从前的说法，如今不这样说',
        en: 'what the speaker used to say, and no longer does',
      },
    };
  const english = view.language === 'en';
  const reach = english ? REACH_EN : REACH;
  const before = view.before.slice(-reach);
  const after = view.after.slice(0, reach);
  const clause = view.clauseBefore + view.span + view.clauseAfter;
  const day = (english ? DAY_EN : DAY).exec(english ? clause : view.clauseBefore + view.span);
  if (!day || !(english ? DONE_EN : DONE).test(clause)) return null;
  const sentence = before + view.span + after + view.next;
  if ((english ? NOW_EN : NOW).test(english ? sentence.replace(DAY_EN, '') : sentence)) return null;
  const told =
    view.clauseBefore + view.span + view.clauseAfter.slice(0, english ? BOAST_REACH_EN : BOAST_REACH);
  if (group !== 'urgency' && (english ? BOAST_EN : BOAST).test(told.replace(day[0], ''))) return null;
  return {
    effect: 'clear',
    step: {
      id: 'past',
      outcome: 'clear',
      words: [day[0]],
      zh: '说的是已经过去的事，没有催促现在下单',
      en: 'told of what is over; nobody is pressed to buy now',
    },
  };
};

import { KINDS } from '../../contract/kinds.ts';
import type { StepTest } from './steps.ts';

/** What is done in the last minutes, or after the count: no goods are sold by it. */
const DOES =
  /^[^，,。！!；;]{0,3}[，,]?(?:我|我们|咱们?|主播|大家|一起|给(?:大家|你们)|再|来|把|用来|留给|统一|集中|会|都)*[^，,。！!；;]{0,6}(?:再?念|再?讲|再?说(?!没)|回答|答疑|回复|解答|抽奖|抽|唱|聊|展示|试穿|试吃|总结|下播|复习|介绍|公布|提问|问题|合照|合影|换(?:一|件|套|个|下|衣|身)|补妆|喝(?:口|点)水|调(?:一下)?(?:灯|镜头|麦)|收拾|整理|伸|跳|跑|休息|喊(?!要|想|抢)|打(?:灯牌|字|名字|招呼)|测(?:试|一下)|鼓掌|挥手|比心|开奖|茄子|谢谢|感谢|辛苦|再见|年后见|明年见)/;
const DOES_EN =
  /^[^,.!]{0,24}\b(?:questions?|q and a|answer(?:ing)?|recap|giveaway|draw|raffle|before i (?:go|start|pack|have)|packing|stretch|sing|songs?)\b/;
/** The span must be of time alone, e.g. the last ten minutes, a count, a last call. */
const TIME =
  /最后一场(?:直播)?|最后.{0,4}(?:分钟|秒|小时|一波|一轮|环节)|倒计时|数三|数到[一二三四五\d]|三二一|(?:last|final) (?:\w+ )?(?:call|minutes?|ten|five)|got (?:about )?\w+ minutes/;
/** The last of what is shown, after which the show ends: it is last in the programme, not in the stock. */
const LAST_SHOWN = /最后一?[件款个条样套双支只位]$/;
const OF_SHOW = /(?:今晚|今天|今日|本场|这场|这一场|整场|直播)的?$/;
const SHOW_ENDS =
  /^[^，,。！!；;]{0,8}[，,]?[^，,。！!；;]{0,4}(?:讲|播|介绍|说|试|展示|看|聊)完[^，,。！!；;]{0,6}(?:下播|收工|结束|下班|吃饭|休息|散|拜拜|走人|再见)/;
/** The device is denied: 没有倒计时. */
const WITHOUT = /(?:没有|不搞|不设|不玩|不用|没|不是)(?:什么|那种|所谓的?|任何)?$/;
const DEVICE = /^(?:倒计时|倒数|最后|限时|限量|数三|秒杀|只剩)/;
const PRESSES =
  /没了|没有了|恢复|涨|抢|赶紧|抓紧|快拍|下单|错过|手慢|没缘|没喊到|没(?:你|您)的?份|就当|上车|再也|上链接|开价|改价|\b(?:hurry|gone|grab|price|deal|checkout|order)\b/;

/** E07 for a hurry: the order of the show, or a device that is denied. */
export const agenda: StepTest = (view) => {
  if (KINDS[view.entry.kind].group !== 'urgency') return null;
  const english = view.language === 'en';
  const without = english || !DEVICE.test(view.span) ? null : WITHOUT.exec(view.clauseBefore);
  const shown =
    !english &&
    LAST_SHOWN.test(view.span) &&
    OF_SHOW.test(view.clauseBefore) &&
    !PRESSES.test(view.after + view.next)
      ? SHOW_ENDS.exec(view.after)
      : null;
  const does =
    TIME.test(view.span) && !PRESSES.test(view.span + view.after + view.next)
      ? (english ? DOES_EN : DOES).exec(view.after)
      : null;
  const hit = without ?? shown ?? does;
  if (!hit) return null;
  return {
    effect: 'clear',
    step: {
      id: 'agenda',
      outcome: 'clear',
      words: [view.span + hit[0]],
      zh: without ? '否认使用这种手法' : '说的是直播流程',
      en: without ? 'the device is denied' : 'the order of the show',
    },
  };
};

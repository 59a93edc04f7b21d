import { KINDS } from '../../contract/kinds.ts';
import type { StepTest } from './steps.ts';

/** The trade stays where it is: orders in the app, nobody is to be added or paid elsewhere. */
const STAYS =
  /(?:下单|付款|交易|购买|订单|付钱)[^，,。]{0,4}(?:都|只|一律|全部|还是|请)*(?:在|走|留在)(?:平台|链接|直播间|小黄车|app)|(?:都|只|一律|全部|还是)(?:在|走)(?:平台|链接|小黄车)(?!外|便宜)|\b(?:orders?|payments?|everything|sales?) (?:all )?(?:stays?|goes?|go) (?:on|in|through) the (?:app|platform|site)\b|\b(?:on|in|through) the app only\b|\bapp (?:checkout )?only\b/i;
/** And it does not: cheaper elsewhere, a fee that is spared. */
const ELSEWHERE =
  /便宜|省|减|折|返|优惠|私下|但|不过|\b(?:cheaper|off|discount|save|skip|half|but|instead)\b/i;

/** Whoever offers it elsewhere is none of the shop's, or the room is told what it would lose. */
const WARNS =
  /不是(?:我们?|咱们?|本店|官方|店里)[^，,。]{0,4}(?:的人|的号|客服|账号|员工|家的)|(?:头像|账号|昵称|名字|号)(?:都)?是(?:盗|假|冒|仿)|(?:别|不要|切勿|请勿)(?:给|跟|向)?[^，,。]{0,4}(?:转钱|转账|打钱|汇款|付钱|理他|理她|理会|上当|通过)|(?:放弃|失去|没有?|不受|享受不到|丧失)了?[^，,。]{0,8}(?:保障|保护|售后|担保)|(?:风险|后果)(?:自担|自负|自己)|\b(?:not (?:us|ours|our (?:staff|team|account))|isn'?t (?:us|ours|our)|impersonat\w+|fake account|lose (?:your |all |any )?(?:\w+ )?protection|not covered)\b/i;
/** Told not to: 不要在私信里转账. Not told to leave the room: 不要在这里拍. */
const FORBIDS =
  /(?:不要|请勿|切勿|千万别|别|勿|禁止|不准|不得)(?:再|去)?(?:在|从|通过|跟|往|用|走)?(?!这|平台|直播|公屏|链接|上面|那)[^，,。这平公]{0,4}$|\b(?:never|do not|don'?t|please don'?t)(?: \w+){0,2} $/i;

/** E09 for dealing off the platform: the room is asked to stay on it, or warned of who leads it away. */
export const keptHere: StepTest = ({ entry, before, span, after, next, clauseBefore }) => {
  if (KINDS[entry.kind].group !== 'off-platform') return null;
  const sentence = before + span + after;
  const hit = STAYS.exec(sentence) ?? WARNS.exec(sentence + next) ?? FORBIDS.exec(clauseBefore);
  if (!hit || ELSEWHERE.test(sentence)) return null;
  return {
    effect: 'clear',
    step: {
      id: 'kept-here',
      outcome: 'clear',
      words: [hit[0]],
      zh: '说明交易留在平台内',
      en: 'the trade is to stay on the platform',
    },
  };
};

import { KINDS } from '../../contract/kinds.ts';
import type { StepTest } from './steps.ts';

/** The trade stays where it is: orders in the app, nobody is to be added or paid elsewhere. */
const STAYS =
  /(?:下单|付款|交易|购买|订单|付钱)[^，,。]{0,4}(?:都|只|一律|全部|还是|请)*(?:在|走|留在)(?:平台|链接|直播间|小黄车|app)|(?:都|只|一律|全部|还是)(?:在|走)(?:平台|链接|小黄车)(?!外|便宜)|\b(?:orders?|payments?|everything|sales?) (?:all )?(?:stays?|goes?|go) (?:on|in|through) the (?:app|platform|site)\b|\b(?:on|in|through) the app only\b|\bapp (?:checkout )?only\b/i;
/** And it does not: cheaper elsewhere, a fee that is spared. */
const ELSEWHERE =
  /便宜|省|减|折|返|优惠|私下|但|不过|\b(?:cheaper|off|discount|save|skip|half|but|instead)\b/i;

/** E09 for dealing off the platform: the room is asked to stay on it. */
export const keptHere: StepTest = ({ entry, before, span, after }) => {
  if (KINDS[entry.kind].group !== 'off-platform') return null;
  const sentence = before + span + after;
  const hit = STAYS.exec(sentence);
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

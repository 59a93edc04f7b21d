import type { Kind } from '../../contract/kinds.ts';
import type { StepTest } from './steps.ts';

const HURRIES: ReadonlySet<Kind> = new Set<Kind>([
  'urgency-fake-deadline',
  'scarcity-fake-stock',
  'absolute-ranking',
]);

/** Which batch or parcel leaves or comes when: an order of time, no shortage. */
const SENT =
  /^.{0,10}(?:发货|出货|到货|发出|寄出|寄走|发走|送走|送到|送达|入库|出库|出仓|配送|派送|派件|打包|清关|装车|补发|出厂|出炉|到港|结业|毕业|报到|(?:今天|明天|后天|今晚|明早|下午|上午|早上|晚上|周.|月底|月初|[号日点])(?:才|就|统一|再|会|能|开始)?(?:发|寄|出|到|送)(?![^，,。！!]{0,4}(?:没了|为止)))/;
const SENT_BEFORE =
  /(?:已经|刚刚?|今天|昨天|都|全部)?(?:发走|发完|寄出|寄完|送走|打包好|发出)(?:了|的)?(?:是)?$/;
const SENT_EN =
  /^.{0,24}\b(?:ships?|shipped|shipping|goes out|going out|went out|leaves|left (?:the|our) warehouse|arrives?|arrived|arriving|lands?|landed|delivered|dispatched|is on its way|gets? here)\b/;
/** With one of these the batch is a reason to hurry after all. */
const PRESSES =
  /没了|没有了|抢|绝版|不再|不补|停产|断货|手慢|赶紧|抓紧|快拍|快点|错过|只剩|仅剩|就剩|再也|为止|涨价|售罄|下架|卖完|拍完|拼手速/;
const PRESSES_EN =
  /\b(?:hurry|gone|sold? out|never again|miss|before it'?s|last chance|grab|rush|only \w+ left|won'?t (?:be back|restock)|forever|discontinued)\b/;

/** E07: the batches of a delivery in their order. */
export const parcels: StepTest = (view) => {
  if (!HURRIES.has(view.entry.kind)) return null;
  const english = view.language === 'en';
  if (!(english ? /batch|shipment|parcel|lot/ : /批|车货|箱货|包裹/).test(view.span + view.after.slice(0, 8)))
    return null;
  if ((english ? PRESSES_EN : PRESSES).test(view.before + view.span + view.after + view.next)) return null;
  const hit = (english ? SENT_EN : SENT).exec(view.after) ?? (english ? null : SENT_BEFORE.exec(view.before));
  if (!hit) return null;
  return {
    effect: 'clear',
    step: {
      id: 'parcels',
      outcome: 'clear',
      words: [view.span + hit[0]],
      zh: '说的是发货批次的先后',
      en: 'the order in which batches are sent',
    },
  };
};

import { readPrices } from './read.ts';
import { closeUp } from './spaced.ts';

/** Words by which a price is set against another, or is made to look like less than it was. */
const COMPARED =
  /[原平市官吊划標标][价價]|原[来來本先]|平[时時日常]|市[场場]|[专專][柜櫃]|官[网網]|[吊划劃]|[别別][人家的]|人家|外面|[门門]店|商[场場]|超市|[昨前]天|以前|之前|上[次周週个個]|去年|[降减減省跌砍破亏虧折半史历歷底抢搶送赠贈免骨血贵貴]|便宜|[优優]惠|最低|新低|[恢涨漲]|[补補]|成本|[厂廠]|批[发發]|[内內]部|[员員]工|白菜|清[仓倉]|捡漏|撿漏|秒[杀殺]|福利|不要|不是|不用|值|[变變]|改|[从從]|到[底了]|不到|[连連]|才|[块塊元][，,。！! ]*[不]|\b(?:was|were|off|save|saving|usual|regular|normal|retail|worth|half|less|cheap|discount|instead|elsewhere|free|deal|drop|slash|lowest|under|below|down|price[sd]? (?:at|from)|rrp|msrp|original|before|used to|never|not)/i;
const PAID: ReadonlySet<string> = new Set(['now', 'unsaid', 'low']);

/** A text that says one price and nothing that it could be set against: no former price is claimed by it. */
export const comparesNothing = (text: string): boolean => {
  const said = closeUp(text)?.text ?? text;
  if (COMPARED.test(said)) return false;
  const reading = readPrices(said);
  if (!reading) return false;
  const { amounts, discounts, lowest, deals, occasions } = reading;
  if (discounts.length + lowest.length + deals.length + occasions.length > 0) return false;
  return new Set(amounts.map(({ value }) => value)).size === 1 && amounts.every(({ role }) => PAID.has(role));
};

/** Traditional characters that stand in price statements, and their Simplified forms, character by character. */
const TRADITIONAL =
  '價价點点塊块錢钱萬万億亿兩两雙双條条個个盒盒張张組组套套罐罐瓶瓶顆颗箱箱櫃柜專专場场標标籤签門门實实體体優优惠惠現现賣卖買买減减後后從从來来這这時时還还歷历連连續续華华網网國国際际間间寶宝貨货幣币韓韩歐欧鎊镑號号鏈链單单圓圆對对總总運运費费員员樣样過过開开壹一貳二貮二參三叁三肆四伍五陸六陆六柒七捌八玖九拾十佰百仟千〇零贈赠劃划掛挂內内裡里裏里會会滿满領领訂订補补貼贴紅红疊叠幾几週周節节學学積积郵邮隻只兒儿關关帶带給给發发為为殺杀無无說说約约將将達达僅仅換换購购團团鋪铺東东產产級级顆颗種种別别讓让賺赚幣币舊旧於于當当氣气倆俩歲岁';
/** The plain form of each UTF-16 unit. */
const PLAIN = Uint16Array.from({ length: 0x1_0000 }, (_, code) => {
  const wide = code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code;
  if (wide >= 0x41 && wide <= 0x5a) return wide + 32;
  if (code === 0xffe5) return 0xa5;
  return code === 0x3000 || code === 0xa0 ? 0x20 : wide;
});
for (let at = 0; at < TRADITIONAL.length; at += 2)
  PLAIN[TRADITIONAL.charCodeAt(at)] = TRADITIONAL.charCodeAt(at + 1);

/**
 * A copy of a text for reading prices: full width as ASCII, Traditional as Simplified, small letters; unit by unit, so that
 * every offset is also one of the text.
 */
export const plainOf = (text: string): string => {
  let plain = '';
  let same = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const as = PLAIN[code] as number;
    if (as === code) continue;
    plain += text.slice(same, at) + String.fromCharCode(as);
    same = at + 1;
  }
  return same === 0 ? text : plain + text.slice(same);
};

/** Traditional characters that stand in price statements, and their Simplified forms, character by character. */
const TRADITIONAL =
  '價价點点塊块錢钱萬万億亿兩两雙双條条個个盒盒張张組组套套罐罐瓶瓶顆颗箱箱櫃柜專专場场標标籤签門门實实體体優优惠惠現现賣卖買买減减後后從从來来這这時时還还歷历連连續续華华網网國国際际間间寶宝貨货幣币韓韩歐欧鎊镑號号鏈链單单圓圆對对總总運运費费員员樣样過过開开壹一貳二貮二參三叁三肆四伍五陸六陆六柒七捌八玖九拾十佰百仟千〇零贈赠劃划掛挂內内裡里裏里會会滿满領领訂订補补貼贴紅红疊叠幾几週周節节學学積积郵邮隻只兒儿關关帶带給给發发為为殺杀無无說说約约將将達达僅仅換换購购團团鋪铺東东產产級级顆颗種种別别讓让賺赚幣币舊旧於于當当氣气倆俩歲岁';
const SIMPLIFIED: ReadonlyMap<string, string> = new Map(
  Array.from({ length: TRADITIONAL.length / 2 }, (_, i) => [
    TRADITIONAL[2 * i] as string,
    TRADITIONAL[2 * i + 1] as string,
  ]),
);

/**
 * A copy of a text for reading prices: full width as ASCII, Traditional as Simplified, small letters; unit by unit, so that
 * every offset is also one of the text.
 */
export const plainOf = (text: string): string => {
  let plain = '';
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0xff01 && code <= 0xff5e) plain += String.fromCharCode(code - 0xfee0).toLowerCase();
    else if (code >= 0x41 && code <= 0x5a) plain += String.fromCharCode(code + 32);
    else if (code === 0xffe5 || code === 0xa5) plain += '¥';
    else if (code === 0x3000 || code === 0xa0) plain += ' ';
    else plain += SIMPLIFIED.get(text[at] as string) ?? text[at];
  }
  return plain;
};

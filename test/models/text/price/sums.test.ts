import { describe, expect, it } from 'vitest';
import { createTextJudge, loadPacks } from '../../../../models/text/judge.ts';
import { readPrices } from '../../../../models/text/price/read.ts';
import { sumFinding } from '../../../../models/text/price/sums.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs'), today: '2026-11-22' });
const found = (text: string) => {
  const reading = readPrices(text);
  return reading ? sumFinding(reading, null) : null;
};

describe('sums that do not compute, with both figures', () => {
  it.each([
    ["was $200, now $50, that's 60% off", ['75', '60']],
    ['originally 80, half price today at 45', ['40', '45']],
    ['save $30, from $99 to $79', ['30', '20']],
    ["down from £60 to £45, that's a 40% discount", ['£36', '25']],
    ['Regular price 100 dollars, 30 percent off today so you pay 80', ['$70', '$80']],
    ['take 20% off the $50 price, you pay $45', ['$40', '$45']],
    ["I knocked $40 off the $120 tag, so it's $70 now", ['$80', '$70']],
    ['normally eighty bucks today forty five so you save fifty', ['35', '50']],
    ['one third off! was $90, now $75', ['$60', '$75']],
    ["It normally sells for $60. Tonight it's $45. That's a $25 saving.", ['$15', '$25']],
    ['a hundred dollars normally, take thirty percent off, seventy five dollars today', ['$70', '$75']],
    ['Originally NT$1,000, now 20% off at NT$700', ['NT$800', 'NT$700']],
    ['原价两百现在打八折只要一百二', ['160', '120']],
    ['原价两百八折一百二', ['160', '120']],
    ['平时卖三百今天五折一百二', ['150', '120']],
    ['原價兩百現在打八折只要一百二', ['160', '120']],
    ['定價兩千四，今晚打七五折，只要一千五', ['1800', '1500']],
    ['NT$1,280打八折，特價NT$899', ['1024', '899']],
    ['原价500，立减100，到手300', ['200', '100']],
    ['原价三百九直降一百现在二百五', ['140', '100']],
    ['之前卖两百六今天两百整整优惠了八十', ['60', '80']],
    ['从299降到199，足足降了150', ['100', '150']],
    ['从五百九十九降到三百九十九，给你们省了三百', ['200', '300']],
    ['原价五百直接砍一半三百拿走', ['250', '300']],
    ['原价两块五毛，打五折，一块五', ['1.25', '1.50']],
    ['原价十块五一斤，今天五折，只要三块', ['5.25', '3']],
    ['原价１９９元，打８折，只要１２９元', ['159.20', '129']],
    ['三百的衣服，今天打六折，一百五带走', ['180', '150']],
    ['$80 jacket, 25% off, yours for $70', ['$60', '$70']],
    ['价签四百，减一百二，三百五拿走', ['50', '120']],
    ['日常售价二百九十九，今日六折，一百九十九', ['179.40', '199']],
    ['立减一百：原价三百，到手一百五', ['150', '100']],
    ['直降两百！从七百九十九到六百九十九', ['100', '200']],
    ["used to be a hundred and twenty dollars, you're paying eighty, that's half off", ['$60', '$80']],
    ["three for the price of two, that's half price", ['33.3', '50']],
    ['买一送一等于打三折', ['5 折', '3 折']],
    ['第二件半价就等于全部五折', ['7.50 折', '5 折']],
    ['單價三百，買二送一，等於五折', ['6.67 折', '5 折']],
    ['一件一百，第二件半价，两件只要一百二', ['150', '120']],
    ['單件四百，第二件半價，兩件一共五百', ['600', '500']],
    ["buy one get one free, so it's really 70% off", ['50', '70']],
    ['buy one get one at 20% off, so every piece is half price', ['10', '50']],
    ['one for $40, second one half off, two for $70', ['$60', '$70']],
    ['second one half off, so both are 50% off', ['25', '50']],
    ['打八折原价三百只要一百', ['240', '100']],
    ['一百九打五折到手八十九', ['95', '89']],
    ['两百打三折八十', ['60', '80']],
    ['原价五百九十九现价九十九前三百名再减三十到手五十九', ['69', '59']],
    ['was $100, now $80, extra $10 off at checkout, so $60', ['$70', '$60']],
    ['was $100, now $80, take an additional 10% off, so $60', ['$72', '$60']],
    ['原价两百现价一百五，下单再减三十，到手一百', ['120', '100']],
    ['原价两百，现价一百六，折上再打八折，到手一百', ['128', '100']],
    ['原价两百，先打八折，折上再打九折，到手一百', ['144', '100']],
    ['原价三百打八折两百，再减五十，到手一百五', ['240', '200']],
  ])('%s', (text, figures) => {
    const finding = found(text);
    expect(finding).toMatchObject({ verdict: 'flag', kind: 'price-fictitious-original' });
    for (const figure of figures) expect(`${finding?.zh} ${finding?.en}`).toContain(figure);
    const claims = judge.judge(text, { source: 'speech', role: 'presenter' }).claims;
    const [claim] = claims.filter(({ source }) => source.packId === 'price-reading');
    expect(claim?.verdict).toBe('flag');
    expect(claim?.quote).toBe(text.slice(claim?.start, claim?.end));
  });
});

describe('sums that compute, or whose parts need not belong together', () => {
  it.each([
    "was $200, now $50, that's 75% off",
    'one for $40, second one half off, two for $60',
    'save $20, from $99 to $79',
    '原价两百现在打八折只要一百六',
    '原价一百九十九，现在九十九，差不多五折',
    '原价两百打八折再减二十，到手一百四',
    '原价三百，省了一百多，现在一百八',
    '原价300，立减50，再用券减20，到手230',
    '原价两百，会员八折，今天一百九',
    '原价一百，两瓶一百六打八折',
    '专柜价三百，平时两百，今天八折一百六',
    '大的原价两百今天一百五，小的原价一百今天八十，都打八折',
    '三号链接原价两百，四号链接八折一百二',
    '原价两百，第一件八折，第二件五折，两件二百六',
    'The price range is $20 to $80, up to 20% off',
    'Spend $100 and get $20 off',
    '价格从九十九到三百九十九都有，打八折',
    '体重从一百四降到一百二，原价两百，打八折，一百六',
    '定金五十，尾款二百四十九，一共三百',
    '买一送一，送的是小样，等于打八折',
    '原价五百九十九现价九十九前三百名再减三十到手六十九',
    'was $100, now $80, extra $10 off at checkout, so $70',
    'was $100, now $80, another 10% off in the cart, so you pay $72',
    '原价两百，现价一百五，折上再打八折，到手一百二',
    '原价两百，先打八折，折上再打九折，到手一百四十四',
    '原价三百今天两百，再减五十，到手一百五，再减二十，到手一百三',
    '原价三百今天打八折两百四再减四十到手两百',
    '打八折原价三百只要二百四',
    '一百九打五折到手九十五',
    '两百打三折六十',
    '原价两百两件到手三百二',
  ])('%s', (text) => expect(found(text)?.verdict).not.toBe('flag'));
});

describe('words alone raise nothing where the sum is right and no former price is told', () => {
  it.each([
    '买一送一相当于五折',
    '会员价八十九，非会员九十九',
    'Members pay $89, everybody else $99',
    '原价一百，今天没有活动，还是一百',
    '一件一百，第二件半价，两件一百五',
    '它的成本大概三十，我们卖四十九',
  ])('%s', (text) => {
    const claims = judge.judge(text, { source: 'speech', role: 'presenter' }).claims;
    expect(claims.filter(({ verdict }) => verdict === 'flag' || verdict === 'review')).toEqual([]);
  });
});

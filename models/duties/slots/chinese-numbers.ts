import { readDigits, readNumerals } from '../../text/normalise/numerals.ts';
import type { Edit } from './figures.ts';

const DIGIT = '零〇一幺二两俩三四五六七八九';
const UNIT = '十百千万亿';
const RUN = new RegExp(`[${DIGIT}${UNIT}]+(?:点[${DIGIT}]+(?![${UNIT}]))?`, 'gu');
/** A longer run of numerals is no number. */
const RUN_MAX = 24;

/** Words that merely hold a numeral. */
const WORDS = new Set(
  (
    '一定 一样 一直 一起 一下 一些 一般 一旦 一边 一向 一切 一律 一致 一会 一生 一路 一心 一流 一手 一键 一经 一概 一众 一模 一般 一共 一股 一番 ' +
    '零食 零添 零售 零钱 零件 零部 零基 零负 零距 零下 十分 十足 千万 万一 万能 万用 百搭 百科 百货 百度 百合 百变 两边 两口 两手 四川 四周 四季 四处 二氧 三氧 一氧 二甲 三甲 二醇 三醇 二裂 二酸 二钠 二钾 四钠 四氢 三乙 二丙 二羟 三羟 二硅 三硅 二异 二硬 二肽 三肽 四肽 五肽 六肽 九肽 六胜 五胜 三胜 二胺 五香 五花 三黄 九层 四物 四神 八珍 五味 五粮 五金 五官 五谷 五常 ' +
    '六安 九江 三亚 三文 三明 七夕 八角 八宝 八卦 千岛 千层 万象 万达 万物 二手 二维 二次 三方 三星 三防 ' +
    '三义 三峡 三门 三水 三河 二林 四会 四平 五股 五台 五莲 六枝 六龟 七股 七台 八德 九份 九寨 九龙 十堰 百色 万宁 万州 万年 万华 千阳'
  ).split(' '),
);
/** Characters after which a lone numeral is no number. */
const AFTER = new Set([...'统唯万专均十分归不斗']);
/** 远一点, 放一点: a little, no hour. */
const LITTLE_AFTER = /[远近快慢多少大小高低轻重贵宜好长短厚薄软硬松紧淡浓甜咸热冷凉稀稠久细放加挤抹涂有剩]/;
const MEASURE = new Set([
  ...'个件盒斤克套份台瓶樽袋包支只条双对副罐箱组片粒枚颗张本把根块元角毛米寸升吨年月日号天周岁桶提串卷幅位名人次节堂级段代度倍折成公厘毫千入碗杯勺顿口家间座辆部款样种层排',
]);

const isUnit = (char: string): boolean => UNIT.includes(char);

/** 二三 → 2~3, 七八 → 7~8: two digits in order name a range. */
const rangeOf = (first: string, second: string, unit: string): string | null => {
  const low = Number(readDigits(first));
  const high = Number(readDigits(second));
  if (low < 1 || high !== low + 1) return null;
  const times = unit === '' ? 1 : readNumerals(`一${unit}`);
  return `${low * times}~${high * times}`;
};

/** Cuts a run where a second number begins: 六十九一(盒) → 六十九, 一; 六五一百二十 → 六五, 一百二十. */
const cutRun = (run: string): string[] => {
  const parts: string[] = [];
  let from = 0;
  let sawUnit = false;
  for (let at = 0; at < run.length; at++) {
    const char = run[at] as string;
    const last = run[at - 1] ?? '';
    if (isUnit(char)) {
      const digitsBefore = at - from;
      // Two digits in order before a unit are a range, three or more cannot be one number.
      if (!sawUnit && digitsBefore > 1 && !(digitsBefore === 2 && RANGE_RUN.test(run.slice(from, at + 1)))) {
        parts.push(run.slice(from, at - 1));
        from = at - 1;
      }
      sawUnit = true;
    } else if (sawUnit && last !== '' && !isUnit(last) && last !== '零' && last !== '〇') {
      if (endsInRange(run.slice(from))) break;
      parts.push(run.slice(from, at));
      from = at;
      sawUnit = false;
    }
  }
  parts.push(run.slice(from));
  return parts;
};

const RANGE_RUN = new RegExp(
  `^(?<head>[${DIGIT}${UNIT}]*[十百千])?(?<low>[一二两三四五六七八])(?<high>[两二三四五六七八九])(?<unit>[十百千万]*)$`,
  'u',
);

/** 十二三, but not 六十八二: its digits stand in order. */
const endsInRange = (run: string): boolean => {
  const { low, high } = RANGE_RUN.exec(run)?.groups ?? {};
  return low !== undefined && high !== undefined && rangeOf(low, high, '') !== null;
};

const plainFigure = (run: string): string => {
  if (![...run].some(isUnit)) return readDigits(run);
  return String(readNumerals(run));
};

/** 二三十 → 20~30, 十二三 → 12~13; a run of digits only is a range when it is exactly two in order. */
const figureOf = (run: string): string => {
  const parts = RANGE_RUN.exec(run)?.groups;
  if (parts) {
    const { head = '', low = '', high = '', unit = '' } = parts;
    const range = rangeOf(low, high, unit);
    if (range !== null && (head === '' || unit === '')) {
      if (head === '') return range;
      const base = readNumerals(head);
      return range.replace(/\d+/g, (figure) => String(base + Number(figure)));
    }
  }
  return plainFigure(run);
};

/** A number of a run: how many characters of the run it takes, and its figures. */
type Part = readonly [length: number, figures: string];

const partsOf = (whole: string): Part[] => cutRun(whole).map((part) => [part.length, figureOf(part)]);

/** 九三(斤) after 块: the first digit is the price's, what follows counts the goods. */
const priceTail = (run: string, next: string): Part[] | null => {
  if (run.length < 2 || [...run].slice(0, 2).some(isUnit) || !MEASURE.has(next)) return null;
  return [[1, readDigits(run[0] as string)], ...partsOf(run.slice(1))];
};

/** 八两 is a weight, 两 in 一两个 is a number. */
const withWeight = (run: string, next: string): { readonly run: string; readonly tail: string } =>
  run.length > 1 &&
  run.endsWith('两') &&
  !isUnit(run.at(-2) as string) &&
  !(MEASURE.has(next) && run === '一两')
    ? { run: run.slice(0, -1), tail: '两' }
    : { run, tail: '' };

/** 六十八两件 is 68 and two pieces: a number with tens does not end in 两. */
const PAIR_AFTER = new RegExp(`[十百千万][${DIGIT}]?两$`, 'u');

/** 四十九九一盒 is 49.9 for one, 三十九九 39.9: in a price 块 is dropped before what it leaves over. */
const TENTHS = /^(?<head>.*十)(?<last>[一二三四五六七八九])(?<tenth>[五六八九])(?<count>[一两三])?$/u;

/** 二九八一罐, 一九九两件: after a price that is read digit by digit, the last of the run counts the goods. */
const SPELLED_PRICE = new RegExp(`^[${DIGIT}]{2,4}[一两]$`, 'u');
const GOODS = new Set([...'罐瓶盒箱袋包件条双斤支套台份只']);
const spelledTail = (run: string, next: string): Part[] | null =>
  SPELLED_PRICE.test(run) && GOODS.has(next)
    ? [...partsOf(run.slice(0, -1)), [1, readDigits(run.at(-1) as string)]]
    : null;

/** 三二一 counts down. */
const COUNTDOWN = /^(?:五?四)?三二一$/u;

const isWord = (folded: string, at: number, run: string): boolean => {
  if (COUNTDOWN.test(run)) return true;
  if (run.length > 2 || (run === '十' && folded.startsWith('分钟', at + 1))) return false;
  if (run === '一' && folded.startsWith('点点', at + 1)) return true;
  if (run === '一' && folded[at + 1] === '点' && LITTLE_AFTER.test(folded[at - 1] ?? '')) return true;
  if (run === '一' && folded.startsWith('口价', at + 1)) return true;
  if (WORDS.has(folded.slice(at, at + 2))) return true;
  if (run.length > 1) return run === '千万' || run === '万千' || run === '百万' || run === '万一';
  if ('百千万亿幺'.includes(run)) return true;
  return AFTER.has(folded[at - 1] ?? '');
};

/** The label of a product that a price follows: 一号, 三号链接是. */
const LABELLED = new RegExp(`[\\d${DIGIT}]号(?:链接|品|款)?(?:是|卖|就|只要)?$`, 'u');
/** Units before a number in which such a label stands. */
const LABEL_REACH = 8;

/** 一号六十八二号: where prices are told by number, the last digit before 号 is the next number's. */
const labelTail = (folded: string, at: number, run: string): Part[] | null => {
  const last = run.at(-1) as string;
  if (run.length < 3 || isUnit(last) || folded[at + run.length] !== '号') return null;
  if (!LABELLED.test(folded.slice(Math.max(0, at - LABEL_REACH), at))) return null;
  return [...partsOf(run.slice(0, -1)), [1, readDigits(last)]];
};

/** 八一起拍, 八一口价: 一 belongs to the word that goes on after the number. */
const isOfWord = (run: string, after: string): boolean =>
  run.length > 1 &&
  run.endsWith('一') &&
  after !== '' &&
  ('起共律样直定般概'.includes(after[0] as string) || after.startsWith('口价'));

const figure = (folded: string, at: number, matched: string): readonly Part[] => {
  const [whole = '', fraction] = matched.split('点');
  if (fraction !== undefined) return [[matched.length, `${plainFigure(whole)}.${readDigits(fraction)}`]];
  const next = folded[at + matched.length] ?? '';
  const before = folded[at - 1] ?? '';
  if (isOfWord(whole, folded.slice(at + whole.length, at + whole.length + 2)))
    return figure(folded.slice(0, at + whole.length - 1), at, whole.slice(0, -1));
  if (before === '块' || before === '元') {
    const tail = priceTail(whole, next);
    if (tail !== null) return tail;
  }
  const spelled = spelledTail(whole, next);
  if (spelled !== null) return spelled;
  const labelled = labelTail(folded, at, whole);
  if (labelled !== null) return labelled;
  const tenths = TENTHS.exec(whole)?.groups;
  if (tenths) {
    const { head = '', last = '', tenth = '', count } = tenths;
    const isNext = Number(readDigits(tenth)) === Number(readDigits(last)) + 1;
    if (!isNext && (count !== undefined) === MEASURE.has(next)) {
      const price: Part = [head.length + 2, `${figureOf(head + last)}.${readDigits(tenth)}`];
      return count === undefined ? [price] : [price, [1, readDigits(count)]];
    }
  }
  if (PAIR_AFTER.test(whole) && MEASURE.has(next)) return [...partsOf(whole.slice(0, -1)), [1, '2']];
  const { run, tail } = withWeight(whole, next);
  const parts = partsOf(run);
  const [length, figures] = parts.pop() as Part;
  return [...parts, [length + tail.length, figures + tail]];
};

const PERCENT = new RegExp(`百分之(?=[\\d${DIGIT}十百])`, 'gu');
const PERCENT_FIGURE = new RegExp(`(?:\\d+(?:\\.\\d+)?|[${DIGIT}十百]+(?:点[${DIGIT}]+)?)`, 'uy');

/** 仨月, 俩钟头: three of them, two of them, where a month must not be read as March. */
const COLLOQUIAL = /(?<few>仨|(?<![二三四五六七八九十百千万])俩(?=月))(?<month>月)?/gu;
const FEW: Readonly<Record<string, string>> = { 仨: '3', 俩: '2' };

const colloquialEdits = (folded: string): Edit[] =>
  [...folded.matchAll(COLLOQUIAL)].map(({ index, groups = {} }) => ({
    start: index,
    end: index + 1,
    to: `${FEW[groups.few ?? ''] ?? ''}${groups.month === undefined ? '' : '个'}`,
  }));

const percentEdits = (folded: string): Edit[] => {
  const edits: Edit[] = [];
  for (const { index } of folded.matchAll(PERCENT)) {
    PERCENT_FIGURE.lastIndex = index + 3;
    const run = PERCENT_FIGURE.exec(folded)?.[0];
    if (run === undefined || run.length > RUN_MAX) continue;
    const to = /^\d/.test(run)
      ? run
      : figure('', 0, run)
          .map(([, figures]) => figures)
          .join(' ');
    edits.push({ start: index, end: index + 3 + run.length, to: `${to}%` });
  }
  return edits;
};

const isFigure = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
};

/** Figures for the Chinese numbers of a folded text: 十八个月 → 18个月, 百分之九点一 → 9.1%, 六十九一盒 → 69 1盒, 七八个 → 7~8个. */
export const chineseEdits = (folded: string): Edit[] => {
  const taken = [
    ...(folded.includes('百分之') ? percentEdits(folded) : []),
    ...(/[仨俩]/u.test(folded) ? colloquialEdits(folded) : []),
  ];
  const percents = taken.length > 1 ? taken.sort((a, b) => a.start - b.start) : taken;
  const edits: Edit[] = [...percents];
  let past = 0;
  for (const { 0: matched, index } of folded.matchAll(RUN)) {
    while (percents[past] !== undefined && (percents[past] as Edit).end <= index) past++;
    const percent = percents[past];
    if (percent && index < percent.end && index + matched.length > percent.start) continue;
    if (matched.length > RUN_MAX || isWord(folded, index, matched)) {
      if (matched === '百' && folded.startsWith('分百', index + 1)) {
        edits.push({ start: index, end: index + 3, to: '100%' });
      }
      continue;
    }
    const parts = figure(folded, index, matched);
    let start = index;
    // 20250817八月: what is written in figures already is a number of its own.
    const gap = isFigure(folded, index - 1) && !isUnit(matched[0] as string) ? ' ' : '';
    for (const [at, [length, figures]] of parts.entries()) {
      const to = `${at === 0 ? gap : ''}${figures}${at < parts.length - 1 ? ' ' : ''}`;
      edits.push({ start, end: start + length, to });
      start += length;
    }
  }
  return edits.length > percents.length && percents.length > 0
    ? edits.sort((a, b) => a.start - b.start)
    : edits;
};

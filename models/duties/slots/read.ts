import { codesIn, type FoundCode } from './codes.ts';
import {
  ENGLISH_DATES,
  englishDateAt,
  numericDateAt,
  RELATIVE_DATES,
  type ReadDate,
  relativeDateAt,
} from './dates.ts';
import { SLOT_KINDS, type SlotKind, type Token } from './kinds.ts';
import { COUNTY_MARKS, englishPlaceAt, LEADS, PLACE_STARTS, placeAt } from './places.ts';
import { startsOf } from './starts.ts';
import { UNIT_PATTERN, type UnitFacts, unitFacts } from './units.ts';

/** The figures of a sentence with one private-use character for each slot. */
export interface Typed {
  readonly text: string;
  /** Start in the figures of each unit of `text`; one more at the end. */
  readonly at: ArrayLike<number>;
  /** The token at each unit of `text` that stands for one. */
  readonly tokens: ReadonlyMap<number, Token>;
}

const QUANTITY = new RegExp(
  `(?<low>\\d+(?:\\.\\d+)?)(?: ?(?:[~-]|到|至|to) ?(?<high>\\d+(?:\\.\\d+)?))?(?<loose>多|来|几|\\+)?(?<unit>(?! ?(?:安装|转速))${UNIT_PATTERN})?`,
  'y',
);
const ABOUT = /(?:约|大概|差不多|将近|接近|about |around |approximately |roughly |nearly )$/;
/** The longest of these words. */
const ABOUT_REACH = 14;
/** 1米65, 19块9, 3克5: what the last unit drops. */
const TAIL =
  /(?<=[块元米斤克])[1-9]\d?(?![\d.]|[%个件盒斤克块元米寸片粒瓶袋包支只条双罐箱码岁月年天g]|公[斤分克]|厘米|毫)/y;
const MONEY_SIGN = /(?:nt\$|hk\$|us\$|rmb|[¥￥$€£]) ?(?<low>\d+(?:,\d{3})*(?:\.\d+)?)/y;
const SIGNS: Readonly<Record<string, string>> = {
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  nt$: 'TWD',
  hk$: 'HKD',
  us$: 'USD',
};
const PHONE =
  /(?:400[- ]?\d{3,4}[- ]?\d{3,4}|0\d{2,3}[- ]\d{7,8}|1[3-9]\d{9}|1?-?\(?\d{3}\)?[- .]\d{3}[- .]\d{4}|0800[- ]?\d{3}[- ]?\d{3})(?!\d)/y;
const CLOCK = /\d{1,2}:\d\d(?: ?[ap]m)?/y;
const HALF =
  /(?<half>半年|半个?月|半天|半小时|半个小时|半斤|半公斤|1斤半|half an? (?:year|pound|month|kilo)|(?:a )?(?:half|quarter)[- ](?:of )?(?:an? )?(?:ounce|pound|kilo|liter|litre|gallon|pint)s?|a (?:year|month|week|day)(?! ago)|(?<n>\d+)个?(?<base>年|月)半|\d+个半(?<unit>月|小时)|\d+斤半)/y;
const DAY =
  /今天|今晚|今夜|今儿个?(?!是)|明天|听日|听晚|明早|明晚|明日|明儿个?|翌日|后天|后日|后儿|大后天|当天|当日|当晚|次日|即日|隔天|隔日|次晨|第2天|today|tonight|tomorrow|same day|every (?:other|single) day|(?:the )?(?:next|following) (?:day|morning|working day|business day)|(?:下|这|本)个?(?:周|星期|礼拜)[1-6日天]|(?:(?:by|on|this|next|every) )?(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?![a-z])|(?:上午|下午|晚上|傍晚|中午)(?=(?:就|都)?(?:走|发走|寄|发货|出货|出库))|(?:周|星期|礼拜)[1-6日天](?![次回遍个天包瓶粒年月])/y;
const PER =
  /(?:每|一|单|1)(?:个(?!多?月|星期|礼拜|小时|钟头|季)|[件盒瓶樽袋包支只条双副罐箱组片粒枚颗张本把台套份桶提串卷斤克箱杯节堂位人入组]|公斤|千克|毫升|100克|100毫升|500克)|(?:per|each|a|an|for the|for one|for a|apiece) ?(?:pair|bag|box|bottle|set|piece|unit|pack|item|kg|jar|can|pound|gram|tube|case|dozen|tub|pouch|packet|tray|carton|punnet|tin|bar|roll|stick|lesson)(?![a-z])|each(?! other)|apiece/y;
const AGE_SPAN = /\d+(?:[~-]|到|至|to)\d+(?:月龄|岁)/y;
const SIZE =
  /(?<![a-z0-9'’])(?:x{0,4}[sl]|m|[2-6]xl?|double x[sl]|one size|free size)(?![a-z0-9'’&])码?|均码|单1尺寸|单一尺寸|大码|中码|小码|f码/y;
const TECH =
  /ip[x\d]\d|type-?c|usb-?c|\d+ ?[+加] ?\d{2,4}(?![\d.元块])|蓝牙\d(?:\.\d)?|bluetooth \d(?:\.\d)?|wifi ?\d|\d+k(?![a-z])(?!金)|\d核|\d(?:\.\d)?t(?![a-z])/y;

interface Scan {
  readonly text: string;
  readonly startedAt: Date;
}

const sticky = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const numberOf = (figure: string): number => Number(figure.replaceAll(',', ''));

const withDate = (date: ReadDate | null, start: number): Token | null =>
  date && {
    kind: 'date',
    start,
    end: date.end,
    value: date.value,
    ...(date.approx && { approx: true as const }),
  };

const halfAt = ({ text }: Scan, at: number): Token | null => {
  const match = sticky(HALF, text, at);
  if (!match) return null;
  const words = match[0];
  const end = at + words.length;
  const share = /^(?:a )?(?<share>half|quarter).* ?(?<unit>ounce|pound|kilo|liter|litre|gallon|pint)s?$/.exec(
    words,
  );
  if (share?.groups) {
    const facts = unitFacts(share.groups.unit ?? '');
    const times = (share.groups.share === 'half' ? 0.5 : 0.25) * (facts?.times ?? 1);
    return { kind: 'weight', start: at, end, value: times, unit: facts?.unit ?? 'g' };
  }
  const isWeight = /斤|pound|kilo/.test(words);
  const figure = Number(/\d+/.exec(words)?.[0] ?? 0);
  if (isWeight) {
    const grams = words.includes('公斤') || words.includes('kilo') ? 1000 : 500;
    return { kind: 'weight', start: at, end, value: (figure + 0.5) * grams, unit: 'g' };
  }
  if (words.startsWith('a ')) {
    const facts = unitFacts(words.slice(2));
    return { kind: 'duration', start: at, end, value: facts?.times ?? 1, unit: 'day' };
  }
  const days = /年|year/.test(words) ? 365 : /月|month/.test(words) ? 30 : /天/.test(words) ? 1 : 1 / 24;
  return { kind: 'duration', start: at, end, value: Math.round((figure + 0.5) * days), unit: 'day' };
};

/** What pounds are followed or led by where they are money. */
const POUNDS_EACH =
  /^ (?:a (?!week|month)|per |each|apiece|all in|today|tonight|only|off|flat|for (?:the|a|one|two|both))/;
const POUNDS_PAID =
  /(?:for|costs?|priced at|price is|pay|paying|only|just|fee is|postage is|shipping is|delivery is) (?:only |just )?[\d., ]+pounds$/;
const IN_A = /^ (?:an?|the|each|every|one|total|all)(?![a-z])/;
const PRICE_REACH = 32;

const kindOf = (facts: UnitFacts | undefined, low: number, text: string, end: number): SlotKind => {
  if (!facts) return 'number';
  if (facts.kind === 'count' && low === 1) return 'unit';
  if (facts.kind === 'money' && low === 1 && text[end - 1] === '块') return 'unit';
  if (facts.kind === 'percent' && /[人分本功年品员长为都交]/.test(text[end] ?? '') && text[end - 1] === '成')
    return 'number';
  // 满99包邮: the 包 is no bag.
  if (facts.kind === 'count' && text[end - 1] === '包' && /[邮装含赔退换税教]/.test(text[end] ?? ''))
    return 'number';
  // 满69包: so is this one.
  if (facts.kind === 'count' && low >= 10 && /[满够]\d+包$/.test(text.slice(Math.max(0, end - 8), end)))
    return 'number';
  // 拍3只要59: the 只 belongs to what follows.
  if (facts.kind === 'count' && text[end - 1] === '只' && /[要有需卖用能]/.test(text[end] ?? ''))
    return 'number';
  // 6 in a box: no inches.
  if (facts.kind === 'length' && /\d in$/.test(text.slice(0, end)) && IN_A.test(text.slice(end, end + 8)))
    return 'number';
  // 11 pounds a tub, goes for 54 pounds: no weight.
  if (facts.kind === 'weight' && text.startsWith('pounds', end - 6)) {
    const before = text.slice(Math.max(0, end - PRICE_REACH), end);
    if (POUNDS_EACH.test(text.slice(end, end + PRICE_REACH)) || POUNDS_PAID.test(before)) return 'money';
  }
  // 8天前, 3年级: no term.
  if (facts.kind === 'duration' && /^(?:前|级|代|产|份|老|之前)/.test(text.slice(end, end + 2)))
    return 'number';
  return facts.kind;
};

const quantityAt = ({ text }: Scan, at: number): Token => {
  const match = sticky(QUANTITY, text, at) as RegExpExecArray;
  const { low = '0', high, loose, unit } = match.groups ?? {};
  const facts = unit === undefined ? undefined : unitFacts(unit.trim());
  let end = at + match[0].length;
  const kind = kindOf(facts, Number(low), text, end);
  let value = Number(high ?? low);
  if (facts && (kind === 'money' || kind === 'length' || kind === 'weight')) {
    const tail = sticky(TAIL, text, end);
    if (text[end] === '半') {
      end++;
      value += 0.5;
    } else if (tail) {
      end += tail[0].length;
      value += Number(`0.${tail[0]}`);
    }
  }
  const isPounds = kind === 'money' && facts?.kind === 'weight';
  const times = facts && kind !== 'number' && kind !== 'count' && !isPounds ? facts.times : 1;
  return {
    kind,
    start: at,
    end: kind === 'number' && facts ? at + match[0].length - (unit ?? '').length : end,
    value: Math.round(value * times * 1e6) / 1e6,
    ...(facts?.unit && { unit: isPounds ? 'GBP' : facts.unit }),
    ...((ABOUT.test(text.slice(Math.max(0, at - ABOUT_REACH), at)) ||
      loose !== undefined ||
      high !== undefined) && { approx: true as const }),
  };
};

const simple = (kind: SlotKind, pattern: RegExp, text: string, at: number): Token | null => {
  const match = sticky(pattern, text, at);
  return match && { kind, start: at, end: at + match[0].length, value: match[0] };
};

const moneyAt = (text: string, at: number): Token | null => {
  const match = sticky(MONEY_SIGN, text, at);
  if (!match) return null;
  const sign = /^[a-z]*[¥￥$€£]?/.exec(match[0])?.[0] ?? '';
  const value = numberOf(match.groups?.low ?? '0');
  return { kind: 'money', start: at, end: at + match[0].length, value, unit: SIGNS[sign] ?? 'CNY' };
};

const digitAt = (scan: Scan, at: number): Token => {
  const { text, startedAt } = scan;
  const early =
    simple('phone', PHONE, text, at) ??
    simple('age', AGE_SPAN, text, at) ??
    simple('clock', CLOCK, text, at) ??
    withDate(numericDateAt(text, at, startedAt), at) ??
    withDate(englishDateAt(text, at, startedAt), at) ??
    simple('tech', TECH, text, at) ??
    halfAt(scan, at) ??
    simple('size', SIZE, text, at) ??
    (text.charCodeAt(at) === 49 ? simple('unit', PER, text, at) : null);
  return early ?? quantityAt(scan, at);
};

const BATCH =
  /(?<=(?:批[次号]?|日期|喷码|钢印|生产|出厂|制造)[是为的打印: ]{0,4})(?:20)?(?<y>\d\d)(?<m>0[1-9]|1[0-2])(?<d>0[1-9]|[12]\d|3[01])(?!\d)/y;

const batchDate = (text: string, at: number): Token | null => {
  const match = sticky(BATCH, text, at);
  if (!match) return null;
  const { y, m, d } = match.groups ?? {};
  return { kind: 'date', start: at, end: at + match[0].length, value: `20${y}-${m}-${d}` };
};

/** First characters of what does not begin with a digit. */
const HAN_FIRST = new Set([
  ...'周星礼半每一单今明后当次即隔去前大上这本下昨琴寻噚听刚均小中约将近差蓝星礼晚傍翌第',
]);
const SIGN_FIRST = new Set([...'nhur$¥€£￥']);
const LATIN_FIRST = new Set([...'abcdefhijlmnopqrstuwxy$¥€£']);

/** What may begin with a unit, as bits: whatever else is there need not be tried. */
const MAY = { half: 1, english: 2, relative: 4, day: 8, unit: 16, size: 32, tech: 64, other: 128 } as const;

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLatin = (code: number): boolean => code >= 97 && code <= 122;

const STARTS = ((): Uint8Array => {
  const readers: readonly (readonly [bit: number, patterns: readonly RegExp[]])[] = [
    [MAY.half, [HALF]],
    [MAY.english, ENGLISH_DATES],
    [MAY.relative, RELATIVE_DATES],
    [MAY.day, [DAY]],
    [MAY.unit, [PER]],
    [MAY.size, [SIZE]],
    [MAY.tech, [TECH]],
  ];
  const bits = new Uint8Array(65536);
  for (const [bit, patterns] of readers)
    for (const starts of patterns.map(startsOf))
      for (let code = 0; code < bits.length; code++)
        if (starts[code] === 1) bits[code] = (bits[code] as number) | bit;
  for (let code = 0; code < bits.length; code++) {
    const char = String.fromCharCode(code);
    const isWord = HAN_FIRST.has(char) || LATIN_FIRST.has(char);
    if (!isWord && !isDigit(code)) bits[code] = 0;
    if (isDigit(code) || isLatin(code) || PLACE_STARTS[code] === 1 || SIGN_FIRST.has(char) || code === 32)
      bits[code] = (bits[code] as number) | MAY.other;
  }
  return bits;
})();

const wordAt = (scan: Scan, at: number, char: string, may: number): Token | null => {
  const { text, startedAt } = scan;
  const isHan = HAN_FIRST.has(char);
  if (!isHan && !LATIN_FIRST.has(char)) return null;
  const money = !isHan && SIGN_FIRST.has(char) ? moneyAt(text, at) : null;
  return (
    money ??
    (may & MAY.half ? halfAt(scan, at) : null) ??
    (!isHan && may & MAY.english ? withDate(englishDateAt(text, at, startedAt), at) : null) ??
    (may & MAY.relative ? withDate(relativeDateAt(text, at, startedAt), at) : null) ??
    (may & MAY.day ? simple('day', DAY, text, at) : null) ??
    (may & MAY.unit ? simple('unit', PER, text, at) : null) ??
    (may & MAY.size ? simple('size', SIZE, text, at) : null) ??
    (may & MAY.tech ? simple('tech', TECH, text, at) : null)
  );
};

const codeTokens = (text: string, codes: readonly FoundCode[]): Token[] =>
  codes.map(({ start, end, digits, isTagged }): Token => {
    const value = text.slice(start, end);
    return {
      kind: isTagged ? 'serial' : 'code',
      start,
      end,
      value,
      unit: digits === 0 ? 'prefix' : 'number',
    };
  });

const placeToken = (text: string, at: number, size: number): Token => ({
  kind: 'place',
  start: at,
  end: at + size,
  value: text.slice(at, at + size),
});

/** Whether a Latin letter here continues a word. */
const isInWord = (text: string, at: number): boolean => {
  const before = text.charCodeAt(at - 1);
  return before >= 97 && before <= 122;
};

const tokenAt = (scan: Scan, at: number, may: number): Token | null => {
  const { text } = scan;
  const code = text.charCodeAt(at);
  if (isDigit(code)) return batchDate(text, at) ?? digitAt(scan, at);
  if (isLatin(code)) {
    if (isInWord(text, at)) return null;
    const size = englishPlaceAt(text, at);
    if (size > 0) return placeToken(text, at, size);
  } else {
    const size = placeAt(text, at);
    if (size > 0) return placeToken(text, at, size);
  }
  return may === 0 ? null : wordAt(scan, at, text[at] as string, may);
};

const isHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff;

/** Recognisers write a pause between Chinese words as a space: it parts clauses as a comma does. */
const isPause = (text: string, at: number): boolean =>
  text.charCodeAt(at) === 32 &&
  at > 0 &&
  (isHan(text.charCodeAt(at + 1))
    ? !isLatin(text.charCodeAt(at - 1))
    : isDigit(text.charCodeAt(at + 1)) && isHan(text.charCodeAt(at - 1)));

const NO_TOKENS: readonly Token[] = [];
const LEADING = new Uint8Array(65536);
for (const lead of LEADS) LEADING[lead.charCodeAt(0)] = 1;
const MARKING = new Uint8Array(65536);
for (const mark of COUNTY_MARKS) MARKING[mark.charCodeAt(0)] = 1;

/** Whether a place that is in no list may begin here: after a word that leads to one, or before its 县. */
const mayBePlace = (figures: string, at: number): boolean =>
  (at > 0 && LEADING[figures.charCodeAt(at - 1)] === 1) || MARKING[figures.charCodeAt(at + 2)] === 1;

/** Reads the slots of a sentence's figures; relative dates resolve against `startedAt`. */
export const readSlots = (figures: string, startedAt: Date): Typed => {
  const scan: Scan = { text: figures, startedAt };
  const codes = codesIn(figures);
  const whole = codes.length > 0 ? codeTokens(figures, codes) : NO_TOKENS;
  const at = new Int32Array(figures.length + 1);
  const tokens = new Map<number, Token>();
  let text = '';
  let units = 0;
  let next = 0;
  let copied = 0;
  const put = (char: string, from: number, until: number): void => {
    text += figures.slice(copied, from) + char;
    copied = until;
  };
  for (let k = 0; k < figures.length; ) {
    while (next < whole.length && (whole[next] as Token).start < k) next++;
    const may = STARTS[figures.charCodeAt(k)] as number;
    const isCode = whole[next]?.start === k;
    at[units++] = k;
    if (may === 0 && !isCode && !mayBePlace(figures, k)) {
      k++;
      continue;
    }
    const token = isCode ? (whole[next] as Token) : tokenAt(scan, k, may);
    if (token && token.end > k) {
      tokens.set(units - 1, token);
      put(SLOT_KINDS[token.kind], k, token.end);
      k = token.end;
    } else {
      if (isPause(figures, k)) put(',', k, k + 1);
      k++;
    }
  }
  at[units] = figures.length;
  return { text: copied === 0 ? figures : text + figures.slice(copied), at, tokens };
};

/** For people and tests: 保质期18个月 → 保质期{duration}. */
export const showTyped = (typed: Typed): string =>
  [...typed.text]
    .map((char, at) => (typed.tokens.has(at) ? `{${typed.tokens.get(at)?.kind}}` : char))
    .join('');

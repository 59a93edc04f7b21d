import type { PersonalDatum } from '../../contract/claim.ts';
import { isHongKongId, isIdentityNumber, isTaiwanId, looksLikeIdentity, luhn } from './checks.ts';
import { type DigitRun, digitRuns } from './digits.ts';
import { PERSON_PATTERNS } from './persons.ts';

/** How far before a number the words stand that say what it is. */
const CONTEXT_UNITS = 16;

const contextBefore = (text: string, start: number): string =>
  text.slice(Math.max(0, start - CONTEXT_UNITS), start);

const CARD_WORDS = /卡号|卡號|银行卡|打款|退到|打到|打这个卡|打這個卡|账户|帳戶|账号|card/i;
const ORDER_WORDS = /订单号?|訂單|单号|尾号|尾號|券码|型号|房间号|防伪码|条形码|编号|注册号|证号|批号|批次/;
const QQ_WORDS = /([qｑＱ]{2}|扣扣|企鹅号|球球)[号號群]?(是|为|:|：|\s)*$/i;

type Judge = (run: DigitRun, text: string) => PersonalDatum['kind'] | null;

const isMobile = (digits: string): boolean => /^1[3-9]\d{9}$/.test(digits);

/** What a run of digits is. The order matters: an identity number is also eleven digits and more. */
const kindOfRun: Judge = (run, text) => {
  const { digits } = run;
  const before = contextBefore(text, run.start);
  if (isIdentityNumber(digits)) return 'cn-id18';
  if (/^(400|800)\d{7}$/.test(digits)) return null;
  if (isMobile(digits) || (/^(0086|86)1[3-9]\d{9}$/.test(digits) && digits.length >= 13)) return 'cn-mobile';
  // One mistyped digit fails the check; where the words say what it is, it is masked all the same.
  if (/身份[证證]|證件|证件|实名|實名/.test(before)) {
    if (digits.length === 18 && looksLikeIdentity(digits)) return 'cn-id18';
    if (digits.length === 15) return 'cn-id15';
  }
  if (digits.length >= 13 && digits.length <= 19) {
    if (CARD_WORDS.test(before)) return 'bank-card';
    if (/订单|訂單|单号|單號/.test(before)) return 'order-no';
    if (!ORDER_WORDS.test(before) && luhn(digits) && /^(62|4|5[1-5]|60|35)/.test(digits)) return 'bank-card';
    return null;
  }
  if (/^09\d{8}$/.test(digits) && !ORDER_WORDS.test(before)) return 'tw-mobile';
  if (digits.length === 12 && /订单号|訂單號/.test(before)) return 'order-no';
  if (/^[1-9]\d{4,10}$/.test(digits) && QQ_WORDS.test(before)) return 'qq';
  return null;
};

/** A mobile number inside a longer spoken or glued run, e.g. after a country code. */
const spanOfRun = (run: DigitRun, kind: string): { start: number; end: number } => {
  if (kind !== 'cn-mobile' || run.digits.length === 11) return { start: run.start, end: run.end };
  return { start: run.at[run.digits.length - 11] as number, end: run.end };
};

interface Pattern {
  readonly kind: string;
  readonly pattern: RegExp;
  /** Index of the group that is the datum; 0 for all. */
  readonly group: number;
  readonly accept?: (match: RegExpExecArray) => boolean;
  /** What the match begins with that is no part of the datum. */
  readonly lead?: RegExp;
}

/** Words that run into the name of a road: 这位宝宝住|幸福路, 帮我寄到|幸福路. */
const BEFORE_ADDRESS =
  /^[\u4e00-\u9fff]*(?:住在?|寄到|寄往|寄去|送到|送往|发到|發到|發往|地址是?|[姐妹宝寶]{2}在|(?:店|司|厂|廠|家|库|庫|人|我|们|們)在|退货到|退貨到)(?=[\u4e00-\u9fff]{2})/;

const SURNAMES =
  '(?:欧阳|上官|司马|诸葛|东方|皇甫|慕容|[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文陳張劉楊趙黃吳孫馬羅鄭謝韓馮許蘇盧蔣賈葉鍾]{1})';
const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';

const PATTERNS: readonly Pattern[] = [
  {
    kind: 'email',
    pattern:
      /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,3}\.[A-Za-z]{2,10}(?![A-Za-z])/g,
    group: 0,
  },
  {
    kind: 'wechat',
    pattern:
      /(?:微信|薇信|威信|vx|VX|Vx|wx|WX|绿泡泡|加v|加V|V信|加薇|加微|微信号|微信號)(?:号|號|是|为|:|：|\s|我){0,3}([A-Za-z][A-Za-z0-9_-]{5,19})(?![A-Za-z0-9_-])/g,
    group: 1,
  },
  // `line` is an English word first: it names an account only where something says so.
  {
    kind: 'line-id',
    pattern:
      /(?:LINE|Line|line|賴|赖)\s?(?:ID|id|Id|帳號|账号|号|號|是|:|：)[\s:：是]{0,3}(@?[A-Za-z0-9._-]{4,20})(?![A-Za-z0-9._-])/g,
    group: 1,
    accept: (match) => /[\d@_.-]|^[a-z]{5,}$/.test(match[1] ?? ''),
  },
  {
    kind: 'line-id',
    pattern:
      /(?:加(?:我)?(?:的)?|我的|私)\s?(?:LINE|Line|line|賴|赖)[\s:：]{0,3}(@?[A-Za-z0-9._-]{4,20})(?![A-Za-z0-9._-])/g,
    group: 1,
    accept: (match) => !/^pay$/i.test(match[1] ?? ''),
  },
  {
    kind: 'line-id',
    pattern: /(?:LINE|Line|line|賴|赖)\s{0,2}(@[A-Za-z0-9._-]{4,20})(?![A-Za-z0-9._-])/g,
    group: 1,
  },
  {
    kind: 'account',
    pattern:
      /(?:wechat|weixin|whatsapp|telegram|signal|kakao|skype|电报|電報|飞机)(?:\s?(?:id|ID|号|號|是|:|：|me|at|on)){0,3}\s{0,2}(@?[A-Za-z][A-Za-z0-9_.-]{3,31}|@[A-Za-z0-9_.-]{4,32})(?![A-Za-z0-9_.-])/gi,
    group: 1,
    accept: (match) => /[\d@_]/.test(match[1] ?? ''),
  },
  {
    kind: 'phone',
    pattern: /\+\d{1,3}[\s-]?\d{2,4}(?:[\s-]?\d{3,4}){1,3}(?!\d)/g,
    group: 0,
    // Mainland numbers have a kind of their own.
    accept: (match) => !match[0].startsWith('+86') && /^\D*(?:\d\D*){8,15}$/.test(match[0]),
  },
  {
    kind: 'phone',
    pattern:
      /(?<!客服|店铺|店鋪|官方|公司|热线|熱線)(?:\btel(?:ephone)?|\bphone|电话|電話|手机|手機|whatsapp)(?: ?(?:number|no\.?|号码?|號碼?|是|:|：|\s)){0,3}(\d{2,4}[\s-]\d{3,4}[\s-]\d{3,4})(?!\d)/gi,
    group: 1,
    accept: (match) => !/^[48]00/.test(match[1] ?? ''),
  },
  {
    kind: 'passport',
    pattern:
      /(?:护照|護照|passport)(?: ?(?:号码?|號碼?|number|no\.?|是|:|：|\s)){0,3}([A-Za-z]{1,2}\d{7,8})(?!\d)/gi,
    group: 1,
  },
  {
    kind: 'us-ssn',
    pattern: /(?:\bSSN|social security)[^0-9]{0,12}(\d{3}[- ]?\d{2}[- ]?\d{4})(?!\d)/gi,
    group: 1,
  },
  {
    kind: 'tw-id',
    pattern: /(?<![A-Za-z0-9])[A-Z][1289]\d{8}(?!\d)/g,
    group: 0,
    accept: (match) => isTaiwanId(match[0]),
  },
  {
    kind: 'hk-id',
    pattern: /(?<![A-Za-z0-9])([A-Z]{1,2})(\d{6})[(（]([0-9A])[)）]/g,
    group: 0,
    accept: (match) => isHongKongId(match[1] as string, match[2] as string, match[3] as string),
  },
  {
    kind: 'tracking-no',
    pattern:
      /(?<![A-Za-z0-9])(?:SF\d{12,15}|(?:YT|JT|YD)\d{13}|(?:ZTO|STO)\d{10,14}|JD[A-Z]{0,2}\d{10,15}|[A-Z]{2}\d{9}CN)(?!\d)/g,
    group: 0,
  },
  {
    kind: 'plate',
    pattern: new RegExp(
      `[${PROVINCES}][A-HJ-NP-Z][·• ]?(?:[A-HJ-NP-Z0-9]{5}|[DF][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[DF])(?![A-Za-z0-9])`,
      'g',
    ),
    group: 0,
    accept: (match) => /\d/.test(match[0]),
  },
  {
    kind: 'cn-address',
    pattern:
      /[\u4e00-\u9fff]{2,12}?(?:路|街|道|巷|弄|大道|花园|花園|小区|小區|社区|新村|公寓|苑|村)\d{0,5}(?:号|號|弄)?(?:院)?(?:\d{1,4}|[A-Za-z])(?:号|號|栋|棟|幢|号楼|號樓|座|单元|單元|室|组|組|楼|樓)(?:[\dA-Za-z]{1,5}(?:栋|棟|幢|号楼|单元|單元|室|楼|樓|号|號)?){0,4}/g,
    group: 0,
    lead: BEFORE_ADDRESS,
  },
  {
    kind: 'cn-address',
    pattern:
      /(?:住在?|寄到|地址是?[:：]?|送到)([\u4e00-\u9fff]{2,10}(?:花园|花園|小区|小區|家园|公寓|新村|社区|嘉园|名苑))/g,
    group: 1,
  },
  {
    kind: 'cn-name',
    pattern: new RegExp(
      `(?:我叫|收货人(?:是|:|：)?|收貨人(?:是|:|：)?|收件人(?:是|:|：)?|寄给|寄給|联系人(?:是|:|：)?|姓名(?:是|:|：)?)\\s?(${SURNAMES}[\\u4e00-\\u9fff]{1,2}?)(?=住|收|的|电|電|手|，|,|。|\\s|\\d|$|在|身)`,
      'g',
    ),
    group: 1,
  },
  {
    kind: 'cn-name',
    pattern: new RegExp(`(?<=[\\d室号號元楼樓，, ])(${SURNAMES}[\\u4e00-\\u9fff]{1,2})收(?![到货藏费])`, 'g'),
    group: 1,
  },
  ...PERSON_PATTERNS,
];

/** Longest text searched by patterns with context; a line of 64 KiB is searched in pieces of this size. */
const PIECE = 4096;

/** Without one of these no pattern below can match: most lines of talk are let go here. */
const WORTH_A_LOOK = /[0-9A-Za-z岁歲孕]|我叫|住|寄到|寄给|寄給|地址|送到|收货人|收貨人|收件人|联系人|姓名/;

/**
 * Personal data of natural persons in a text: kinds, and spans in UTF-16 offsets, in order, not overlapping.
 * Business hotlines (400/800), order tails, codes, prices and dates are none.
 */
export const findPersonalData = (text: string): PersonalDatum[] => {
  const found: PersonalDatum[] = [];
  for (const run of digitRuns(text)) {
    const kind = kindOfRun(run, text);
    if (!kind) continue;
    // A letter before the digits makes it a model or a parcel number, which have patterns of their own.
    if (/[A-Za-z]/.test(text[run.start - 1] ?? '') && kind !== 'qq' && kind !== 'cn-id18') continue;
    if (kind === 'cn-mobile' && /[A-Za-z]/.test(text[run.end] ?? '')) continue;
    found.push({ kind, ...spanOfRun(run, kind) });
  }
  if (!WORTH_A_LOOK.test(text)) return found;
  for (let piece = 0; piece < text.length; piece += PIECE) {
    const part = text.length <= PIECE ? text : text.slice(piece, piece + PIECE);
    for (const { kind, pattern, group, accept, lead } of PATTERNS) {
      pattern.lastIndex = 0;
      for (let match = pattern.exec(part); match; match = pattern.exec(part)) {
        if (accept && !accept(match)) continue;
        const words = match[group] ?? '';
        const start = piece + match.index + (group === 0 ? 0 : match[0].lastIndexOf(words));
        const front = lead?.exec(words)?.[0].length ?? 0;
        if (words.length > 0) found.push({ kind, start: start + front, end: start + words.length });
      }
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: PersonalDatum[] = [];
  for (const datum of found) if (datum.start >= (kept.at(-1)?.end ?? 0)) kept.push(datum);
  return kept;
};

/** A date read in figures: ISO day, month or year. `approx` when the year was not said. */
export interface ReadDate {
  readonly end: number;
  readonly value: string;
  readonly approx?: true;
}

const pad = (value: number): string => String(value).padStart(2, '0');
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_WORD =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const NUMERIC =
  /(?:(?<year>\d{4}|\d{2}(?=年(?:的)?\d{1,2}月\d)|2[2-9](?=年的?\d{1,2}月))年的?)?(?<month>1[0-2]|0?[1-9])月(?:份|底|初|末|中旬|上旬|下旬|中(?![国文间旬]))?(?:(?<day>3[01]|[12]\d|0?[1-9])[日号]?(?!\d|个|天))?|(?<yearOnly>(?:19|20)\d\d)年(?:底|初|末)?|(?<isoYear>(?:19|20)\d\d) ?[-/.] ?(?<isoMonth>1[0-2]|0?[1-9])(?: ?[-/.] ?(?<isoDay>3[01]|[12]\d|0?[1-9])(?!\d))?(?!\d)|(?<runYear>20[2-4]\d) ?(?<runMonth>0[1-9]|1[0-2]) ?(?<runDay>0[1-9]|[12]\d|3[01])(?![\d.])|(?<slashMonth>1[0-2]|0?[1-9])(?: ?\/ ?(?:(?<slashDay>3[01]|[12]\d|0?[1-9]) ?\/ ?)?| of |(?<=\b0[1-9]) )(?<slashYear>20[2-4]\d|(?<=\b0[1-9] of )(?:2[5-9]|3\d))(?![\d.])|(?<=(?:spring|summer|fall|autumn|winter|end of|start of|until|till|til|through|thru|best before|expires?|expiry|expires? in|good to|dated) )(?<aloneYear>20[2-4]\d)(?![\d.:])(?! ?(?:ml|mah|watts?|people|of|for))/y;
const ENGLISH = new RegExp(
  `(?:(?<early>\\d{1,2})(?:st|nd|rd|th)?(?: of)? )?\\b${MONTH_WORD}\\b\\.?(?: (?<day>\\d{1,2})(?:st|nd|rd|th)?(?!\\d))?(?:,? (?:of )?(?<year>(?:19|20)\\d\\d)|,? of (?<short>2[4-9]|3\\d)(?!\\d))?`,
  'y',
);

const iso = (year: number, month?: number, day?: number): string =>
  `${year}${month === undefined ? '' : `-${pad(month)}`}${day === undefined ? '' : `-${pad(day)}`}`;

/** The year of a month that was named alone: the last one before the broadcast; shelf lives ahead of it are marked approximate too. */
const guessYear = (month: number, startedAt: Date): number =>
  month > startedAt.getUTCMonth() + 1 ? startedAt.getUTCFullYear() - 1 : startedAt.getUTCFullYear();

/** 2026年10月1号, 3月, 2027年底, 2026-10-01 at a place of the figures. 3月内 and 3个月 are durations, not dates. */
export const numericDateAt = (text: string, at: number, startedAt: Date): ReadDate | null => {
  NUMERIC.lastIndex = at;
  const match = NUMERIC.exec(text);
  if (!match) return null;
  const end = at + match[0].length;
  const { year, month, day, yearOnly, isoYear, isoMonth, isoDay, runYear, runMonth, runDay } =
    match.groups ?? {};
  const { slashYear, slashMonth, slashDay, aloneYear } = match.groups ?? {};
  if (aloneYear !== undefined) return { end, value: aloneYear };
  if (slashYear !== undefined)
    return {
      end,
      value: iso(
        Number(slashYear.length === 2 ? `20${slashYear}` : slashYear),
        Number(slashMonth),
        slashDay === undefined ? undefined : Number(slashDay),
      ),
    };
  if (runYear !== undefined) return { end, value: iso(Number(runYear), Number(runMonth), Number(runDay)) };
  if (yearOnly !== undefined) return { end, value: yearOnly };
  if (isoYear !== undefined)
    return {
      end,
      value: iso(Number(isoYear), Number(isoMonth), isoDay === undefined ? undefined : Number(isoDay)),
    };
  if (text[end] === '龄' || text[end] === '内') return null;
  const said = year === undefined ? undefined : Number(year.length === 2 ? `20${year}` : year);
  const inYear = said ?? guessYear(Number(month), startedAt);
  const value = iso(inYear, Number(month), day === undefined ? undefined : Number(day));
  return said === undefined ? { end, value, approx: true } : { end, value };
};

/** "3 October 2026", "january 9th 2027", "may of 2027". A month's name alone must not be the verb "may". */
export const englishDateAt = (text: string, at: number, startedAt: Date): ReadDate | null => {
  ENGLISH.lastIndex = at;
  const match = ENGLISH.exec(text);
  const month = match?.groups?.month;
  if (!match || month === undefined) return null;
  const { early, day, short } = match.groups ?? {};
  const year = match.groups?.year ?? (short && `20${short}`);
  if (early === undefined && day === undefined && year === undefined) {
    if (
      /^(?:may|mar|sep|dec|march)$/.test(month) &&
      !/(?:in|of|since|by|until|till|end|last|this) $/.test(text.slice(Math.max(0, at - 6), at))
    )
      return null;
  }
  const monthNo = MONTHS.indexOf(month.slice(0, 3)) + 1;
  const dayNo = day ?? early;
  const inYear = year === undefined ? guessYear(monthNo, startedAt) : Number(year);
  const value = iso(inYear, monthNo, dayNo === undefined ? undefined : Number(dayNo));
  const end = at + match[0].length;
  return year === undefined ? { end, value, approx: true } : { end, value };
};

const RELATIVE =
  /(?<word>大前年|前年|去年|今年|明年|后年|上上个?月|上个?月|上上?个?(?:周|星期|礼拜)[1-6日天末](?![次回遍个天包瓶粒])|上个?周末|这个?月|本月|当月|下个?月|上上周|上周|上个周|上个?星期|上个?礼拜|上一周|这个?(?:周|星期|礼拜)(?![1-6日天])|本周(?![1-6日天])|(?:星期|礼拜)[1-6日天](?![次回遍个天包瓶粒])|大前天|大前儿|前天|前日|前晚|前夜|昨天|昨晚|昨夜|昨日|昨儿个?|前儿个?|[琴寻噚]日|今早|今晨|今朝|今日|刚才)(?:的)?(?:(?<month>1[0-2]|0?[1-9])月(?:份|底|初|末|中旬|上旬|下旬)?)?(?:(?<day>3[01]|[12]\d|0?[1-9])(?:[日号](?!链接)|(?<=月(?:3[01]|[12]\d|0?[1-9]))(?![\d.:折个天块元件盒瓶袋包克斤%点毫度米])))?(?:底|初|中旬|上旬|下旬|末|年底|年初)?/y;
const YEARS: Readonly<Record<string, number>> = { 大前年: -3, 前年: -2, 去年: -1, 今年: 0, 明年: 1, 后年: 2 };
const DAYS: Readonly<Record<string, number>> = {
  大前天: -3,
  大前儿: -3,
  前日: -2,
  前晚: -2,
  前夜: -2,
  昨夜: -1,
  前天: -2,
  昨天: -1,
  昨晚: -1,
  昨日: -1,
  昨儿: -1,
  昨儿个: -1,
  前儿: -2,
  前儿个: -2,
  琴日: -1,
  寻日: -1,
  噚日: -1,
  今早: 0,
  今朝: 0,
  今晨: 0,
  今日: 0,
  刚才: 0,
};
const ENGLISH_RELATIVE =
  /\b(?<word>yesterday|last (?:night|week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|this (?:morning|week|month|year)|(?:the )?(?:end|start|middle|beginning) of (?:next|this) (?:year|month)|next (?:year|month)|(?:next|this|last) (?:spring|summer|autumn|fall|winter|christmas|easter|thanksgiving|halloween|new year(?:'s)?))\b/y;
/** Next Easter, last summer: the year is all that is sure. */
const SEASON = /spring|summer|autumn|fall|winter|christmas|easter|thanksgiving|halloween|new year/;
/** What {@link englishDateAt} and {@link relativeDateAt} look for. */
export const ENGLISH_DATES: readonly RegExp[] = [ENGLISH];
export const RELATIVE_DATES: readonly RegExp[] = [RELATIVE, ENGLISH_RELATIVE];

const DAY_MS = 86_400_000;

const dayIso = (date: Date): string => date.toISOString().slice(0, 10);

const monthFrom = (startedAt: Date, ahead: number): [number, number] => {
  const at = new Date(Date.UTC(startedAt.getUTCFullYear(), startedAt.getUTCMonth() + ahead, 1));
  return [at.getUTCFullYear(), at.getUTCMonth() + 1];
};

/** 今年3月, 上个月18号, 前天, 后年3月, yesterday, resolved against the start of the broadcast. 今年 alone is a year. */
export const relativeDateAt = (text: string, at: number, startedAt: Date): ReadDate | null => {
  RELATIVE.lastIndex = at;
  const match = RELATIVE.exec(text);
  if (match) {
    const { word = '', month, day } = match.groups ?? {};
    const end = at + match[0].length;
    const dayNo = day === undefined ? undefined : Number(day);
    const years = YEARS[word];
    if (years !== undefined) {
      const year = startedAt.getUTCFullYear() + years;
      return {
        end,
        value: iso(
          year,
          month === undefined ? undefined : Number(month),
          month === undefined ? undefined : dayNo,
        ),
      };
    }
    const days = DAYS[word];
    if (days !== undefined) return { end, value: dayIso(new Date(startedAt.getTime() + days * DAY_MS)) };
    if (word.includes('月')) {
      const ahead = word.startsWith('上上') ? -2 : word.startsWith('上') ? -1 : word.startsWith('下') ? 1 : 0;
      return { end, value: iso(...monthFrom(startedAt, ahead), dayNo) };
    }
    return {
      end,
      value: dayIso(new Date(startedAt.getTime() - (word.startsWith('上') ? 7 : 0) * DAY_MS)),
      approx: true,
    };
  }
  ENGLISH_RELATIVE.lastIndex = at;
  const word = ENGLISH_RELATIVE.exec(text)?.groups?.word;
  if (word === undefined) return null;
  const end = at + word.length;
  const isSeason = SEASON.test(word);
  if (isSeason || word.endsWith('year')) {
    const year = startedAt.getUTCFullYear() + (word.includes('next') ? 1 : word.startsWith('last') ? -1 : 0);
    if (isSeason) return { end, value: String(year), approx: true };
    return { end, value: word.includes('end of') ? `${year}-12` : String(year) };
  }
  if (word.endsWith('month'))
    return {
      end,
      value: iso(...monthFrom(startedAt, word.includes('next') ? 1 : word.startsWith('last') ? -1 : 0)),
    };
  if (word === 'yesterday' || word === 'last night')
    return { end, value: dayIso(new Date(startedAt.getTime() - DAY_MS)) };
  const isToday = word === 'this morning';
  return isToday
    ? { end, value: dayIso(startedAt) }
    : { end, value: dayIso(new Date(startedAt.getTime() - 7 * DAY_MS)), approx: true };
};

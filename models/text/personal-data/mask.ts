import type { PersonalDatum } from '../../contract/claim.ts';

const MASK = '*';

/** How many digits or letters stay readable at the front and at the back. */
const KEPT: Readonly<Record<string, readonly [front: number, back: number]>> = {
  'cn-mobile': [3, 4],
  'tw-mobile': [4, 3],
  'cn-id18': [6, 4],
  'cn-id15': [6, 0],
  'bank-card': [6, 4],
  'order-no': [0, 4],
  'tracking-no': [2, 4],
  'tw-id': [2, 4],
  'hk-id': [2, 2],
  qq: [2, 1],
  phone: [3, 2],
  passport: [1, 2],
  'us-ssn': [0, 4],
  'cn-name': [1, 0],
};

const isMark = (char: string): boolean => /[\s\-.·–—()（），、,]/.test(char);

/** Masks by counting what is read (digits, letters), so that spaces between groups of digits stay as they are. */
const maskEnds = (quote: string, front: number, back: number): string => {
  const total = [...quote].filter((char) => !isMark(char)).length;
  let read = 0;
  let masked = '';
  for (const char of quote) {
    if (isMark(char)) {
      masked += char;
      continue;
    }
    read++;
    masked += read <= front || read > total - back ? char : MASK.repeat(char.length);
  }
  return masked;
};

/** In an account name every character counts, a dot as well. */
const ACCOUNTS: Readonly<Record<string, number>> = { wechat: 2, 'line-id': 1, account: 1 };

const maskOne = (kind: string, quote: string): string => {
  const front = ACCOUNTS[kind];
  if (front !== undefined) return quote.slice(0, front) + MASK.repeat(quote.length - front);
  if (kind === 'email') {
    const at = quote.indexOf('@');
    return quote[0] + MASK.repeat(at - 1) + quote.slice(at);
  }
  if (kind === 'cn-address')
    return quote
      .replace(/[0-9A-Za-z]/g, MASK)
      .replace(
        /^([\u4e00-\u9fff]{2})[\u4e00-\u9fff]+(?=花园|花園|小区|小區|家园|公寓|新村|社区|嘉园|名苑)/,
        (all, first: string) => first + MASK.repeat(all.length - 2),
      );
  if (kind === 'health' || kind === 'minor') return quote.replace(/[\d零一二两兩三四五六七八九十百]/g, MASK);
  if (kind === 'plate') {
    // Province, letter and the last character stay, and one digit between.
    return maskEnds(quote, 3, 1);
  }
  if (kind === 'cn-name') {
    const surname = /^(欧阳|上官|司马|诸葛|东方|皇甫|慕容)/.test(quote) ? 2 : 1;
    return maskEnds(quote, surname, 0);
  }
  const [first, last] = KEPT[kind] ?? [0, 0];
  return maskEnds(quote, first, last);
};

/** The text with each datum masked by `*`, of the same UTF-16 length, so that every span of the original fits it. */
export const maskPersonalData = (text: string, data: readonly PersonalDatum[]): string => {
  let masked = '';
  let from = 0;
  for (const { kind, start, end } of data) {
    if (start < from) continue;
    masked += text.slice(from, start) + maskOne(kind, text.slice(start, end));
    from = end;
  }
  return masked + text.slice(from);
};

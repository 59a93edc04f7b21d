/** Numbers of licences, registrations and standards in their own forms (SC + 14 digits, 国食健注G…, 粤G妆网备字…, GB/T …). */
const FORMS = [
  'sc(?:后面|后边|打头|编号|码|号|就?是|[:, -]){0,3}\\d[\\d -]{1,22}\\d',
  'xk ?\\d{2}(?: ?[-杠] ?\\d{3,6}){1,2}',
  '[\\u4e00-\\u9fff]坊 ?\\d{5,}',
  '(?:gb|qb|ny|sb|db|ls|gh|yy|fz|q)(?:[/ ]?t)?[/ ]?[a-z0-9]*\\d[\\d.]{1,8}(?:-\\d{4})?(?![a-z])',
  'q[/ ][a-z]{2,6} ?\\d{4}s?(?![a-z0-9])',
  '(?:国)?食健(?:注|备|字|进)?(?:字)?第? ?[agj]? ?\\d{4}(?: ?\\d{3,})?\\d*号?',
  '(?:国)?食健(?:注|备|字)[gj]|食健备g?',
  '国食注字(?:yp)?\\d*',
  // 妆 is misheard: 国装特字.
  '[国过](?:妆|装|庄|桩)(?:特|备|网备)(?:进|制)?字? ?[gj]?\\d*',
  '[\\u4e00-\\u9fff]g?妆(?:网)?备(?:进)?字 ?\\d*',
  '[\\u4e00-\\u9fff]妆 ?\\d{6,}',
  '(?:国|[\\u4e00-\\u9fff])?械(?:注|备)(?:准|进|许)? ?\\d*|[\\u4e00-\\u9fff]{1,3}械备 ?\\d*',
  '[\\u4e00-\\u9fff]{1,2}械广审\\(?文?\\)? ?第?\\d*',
  '食健广审\\(?文?\\)? ?第?\\d*',
  '(?:卫部|卫署|北市|新北|台[北中南]市?|高市|桃市|部授|府教)[\\u4e00-\\u9fff]{1,5}字 ?第? ?[a-z]? ?\\d[\\d ]{1,12}\\d ?号?',
  '(?:卫部|卫署|北市|部授)[\\u4e00-\\u9fff]{1,5}字第? ?[a-z]?\\d*号?',
  '(?:(?![字号])[\\u4e00-\\u9fff]){1,7}字 ?第 ?[a-z]? ?\\d[\\d -]{2,13}\\d ?号?',
  'yp ?\\d{4}[\\d ]{0,10}\\d',
  '新出发[\\u4e00-\\u9fff]?\\d?字?第?[\\u4e00-\\u9fffa-z]{0,2}\\d*',
  '[\\u4e00-\\u9fff]{1,3}械经营[备许] ?\\d{4,}号?|[\\u4e00-\\u9fff](?:饮登|餐登|食坊|坊登|作坊) ?\\d{3,}',
  '[\\u4e00-\\u9fff]{1,3}饲证\\(?\\d*\\)?\\d*|外饲准字 ?\\d*',
  '[\\u4e00-\\u9fff]{1,4}字 ?[(\\[]?\\d{2,4}[)\\]]?[第-]?[a-z]?\\d+号?',
  'npn ?\\d{6,}',
  'jy[a-z]? ?\\d{10,16}',
  '京网文\\d*|教民\\d+|cf\\d{4}',
];
/** What says that a number after it is one of these. */
const TAGS =
  '编号|号码|字号|证号|证书号?|备案号|批号|批件号|许可证|认证号?|文号|注册证|注册号|登记号|登记证|统编|代码|登录码|登录号|报告号|凭证|执照|许可|3c|ccc|(?<=^|[,。 ])号|' +
  '(?<!(?:batch|lot) )(?:number|no\\.?|code)|#|licen[cs]e|permit|(?<![a-z])id|registration|(?<![a-z])reg|certificate|(?<![a-z])cert|filing|notification|(?<![a-z])ul(?: file)?|file(?: number)?|listing|approval|cpnp|scpn|(?<![a-z])(?:gia|igi|grs|ags|ngtc)|report|(?<![a-z])(?:zi|zhun)|dsp[- ][a-z]{2}';
const LINKS =
  "(?:就是|是|为|我念(?:一下)?|is|are|it's|'s|number|no\\.?|start(?:s|ing)?(?: with)?|begin(?:s|ning)?(?: with)?|reads|says|:| |,|的){0,6}";
/** A number that is followed by a measure names nothing. */
const NO_MEASURE = '(?![a-z0-9-]| ?[年月日天个块元件盒瓶袋包克斤%岁万折米寸粒片]|\\.\\d)';
/** Bodies whose own numbers are short, and a number told some words after the paper it is on. */
const BODIES =
  '(?<![a-z])codex(?: stan(?:dard)?)? ?\\d{1,4}|(?<![a-z])[a-z]{2} \\d{2,}[\\d -]* (?:ce|ec|eu)(?![a-z])|(?<![a-z])aust ?[lr] ?\\d{4,}|' +
  '(?<=(?:licen[cs]e|permit|registration|certificate)(?: number)?[^.!?\\d\\u4e00-\\u9fff]{1,44}[ ,])(?<!(?:since|in|of|until|till|through|year|over|about|for|[$£€]) )(?!(?:19|20)\\d\\d(?!\\d))\\d[\\d-]{2,}\\d(?! ?[a-z%])';
const TAGGED = `(?<=(?:${TAGS})${LINKS})(?!开头|(?:is|are|it|at|on|in|of|to|no|and|for) )(?<![a-z])(?=[a-z-]*\\d|[a-z]{1,2} \\d{4}|[a-z]{3,6} \\d{6})[a-z]{0,6}[- ]?[a-z0-9][a-z0-9-]{3,}(?: \\d{2,8}){0,4}${NO_MEASURE}|(?<=(?:${TAGS})${LINKS})(?<spelled>[a-z]{1,3}|\\d{1,8})(?:[ ,-]{1,3}(?:[a-z](?![a-z])|\\d{1,8})){2,12}${NO_MEASURE}|(?<![a-z0-9])[a-z]{1,3}\\d{6,}${NO_MEASURE}|${BODIES}`;
/** LB-05-26开头, CP 开头, 开头一零八: enough of a number to look it up by. */
const BEGINNING =
  /(?<!(?:电话|手机|热线|客服|微信)[^,。]{0,6})(?:(?<![a-z0-9])(?:[a-z]{1,4}[- ]?)?\d[\d-]*\d(?=[ ,]?开头)|(?<![a-z0-9])[a-z]{2,4}(?= ?开头)|(?<=开头(?:是|的是)?[ ,]?)\d{2,}(?![\d.位个码块元年月]))/g;
const CODE = new RegExp(`(?<form>${FORMS.join('|')})|${TAGGED}`, 'g');
const MAYBE =
  /codex|\d (?:ce|ec|eu)\b|\baust|[字械妆健饲证号照码可登]|开头|sc ?\d|(?:gb|qb|ny|sb)|number|no\.|licen|cf\d|npn|jy|\bid\b|#|regist|\breg\b|\bcert|permit|cpnp|scpn|filing|\bul\b|\bfile|notif|listing|approval|(?:igi|gia|grs|ags|ngtc)\b|report|\byp|\b(?:zi|zhun) |dsp|\bcode|xk\d|[\u4e00-\u9fff]坊|[a-z]\d{6}|\d(?:cc?)\b/;
/** A patent's number permits nothing. */
const PATENT = /专利|patent|zl$/;
const PATENT_REACH = 12;
/** A number of this many digits names something even where its form is unknown. */
const DIGITS_MIN = 3;
/** What is read out in pieces may be any figures one after the other: that many are a number. */
const SPELLED_DIGITS_MIN = 5;

export interface FoundCode {
  readonly start: number;
  readonly end: number;
  readonly digits: number;
  readonly isTagged: boolean;
}

const withBeginnings = (text: string, found: readonly FoundCode[]): FoundCode[] => {
  const all = [...found];
  for (const { 0: code, index } of text.matchAll(BEGINNING)) {
    const end = index + code.length;
    if (found.some((one) => one.start < end && index < one.end)) continue;
    all.push({ start: index, end, digits: code.replace(/\D/g, '').length, isTagged: true });
  }
  return all.sort((a, b) => a.start - b.start);
};

const PROPER = /[字健妆械审饲文]|codex/;

/** Whether a clause holds digits enough, or a word of papers: without either nothing below counts. */
const mayHold = (text: string): boolean => {
  let digits = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      digits++;
      if (digits === DIGITS_MIN) return true;
    } else if (code === 44) digits = 0;
  }
  return PROPER.test(text) || text.includes('开头');
};

/** Codes in the figures of a sentence, in order. A form without digits counts where its first part was said (国妆特字…). */
export const codesIn = (text: string): FoundCode[] => {
  if (!mayHold(text) || !MAYBE.test(text)) return [];
  const found: FoundCode[] = [];
  for (const { 0: code, index, groups } of text.matchAll(CODE)) {
    const digits = code.replace(/\D/g, '').length;
    if (/^(?:zl)?[ \d]/.test(code) && PATENT.test(text.slice(Math.max(0, index - PATENT_REACH), index + 2)))
      continue;
    if (digits === 0 ? !/字|健|妆|械|审|饲|文/.test(code) : digits < DIGITS_MIN && !/字$|^codex/.test(code))
      continue;
    if (groups?.spelled !== undefined && digits < SPELLED_DIGITS_MIN) continue;
    found.push({ start: index, end: index + code.length, digits, isTagged: groups?.form === undefined });
  }
  return text.includes('开头') ? withBeginnings(text, found) : found;
};

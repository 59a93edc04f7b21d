/** Numbers of licences, registrations and standards in their own forms (SC + 14 digits, 国食健注G…, 粤G妆网备字…, GB/T …). */
const FORMS = [
  'sc ?\\d[\\d ]{1,15}\\d',
  '(?:gb|qb|ny|sb|db|ls|gh|yy|fz|q)(?:[/ ]?t)?[/ ]?[a-z0-9]*\\d[\\d.]{1,8}(?:-\\d{4})?(?![a-z])',
  '(?:国)?食健(?:注|备|字|进)?(?:字)?第?[agj]? ?\\d{4,}号?',
  '(?:国)?食健(?:注|备|字)[gj]|食健备g?',
  '国食注字(?:yp)?\\d*',
  '国妆(?:特|备|网备)(?:进|制)?字? ?[gj]?\\d*',
  '[\\u4e00-\\u9fff]g?妆(?:网)?备(?:进)?字 ?\\d*',
  '[\\u4e00-\\u9fff]妆 ?\\d{6,}',
  '(?:国|[\\u4e00-\\u9fff])?械(?:注|备)(?:准|进|许)? ?\\d*|[\\u4e00-\\u9fff]{1,3}械备 ?\\d*',
  '[\\u4e00-\\u9fff]{1,2}械广审\\(?文?\\)? ?第?\\d*',
  '食健广审\\(?文?\\)? ?第?\\d*',
  '(?:卫部|卫署|北市|部授)[\\u4e00-\\u9fff]{1,5}字第? ?[a-z]?\\d*号?',
  '[\\u4e00-\\u9fff]{1,3}饲证\\(?\\d*\\)?\\d*|外饲准字 ?\\d*',
  '[\\u4e00-\\u9fff]{1,4}字 ?[(\\[]?\\d{2,4}[)\\]]?[第-]?[a-z]?\\d+号?',
  'npn ?\\d{6,}',
  'jy[a-z]? ?\\d{10,16}',
  '京网文\\d*|教民\\d+|cf\\d{4}',
];
const TAGGED =
  '(?<=(?:编号|号码|字号|证号|证书号|备案号|批号|批件号|许可证|认证号|文号|注册证|注册号|登记号|统编|number|no\\.?|#|code|license|licence|id)(?:就是|是|为|is|are|:| |,|的){0,6})(?!开头)(?=[a-z-]*\\d)[a-z]{0,6}[- ]?[a-z0-9][a-z0-9-]{3,}';
const CODE = new RegExp(`(?<form>${FORMS.join('|')})|${TAGGED}`, 'g');
const MAYBE = /[字械妆健饲证号]|sc ?\d|(?:gb|qb|ny|sb)|number|no\.|licen|cf\d|npn|jy|\bid\b|#/;
/** A number of this many digits names something even where its form is unknown. */
const DIGITS_MIN = 3;

/** Codes in the figures of a sentence, in order. A form without digits counts where its first part was said (国妆特字…). */
export const codesIn = (
  text: string,
): {
  readonly start: number;
  readonly end: number;
  readonly digits: number;
  readonly isTagged: boolean;
}[] => {
  if (!MAYBE.test(text)) return [];
  const found: { start: number; end: number; digits: number; isTagged: boolean }[] = [];
  for (const { 0: code, index, groups } of text.matchAll(CODE)) {
    const digits = code.replace(/\D/g, '').length;
    if (digits === 0 ? !/字|健|妆|械|审|饲|文/.test(code) : digits < DIGITS_MIN) continue;
    found.push({ start: index, end: index + code.length, digits, isTagged: groups?.form === undefined });
  }
  return found;
};

/** A sound rule of a house about a word that no shipped pack knows, to be bent by tests. */
export const rule = (more: Record<string, unknown> = {}) => ({
  type: 'terms',
  id: 'moon-dust',
  basis: 'house',
  kind: 'superstition',
  article: '本店守则 7',
  reason: { zh: '本店不说月尘开光', en: 'this house does not speak of moon dust' },
  terms: ['月尘开光'],
  match: ['这串珠子是月尘开光的'],
  noMatch: ['这串珠子是手工磨的'],
  ...more,
});

export const allow = (more: Record<string, unknown> = {}) => ({
  type: 'allow',
  id: 'brand-name',
  basis: 'platform-rule',
  platform: 'lantern',
  terms: ['全网最低价连锁店'],
  reason: '这是登记的店名，不是宣称',
  expires: '2027-03-01',
  match: ['欢迎来到全网最低价连锁店'],
  noMatch: ['这是全网最低价'],
  ...more,
});

/** As it comes from outside: what is undefined is not there. */
export const pack = (entries: readonly unknown[], more: Record<string, unknown> = {}) =>
  JSON.parse(JSON.stringify({ pack: 'lantern-rules', language: 'zh', entries, ...more })) as {
    pack: string;
    language: string;
    entries: unknown[];
  };

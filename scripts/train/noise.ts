import type { Random } from './random.ts';

const FILLERS_ZH = [
  '啊',
  '呢',
  '哈',
  '嗯',
  '那个',
  '就是说',
  '对吧',
  '是不是',
  '来',
  '然后',
  '我跟你讲',
  '这个',
  '诶',
  '好吧',
  '哎',
];
const FILLERS_EN = [
  'um',
  'like',
  'you know',
  'okay so',
  'alright',
  'honestly',
  'I mean',
  'look',
  'guys',
  'right',
];
/** What a recogniser mishears: pairs that sound the same or nearly so. */
const MISHEARD = new Map(
  [
    '的得',
    '在再',
    '做作',
    '她他',
    '那哪',
    '买卖',
    '是式',
    '因应',
    '包饱',
    '价架',
    '款宽',
    '效笑',
    '用永',
    '最醉',
    '全权',
    '原圆',
    '单丹',
    '保宝',
    '试是',
    '斤金',
    '瓶平',
    '肤夫',
    '斑班',
    '证正',
    '顶定',
    '销消',
    '疗聊',
    '药要',
    '赚转',
    '加家',
  ].flatMap((pair): [string, string][] => [
    [pair[0] ?? '', pair[1] ?? ''],
    [pair[1] ?? '', pair[0] ?? ''],
  ]),
);
const EDGES = ['!', '~', '', '', '', '', '', '!!', '…'];
const MARKS = /[，。！？、；：,.!?;:"“”（）]/gu;

const misheard = (text: string, random: Random): string => {
  const at = [...text].flatMap((char, i) => (MISHEARD.has(char) ? [i] : []));
  if (at.length === 0) return text;
  const chars = [...text];
  const i = random.pick(at);
  chars[i] = MISHEARD.get(chars[i] ?? '') ?? '';
  return chars.join('');
};

const mistyped = (text: string, random: Random): string => {
  const at = 1 + Math.floor(random.next() * Math.max(1, text.length - 2));
  return /[a-z]/.test(text[at] ?? '') ? text.slice(0, at) + text.slice(at + 1) : text;
};

/** As a recogniser writes speech: no marks, filler words between the clauses. */
const spoken = (text: string, english: boolean, random: Random): string => {
  const fillers = english ? FILLERS_EN : FILLERS_ZH;
  const glue = english ? ' ' : '';
  const filler = (probability: number): string =>
    random.chance(probability)
      ? `${glue}${random.pick(fillers)}${glue}`
      : english
        ? ' '
        : random.chance(0.2)
          ? ' '
          : '';
  // A point inside a figure stays.
  const clauses = text.split(/[，。！？、；,!?;]|\.(?!\d)/u).filter((clause) => clause.trim() !== '');
  const said = `${filler(0.25)}${clauses.join(filler(0.4))}${filler(0.2)}`.replace(MARKS, (mark) =>
    mark === '.' ? '.' : '',
  );
  return (english ? said.toLowerCase().replace(/ +/g, ' ') : said).trim();
};

/** As a sender writes who fears a filter. */
const evaded = (text: string, random: Random): string => {
  const chars = [...text];
  if (random.chance(0.5)) return chars.join(random.pick([' ', '.', '·']));
  return text.replace(/[0-9a-z]/gi, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
};

export interface NoiseOptions {
  readonly english: boolean;
  readonly chat: boolean;
  readonly claim: boolean;
}

/** One text as it might reach the product: spoken, typed, misheard, mistyped, evaded. */
export const noisy = (text: string, { english, chat, claim }: NoiseOptions, random: Random): string => {
  let out = text;
  if (!chat && random.chance(0.5)) out = spoken(out, english, random);
  else out += random.pick(EDGES);
  if (random.chance(0.12)) out = english ? mistyped(out, random) : misheard(out, random);
  if (english && random.chance(0.25)) out = out.toLowerCase();
  if (english && claim && random.chance(0.04)) out = out.toUpperCase();
  if (random.chance(claim ? 0.05 : 0.02)) out = evaded(out, random);
  return out;
};

import taiwan from 'opencc-js/dict/TWPhrases';
import { readNumerals } from '../normalise/numerals.ts';

/** What Taiwan and Hong Kong say for words of the packs, folded; what also means something else there is left out. */
const REGIONS: readonly (readonly [word: string, others: readonly string[]])[] = [
  ['保修', ['保固']],
  ['保质期', ['保存期限', '有效日期', '到期日']],
  ['无理由', ['鉴赏期']],
  ['包邮', ['免运', '免运费']],
  ['链接', ['连结']],
  ['下单', ['落单', '结标']],
  ['全网', ['全台', '全港']],
  ['最低价', ['最平价', '破盘价', '下杀价']],
  ['最便宜', ['最平']],
  ['正品', ['公司货', '行货']],
  ['优惠券', ['折价券']],
  ['私信', ['私讯']],
  ['转账', ['汇款', '过数']],
  ['视频', ['影片']],
  ['质量', ['品质']],
];

/** Longest phrase of OpenCC's table that is looked for inside a word. */
const PHRASE_MAX = 6;

/** OpenCC's phrases of Taiwan, each side folded by the packs' own fold. */
const phrasesOf = (fold: (text: string) => string): ReadonlyMap<string, string> => {
  const [from = '', to = ''] = ['', ''].map((_, side) =>
    taiwan
      .split('|')
      .map((pair) => pair.split(' ')[side] ?? '')
      .join('\n'),
  );
  const others = fold(to).split('\n');
  const pairs = fold(from)
    .split('\n')
    .map((word, at) => [word, others[at] ?? ''] as const);
  return new Map(pairs.filter(([word, other]) => word.length > 1 && other.length > 1 && word !== other));
};

const SPOKEN_DIGITS = '零一二三四五六七八九';
/** 24 → 二十四, to 9,999. */
const say = (value: number): string => {
  let said = '';
  let left = value;
  let gap = false;
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(left / unit);
    left -= digit * unit;
    if (digit === 0) gap = said !== '';
    else {
      said += `${gap ? '零' : ''}${SPOKEN_DIGITS[digit]}${name}`;
      gap = false;
    }
  }
  return said.replace(/^一十/, '十');
};

const COUNTED = '天日周年月晚秒分小个次盒瓶包斤倍块元折度';
const WORDS = new RegExp(
  `(?<![第百千万零一二三四五六七八九十])[一二两三四五六七八九十百]+(?=[${COUNTED}](?!之))`,
  'g',
);
const FIGURES = new RegExp(`(?<![\\d.])([1-9]\\d{0,3})(?=[${COUNTED}])`, 'g');

/** 七天 as 7天, 24小时 as 二十四小时, 100% as 百分之百: whichever of the two the packs do not have. */
const inOtherNumerals = (word: string): readonly string[] => {
  const others = [
    word.replace(WORDS, (run) => String(readNumerals(run))),
    word.replace(FIGURES, (run) => say(Number(run))),
  ];
  if (word.includes('100%')) others.push(word.replace('100%', '百分之百'), word.replace('100%', '百分百'));
  if (/百分之?百/.test(word)) others.push(word.replace(/百分之?百/, '100%'));
  return others.filter((other) => other !== word);
};

/** Makes the list of other writings of a folded word that say the same in plain words: of a region, or in other numerals. */
export const createSpellings = (fold: (text: string) => string): ((word: string) => readonly string[]) => {
  const phrases = phrasesOf(fold);
  return (word) => {
    const others = REGIONS.flatMap(([target, region]) =>
      word.includes(target) ? region.map((other) => word.replace(target, other)) : [],
    );
    for (let start = 0; start + 1 < word.length; start++)
      for (let end = Math.min(word.length, start + PHRASE_MAX); end > start + 1; end--) {
        const other = phrases.get(word.slice(start, end));
        if (other !== undefined) others.push(word.slice(0, start) + other + word.slice(end));
      }
    return [...others, ...inOtherNumerals(word)];
  };
};

/** What the version of the packs is made of beside the files. */
export const SPELLINGS_SOURCE = JSON.stringify(REGIONS);

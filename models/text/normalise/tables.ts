import { Converter } from 'opencc-js/t2cn';
import { VARIANTS } from './variants.ts';

/** Value in the fold table: the unit is dropped. */
export const DROP = 0;
/** Value in the fold table: the unit needs the slow path (surrogates, expansions, emoji, enclosed forms, radicals). */
export const SLOW = 1;

/** Classes of folded units. */
export const CLASS = { other: 0, cjk: 1, symbol: 2, space: 3, latin: 4, digit: 5, hard: 6, soft: 7 } as const;

/** What is noted of a unit while a text is folded, in {@link Tables.packed}. */
export const NOTED = {
  cjk: 1 << 16,
  latin: 1 << 17,
  /** A space or a mark, which may stand inside a broken word. */
  mark: 1 << 18,
  drop: 1 << 19,
  slow: 1 << 20,
} as const;

export interface Tables {
  /** By UTF-16 unit: the folded unit in the low 16 bits, above it what of {@link NOTED} holds of it. One look does for both. */
  readonly packed: Uint32Array;
  /** UTF-16 unit to folded unit, or {@link DROP} or {@link SLOW}. */
  readonly fold: Uint16Array;
  /** Class of a folded unit, of {@link CLASS}. */
  readonly classes: Uint8Array;
}

/** Emoji and signs that stand for words in sellers' talk. */
export const EMOJI: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '🈵': '满',
    '💰': '钱',
    '💴': '钱',
    '🧧': '红包',
    '💊': '药',
    '✋': '手',
    '⬇': '低',
    '🥇': '第1',
    '🐱': '秒',
    '🉐': '得',
    '🆓': '免费',
    '💯': '100%',
    '🔝': '顶级',
    '㊙': '秘',
    '㊗': '祝',
    '➕': '加',
    '💚': '微',
    '🛰': '微',
    '❿': '10',
    '➉': '10',
    '➓': '10',
    '⓾': '10',
    '🔟': '10',
  }),
);

/** Left halves of split characters: they send a text to the slow path. */
export const SPLIT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    纟吉: '结',
    纟工: '红',
    纟及: '级',
    氵夬: '决',
    氵台: '治',
    氵肖: '消',
    氵咸: '减',
    冫咸: '减',
    讠正: '证',
    讠人: '认',
    饣我: '饿',
    疒了: '疗',
    疒丙: '病',
    疒品: '癌',
    艹约: '药',
    纟勺: '约',
    彳艮: '很',
    亻言: '信',
    扌戈: '找',
    亻介: '价',
    亻氐: '低',
    亻呆: '保',
    亻建: '健',
    亻尤: '优',
    冫夬: '决',
    讠平: '评',
    讠成: '诚',
    钅戋: '钱',
    饣欠: '饮',
    疒留: '瘤',
    疒正: '症',
    纟屯: '纯',
    纟录: '绿',
    阝方: '防',
    忄夬: '快',
    扌丁: '打',
    '薇❤': '微信',
    '微❤': '微信',
    '威❤': '微信',
    'V❤': '微信',
    'v❤': '微信',
  }),
);
const HALVES = new Set(
  [...SPLIT.keys()].map((pair) => pair[0] as string).filter((half) => !'薇微威Vv'.includes(half)),
);

/** Syllables written in Latin letters inside a Chinese word; one character each, the one sellers mean. */
export const SYLLABLES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    zui: '最',
    guo: '国',
    zhuan: '赚',
    jian: '减',
    fei: '肥',
    yao: '药',
    wei: '微',
    xin: '信',
    di: '低',
    zhi: '治',
    yu: '愈',
    liao: '疗',
    tang: '糖',
    xian: '现',
    hao: '好',
    quan: '全',
    wang: '网',
    bao: '保',
    ding: '顶',
    ji: '级',
    jia: '家',
    zheng: '正',
    zhong: '肿',
    liu: '瘤',
    ban: '斑',
    qu: '祛',
    bai: '白',
    mei: '美',
  }),
);

/** More of them, which only mean that where a word of the packs comes out (kang癌). */
export const READ_SYLLABLES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    kang: '抗',
    fang: '防',
    ai: '癌',
    bing: '病',
    gen: '根',
    gan: '肝',
    shen: '肾',
    pei: '赔',
    pin: '品',
    shou: '瘦',
    sheng: '胜',
    qian: '钱',
    mian: '免',
    zhen: '真',
    gao: '高',
    ya: '压',
    xue: '血',
    niao: '尿',
  }),
);

/** Bopomofo spellings that stand for one character of a claim. */
export const BOPOMOFO: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ㄊㄤ: '糖',
    ㄗㄨㄟ: '最',
    ㄧㄠ: '药',
    ㄓ: '治',
    ㄌㄧㄠ: '疗',
    ㄞ: '癌',
    ㄈㄟ: '肥',
    ㄕㄡ: '瘦',
    ㄒㄩㄝ: '血',
  }),
);

const HARD = '。！？!?\n\r…';
const SOFT = '，,；;：:、—（）()【】[]「」『』“”"《》<>|';
/** Marks that are put inside words to break them. */
const SYMBOLS = "*.·•・-_/~^+=#@$&`'’‘■□◆◇○●◦☆★→←|\\‧∙⋅⁎∗×※△▲▽▼♡♥♪♫✦✧✿❀▪▫丶丨";

/** One-to-one part of Traditional to Simplified, from OpenCC's own tables; phrases that need context are left to a later pass. */
const traditional = (fold: Uint16Array): void => {
  const convert = Converter({ from: 't', to: 'cn' });
  const from = 0x3400;
  const until = 0xa000;
  let all = '';
  for (let unit = from; unit < until; unit++) all += `${String.fromCharCode(unit)}\n`;
  const lines = convert(all).split('\n');
  for (let unit = from; unit < until; unit++) {
    const line = lines[unit - from] ?? '';
    if (line.length === 1) fold[unit] = line.charCodeAt(0);
  }
};

/** What follows it is shown in reverse: the slow path puts it in the order that people read. */
const RIGHT_TO_LEFT_OVERRIDE = 0x202e;

/** Whether a unit keeps its place: what NFKC would expand or combine, surrogates and signs cannot be folded one to one. */
const plainFold = (unit: number): number => {
  if ((unit >= 0xd800 && unit <= 0xdfff) || unit === RIGHT_TO_LEFT_OVERRIDE) return SLOW;
  const char = String.fromCharCode(unit);
  if (/\p{Cf}|\p{Cc}|\u034f|[\ufe00-\ufe0f]|[\u180b-\u180f]/u.test(char) && !'\n\r\t'.includes(char)) {
    return DROP;
  }
  if (/\p{M}/u.test(char)) return SLOW;
  if (EMOJI.has(char) || HALVES.has(char) || /[\p{Extended_Pictographic}\u3105-\u312f]/u.test(char)) {
    return /[#*0-9]/.test(char) ? unit : SLOW;
  }
  const folded = char.normalize('NFKC').toLowerCase();
  return folded.length === 1 ? folded.charCodeAt(0) : SLOW;
};

const classOf = (char: string): number => {
  if (SYMBOLS.includes(char)) return CLASS.symbol;
  if (/[\u3400-\u9fff\uf900-\ufaff\u3005\u3007]/.test(char)) return CLASS.cjk;
  if (HARD.includes(char)) return CLASS.hard;
  if (SOFT.includes(char)) return CLASS.soft;
  if (/\s/.test(char)) return CLASS.space;
  if (/[a-z]/.test(char)) return CLASS.latin;
  if (/[0-9]/.test(char)) return CLASS.digit;
  return CLASS.other;
};

const notedOf = (code: number, kind: number): number => {
  if (code === DROP) return NOTED.drop;
  if (code === SLOW) return NOTED.slow;
  if (kind === CLASS.cjk) return NOTED.cjk;
  if (kind === CLASS.latin) return NOTED.latin;
  return kind === CLASS.space || kind === CLASS.symbol ? NOTED.mark : 0;
};

/** Builds the tables once, about 100 ms. */
export const buildTables = (): Tables => {
  const fold = new Uint16Array(65536);
  for (let unit = 0; unit < 65536; unit++) fold[unit] = plainFold(unit);
  traditional(fold);
  for (const [from, to] of VARIANTS) fold[from.charCodeAt(0)] = to.charCodeAt(0);
  for (const half of HALVES) fold[half.charCodeAt(0)] = SLOW;
  fold['\t'.charCodeAt(0)] = 32;
  fold['，'.charCodeAt(0)] = 44;
  fold['。'.charCodeAt(0)] = '。'.charCodeAt(0);
  const classes = new Uint8Array(65536);
  for (let unit = 2; unit < 65536; unit++) classes[unit] = classOf(String.fromCharCode(unit));
  const packed = Uint32Array.from(fold, (code) => code | notedOf(code, classes[code] as number));
  return { packed, fold, classes };
};

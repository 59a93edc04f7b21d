import { soundsOfCharacters } from '../../text/normalise/sounds.ts';

/** Words of papers and terms of three characters and more: what sounds like one of them is no other word. */
const TERMS =
  '保质期 质保期 保修期 有效期 赏味期 鉴赏期 无理由 净含量 许可证 备案号 原产地 配料表 运费险 生产日期 制造日期 执行标准 批准文号 营业执照 登录字号 不能代替 保健食品'.split(
    ' ',
  );
/** Of two characters, only what is no word by itself. */
const PAIRS: Readonly<Record<string, string>> = {
  质宝: '质保',
  制保: '质保',
  直保: '质保',
  宝修: '保修',
  饱修: '保修',
  包由: '包邮',
  包尤: '包邮',
  孕费: '运费',
  韵费: '运费',
  宝固: '保固',
  保古: '保固',
  城分: '成分',
  承分: '成分',
  备暗: '备案',
};
const PAIR = new RegExp(Object.keys(PAIRS).join('|'), 'g');

interface Term {
  readonly word: string;
  readonly syllables: readonly number[];
}

interface Index {
  readonly of: Uint16Array;
  /** Terms by their first syllable. */
  readonly byFirst: readonly (readonly Term[] | undefined)[];
}

let index: Index | undefined;

const indexed = (): Index => {
  if (index) return index;
  const { of } = soundsOfCharacters();
  const byFirst: Term[][] = [];
  for (const word of TERMS) {
    const syllables = [...word].map((char) => of[char.charCodeAt(0)] as number);
    const [first = 0] = syllables;
    byFirst[first] = [...(byFirst[first] ?? []), { word, syllables }];
  }
  index = { of, byFirst };
  return index;
};

const soundsAt = (text: string, at: number, { syllables }: Term, of: Uint16Array): boolean => {
  for (let k = 0; k < syllables.length; k++) if (of[text.charCodeAt(at + k)] !== syllables[k]) return false;
  return true;
};

/** A folded text in which the terms that a recogniser wrote by their sound alone stand as they are written: 七天吴理由; its length stays. */
export const withTerms = (folded: string): string => {
  const { of, byFirst } = indexed();
  let text = folded;
  for (let at = 0; at + 2 < folded.length; at++) {
    const terms = byFirst[of[folded.charCodeAt(at)] as number];
    const term = terms?.find((one) => soundsAt(folded, at, one, of));
    if (!term) continue;
    const until = at + term.word.length;
    if (!folded.startsWith(term.word, at)) text = text.slice(0, at) + term.word + text.slice(until);
    at = until - 1;
  }
  return text.replace(PAIR, (pair) => PAIRS[pair] as string);
};

import { describe, expect, it } from 'vitest';
import { buildAutomaton } from '../../../models/text/lexicon/automaton.ts';
import { parseFrame, resolveClasses } from '../../../models/text/lexicon/frame.ts';
import { createMatcher, MATCHES_MAX } from '../../../models/text/lexicon/matcher.ts';

const codes = (text: string): Uint16Array => Uint16Array.from(text, (char) => char.charCodeAt(0));

/** A small generator with a seed, so that a failure can be repeated. */
const random = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
};

const naive = (terms: readonly string[], text: string): string[] => {
  const hits: string[] = [];
  for (let end = 1; end <= text.length; end++) {
    terms.forEach((term, id) => {
      if (text.slice(0, end).endsWith(term)) hits.push(`${id}@${end - term.length}-${end}`);
    });
  }
  return hits.sort();
};

describe('the automaton', () => {
  it('finds what a naive search finds, all overlaps, on 200 random texts', () => {
    const next = random(7);
    const word = (length: number): string =>
      Array.from({ length }, () => '最好第一国的'[Math.floor(next() * 6)]).join('');
    for (let round = 0; round < 200; round++) {
      const terms = [...new Set(Array.from({ length: 30 }, () => word(1 + Math.floor(next() * 4))))];
      const text = word(60);
      const hits = buildAutomaton(terms.map(codes)).scan(codes(text), text.length);
      const found = Array.from(
        { length: hits.count },
        (_, at) => `${hits.terms[at]}@${hits.starts[at]}-${hits.ends[at]}`,
      );
      expect(found.sort()).toEqual(naive(terms, text));
    }
  });

  it('refuses an empty term and a term given twice', () => {
    expect(() => buildAutomaton([codes('')])).toThrow('empty');
    expect(() => buildAutomaton([codes('好'), codes('好')])).toThrow('the same');
  });

  it('finds each of 50,000 terms', () => {
    const next = random(11);
    const terms = new Set<string>();
    while (terms.size < 50_000) {
      terms.add(
        Array.from({ length: 2 + Math.floor(next() * 4) }, () =>
          String.fromCharCode(0x4e00 + Math.floor(next() * 3000)),
        ).join(''),
      );
    }
    const automaton = buildAutomaton([...terms].map(codes));
    const missed = [...terms].filter((term, id) => {
      const { count, terms: found, starts } = automaton.scan(codes(term), term.length);
      return !Array.from({ length: count }, (_, at) => found[at] === id && starts[at] === 0).includes(true);
    });
    expect(missed).toEqual([]);
  });
});

const isHard = new Uint8Array(65536);
isHard['。'.charCodeAt(0)] = 1;
const isNumber = new Uint8Array(65536);
for (const digit of '0123456789') isNumber[digit.charCodeAt(0)] = 1;
const classes = resolveClasses({ merit: ['好', '@strong'], strong: ['强'] });
const matched = (frame: string, text: string): string[] =>
  createMatcher({
    frames: [parseFrame(frame, classes)],
    spellings: (word) => [[...codes(word)]],
    isHard,
    isNumber,
  })
    .match(codes(text), text.length)
    .map(({ start, end }) => text.slice(start, end));

describe('frames', () => {
  const cases: readonly (readonly [what: string, frame: string, text: string, found: readonly string[]])[] = [
    ['slots one after the other', '最 @merit', '全国最好', ['最好']],
    ['a class within a class', '最 @merit', '最强', ['最强']],
    ['a gap', '全国 ~3 最', '全国都说最好', ['全国都说最']],
    ['a gap too wide', '全国 ~1 最', '全国都说最好', []],
    ['never over the end of a sentence', '全国 ~6 最', '全国。最好', []],
    ['a number', '# 天 ~3 瘦', '用7天就瘦', ['7天就瘦']],
    ['a number at the end', '原价 ~3 #', '原价是1999', ['原价是1999']],
    ['the nearest beginning', '全国 ~9 最', '全国全国最', ['全国最']],
    ['slots may not overlap', '最好 ~3 好', '最好', []],
  ];
  for (const [what, frame, text, found] of cases) it(what, () => expect(matched(frame, text)).toEqual(found));

  it('says what is wrong with a frame', () => {
    const wrong = (frame: string) => () => parseFrame(frame, classes);
    expect(wrong('~3 最')).toThrow('gap ~3 without a slot');
    expect(wrong('最 ~3')).toThrow('ends with a slot');
    expect(wrong('最 ~99 好')).toThrow('over 40');
    expect(wrong('@nothing')).toThrow('no class @nothing');
    expect(wrong('最|')).toThrow('empty word');
    expect(wrong('天|# 好')).toThrow('stands alone');
    expect(() => resolveClasses({ a: ['@b'], b: ['@a'] })).toThrow('contains itself');
  });

  it('are found among many others exactly where each is found alone', () => {
    const next = random(11);
    const draw = (below: number): number => Math.floor(next() * below);
    const word = (): string => Array.from({ length: 1 + draw(2) }, () => '最好强的是天'[draw(6)]).join('');
    const slot = (): string => (draw(6) === 0 ? '#' : Array.from({ length: 1 + draw(3) }, word).join('|'));
    const frames = Array.from({ length: 80 }, () => {
      const slots = [word(), ...Array.from({ length: draw(3) }, () => `~${draw(4)} ${slot()}`)];
      return draw(3) === 0 ? `# ~2 ${slots.join(' ')}` : slots.join(' ');
    });
    const among = { spellings: (word: string) => [[...codes(word)]], isHard, isNumber };
    const all = createMatcher({ ...among, frames: frames.map((frame) => parseFrame(frame, classes)) });
    const alone = frames.map((frame) => createMatcher({ ...among, frames: [parseFrame(frame, classes)] }));
    for (let round = 0; round < 300; round++) {
      const text = codes(Array.from({ length: draw(16) }, () => '最好强的是天。1无'[draw(9)]).join(''));
      const told = (at: number, { start, end }: { start: number; end: number }) => `${at}: ${start}-${end}`;
      const found = all.match(text, text.length).map((match) => told(match.pattern, match));
      const each = alone.flatMap((one, at) => one.match(text, text.length).map((match) => told(at, match)));
      expect([...found].sort()).toEqual(each.sort());
    }
  });

  it('begin wherever a beginning stands near enough before their end', () => {
    const next = random(12);
    for (let round = 0; round < 400; round++) {
      const text = Array.from({ length: 8 }, () => '最好的。'[Math.floor(next() * 4)]).join('');
      const ends = [...text].flatMap((char, at) =>
        char === '好' && /最[^。]?$/.test(text.slice(0, at)) ? [at] : [],
      );
      expect(matched('最 ~1 好', text), text).toHaveLength(ends.length);
    }
  });

  it('takes no more matches from a line than the limit', () => {
    expect(matched('最', '最'.repeat(10_000))).toHaveLength(MATCHES_MAX);
  });
});

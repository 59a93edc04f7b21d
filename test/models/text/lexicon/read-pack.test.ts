import { describe, expect, it } from 'vitest';
import { parsePackText } from '../../../../models/text/lexicon/read-pack.ts';

const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...'bcdefghi'
    .split('')
    .map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(', ')}]`),
].join('\n');

describe('YAML from outside', () => {
  it('is plain data', () => {
    expect(parsePackText('a: [1, yes, 2026-01-01, "0x"]\nb: {c: null}')).toEqual({
      a: [1, 'yes', '2026-01-01', '0x'],
      b: { c: null },
    });
  });

  const refused: readonly (readonly [what: string, text: string])[] = [
    ['a billion laughs', bomb],
    ['one alias', 'a: &x [1]\nb: *x'],
    ['an alias of itself', 'a: &a [*a]'],
    ['brackets without end', '['.repeat(200_000)],
    ['braces without end', '{a: '.repeat(50_000)],
    ['dashes without end', '- '.repeat(100_000)],
    ['question marks without end', '? '.repeat(100_000)],
    ['two documents', 'a: 1\n---\nb: 2'],
    ['the same key twice', 'a: 1\na: 2'],
    ['half of something', 'a: "'],
  ];
  // A bomb would take minutes, or the process: the time limit of a test tells.
  it.each(refused)('refuses %s', (_what, text) => expect(() => parsePackText(text)).toThrow());

  it('ends with lines that each go deeper, with long scalars and with tags', () => {
    const deeper = Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}a:`).join('\n');
    for (const text of [deeper, `a: ${'x '.repeat(100_000)}`, '!!js/function "x"', 'a: !!binary aGk=']) {
      try {
        parsePackText(text);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }
  });

  it('never changes what every object has', () => {
    parsePackText('__proto__: {polluted: true}');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

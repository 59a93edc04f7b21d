import { describe, expect, test } from 'vitest';
import { askedDuties } from '../../../../models/duties/questions/asks.ts';
import { prepare, stated } from './stated.ts';

describe('spoken Cantonese is read as the written language', () => {
  test.each([
    ['部機我哋包兩年保養，唔使錢', '部机我们包2年保养,不用钱'],
    ['佢喺屋企先至食嘅', '它在家里先至食的'],
    ['呢個係關係到安全嘅', '呢个是关系到安全的'],
    ['不使用的时候关掉', '不使用的时候关掉'],
    ['然而家电都要三C', '然而家电都要3c'],
  ])('%s', (text, figures) => {
    expect(prepare(text).figures.replaceAll('，', ',')).toBe(figures);
  });
  test('its places stay those of what was said', () => {
    const { figures, starts } = prepare('唔使郵費，三十蚊');
    expect(starts[figures.indexOf('30')]).toBe('唔使郵費，三十蚊'.indexOf('三'));
  });
  test.each([
    ['origin-producer', '啲茶葉係福建安溪嘅'],
    ['no-reason-return', '鑲咗字嘅唔退唔換'],
    ['freight', '買夠四百我哋出，唔夠就三十五蚊', 'freight'],
  ])('%s: %s', (duty, text, ...asked) => {
    expect(stated(text, { asked })).toContain(duty);
  });
});

test.each([
  ['seller-identity', '你間舖頭叫咩名呀'],
  ['price-and-unit', '呢個點賣'],
  ['name-spec', '一樽幾多毫升'],
  ['freight', '點寄㗎'],
])('a Cantonese question for %s: %s', (duty, line) => {
  expect(askedDuties(line)).toContain(duty);
});

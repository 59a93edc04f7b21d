import { expect, test } from 'vitest';
import { startsOf } from '../../../../models/duties/slots/starts.ts';

const units = (pattern: RegExp): string => {
  const starts = startsOf(pattern);
  const found = [...starts.keys()].filter((code) => starts[code] === 1);
  return found.length === starts.length ? 'any' : found.map((code) => String.fromCharCode(code)).join('');
};

test('what a match may begin with: of every alternative, past what may lack, looks left out', () => {
  expect(units(/ab|cd/)).toBe('ac');
  expect(units(/a?b{0,2}c+d/)).toBe('abc');
  expect(units(/(?<n>x|y)?(?:the )?z/)).toBe('txyz');
  expect(units(/(?<![a-z])\b(?=q)[2-4]x/)).toBe('234');
  expect(units(/\d+号/)).toBe('0123456789');
  expect(units(/[+\-\u4e00]1/)).toBe('+-一');
});

test('where nothing is certain, anything may begin it', () => {
  expect(units(/a*/)).toBe('any');
  expect(units(/[^a]b/)).toBe('any');
  expect(units(/.x/)).toBe('any');
  expect(units(/\sx/)).toBe('any');
});

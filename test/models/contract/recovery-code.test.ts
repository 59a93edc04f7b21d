import { expect, test } from 'vitest';
import { CODE_BYTES, readRecoveryCode, recoveryCodeOf } from '../../../models/contract/recovery-code.ts';

const codes = Array.from({ length: 40 }, (_, n) =>
  recoveryCodeOf(Uint8Array.from({ length: CODE_BYTES }, (__, i) => (n * 31 + i * i * 7 + 11) & 255)),
);
const [first = ''] = codes;
const replaced = (code: string, at: number, letter: string): string =>
  code.slice(0, at) + letter + code.slice(at + 1);

test('a code is 20 letters in groups of four, and reads as itself', () => {
  for (const code of codes) {
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(readRecoveryCode(code)).toEqual({ ok: true, code });
  }
});

test('it reads as people type it: small, full-width, with spaces, O for 0, I and L for 1', () => {
  const code = codes.find((one) => one.includes('0') && one.includes('1')) ?? first;
  const typed = code
    .toLowerCase()
    .replaceAll('-', ' — ')
    .replaceAll('0', 'o')
    .replace('1', 'l')
    .replace('1', 'I');
  expect(readRecoveryCode(` ${typed} `)).toEqual({ ok: true, code });
  const wide = [...code].map((letter) =>
    letter === '-' ? letter : String.fromCharCode(letter.charCodeAt(0) + 0xfee0),
  );
  expect(readRecoveryCode(wide.join(''))).toEqual({ ok: true, code });
});

test('every wrong letter and every two that changed places are noticed', () => {
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  for (let at = 0; at < first.length; at += 1) {
    if (first[at] === '-') continue;
    for (const letter of letters)
      if (letter !== first[at])
        expect(readRecoveryCode(replaced(first, at, letter))).toEqual({ ok: false, why: 'check' });
  }
  const bare = first.replaceAll('-', '');
  for (let a = 0; a < bare.length; a += 1)
    for (let b = a + 1; b < bare.length; b += 1) {
      const [one = '', two = ''] = [bare[a], bare[b]];
      if (one === two) continue;
      expect(readRecoveryCode(replaced(replaced(bare, a, two), b, one))).toEqual({ ok: false, why: 'check' });
    }
});

test('what is no code says why', () => {
  expect(readRecoveryCode(first.slice(0, -1))).toEqual({ ok: false, why: 'length' });
  expect(readRecoveryCode('')).toEqual({ ok: false, why: 'length' });
  expect(readRecoveryCode(first.replace(/^./, 'U'))).toEqual({ ok: false, why: 'letters' });
});

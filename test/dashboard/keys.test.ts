import { describe, expect, it } from 'vitest';
import { commandOf, KEYS, type KeyPress, type KeySituation } from '../../dashboard/state/keys.ts';

const press = (key: string, over: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...over,
});
const AT_WORK: KeySituation = { typing: false, dismissing: false, covered: false, singleKeys: true };

describe('the keys', () => {
  it.each(Object.entries(KEYS))('%s is %s', (type, key) => {
    expect(commandOf(press(key), AT_WORK)).toEqual({ type });
  });

  it('gives every command a key of its own', () => {
    expect(new Set(Object.values(KEYS)).size).toBe(Object.keys(KEYS).length);
  });

  it.each([
    ['a capital, as with caps lock', press('U'), AT_WORK, { type: 'uphold' }],
    ['a letter that an input method took', press('Process', { code: 'KeyU' }), AT_WORK, { type: 'uphold' }],
    ['⌘K', press('k', { metaKey: true }), AT_WORK, { type: 'search' }],
    ['Ctrl+K in a field', press('k', { ctrlKey: true }), { ...AT_WORK, typing: true }, { type: 'search' }],
    ['Escape in a field', press('Escape'), { ...AT_WORK, typing: true }, { type: 'cancel' }],
    ['a letter in a field', press('u'), { ...AT_WORK, typing: true }, null],
    ['Escape while composing', press('Escape', { isComposing: true }), { ...AT_WORK, typing: true }, null],
    [
      'a number that chooses a candidate',
      press('1', { isComposing: true }),
      { ...AT_WORK, dismissing: true },
      null,
    ],
    ['a deciding key held down', press('u', { repeat: true }), AT_WORK, null],
    ['a reason held down', press('1', { repeat: true }), { ...AT_WORK, dismissing: true }, null],
    ['a walking key held down', press('j', { repeat: true }), AT_WORK, { type: 'next' }],
    ['a letter while composing', press('u', { isComposing: true }), AT_WORK, null],
    ['the browser’s own Ctrl+U', press('u', { ctrlKey: true }), AT_WORK, null],
    [
      'a number while asked why',
      press('3'),
      { ...AT_WORK, dismissing: true },
      { type: 'reason', reason: 'misheard' },
    ],
    ['a number with no reason', press('9'), { ...AT_WORK, dismissing: true }, null],
    ['a letter while asked why', press('u'), { ...AT_WORK, dismissing: true }, null],
    ['a letter under the help', press('u'), { ...AT_WORK, covered: true }, null],
    ['single keys switched off', press('u'), { ...AT_WORK, singleKeys: false }, null],
    ['a key that means nothing', press('x'), AT_WORK, null],
  ])('%s', (_name, key, situation, expected) => {
    expect(commandOf(key, situation)).toEqual(expected);
  });
});

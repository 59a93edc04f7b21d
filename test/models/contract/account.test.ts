import { expect, test } from 'vitest';
import { maskAddress, passwordTrouble, readAddress } from '../../../models/contract/account.ts';

test.each([
  ['13800138000', { kind: 'phone', value: '+8613800138000' }],
  [' 138 0013-8000 ', { kind: 'phone', value: '+8613800138000' }],
  ['１３８００１３８０００', { kind: 'phone', value: '+8613800138000' }],
  ['+86 138 0013 8000', { kind: 'phone', value: '+8613800138000' }],
  ['008613800138000', { kind: 'phone', value: '+8613800138000' }],
  ['+886 912 345 678', { kind: 'phone', value: '+886912345678' }],
  ['Buyer.One+tea@Example.COM', { kind: 'email', value: 'buyer.one+tea@example.com' }],
  ['买家@例子.中国', { kind: 'email', value: '买家@例子.中国' }],
  ['12345678901', null],
  ['+8612345678901', null],
  ['buyer@localhost', null],
  ['two@at@example.com', null],
  ['a b@example.com', null],
  ['buyer@example..com', null],
  ['', null],
  ['x'.repeat(300), null],
])('%s', (text, address) => expect(readAddress(text)).toEqual(address));

test('whoever looks over a shoulder does not get the address', () => {
  const shown = (text: string) =>
    maskAddress(readAddress(text) as NonNullable<ReturnType<typeof readAddress>>);
  expect(shown('13800138000')).toBe('138****8000');
  expect(shown('zhang.san@example.com')).toBe('z***@example.com');
  expect(shown('+886912345678')).toBe('+88****5678');
});

test.each([
  ['123456789', 'short'],
  ['1234567890', 'worst'],
  ['PASSWORD123', 'worst'],
  ['aaaaaaaaaa', 'worst'],
  ['abababababab', 'worst'],
  ['hijklmnopqr', 'worst'],
  ['9876543210', 'worst'],
  ['woaini1314520', 'worst'],
  ['four paper lanterns', null],
  ['我在直播间买过的灯笼', null],
  ['correct horse battery', null],
])('the password %s: %s', (password, trouble) => expect(passwordTrouble(password)).toBe(trouble));

import { expect, test } from 'vitest';
import { withBreaths } from '../../../../models/duties/hear/breaths.ts';

test.each([
  ['茶包两年 饼干一个月', '茶包两年,饼干一个月'],
  ['证书二零二五 零六零七', '证书二零二五 零六零七'],
  ['这 个 很 好 用', '这 个 很 好 用'],
  ['usb 充电 线', 'usb 充电 线'],
])('%s', (text, withCommas) => {
  expect(withBreaths(text)).toBe(withCommas);
});

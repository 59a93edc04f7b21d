import { expect, test } from 'vitest';
import { ownName } from '../../../../models/duties/hear/own-name.ts';
import { createPrepare } from '../../../../models/duties/hear/prepare.ts';

const prepare = createPrepare();
const nameIn = (text: string): string | null => {
  const prepared = prepare(text);
  const found = ownName(prepared);
  return found && prepared.figures.slice(found.start, found.end);
};

test.each([
  ['青柚拾光', '青柚拾光'],
  ['我们店叫小满手作啊', '小满手作'],
  ['临江老周豆腐坊 在南门桥头', '临江老周豆腐坊'],
  ["it's the copper lantern, it's on the box", 'the copper lantern'],
  ['finch and fable out of portland', 'finch and fable'],
  ['quiet harbor trading llc thats us', 'quiet harbor trading'],
])('%s names who sells', (text, name) => {
  expect(nameIn(text)).toBe(name);
});

test.each([
  '自己家的店放心',
  '就是源头厂家',
  '点我头像就看到了',
  '大品牌放心拍',
  '江西那边生产的',
  'just your favorite seller',
  'a small family business',
  'on the box',
  'trust me we are legit',
  'good morning everyone',
])('%s names nobody', (text) => {
  expect(nameIn(text)).toBeNull();
});

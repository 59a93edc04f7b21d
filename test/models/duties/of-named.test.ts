import { expect, test } from 'vitest';
import { openDuties } from '../../../models/duties/open.ts';
import { startReview } from '../../../scripts/audit/review.ts';
import { ABOUT, ended, introduced, say } from './sample-duties.ts';

const opened = openDuties('.', { everyTier: true });

/** How the licence stands with a dog food and a cat treat shown together, after some words. */
const licenceOf = (...lines: readonly string[]) => {
  const review = startReview(opened, 'b1', ABOUT);
  const events = [
    introduced(0, 'p1', 'pet-food', { name: '鸭肉狗粮' }),
    introduced(0, 'p2', 'pet-food', { name: '鳕鱼猫条' }),
    ...lines.map((text, at) => say(10 + 10 * at, text)),
    ended(90),
  ];
  for (const { event } of events) if ('type' in event) review.hear(event as never);
  return review.end().map(({ duties }) => duties.find(({ id }) => id === 'licence')?.state);
};

test('a number told of one product by name is none of the other', () => {
  expect(licenceOf('狗粮的生产许可证号是鲁饲证2022第01557号')).toEqual(['satisfied', 'missing']);
});
test('told of the one and then of the other, it is told of both', () => {
  expect(licenceOf('狗粮的生产许可证号是鲁饲证2022第01557号', '猫条的许可证号是鲁饲证2023第02468号')).toEqual(
    ['satisfied', 'satisfied'],
  );
});
test('told of none by name, or of the shop, it is told of all', () => {
  expect(licenceOf('生产许可证号是鲁饲证2022第01557号')).toEqual(['satisfied', 'satisfied']);
  expect(licenceOf('狗粮的许可证号是鲁饲证2022第01557号', '许可证号鲁饲证2022第01557号')).toEqual([
    'satisfied',
    'satisfied',
  ]);
  expect(licenceOf('卖狗粮的经营许可证编号JY12345678901234')).toEqual(['satisfied', 'satisfied']);
});

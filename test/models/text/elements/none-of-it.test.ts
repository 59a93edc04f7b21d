import { describe, expect, it } from 'vitest';
import { claimsOf, raised } from './presented.ts';

describe('there is no such thing', () => {
  it.each([
    'There are currently no drugs approved to prevent COVID-19.',
    'There is no evidence at all that it cures cancer.',
    '没有任何证据说明它能抗癌',
  ])('%s', (text) => {
    expect(claimsOf(text).length).toBeGreaterThan(0);
    expect(raised(text)).toEqual([]);
  });

  it.each([
    ['There is no better way to cure your eczema', 'medical'],
    ['There is no need for a doctor, this cures your eczema', 'medical'],
    ["If it doesn't melt the fat off your belly, you get every cent back", 'efficacy'],
  ])('%s: said all the same', (text, group) => expect(raised(text)).toContain(group));
});

describe('another round is coming', () => {
  it.each([
    '没抢到的告诉我，一会儿再给大家发福袋',
    '没抢到的宝宝别走，等下还有一轮',
    '沒搶到的跟小編說，等等還有一輪',
  ])('%s', (text) => {
    expect(claimsOf(text).length).toBeGreaterThan(0);
    expect(raised(text)).toEqual([]);
  });

  it.each(['没抢到的别哭，厂家停产了', '没抢到的求我也没用，就放这一次'])(
    '%s: pressed all the same',
    (text) => expect(raised(text)).toContain('urgency'),
  );
});

import { describe, expect, test } from 'vitest';
import type { Ledger } from '../../../models/duties/ledger/ledger.ts';
import { openDuties } from '../../../models/duties/open.ts';
import { ABOUT, ask, follow, introduced, say } from './sample-duties.ts';

const { duties } = openDuties('.', { everyTier: true });

type Events = Parameters<typeof follow>[1];
/** How one duty stands with the only product, after a viewer's line and the room's. */
const heardOf = (duty: string, events: Events, language: 'en' | 'zh-Hans' = 'zh-Hans') => {
  const { open } = follow(duties, events, { ...ABOUT, language }).ledger as Ledger;
  return open.p1?.heard[duty]?.as;
};
const honey = introduced(0, 'p1', 'food', { name: '椴树蜂蜜' });
const soap = introduced(0, 'p1', 'cosmetics', { name: 'oat soap' });

describe('a fact that a viewer puts as a question', () => {
  test.each([
    ['是吉林产的吗', '对的', 'origin-producer'],
    ['是不是两年保质期', '没错没错', 'shelf-life'],
    ['包邮吗', '包的姐', 'freight'],
    ['能七天无理由退吗', '能', 'no-reason-return'],
  ])('%s – %s tells it', (asked, yes, duty) => {
    expect(heardOf(duty, [honey, ask(10, asked), say(14, yes)])).toBe('stated');
  });
  test('in English too', () => {
    const events = [soap, ask(10, 'made in vermont?'), say(13, 'yep')];
    expect(heardOf('origin-producer', events, 'en')).toBe('stated');
  });
  test.each([
    ['no yes is said', '是吉林产的吗', '好吃得很'],
    ['it asks what', '哪里产的', '对的'],
    ['the answer is of another word', '是吉林产的吗', '能'],
  ])('is not told where %s', (_, asked, said) => {
    expect(heardOf('origin-producer', [honey, ask(10, asked), say(14, said)])).not.toBe('stated');
  });
  test('is not told by a yes that comes late, or after other words', () => {
    const asked = ask(10, '是吉林产的吗');
    expect(heardOf('origin-producer', [honey, asked, say(50, '对的')])).toBeUndefined();
    expect(heardOf('origin-producer', [honey, asked, say(14, '香得很'), say(18, '对的')])).not.toBe('stated');
  });
});

import { describe, expect, it } from 'vitest';
import { createTextJudge, loadPacks } from '../../../../models/text/judge.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
const pressed = (text: string) =>
  judge
    .judge(text, { source: 'speech', role: 'presenter' })
    .claims.filter(({ group }) => group === 'urgency' || group === 'fake-popularity');

describe('what presses, told of a day that is over', () => {
  it.each([
    '昨天恢复一百零九',
    '前天已经恢复原价八十八了',
    '昨天卖断货了',
    '上周那款早就卖断货了',
    '琴日賣斷貨咗',
    '昨天卖断货了今天补了两百件',
  ])('%s: passes, and says why', (text) => {
    const claims = pressed(text);
    expect(claims.length).toBeGreaterThan(0);
    for (const claim of claims) {
      expect(claim.verdict).toBe('exempt');
      expect(claim.steps.map(({ id }) => id)).toContain('past');
    }
  });

  it.each([
    '明天恢复一百零九',
    '昨晚恢复原价了，赶紧拍',
    '昨天三秒卖断货了',
    '昨天卖断货了五万件',
    '昨天就卖断货了，今天再不拍又没了',
    '马上就要卖断货了',
  ])('%s: stands', (text) => expect(pressed(text).some(({ verdict }) => verdict === 'flag')).toBe(true));
});

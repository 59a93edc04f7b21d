import { expect, test } from 'vitest';
import { createTextJudge, loadPacks } from '../../../models/text/judge.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });

test.each([
  ['这款全网最低价', '只说本次价格与条件，或给出比价范围和时间。'],
  ['這款全網最低價', '只說本次價格與條件，或給出比價範圍和時間。'],
])('what to say instead of “%s” is in its script', (text, suggestion) => {
  const [claim] = judge.judge(text, { source: 'speech', role: 'presenter' }).claims;
  expect(claim?.suggestion.zh).toContain(suggestion);
  expect(claim?.suggestion.en).toContain('price');
});

import { describe, expect, it } from 'vitest';
import { createTextJudge, loadPacks } from '../../../../models/text/judge.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
const lures = (text: string): boolean =>
  judge
    .judge(text, { source: 'speech', role: 'presenter' })
    .claims.some(({ group, verdict }) => group === 'off-platform' && verdict !== 'exempt');

describe('Latin words of Chinese entries', () => {
  it.each(['加我line聊', '加我 LINE 聊', '加vxabc123领价', '加VX：abc123领价'])('are found in %s', (text) =>
    expect(lures(text)).toBe(true),
  );
  it.each([
    'somebody online said this reverses gray hair',
    'the offline store opens at nine, say hello',
    'the neckline said to run small is fine',
  ])('are not found inside a longer word: %s', (text) => expect(lures(text)).toBe(false));
});

import { expect, test } from 'vitest';
import { eventSchema } from '../../../models/contract/ingest.ts';
import { decodeMessage, quickUtterance } from '../../../models/stream/wire.ts';

test('an entry that is not JSON is refused without quoting it', () => {
  expect(() => decodeMessage({ b: 'b1', t: '1', e: 'x13812345678' })).toThrow('field e (event) is not JSON');
});

const PARTS: Readonly<Record<string, readonly unknown[]>> = {
  type: ['utterance', 'utterance', 'utterance', 'audience', 1],
  id: ['u1', 'a:b@c', '', 'x/y', 'x'.repeat(129), 7],
  revision: [1, 1000, 0, 1.5, '1', null],
  source: ['speech', 'chat', 'screen', 'radio', null],
  role: ['presenter', 'viewer', 'owner', null],
  speaker: ['v81', '', '\0', '\ud800', 'x'.repeat(201)],
  atMs: [0, 12_340, -1, 1.5, 86_400_001, 1e300, '5'],
  text: ['保质期多久啊', '', 'a\0b', '\udc00', '😀', 'x'.repeat(65_536), 5],
  confidence: [0, 0.94, 1, 1.01, -0.1, null],
  pinned: [true, false, 'yes'],
  more: [1],
};

test('an utterance is read at once as its schema reads it, to the order of its fields, or not at all', () => {
  let state = 5;
  const draw = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
  const needed = new Set(['type', 'id', 'source', 'atMs', 'text']);
  let taken = 0;
  for (let n = 0; n < 6_000; n += 1) {
    const fields = Object.keys(PARTS).filter((name) =>
      name === 'more' ? draw(20) === 0 : needed.has(name) || draw(2) === 0,
    );
    for (let at = fields.length - 1; at > 0; at -= 1) {
      const other = draw(at + 1);
      [fields[at], fields[other]] = [fields[other] as string, fields[at] as string];
    }
    // Mostly what is right, so that most are right altogether.
    const sent = Object.fromEntries(
      fields.map((name) => [name, PARTS[name]?.[draw(12) === 0 ? draw(PARTS[name].length) : 0]]),
    );
    const json = JSON.stringify(sent);
    const parsed = eventSchema.safeParse(JSON.parse(json));
    const quick = quickUtterance(JSON.parse(json));
    if (quick) taken += 1;
    const wanted = parsed.success && parsed.data.type === 'utterance' ? JSON.stringify(parsed.data) : null;
    expect(quick && JSON.stringify(quick), json.slice(0, 300)).toBe(wanted);
  }
  expect(taken).toBeGreaterThan(1_500);
});

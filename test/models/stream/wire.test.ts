import { expect, test } from 'vitest';
import { decodeMessage } from '../../../models/stream/wire.ts';

test('an entry that is not JSON is refused without quoting it', () => {
  expect(() => decodeMessage({ b: 'b1', t: '1', e: 'x13812345678' })).toThrow('field e (event) is not JSON');
});

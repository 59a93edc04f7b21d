import { expect, it } from 'vitest';
import { compareEntryIds } from '../../../models/contract/ids.ts';

it('orders ids of entries as Redis does, however long their parts are', () => {
  const ordered = [
    '0-0',
    '9-3',
    '10-0',
    '99-10',
    '100-2',
    '100-9',
    '100-10',
    '1763940000000-0',
    '1763940000000-12',
  ];
  for (const [at, a] of ordered.entries())
    for (const [other, b] of ordered.entries())
      expect(Math.sign(compareEntryIds(a, b))).toBe(Math.sign(at - other));
});

import { describe, expect, test } from 'vitest';
import { broadcastSchema } from '../../../models/contract/ingest.ts';

const idField = broadcastSchema.shape.id;

describe('an id that a sender gives', () => {
  test.each(['a', '...', '.a', 'show-1', 'A~b:c@d+e=f_g', 'x'.repeat(128)])('%s is taken', (id) => {
    expect(idField.safeParse(id).success).toBe(true);
  });

  test.each(['', '.', '..', 'a/b', 'a b', '灯', 'a?b', 'x'.repeat(129)])(
    '“%s” cannot stand in an address',
    (id) => {
      expect(idField.safeParse(id).success).toBe(false);
    },
  );
});

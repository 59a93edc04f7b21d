import { expect, test } from 'vitest';
import { createCrowd } from '../../../server/ingest/crowd.ts';

test('each limit by itself; who leaves makes room once', () => {
  const crowd = createCrowd({ all: 4, perToken: 2, perAddress: 3 });
  const first = crowd.enter('a', '203.0.113.1');
  expect(crowd.enter('a', '203.0.113.2')).not.toBeNull();
  expect(crowd.enter('a', '203.0.113.3')).toBeNull();
  expect(crowd.enter('b', '203.0.113.1')).not.toBeNull();
  expect(crowd.enter('b', '203.0.113.1')).not.toBeNull();
  expect(crowd.enter('c', '203.0.113.9')).toBeNull();
  first?.();
  first?.();
  expect(crowd.enter('c', '203.0.113.1')).not.toBeNull();
  expect(crowd.enter('c', '203.0.113.1')).toBeNull();
});

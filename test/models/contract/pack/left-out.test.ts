import { expect, test } from 'vitest';
import type { ShownRecord } from '../../../../models/contract/log/verify-records.ts';
import { leftOutOf } from '../../../../models/contract/pack/left-out.ts';

const record = (index: number, kind: string): ShownRecord =>
  ({ index, leaf: { kind }, values: {} }) as unknown as ShownRecord;

test('what lies between the first and the last line and is not listed is counted', () => {
  const records = [
    record(0, 'broadcast'),
    record(4, 'utterance'),
    record(5, 'claim'),
    record(9, 'utterance'),
  ];
  expect(leftOutOf(records)).toEqual({ from: 4, until: 9, shown: 3, hidden: 3 });
  const whole = [6, 7, 8].map((index) => record(index, 'claim'));
  expect(leftOutOf([...records, ...whole, record(40, 'decision')])).toEqual({
    from: 4,
    until: 9,
    shown: 6,
    hidden: 0,
  });
});

test('a pack without lines counts nothing', () => {
  expect(leftOutOf([record(0, 'broadcast'), record(7, 'duty')])).toBeNull();
});

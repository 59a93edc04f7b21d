import { expect, it } from 'vitest';
import { createRowSums } from '../../../../models/text/network/row-sums.ts';

/** A table of so many rows, each value another. */
const tableOf = (rows: number, columns: number): Float32Array =>
  Float32Array.from({ length: rows * columns }, (_, at) => Math.sin(at * 12.9898) * 1.5);

it.each([
  [48, 75],
  [48, 1],
  [48, 0],
  [5, 9],
  [16, 40],
  [17, 300],
])('adds up rows of %i columns, %i of them, to the bit as JavaScript does', (columns, count) => {
  const table = tableOf(500, columns);
  const sums = createRowSums(table, columns, 301);
  // Twice: what was summed before must leave nothing behind.
  for (let round = 0; round < 2; round += 1) {
    const rows = Int32Array.from({ length: count }, (_, at) => (at * 37 + round) % 500);
    const weights = Float32Array.from({ length: count }, (_, at) => Math.cos(at + round));
    sums.rows.set(rows);
    sums.weights.set(weights);
    const plain = Array.from({ length: columns }, (_, column) =>
      rows.reduce(
        (sum, row, at) => sum + (table[row * columns + column] as number) * (weights[at] as number),
        0,
      ),
    );
    expect([...sums.sum(count)]).toEqual(plain);
  }
});

it('keeps the table where it can be read', () => {
  const sums = createRowSums(tableOf(3, 5), 5, 4);
  expect([...sums.table.subarray(sums.stride, sums.stride + 5)]).toEqual([...tableOf(3, 5).subarray(5, 10)]);
});

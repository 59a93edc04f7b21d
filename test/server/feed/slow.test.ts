import { expect, test } from 'vitest';
import type { FeedSocket } from '../../../server/feed/reading.ts';
import { slowOf } from '../../../server/feed/slow.ts';

const MIB = 1024 * 1024;
/** A connection as the feed sees it: what waits before the WebSocket, and what waits in it. */
const line = (bytes: number, packets = 1, live = true) => {
  const conn = {
    writeBuffer: Array.from({ length: packets }, () => ({ data: 'x' })),
    transport: { socket: { bufferedAmount: bytes - packets } },
  };
  return { socket: { conn, data: { reading: { live } } } as unknown as FeedSocket, conn };
};
const slowAt = (now: number, ...lines: { socket: FeedSocket }[]): number[] => {
  const slow = slowOf(
    lines.map(({ socket }) => socket),
    now,
  );
  return slow.map((socket) => lines.findIndex((one) => one.socket === socket));
};

test('beyond 8 MiB, or 5,000 packets: cut off; at them: not', () => {
  expect(slowAt(0, line(8 * MIB), line(8 * MIB + 1), line(6_000, 5_000), line(6_000, 5_001))).toEqual([1, 3]);
  expect(slowAt(0, line(20 * MIB, 1, false))).toEqual([]);
});

test('all together beyond 128 MiB: those furthest behind go, until the rest fits', () => {
  const lines = Array.from({ length: 24 }, (_, n) => line((n % 2 === 0 ? 4 : 7) * MIB));
  expect(slowAt(0, ...lines)).toEqual([1]);
  expect(slowAt(0, ...lines, line(8 * MIB))).toEqual([24, 1]);
});

test('who reads nothing for half a minute goes; who reads, or is hardly behind, stays', () => {
  const [stuck, reading, hardly] = [line(2 * MIB), line(2 * MIB), line(MIB / 4)];
  expect(slowAt(0, stuck, reading, hardly)).toEqual([]);
  reading.conn.transport.socket.bufferedAmount -= 10;
  expect(slowAt(20_000, stuck, reading, hardly)).toEqual([]);
  expect(slowAt(30_001, stuck, reading, hardly)).toEqual([0]);
  expect(slowAt(50_001, reading)).toEqual([0]);
});

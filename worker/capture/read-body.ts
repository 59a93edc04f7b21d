import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { CaptureProblem } from './problem.ts';

/** Room for a usual playlist or segment without growing. */
const FIRST_BYTES = 16 * 1024;

/** Some origins store their files compressed and send them so to everyone, although nobody asks. */
const UNPACKERS: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

const mib = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${Math.round(bytes / 1024 / 1024)} MiB` : `${bytes} bytes`;

/** One buffer that grows: an answer in a million chunks of a byte each costs no more than one that comes at once. */
const gathered = async (from: AsyncIterable<Buffer>, bytesMax: number): Promise<Buffer> => {
  let room = Buffer.allocUnsafe(Math.min(FIRST_BYTES, bytesMax));
  let bytes = 0;
  for await (const chunk of from) {
    const needed = bytes + chunk.length;
    if (needed > bytesMax) {
      throw new CaptureProblem('too-large', `an answer is longer than ${mib(bytesMax)}`, {
        unreadable: true,
      });
    }
    if (needed > room.length) {
      const wider = Buffer.allocUnsafe(Math.min(bytesMax, Math.max(needed, room.length * 2)));
      room.copy(wider, 0, 0, bytes);
      room = wider;
    }
    chunk.copy(room, bytes);
    bytes = needed;
  }
  return room.subarray(0, bytes);
};

/**
 * The body of an answer, unpacked where it is packed: what is counted is what comes out, and reading ends where it
 * grows past `bytesMax`.
 * @throws CaptureProblem, or the stream's error.
 */
export const readBody = async (message: IncomingMessage, bytesMax: number): Promise<Buffer> => {
  const coding = message.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (coding === 'identity' || coding === '') return gathered(message, bytesMax);
  const unpacker = UNPACKERS[coding]?.();
  if (!unpacker) {
    throw new CaptureProblem('unsupported', 'the origin answers in a compressed form that was not asked for');
  }
  message.once('error', (error) => unpacker.destroy(error));
  message.pipe(unpacker);
  try {
    return await gathered(unpacker, bytesMax);
  } finally {
    unpacker.destroy();
  }
};

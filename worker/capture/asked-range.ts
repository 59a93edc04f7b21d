import type { IncomingMessage } from 'node:http';
import type { ByteRange } from './playlist.ts';
import { CaptureProblem } from './problem.ts';

/** `bytes 3-6/100`, the length of the whole may be unknown (RFC 9110, 14.4). */
const CONTENT_RANGE = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/i;

/** Which bytes of the file an answer holds; the length of the file where it is told. */
interface Held {
  readonly fromByte: number;
  readonly fileBytes?: number;
}

const otherBytes = () =>
  new CaptureProblem('http-status', 'the origin answers with other bytes of a file than were asked for');

/** What lies beyond the end of a file. */
export const beyondEnd = () =>
  new CaptureProblem('bad-playlist', 'the playlist names bytes beyond the end of a file', {
    unreadable: true,
  });

const heldBy = (message: IncomingMessage, bytes: number, range: ByteRange): Held => {
  if (message.statusCode !== 206) return { fromByte: 0, fileBytes: bytes };
  const said = message.headers['content-range'];
  // Without a word of it only the length speaks for what came.
  if (said === undefined && bytes === range.bytes) return { fromByte: range.fromByte };
  const [, from, until, whole] = CONTENT_RANGE.exec(said ?? '') ?? [];
  if (from === undefined || Number(until) - Number(from) + 1 !== bytes) throw otherBytes();
  return { fromByte: Number(from), ...(whole !== '*' && { fileBytes: Number(whole) }) };
};

/**
 * The bytes that were asked for, out of an answer: an origin that does not know ranges sends the whole file, a cache may send more
 * than was asked for or another part. What a file that ends earlier has of the range is taken, as players take it.
 * @throws CaptureProblem where they are not in it: other bytes under this name would be a false record
 */
export const askedBytes = (message: IncomingMessage, bytes: Buffer, range: ByteRange): Buffer => {
  const { fromByte, fileBytes } = heldBy(message, bytes.length, range);
  const start = range.fromByte - fromByte;
  if (start < 0) throw otherBytes();
  const asked = bytes.subarray(start, start + range.bytes);
  if (asked.length === range.bytes) return asked;
  if (fromByte + bytes.length !== fileBytes) throw otherBytes();
  if (asked.length === 0) throw beyondEnd();
  return asked;
};

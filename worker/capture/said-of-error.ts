import type { CaptureReason } from '../../models/contract/broadcast.ts';
import { CaptureProblem } from './problem.ts';

const SAID: Readonly<Record<string, readonly [CaptureReason, string]>> = {
  ECONNREFUSED: ['unreachable', 'the origin refuses the connection'],
  ECONNRESET: ['unreachable', 'the origin broke the connection off'],
  ERR_STREAM_PREMATURE_CLOSE: ['unreachable', 'the origin broke the connection off'],
  ENOTFOUND: ['unreachable', 'the origin’s name is not known'],
  EAI_AGAIN: ['unreachable', 'the origin’s name could not be looked up'],
  EHOSTUNREACH: ['unreachable', 'the origin cannot be reached'],
  ENETUNREACH: ['unreachable', 'the origin cannot be reached'],
  ERR_INVALID_URL: ['bad-address', 'the playback address is none'],
};

/** Of a code alone: the text of an error may hold the address with its token. */
const CODE = /^[A-Z0-9_]{2,60}$/;

/**
 * What may be shown of an error: never an address, which may hold a token.
 * @param afterMs set where the time for the request had run out: the error is only how that showed.
 */
export const saidOf = (error: unknown, afterMs: number | undefined): CaptureProblem => {
  if (error instanceof CaptureProblem) return error;
  if (afterMs !== undefined) {
    return new CaptureProblem('too-slow', `the origin did not answer in full within ${afterMs / 1000} s`);
  }
  const { code } = error as NodeJS.ErrnoException;
  const [reason, said] = SAID[code ?? ''] ?? [];
  if (reason && said) return new CaptureProblem(reason, said);
  const named = typeof code === 'string' && CODE.test(code) ? ` (${code})` : '';
  return new CaptureProblem('unreachable', `the origin could not be read${named}`);
};

import { randomBytes } from 'node:crypto';
import { utf8 } from '../../models/contract/log/bytes.ts';
import { TOKEN_BYTES_MAX, verifyTimestamp } from '../../models/contract/log/timestamp.ts';
import {
  NONCE_BYTES,
  nonceNumber,
  readTimestampReply,
  timestampRequest,
} from '../../models/contract/log/timestamp-request.ts';
import type { Stamp } from '../../models/store/timestamps.ts';
import type { GuardedFetch } from '../capture/guarded-fetch.ts';
import { CaptureProblem } from '../capture/problem.ts';

/** For request and answer: authorities answer within a second, those far away within three. */
const REQUEST_MS_MAX = 10_000;
/** Status and lengths around a token. */
const REPLY_BYTES_MAX = TOKEN_BYTES_MAX + 1_024;

/** What is asked of every timestamp. */
export interface StampRules {
  /** Roots that are trusted (DER). Absent: any chain that hangs together, and the seal says by whose own word. */
  readonly roots?: readonly Uint8Array[];
  /** Policies (dotted) that are accepted. Absent: any. */
  readonly policies?: readonly string[];
}

export type Asked =
  | { readonly ok: true; readonly stamp: Stamp }
  /** `problem`: what went wrong, in a word: a reason of the network, or what `verifyTimestamp` refuses. */
  | { readonly ok: false; readonly problem: string };

/**
 * Asks one authority for a timestamp over a signed note (RFC 3161, 3.4) and verifies the answer; what does not verify is
 * never kept. Never throws for what an authority does.
 */
export const askAuthority = async (
  fetch: GuardedFetch,
  authorityUrl: string,
  note: string,
  rules: StampRules,
  signal: AbortSignal,
): Promise<Asked> => {
  const noteBytes = utf8(note);
  const nonce = randomBytes(NONCE_BYTES);
  let answer: Uint8Array;
  try {
    const { bytes } = await fetch({
      url: authorityUrl,
      bytesMax: REPLY_BYTES_MAX,
      limitMs: REQUEST_MS_MAX,
      binary: true,
      body: { bytes: timestampRequest(noteBytes, nonce), type: 'application/timestamp-query' },
      signal,
    });
    answer = bytes ?? new Uint8Array(0);
  } catch (error) {
    if (error instanceof CaptureProblem) return { ok: false, problem: error.reason };
    throw error;
  }
  const reply = readTimestampReply(answer);
  if (!reply.ok) return { ok: false, problem: reply.code };
  const holds = verifyTimestamp(reply.token, noteBytes, { ...rules, nonce: nonceNumber(nonce) });
  if (!holds.ok) return { ok: false, problem: holds.code };
  const { genTime, authority, policy, serial, anchored, chain } = holds;
  const kept = { token: Buffer.from(reply.token), chain: chain.map((der) => Buffer.from(der)) };
  return { ok: true, stamp: { ...kept, genTime, authority, policy, serial, anchored } };
};

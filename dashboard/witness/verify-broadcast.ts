import type { Bilingual } from '../../models/contract/claim.ts';
import { keyFingerprint } from '../../models/contract/log/note.ts';
import { LEAVES_PAGE_MAX, type LeavesPage } from '../../models/contract/log/page.ts';
import { type LogReading, type Refused, readLog } from '../../models/contract/log/verify-log.ts';
import { type AskLog, get, keysOf, Stopped, stampsOf, type Unreachable } from './ask-log.ts';
import type { StampsRead } from './read-stamps.ts';

export const UNREACHABLE_SAYS: Readonly<Record<Unreachable, Bilingual>> = {
  'no-key': {
    zh: '服务器没有给出公钥，暂时无法核验。',
    en: 'The server gave no public key, so nothing can be checked yet.',
  },
  'not-signed-yet': {
    zh: '本场直播还没有签名的检查点，请稍后再试。',
    en: 'This broadcast has no signed checkpoint yet; try again in a moment.',
  },
  'not-allowed': {
    zh: '没有这场直播，或您无权查看。',
    en: 'There is no such broadcast, or it is not yours to see.',
  },
  'not-reached': {
    zh: '连不上服务器，核验没有完成。',
    en: 'The server was not reached; the check was not finished.',
  },
  stopped: { zh: '核验已停止。', en: 'The check was stopped.' },
};

export interface Progress {
  /** Records read and found whole so far, of those the checkpoint covers. */
  readonly done: number;
  readonly size: number;
}

export type BroadcastVerified =
  | {
      readonly state: 'verified';
      readonly size: number;
      /** Records by kind, as far as they were shown. */
      readonly kinds: Readonly<Record<string, number>>;
      /** Records of which the server gave the hash alone. */
      readonly hidden: number;
      /** Fingerprint of the key that signed, to compare with one had from elsewhere. */
      readonly fingerprint: string;
      readonly checkpoint: string;
      /** Third-party timestamps, verified here as well. */
      readonly stamps: StampsRead;
    }
  | ({ readonly state: 'refused' } & Refused)
  | { readonly state: 'unreachable'; readonly code: Unreachable; readonly says: Bilingual };

export interface VerifyBroadcast extends AskLog {
  readonly publicId: string;
  readonly onProgress?: (progress: Progress) => void;
}

const isShownLeaf = (leaf: unknown): boolean =>
  typeof leaf === 'string' ||
  (typeof leaf === 'object' && leaf !== null && 'hash' in leaf && typeof leaf.hash === 'string');

const isPage = (value: unknown): value is LeavesPage =>
  typeof value === 'object' &&
  value !== null &&
  'leaves' in value &&
  Array.isArray(value.leaves) &&
  value.leaves.every(isShownLeaf);

/** Reads page by page to the end of what the checkpoint covers; a page that says nothing ends it, and the count then tells. */
const readPages = async (ask: VerifyBroadcast, log: string, reading: LogReading): Promise<Refused | null> => {
  let done = 0;
  while (done < reading.size) {
    const limit = Math.min(LEAVES_PAGE_MAX, reading.size - done);
    const page: unknown = await (await get(ask, `${log}/leaves?from=${done}&limit=${limit}`)).json();
    if (!isPage(page)) throw new Stopped('not-reached');
    if (page.leaves.length === 0) return null;
    const refusal = reading.read(page.leaves);
    if (refusal !== null) return refusal;
    done += page.leaves.length;
    ask.onProgress?.({ done, size: reading.size });
  }
  return null;
};

const verify = async (ask: VerifyBroadcast): Promise<BroadcastVerified> => {
  const log = `/api/broadcasts/${encodeURIComponent(ask.publicId)}/log`;
  const keys = await keysOf(ask);
  const checkpointNote = await (await get(ask, `${log}/checkpoint`, { 503: 'not-signed-yet' })).text();
  const started = readLog({ checkpointNote, keys, publicId: ask.publicId });
  if (!started.ok) return { state: 'refused', ...started };
  const refusal = await readPages(ask, log, started.reading);
  const result = refusal ?? started.reading.finish();
  if (!result.ok) return { state: 'refused', ...result };
  const [key] = result.by;
  if (key === undefined) throw new Stopped('no-key');
  return {
    state: 'verified',
    size: result.checkpoint.size,
    kinds: result.kinds,
    hidden: result.hidden,
    fingerprint: keyFingerprint(key),
    checkpoint: checkpointNote,
    stamps: await stampsOf(ask, log, keys, result.checkpoint),
  };
};

/**
 * Checks a broadcast's whole log in the reader's own browser: the signature on its newest head, and that all its records
 * together give exactly that head. Never throws: what went wrong is in the answer.
 */
export const verifyBroadcast = async (ask: VerifyBroadcast): Promise<BroadcastVerified> => {
  try {
    return await verify(ask);
  } catch (error) {
    const code = error instanceof Stopped ? error.code : ask.signal?.aborted ? 'stopped' : 'not-reached';
    return { state: 'unreachable', code, says: UNREACHABLE_SAYS[code] };
  }
};

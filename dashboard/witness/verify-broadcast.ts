import type { Bilingual } from '../../models/contract/claim.ts';
import {
  type Checkpoint,
  keyFingerprint,
  type NoteKey,
  parseVerifierKey,
} from '../../models/contract/log/note.ts';
import { LEAVES_PAGE_MAX, type LeavesPage, type ProofReply } from '../../models/contract/log/page.ts';
import type { StampsReply } from '../../models/contract/log/published.ts';
import { type LogReading, type Refused, readLog } from '../../models/contract/log/verify-log.ts';
import { readStamps, type StampsRead } from './read-stamps.ts';

/** Why nothing could be checked. Unlike a refusal it says nothing about the log: trying again may help. */
export type Unreachable = 'no-key' | 'not-signed-yet' | 'not-allowed' | 'not-reached' | 'stopped';

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

export interface VerifyBroadcast {
  readonly publicId: string;
  /** As the browser's; an argument so that the check runs anywhere. */
  readonly fetch: (address: string, init?: { readonly signal?: AbortSignal }) => Promise<Response>;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

class Stopped extends Error {
  readonly code: Unreachable;
  constructor(code: Unreachable) {
    super(code);
    this.code = code;
  }
}

const get = async (
  { fetch, signal }: VerifyBroadcast,
  address: string,
  meaning: Readonly<Record<number, Unreachable>> = {},
): Promise<Response> => {
  let response: Response;
  try {
    response = await fetch(address, signal ? { signal } : {});
  } catch {
    throw new Stopped(signal?.aborted ? 'stopped' : 'not-reached');
  }
  if (response.ok) return response;
  const refused = [401, 403, 404].includes(response.status);
  throw new Stopped(meaning[response.status] ?? (refused ? 'not-allowed' : 'not-reached'));
};

const keysOf = async (ask: VerifyBroadcast) => {
  const lines = (await (await get(ask, '/api/log/key', { 404: 'no-key' })).text()).split('\n');
  const keys = lines.map(parseVerifierKey).filter((key) => key !== null);
  if (keys.length === 0) throw new Stopped('no-key');
  return keys;
};

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

/** What cannot be asked for now says nothing against the log. */
const stampsOf = async (
  ask: VerifyBroadcast,
  log: string,
  keys: readonly NoteKey[],
  head: Checkpoint,
): Promise<StampsRead> => {
  try {
    const { stamps } = (await (await get(ask, `${log}/timestamps`)).json()) as StampsReply;
    const consistency = async (from: number, to: number): Promise<readonly string[]> =>
      ((await (await get(ask, `${log}/consistency?from=${from}&to=${to}`)).json()) as ProofReply).hashes;
    return await readStamps({ head, keys, stamps, consistency });
  } catch {
    return null;
  }
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

import { type Checkpoint, type NoteKey, parseVerifierKey } from '../../models/contract/log/note.ts';
import type { ProofReply } from '../../models/contract/log/page.ts';
import type { StampsReply } from '../../models/contract/log/published.ts';
import { readStamps, type StampsRead } from './read-stamps.ts';

/** Why nothing could be checked. Unlike a refusal it says nothing about the log: trying again may help. */
export type Unreachable = 'no-key' | 'not-signed-yet' | 'not-allowed' | 'not-reached' | 'stopped';

export class Stopped extends Error {
  readonly code: Unreachable;
  constructor(code: Unreachable) {
    super(code);
    this.code = code;
  }
}

export interface AskLog {
  /** As the browser's; an argument so that the check runs anywhere. */
  readonly fetch: (address: string, init?: { readonly signal?: AbortSignal }) => Promise<Response>;
  readonly signal?: AbortSignal;
}

/** @param meaning what a status says of this question @throws Stopped */
export const get = async (
  { fetch, signal }: AskLog,
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

/** Keys by which the server signs. @throws Stopped */
export const keysOf = async (ask: AskLog): Promise<NoteKey[]> => {
  const lines = (await (await get(ask, '/api/log/key', { 404: 'no-key' })).text()).split('\n');
  const keys = lines.map(parseVerifierKey).filter((key) => key !== null);
  if (keys.length === 0) throw new Stopped('no-key');
  return keys;
};

/** Timestamps of the log at this address, verified. What cannot be asked for now says nothing against the log. */
export const stampsOf = async (
  ask: AskLog,
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

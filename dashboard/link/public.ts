import type { PublicId } from '../../models/contract/ids.ts';
import type { PublicHits, PublicRecord, PublicSearchReply } from '../../models/contract/public.ts';

export interface PublicQuestion {
  readonly q: string;
  /** `YYYY-MM-DD`; empty for any. */
  readonly day: string;
  /** Minutes that the clock here is ahead of UTC. */
  readonly offset: number;
  readonly before?: string;
}

/** What the dashboard asks about public broadcasts, whoever is there. Each rejects with `RequestFailed`. */
export interface PublicApi {
  searchPublic(question: PublicQuestion, signal?: AbortSignal): Promise<PublicSearchReply>;
  publicRecord(id: PublicId): Promise<PublicRecord>;
  findInPublic(id: PublicId, q: string, fromMs: number): Promise<PublicHits>;
}

type Ask = (path: string, options?: { readonly signal?: AbortSignal | undefined }) => Promise<Response>;

export const createPublicApi = (ask: Ask): PublicApi => {
  const json = async <T>(path: string, signal?: AbortSignal): Promise<T> =>
    (await (await ask(path, { signal })).json()) as T;
  const base = '/api/public/broadcasts';
  return {
    searchPublic({ q, day, offset, before }, signal) {
      const query = new URLSearchParams({ q, offset: String(offset) });
      if (day) query.set('day', day);
      if (before !== undefined) query.set('before', before);
      return json(`${base}?${query}`, signal);
    },
    publicRecord: (id) => json(`${base}/${encodeURIComponent(id)}`),
    findInPublic: (id, q, fromMs) =>
      json(`${base}/${encodeURIComponent(id)}/find?${new URLSearchParams({ q, fromMs: String(fromMs) })}`),
  };
};

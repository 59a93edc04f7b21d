import type { FetchReply, FetchRequest, GuardedFetch } from './guarded-fetch.ts';
import { CaptureProblem } from './problem.ts';

/** Origins whose queries are kept: a playlist, where it moved to, and a few edges of one network. */
const ORIGINS_MAX = 8;

/** A fetch that lends the query of a playlist to the files it names. */
export interface TokenFetch {
  readonly fetch: GuardedFetch;
  /** Notes where a playlist came from, after redirects: its query may be the key to what it names. */
  readonly learn: (url: string) => void;
}

const isDenied = (error: unknown): boolean => error instanceof CaptureProblem && error.reason === 'denied';

/**
 * Relative addresses leave a query behind (RFC 3986, 5.2), and with it the token that some origins want with every
 * file. Where such an origin refuses a file that has no query of its own, it is asked again with that of the playlist;
 * once that helped, at once. Never another origin: a token is shown to the one it is for alone.
 */
export const createTokens = (fetch: GuardedFetch): TokenFetch => {
  const queries = new Map<string, string>();
  const lent = new Set<string>();

  const lend = (request: FetchRequest, query: string): Promise<FetchReply> =>
    fetch({ ...request, url: `${request.url}${query}` });

  return {
    learn: (url) => {
      const { origin, search } = new URL(url);
      if (search === '') return;
      queries.delete(origin);
      queries.set(origin, search);
      const oldest = queries.keys().next().value;
      if (queries.size > ORIGINS_MAX && oldest !== undefined) queries.delete(oldest);
    },
    fetch: async (request) => {
      if (!URL.canParse(request.url)) return fetch(request);
      const { origin, search, hash } = new URL(request.url);
      const query = search === '' && hash === '' ? queries.get(origin) : undefined;
      if (query === undefined) return fetch(request);
      if (lent.has(origin)) return lend(request, query);
      try {
        return await fetch(request);
      } catch (error) {
        if (!isDenied(error)) throw error;
        const reply = await lend(request, query);
        if (lent.size < ORIGINS_MAX) lent.add(origin);
        return reply;
      }
    },
  };
};

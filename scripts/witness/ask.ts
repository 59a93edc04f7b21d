import { z } from 'zod';
import { AUDIT_LOG } from '../../models/contract/log/audit-leaf.ts';

/** Of one answer: a page of 100 heads has some 50 KiB. */
const ANSWER_BYTES_MAX = 1024 * 1024;
const ANSWER_MS_MAX = 15_000;

/** The server gave no usable answer: that says nothing about its logs. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}
/** There is no such thing at the server, or it is not public. */
export class NotThere extends Error {
  override readonly name = 'NotThere';
}
/** The server says that it cannot answer this question about its own log. */
export class NoProof extends Error {
  override readonly name = 'NoProof';
}

const keysReply = z.object({
  keys: z.array(z.object({ key: z.string(), endorsement: z.string().exactOptional() })).max(10_000),
});
const headsPage = z.object({
  heads: z.array(z.object({ publicId: z.string().regex(/^[A-Za-z0-9_-]{22}$/), checkpoint: z.string() })),
  next: z.string().exactOptional(),
});
const withdrawnPage = z.object({
  withdrawn: z.array(z.object({ publicId: z.string(), since: z.string().max(40) })),
  next: z.string().exactOptional(),
});
const proofReply = z.object({ hashes: z.array(z.string()).max(200) });
/** Most pages that are read: of a server that leads a witness round and round. */
const PAGES_MAX = 10_000;

export type ToldKeys = z.infer<typeof keysReply>['keys'];
export type OfferedHead = z.infer<typeof headsPage>['heads'][number];

const bodyOf = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES_MAX) throw new Unreachable('an answer is longer than any answer of a log');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** What a witness asks of a server. Every answer is limited in time and length, and nothing in it is trusted. */
export const createAsk = (base: string) => {
  const get = async (path: string): Promise<string> => {
    try {
      const response = await fetch(new URL(path, base), { signal: AbortSignal.timeout(ANSWER_MS_MAX) });
      const text = await bodyOf(response);
      if (response.ok) return text;
      if (response.status === 404) throw new NotThere(path);
      if (response.status === 400) throw new NoProof(path);
      throw new Unreachable(`the server answers ${response.status}`);
    } catch (error) {
      if (error instanceof Unreachable || error instanceof NotThere || error instanceof NoProof) throw error;
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      throw new Unreachable(cause instanceof Error ? cause.message || cause.name : String(cause));
    }
  };
  const json = async <T>(path: string, schema: z.ZodType<T>): Promise<T> => {
    const text = await get(path);
    try {
      return schema.parse(JSON.parse(text));
    } catch {
      throw new Unreachable(`the answer to ${path} is not one of LiveWitness`);
    }
  };
  /** All pages of a list; ids only grow from one to the next. */
  async function* pages<T extends { readonly next?: string }>(
    path: string,
    schema: z.ZodType<T>,
  ): AsyncGenerator<T> {
    let after = '';
    for (let read = 0; read < PAGES_MAX; read += 1) {
      const page = await json(`${path}?after=${encodeURIComponent(after)}`, schema);
      yield page;
      if (page.next === undefined || page.next <= after) return;
      after = page.next;
    }
  }
  const log = (publicId: string): string =>
    publicId === AUDIT_LOG ? 'api/log/audit' : `api/broadcasts/${encodeURIComponent(publicId)}/log`;

  return {
    keys: async (): Promise<ToldKeys> => (await json('api/log/keys', keysReply)).keys,
    /** Newest heads of all public broadcasts. */
    async *heads(): AsyncGenerator<OfferedHead> {
      for await (const { heads } of pages('api/log/checkpoints', headsPage)) yield* heads;
    },
    /** Since when broadcasts are withdrawn, by their ids. */
    withdrawn: async (): Promise<ReadonlyMap<string, string>> => {
      const found = new Map<string, string>();
      for await (const { withdrawn } of pages('api/log/withdrawn', withdrawnPage))
        for (const { publicId, since } of withdrawn) found.set(publicId, since);
      return found;
    },
    head: async (publicId: string): Promise<OfferedHead> => ({
      publicId,
      checkpoint: await get(`${log(publicId)}/checkpoint`),
    }),
    consistency: async (publicId: string, from: number, to: number): Promise<string[]> =>
      (await json(`${log(publicId)}/consistency?from=${from}&to=${to}`, proofReply)).hashes,
  };
};

export type Ask = ReturnType<typeof createAsk>;

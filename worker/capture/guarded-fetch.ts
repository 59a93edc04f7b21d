import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './address.ts';
import { CaptureProblem } from './problem.ts';

/** A request, body included: a segment is a few KiB, and a capture that hangs must show as stalled within 10 s. */
const REQUEST_MS_MAX = 5_000;
/** CDNs redirect once or twice; a longer chain is a loop. */
const REDIRECTS_MAX = 3;
/** Connections kept per origin: a capture has one request at a time, and hundreds of captures may share an origin. */
const SOCKETS_MAX = 64;

export interface FetchRequest {
  readonly url: string;
  readonly bytesMax: number;
  /** Validators of the copy that is already there. */
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
  readonly signal: AbortSignal;
}

export interface FetchReply {
  /** False: the copy that is already there is still the newest (304). */
  readonly changed: boolean;
  readonly text: string;
  /** After redirects: what relative addresses in the text are relative to. */
  readonly url: string;
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

/** @throws CaptureProblem for everything the other side can do wrong. */
export type GuardedFetch = (request: FetchRequest) => Promise<FetchReply>;

/** Every address a name has. */
export type Resolve = (hostname: string, options: LookupOptions) => Promise<LookupAddress[]>;

export interface GuardedFetchDeps {
  /** Exact origins (`http://127.0.0.1:7480`) that may be reached although they are private. */
  readonly allowOrigins: readonly string[];
  readonly resolve?: Resolve;
}

const systemResolve: Resolve = (hostname, options) =>
  new Promise((done, failed) => {
    dnsLookup(hostname, { ...options, all: true }, (error, addresses) =>
      error ? failed(error) : done(addresses),
    );
  });

const refused = () =>
  new CaptureProblem('the playback address leads into a private network, which captures may not reach', {
    lasting: true,
  });

/**
 * Resolves a name for the socket itself and refuses it when any of its addresses is private. The socket connects to
 * what was checked, so that a name that changes its answer (DNS rebinding) gains nothing.
 */
const checkedLookup =
  (resolve: Resolve): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, options).then(
      (addresses) => {
        const first = addresses[0];
        if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
          return callback(refused(), '', 0);
        }
        return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    );
  };

const header = (message: IncomingMessage, name: 'etag' | 'last-modified' | 'location') =>
  message.headers[name];

const readText = async (message: IncomingMessage, bytesMax: number): Promise<string> => {
  if (
    message.headers['content-encoding'] !== undefined &&
    message.headers['content-encoding'] !== 'identity'
  ) {
    throw new CaptureProblem('the origin answers in a compressed form that was not asked for');
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax)
      throw new CaptureProblem(`an answer is longer than ${bytesMax} bytes`, { unreadable: true });
    chunks.push(chunk);
  }
  return new TextDecoder('utf-8').decode(Buffer.concat(chunks));
};

const plainReason = (error: unknown): CaptureProblem => {
  if (error instanceof CaptureProblem) return error;
  const { name, code, message } = error as NodeJS.ErrnoException;
  const said: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'the origin refuses the connection',
    ECONNRESET: 'the origin broke the connection off',
    ENOTFOUND: 'the origin’s name is not known',
    EAI_AGAIN: 'the origin’s name could not be looked up',
    EHOSTUNREACH: 'the origin cannot be reached',
    ENETUNREACH: 'the origin cannot be reached',
  };
  if (name === 'TimeoutError' || name === 'AbortError') {
    return new CaptureProblem(`the origin did not answer within ${REQUEST_MS_MAX / 1000} s`, {
      cause: error,
    });
  }
  return new CaptureProblem(said[code ?? ''] ?? `the origin could not be read (${code ?? message})`, {
    cause: error,
  });
};

/**
 * Makes the only way by which captures reach the network: http and https, public addresses and the named origins
 * alone, every redirect checked again, every answer limited in time and size.
 */
export const createGuardedFetch = (deps: GuardedFetchDeps): { fetch: GuardedFetch; close(): void } => {
  const allowed = new Set(deps.allowOrigins.map((origin) => new URL(origin).origin));
  const pinned = checkedLookup(deps.resolve ?? systemResolve);
  // Sockets are shared only among requests of one kind, so that a pinned request never travels on an unchecked one.
  const agents = {
    open: { http: new HttpAgent(keepAlive()), https: new HttpsAgent(keepAlive()) },
    guarded: { http: new HttpAgent(keepAlive()), https: new HttpsAgent(keepAlive()) },
  };

  const send = (url: URL, request: FetchRequest, signal: AbortSignal): Promise<IncomingMessage> => {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') {
      throw new CaptureProblem('the playback address is neither http nor https', { lasting: true });
    }
    const open = allowed.has(url.origin);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // A literal address is connected to without a look-up.
    if (!open && isIP(host) && !isPublicAddress(host)) throw refused();
    const secure = url.protocol === 'https:';
    const agent = agents[open ? 'open' : 'guarded'][secure ? 'https' : 'http'];
    const headers = {
      accept: 'application/vnd.apple.mpegurl, text/vtt, */*;q=0.1',
      'accept-encoding': 'identity',
      'user-agent': 'LiveWitness-capture',
      ...(request.etag !== undefined && { 'if-none-match': request.etag }),
      ...(request.lastModified !== undefined && { 'if-modified-since': request.lastModified }),
    };
    return new Promise((done, failed) => {
      const options = { agent, headers, signal, ...(!open && { lookup: pinned }) };
      const sent = secure ? httpsRequest(url, options, done) : httpRequest(url, options, done);
      sent.once('error', failed);
      sent.end();
    });
  };

  const follow = async (request: FetchRequest, signal: AbortSignal): Promise<FetchReply> => {
    let url = new URL(request.url);
    for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects += 1) {
      const message = await send(url, request, signal);
      const status = message.statusCode ?? 0;
      const location = header(message, 'location');
      if (status >= 301 && status <= 308 && status !== 304 && typeof location === 'string') {
        message.resume();
        if (!URL.canParse(location, url.href)) throw new CaptureProblem('the origin redirects to no address');
        url = new URL(location, url);
        continue;
      }
      if (status !== 200 && status !== 304) {
        message.resume();
        throw new CaptureProblem(`the origin answers with HTTP ${status}`, { status });
      }
      const validators = { etag: header(message, 'etag'), lastModified: header(message, 'last-modified') };
      const text = await readText(message, request.bytesMax);
      return { changed: status === 200, text, url: url.href, ...validators };
    }
    throw new CaptureProblem(`the origin redirects more than ${REDIRECTS_MAX} times`);
  };

  return {
    fetch: async (request) => {
      const signal = AbortSignal.any([request.signal, AbortSignal.timeout(REQUEST_MS_MAX)]);
      try {
        return await follow(request, signal);
      } catch (error) {
        throw plainReason(error);
      }
    },
    close: () => {
      for (const { http, https } of Object.values(agents)) {
        http.destroy();
        https.destroy();
      }
    },
  };
};

const keepAlive = () => ({ keepAlive: true, maxSockets: SOCKETS_MAX, maxFreeSockets: 8, timeout: 30_000 });

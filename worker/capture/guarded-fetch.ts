import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './address.ts';
import { askedBytes, beyondEnd } from './asked-range.ts';
import type { ByteRange } from './playlist.ts';
import { CaptureProblem } from './problem.ts';
import { readBody } from './read-body.ts';
import { saidOf } from './said-of-error.ts';

/** A request, body included: a segment is a few KiB, and a capture that hangs must show as stalled within 10 s. */
const REQUEST_MS_MAX = 5_000;
/** CDNs redirect once or twice; a longer chain is a loop. */
const REDIRECTS_MAX = 3;
/** What is read of an answer that nobody needs: pages of errors are shorter. */
const DRAIN_BYTES_MAX = 16 * 1024;
/** Connections kept per origin: a capture has one request at a time, and hundreds of captures may share an origin. */
const SOCKETS_MAX = 64;

export interface FetchRequest {
  readonly url: string;
  readonly bytesMax: number;
  /** The copy that is already there, as it was answered. */
  readonly copy?: Pick<FetchReply, 'url' | 'etag' | 'lastModified'> | undefined;
  /** A part of the file alone. */
  readonly range?: ByteRange | undefined;
  /** Sent along to the very address, in small letters. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent by POST; such a request follows no redirect. 201, 202 and 204 are good answers to it as well. */
  readonly body?: { readonly bytes: Uint8Array; readonly type: string };
  /** The bytes as they are, not as text. */
  readonly binary?: boolean;
  /** For the whole of it; {@link REQUEST_MS_MAX} unless told. */
  readonly limitMs?: number;
  readonly signal: AbortSignal;
}

export interface FetchReply {
  /** False: the copy that is already there is still the newest (304). */
  readonly changed: boolean;
  /** Empty where bytes were asked for. */
  readonly text: string;
  /** Where they were asked for. */
  readonly bytes?: Buffer;
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
  new CaptureProblem(
    'private-address',
    'the playback address leads into a private network, which captures may not reach',
    { lasting: true },
  );

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

/** Rest of an answer that nobody needs: read to its end where that is near, so that the connection can be used again. */
const leave = (message: IncomingMessage): void => {
  const bytes = Number(message.headers['content-length'] ?? Number.NaN);
  if (bytes <= DRAIN_BYTES_MAX) message.resume();
  else message.destroy();
};

const headersOf = (request: FetchRequest, url: URL) => {
  const { copy, range } = request;
  // Validators speak of one address: another origin may number its copies alike.
  const same = copy?.url === url.href;
  return {
    ...request.headers,
    ...(request.body && { 'content-type': request.body.type, 'content-length': request.body.bytes.length }),
    accept: 'application/vnd.apple.mpegurl, text/vtt, */*;q=0.1',
    'accept-encoding': 'identity',
    'user-agent': 'LiveWitness-capture',
    ...(same && copy.etag !== undefined && { 'if-none-match': copy.etag }),
    ...(same && copy.lastModified !== undefined && { 'if-modified-since': copy.lastModified }),
    ...(range && { range: `bytes=${range.fromByte}-${range.fromByte + range.bytes - 1}` }),
  };
};

/** @throws CaptureProblem for what may be fetched from nowhere. */
const checkAddress = (url: URL): void => {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new CaptureProblem('bad-address', 'the playback address is neither http nor https', {
      lasting: true,
    });
  }
  // As in the Fetch standard, 5.4: a name before the host mostly serves to make it look like another.
  if (url.username !== '' || url.password !== '') {
    throw new CaptureProblem('bad-address', 'the playback address holds a login', { lasting: true });
  }
};

const redirectOf = (message: IncomingMessage): string | undefined => {
  const status = message.statusCode ?? 0;
  const { location } = message.headers;
  if (status < 301 || status > 308 || status === 304 || location === undefined) return undefined;
  // Node hands on the bytes of a header one by one; names in other scripts are sent as UTF-8.
  return Buffer.from(location, 'latin1').toString('utf8');
};

/** Created, accepted, nothing to say (RFC 9110, 15.3). */
const TAKEN: ReadonlySet<number> = new Set([201, 202, 204]);

/** @throws CaptureProblem for an answer that brings nothing. */
const checkStatus = (message: IncomingMessage, request: FetchRequest): void => {
  const status = message.statusCode ?? 0;
  if (request.body && TAKEN.has(status)) return;
  if (status === 200 || (status === 304 && request.copy) || (status === 206 && request.range)) return;
  leave(message);
  if (status === 416) throw beyondEnd();
  const reason = status === 401 || status === 403 ? 'denied' : 'http-status';
  throw new CaptureProblem(reason, `the origin answers with HTTP ${status}`, { status });
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
    checkAddress(url);
    const open = allowed.has(url.origin);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // A literal address is connected to without a look-up.
    if (!open && isIP(host) && !isPublicAddress(host)) throw refused();
    const secure = url.protocol === 'https:';
    const agent = agents[open ? 'open' : 'guarded'][secure ? 'https' : 'http'];
    const headers = headersOf(request, url);
    return new Promise((done, failed) => {
      const options = { agent, headers, signal, ...(!open && { lookup: pinned }) };
      const how = { ...options, method: request.body ? 'POST' : 'GET' };
      const sent = secure ? httpsRequest(url, how, done) : httpRequest(url, how, done);
      sent.once('error', failed);
      sent.end(request.body?.bytes);
    });
  };

  const follow = async (request: FetchRequest, signal: AbortSignal): Promise<FetchReply> => {
    let url = new URL(request.url);
    for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects += 1) {
      const message = await send(url, request, signal);
      const location = redirectOf(message);
      if (location !== undefined) {
        leave(message);
        if (request.body) throw new CaptureProblem('redirects', 'the origin redirects what is sent to it');
        if (!URL.canParse(location, url.href)) {
          throw new CaptureProblem('redirects', 'the origin redirects to no address');
        }
        url = new URL(location, url);
        continue;
      }
      checkStatus(message, request);
      const changed = message.statusCode !== 304;
      try {
        const body = await readBody(message, request.bytesMax);
        const bytes = request.range ? askedBytes(message, body, request.range) : body;
        const { etag, 'last-modified': lastModified } = message.headers;
        const read = request.binary ? { text: '', bytes } : { text: new TextDecoder('utf-8').decode(bytes) };
        return { changed, ...read, url: url.href, etag, lastModified };
      } finally {
        if (!message.complete) message.destroy();
      }
    }
    throw new CaptureProblem('redirects', `the origin redirects more than ${REDIRECTS_MAX} times`);
  };

  return {
    fetch: async (request) => {
      const limitMs = request.limitMs ?? REQUEST_MS_MAX;
      const limit = AbortSignal.timeout(limitMs);
      const signal = AbortSignal.any([request.signal, limit]);
      try {
        return await follow(request, signal);
      } catch (error) {
        throw saidOf(error, limit.aborted ? limitMs : undefined);
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

import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** A sender may take this long for the 4 MiB of a request: some 100 kbit/s. */
export const REQUEST_MS_MAX = 300_000;
/** The longest file that somebody may bring, over 2.5 Mbit/s; whoever falls silent is cut off long before. */
export const UPLOAD_MS_MAX = 2 * 3_600_000;

const UPLOAD = /^\/api\/marks\/[^/?]+\/exhibits(?:\?|$)/;

const isLong = ({ method, url = '' }: IncomingMessage): boolean => method === 'POST' && UPLOAD.test(url);
const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';

/** Node has one limit for all requests, which is that of files; every other body must be there sooner. */
export const limitBodies = (http: Server, limitMs = REQUEST_MS_MAX): void => {
  http.on('request', (req: IncomingMessage, res: ServerResponse) => {
    if (!hasBody(req) || isLong(req)) return;
    const timer = setTimeout(() => {
      if (!res.headersSent) res.writeHead(408, { Connection: 'close' }).end();
      req.destroy();
    }, limitMs);
    timer.unref();
    req.once('end', () => clearTimeout(timer));
    req.once('close', () => clearTimeout(timer));
  });
};

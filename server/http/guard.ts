import type { Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { Config } from '../config.ts';

/** ws:// or wss:// address of the same host: older Safari does not count it under 'self'. */
const socketOrigin = (publicUrl: string): string => publicUrl.replace(/^http/, 'ws');

/**
 * Security headers. Scripts and styles come from here alone; video may come from the named origins. On plain http nothing is
 * upgraded to https, since there is none to upgrade to.
 */
export const securityHeaders = (config: Pick<Config, 'publicUrl' | 'playbackOrigins'>): RequestHandler => {
  const headers = headersOf(helmetOf(config));
  return (_req, res, next) => {
    for (const [name, value] of headers) res.setHeader(name, value);
    next();
  };
};

/** What helmet would set of each answer anew: none of it depends on the request. */
const headersOf = (set: RequestHandler): ReadonlyMap<string, string> => {
  const headers = new Map<string, string>();
  const noted = {
    setHeader: (name: string, value: string) => headers.set(name, value),
    removeHeader: (name: string) => headers.delete(name),
  };
  set({} as Request, noted as unknown as Response, () => undefined);
  return headers;
};

const helmetOf = (config: Parameters<typeof securityHeaders>[0]): RequestHandler => {
  const tls = config.publicUrl.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'"],
        'media-src': ["'self'", 'blob:', ...config.playbackOrigins],
        'connect-src': ["'self'", socketOrigin(config.publicUrl), ...config.playbackOrigins],
        // hls.js moves its work into a worker that it makes from a blob.
        'worker-src': ["'self'", 'blob:'],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        ...(tls && { 'upgrade-insecure-requests': [] }),
      },
    },
    strictTransportSecurity: tls && { maxAge: 31_536_000, includeSubDomains: false },
    // Browsers ignore these on plain http, with a warning in the console for each page.
    crossOriginOpenerPolicy: tls && { policy: 'same-origin' },
    originAgentCluster: tls,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
};

/**
 * Whether a request that a browser sends across origins may count as our own: its Origin is the address that people are
 * given, or the very host that it was sent to. Requests without an Origin come from programs, which hold no cookies of others.
 */
export const isOwnOrigin = (
  origin: string | undefined,
  host: string | undefined,
  publicUrl: string,
): boolean => {
  if (origin === undefined) return true;
  if (origin === publicUrl) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host;
};

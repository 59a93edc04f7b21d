import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { ServerMetrics } from './metrics.ts';

/**
 * One line of log and one observation for each request: method, route as written in the code, status, time, and the public
 * id of the broadcast. No addresses, logins, ids of senders or text.
 */
export const observeRequests =
  (log: Logger, metrics: ServerMetrics, now: () => number): RequestHandler =>
  (req, res, next) => {
    const startedAtMs = now();
    res.once('close', () => {
      const tookMs = now() - startedAtMs;
      const route = typeof req.route?.path === 'string' ? req.route.path : 'other';
      const broadcast: unknown = res.locals.publicId;
      const { method } = req;
      const status = res.writableFinished ? res.statusCode : 499;
      metrics.observeRequest({ method, route, status, seconds: tookMs / 1000 });
      const level = status >= 500 ? 'warn' : 'debug';
      log[level]({ method, route, status, tookMs, ...(typeof broadcast === 'string' && { broadcast }) });
    });
    next();
  };

import express, { type RequestHandler } from 'express';
import { Problem } from './problem.ts';

/**
 * Reads the body of a route that takes JSON, up to `limit` bytes, into `req.body`; a request without a body goes on without one.
 * @throws Problem `media-type` for a body of another type, `too-large`, `invalid`.
 */
export const jsonBody = (limit: number): readonly RequestHandler[] => [
  express.json({ limit }),
  (req, _res, next) => {
    const isSent =
      req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length']) > 0;
    if (isSent && req.body === undefined)
      throw new Problem('media-type', 'send the body as JSON with Content-Type: application/json');
    next();
  },
];

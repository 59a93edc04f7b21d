import { timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { isOwnOrigin } from '../http/guard.ts';
import { Problem } from '../http/problem.ts';
import { asker } from './session.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

const same = (a: string, b: string): boolean => {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
};

/** @throws Problem `origin` when a page of another site sent it. */
export const checkOrigin = (req: Request, publicUrl: string): void => {
  if (!isOwnOrigin(req.get('origin'), req.get('host'), publicUrl))
    throw new Problem('origin', 'requests from pages of other sites are not taken');
};

/**
 * Requests that change something by cookie must come from our own pages (Origin) and carry the session's token in
 * `X-CSRF-Token`, which no other site can read. A session that no longer counts stands for nobody and asks for no token:
 * whoever still carries its cookie could otherwise not log in again.
 */
export const requireCsrf =
  (publicUrl: string): RequestHandler =>
  (req, res, next) => {
    if (SAFE.has(req.method) || !asker(res)) {
      next();
      return;
    }
    checkOrigin(req, publicUrl);
    const expected = req.session.csrf;
    const given = req.get('x-csrf-token');
    if (!expected || !given || !same(expected, given))
      throw new Problem('csrf', 'send the token of GET /api/session in the header X-CSRF-Token');
    next();
  };

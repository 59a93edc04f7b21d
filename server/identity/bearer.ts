import type { RequestHandler, Response } from 'express';
import type { TokenDoc } from '../../models/store/documents.ts';
import type { Store } from '../../models/store/store.ts';
import { findToken } from '../../models/store/tokens.ts';
import { Problem } from '../http/problem.ts';

/** The token of `Authorization: Bearer …` (RFC 6750), or null. */
export const bearerOf = (header: string | undefined): string | null =>
  /^Bearer +(\S+)$/i.exec(header ?? '')?.[1] ?? null;

/** The sender behind a token. @throws Problem `unauthorised` */
export const senderOf = async (store: Store, token: string | null, demo: boolean): Promise<TokenDoc> => {
  const doc = token === null ? null : await findToken(store, token);
  if (!doc || (doc.demo && !demo))
    throw new Problem('unauthorised', 'send a valid token: Authorization: Bearer lw_…');
  return doc;
};

/** Puts the sender where {@link sender} finds it, or refuses with 401. */
export const requireSender =
  (deps: { readonly store: Store; readonly demo: boolean }): RequestHandler =>
  async (req, res, next) => {
    try {
      res.locals.sender = await senderOf(deps.store, bearerOf(req.get('authorization')), deps.demo);
    } catch (error) {
      if (error instanceof Problem) res.set('WWW-Authenticate', 'Bearer');
      throw error;
    }
    next();
  };

export const sender = (res: Response): TokenDoc => res.locals.sender as TokenDoc;

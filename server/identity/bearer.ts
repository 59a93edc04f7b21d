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

/** Does what needs a sender; a refusal for want of one names the way (RFC 9110, 11.6.1). */
export const askAs = async <T>(res: Response, ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Problem && error.code === 'unauthorised') res.set('WWW-Authenticate', 'Bearer');
    throw error;
  }
};

/** Puts the sender where {@link sender} finds it, or refuses with 401. */
export const requireSender =
  (deps: { readonly store: Store; readonly demo: boolean }): RequestHandler =>
  async (req, res, next) => {
    const token = bearerOf(req.get('authorization'));
    res.locals.sender = await askAs(res, () => senderOf(deps.store, token, deps.demo));
    next();
  };

export const sender = (res: Response): TokenDoc => res.locals.sender as TokenDoc;

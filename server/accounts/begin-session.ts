import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { SessionReply } from '../../models/contract/people.ts';
import type { UserDoc } from '../../models/store/documents.ts';
import { withMemberships } from '../../models/store/memberships.ts';
import type { Deps } from '../deps.ts';
import { beginSession, toMe } from '../identity/session.ts';

const CSRF_BYTES = 24;

/** Logs a person in who has just proved who they are, and answers who they are: SessionReply. */
export const beginPersonSession = async (
  { store, now, config }: Pick<Deps, 'store' | 'now' | 'config'>,
  req: Request,
  res: Response,
  user: UserDoc,
): Promise<void> => {
  const csrf = randomBytes(CSRF_BYTES).toString('base64url');
  await beginSession(req, { user, csrf, now: now() });
  const reply: SessionReply = { me: toMe(await withMemberships(store, user)), csrf, demo: config.demo };
  res.json(reply);
};

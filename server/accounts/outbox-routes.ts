import { Router } from 'express';
import type { OutboxReply } from '../../models/contract/account.ts';
import { listOutbox } from '../../models/store/outbox.ts';
import type { Deps } from '../deps.ts';
import { notAvailable, Problem } from '../http/problem.ts';
import { mayReadOutbox } from '../identity/rules.ts';
import { someone } from '../identity/session.ts';
import { messageView } from './view.ts';

/**
 * `GET /api/outbox`: OutboxReply, the newest messages to people with what became of them; admins. Addresses are masked; the words,
 * and with them the codes, are told in demo mode alone.
 */
export const outboxRoutes = ({
  store,
  config,
  accountKeys,
}: Pick<Deps, 'store' | 'config' | 'accountKeys'>): Router => {
  const router = Router();
  router.get('/api/outbox', async (_req, res) => {
    if (!mayReadOutbox(someone(res))) throw new Problem('forbidden', 'only admins read the outbox');
    if (!accountKeys) throw notAvailable('the key of accounts');
    const messages = await listOutbox(store, accountKeys, config.demo);
    res.json({ sender: config.sender, messages: messages.map(messageView) } satisfies OutboxReply);
  });
  return router;
};

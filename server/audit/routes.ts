import { Router } from 'express';
import { z } from 'zod';
import type { AuditActsPage } from '../../models/contract/audit-acts.ts';
import { AUDIT_LOG, type AuditEntriesPage } from '../../models/contract/log/audit-leaf.ts';
import { toHex } from '../../models/contract/log/bytes.ts';
import type { ProofReply } from '../../models/contract/log/page.ts';
import type { StampsReply } from '../../models/contract/log/published.ts';
import { AUDIT_LOG_ID, readAuditEntries } from '../../models/store/audit-log.ts';
import { noteCustody } from '../../models/store/custody.ts';
import { stampViews } from '../../models/store/published-heads.ts';
import {
  LogTooShort,
  newestCheckpoint,
  readConsistency,
  readInclusion,
} from '../../models/store/read-log.ts';
import type { Deps } from '../deps.ts';
import { beyondLog, count } from '../evidence/asked.ts';
import { consistencyQuery } from '../evidence/public-routes.ts';
import { inclusionQuery } from '../evidence/routes.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { addressCounted } from '../identity/limits.ts';
import { mayReadAuditLog } from '../identity/rules.ts';
import { asker, someone } from '../identity/session.ts';
import { actsQuery, lookThrough } from './acts.ts';

/** Records in one answer where the asker does not say. */
const ENTRIES_DEFAULT = 100;
/** Most records in one answer: some hundred kilobytes, with what stands behind them. */
export const ENTRIES_MAX = 500;

/** Query of `/api/log/audit/entries`. */
export const entriesQuery = z.object({
  from: count.default(0),
  limit: count.pipe(z.int().min(1).max(ENTRIES_MAX)).default(ENTRIES_DEFAULT),
});

const unlessTooShort = async (proof: Promise<readonly Uint8Array[]>, field: string): Promise<ProofReply> => {
  try {
    return { hashes: (await proof).map(toHex) };
  } catch (error) {
    if (error instanceof LogTooShort) throw beyondLog(field);
    throw error;
  }
};

/**
 * The audit log: what people did with broadcasts, evidence and each other's rights.
 * - `GET /api/log/audit/checkpoint`: the newest signed note as text, for anyone; `not-found` before the first act.
 * - `GET /api/log/audit/consistency?from=&to=`: ProofReply, for anyone: others can watch that it only grows.
 * - `GET /api/log/audit/timestamps`: StampsReply, for anyone: by whom its heads were stamped, or that a stamp is pending.
 * - `GET /api/log/audit/inclusion?leaf=&size=`: ProofReply; admins.
 * - `GET /api/log/audit/entries?from=&limit=`: AuditEntriesPage, records with the values behind them; admins, and itself audited.
 * - `GET /api/log/audit/acts?by=&action=&subject=&from=&until=&before=&limit=`: AuditActsPage, newest first; admins everybody's,
 *   moderators their own, and itself audited.
 */
export const auditLogRoutes = ({ store, limits, now }: Pick<Deps, 'store' | 'limits' | 'now'>): Router => {
  const router = Router();
  const base = '/api/log/audit';

  router.use(base, async (req, res, next) => {
    if (asker(res) === null) await limits.logReadsPerAddress.take(addressCounted(req.ip ?? ''));
    res.set('Cache-Control', 'private, no-cache');
    next();
  });

  router.get(`${base}/checkpoint`, async (_req, res) => {
    const newest = await newestCheckpoint(store, AUDIT_LOG_ID);
    if (newest === null) throw new Problem('not-found', 'nothing has been audited yet');
    res.type('text/plain').send(newest.note);
  });

  router.get(`${base}/consistency`, async (req, res) => {
    const { from, to } = read(consistencyQuery, req.query);
    res.json(await unlessTooShort(readConsistency(store, AUDIT_LOG_ID, from, to), 'to'));
  });

  router.get(`${base}/timestamps`, async (_req, res) => {
    res.json({ stamps: await stampViews(store, AUDIT_LOG_ID) } satisfies StampsReply);
  });

  router.get(`${base}/inclusion`, async (req, res) => {
    if (!mayReadAuditLog(someone(res))) throw new Problem('forbidden', 'only admins read the audit log');
    const { leaf, size } = read(inclusionQuery, req.query);
    res.json(await unlessTooShort(readInclusion(store, AUDIT_LOG_ID, leaf, size), 'size'));
  });

  router.get(`${base}/entries`, async (req, res) => {
    const person = someone(res);
    if (!mayReadAuditLog(person)) throw new Problem('forbidden', 'only admins read the audit log');
    const { from, limit } = read(entriesQuery, req.query);
    const entries = await readAuditEntries(store, from, limit);
    const by = { id: person._id, name: person.name };
    const details = { from, count: entries.length };
    const reading = { action: 'audit-log-read', subject: AUDIT_LOG, details, by, now: new Date(now()) };
    await noteCustody(store, reading);
    res.json({ from, entries } satisfies AuditEntriesPage);
  });

  router.get(`${base}/acts`, async (req, res) => {
    const asked = read(actsQuery, req.query);
    res.json((await lookThrough({ store, now }, someone(res), asked)) satisfies AuditActsPage);
  });
  return router;
};

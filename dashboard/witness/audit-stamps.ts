import { AUDIT_LOG } from '../../models/contract/log/audit-leaf.ts';
import { openCheckpoint, originOf } from '../../models/contract/log/note.ts';
import { type AskLog, get, keysOf, stampsOf } from './ask-log.ts';
import type { StampsRead } from './read-stamps.ts';

const LOG = '/api/log/audit';

/** How far the audit log goes, by a head whose signature holds, and who has stamped it. */
export interface AuditStamps {
  readonly size: number;
  readonly stamps: StampsRead;
}

/** Reads the newest head of the audit log and verifies the timestamps over its heads. Null where there is none, or none can be had. */
export const readAuditStamps = async (ask: AskLog): Promise<AuditStamps | null> => {
  try {
    const keys = await keysOf(ask);
    const opened = openCheckpoint(await (await get(ask, `${LOG}/checkpoint`)).text(), keys);
    if (!opened.ok || opened.checkpoint.origin !== originOf(AUDIT_LOG)) return null;
    return { size: opened.checkpoint.size, stamps: await stampsOf(ask, LOG, keys, opened.checkpoint) };
  } catch {
    return null;
  }
};

import { applyStatement } from './meet.ts';
import { tell } from './outcome.ts';
import { ruleFor } from './rule-for.ts';
import { accountOf, changeAccount, type Subject, type Work } from './work.ts';

/**
 * Works out the duties of a product, or of the broadcast, anew from what was heard, after its categories changed: those it
 * does not owe any more are closed, those it owes now are met by what was said already.
 */
export const rederive = (work: Work, subject: Subject): void => {
  work.stale = true;
  const account = accountOf(work, subject);
  if (!account) return;
  const { catalogue } = work.rules;
  for (const [dutyId, entry] of Object.entries(account.duties)) {
    if (ruleFor(work, subject, dutyId)) {
      if (entry.state !== 'not-required' && entry.state !== 'not-observable') continue;
      // Judged by other categories: judged again.
      const now = accountOf(work, subject);
      if (!now) return;
      const { [dutyId]: _judged, ...duties } = now.duties;
      changeAccount(work, subject, { duties });
      continue;
    }
    const now = accountOf(work, subject);
    const duty = catalogue.duties.get(dutyId);
    if (!now || !duty) continue;
    const { [dutyId]: _gone, ...duties } = now.duties;
    changeAccount(work, subject, { duties });
    if (!entry.raised) continue;
    const rule = {
      duty,
      need: 'optional',
      tier: 'on-request',
      severity: duty.severity,
      window: duty.window,
      accepts: duty.accepts,
      pageEnough: false,
    } as const;
    tell(work, subject, rule, now, {
      state: 'not-required',
      atMs: entry.atMs,
      dueMs: entry.dueMs,
      alert: 'close',
    });
  }
  for (const dutyId of Object.keys(accountOf(work, subject)?.heard ?? {})) {
    const rule = ruleFor(work, subject, dutyId);
    if (rule) applyStatement(work, subject, rule);
  }
};

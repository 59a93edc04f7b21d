import type { Rule } from '../policy/rules.ts';
import { productOf, type Subject, type Work } from './work.ts';

/** What a product, or with `null` the broadcast, owes of one duty; `undefined` where it owes none of it. */
export const ruleFor = (work: Work, subject: Subject, dutyId: string): Rule | undefined => {
  const { rules, ledger } = work;
  const scope = subject === null ? 'broadcast' : 'product';
  if (rules.catalogue.duties.get(dutyId)?.scope !== scope) return undefined;
  const categories = subject === null ? ledger.sold : (productOf(work, subject)?.categories ?? []);
  return rules.one(categories, dutyId);
};

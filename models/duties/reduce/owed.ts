import type { Account } from '../ledger/ledger.ts';
import type { Rule } from '../policy/rules.ts';
import { mustBeSpoken } from './window.ts';
import { productOf, type Work } from './work.ts';

/** Whether a duty is still to be said: it must be, or somebody asked, and nobody said it or that it does not apply. */
const isOpen = (account: Account, rule: Rule): boolean => {
  const { id } = rule.duty;
  const as = account.heard[id]?.as;
  if (as === 'stated' || as === 'not-applicable') return false;
  return mustBeSpoken(rule, account) || Object.hasOwn(account.asked, id);
};

/** What one account owes under some rules. An account is replaced, never changed, so that what it owes stays true of it. */
const known = new WeakMap<readonly Rule[], WeakMap<Account, ReadonlySet<string>>>();

const owedOf = (
  rules: readonly Rule[],
  account: Account,
  scope: Rule['duty']['scope'],
): ReadonlySet<string> => {
  const accounts = known.get(rules) ?? new WeakMap<Account, ReadonlySet<string>>();
  known.set(rules, accounts);
  const found =
    accounts.get(account) ??
    new Set(
      rules.flatMap((rule) => (rule.duty.scope === scope && isOpen(account, rule) ? [rule.duty.id] : [])),
    );
  accounts.set(account, found);
  return found;
};

/** What is still to be said of any of the products or of the broadcast; looked up once somebody asks. */
export const stillOwed = (work: Work, productIds: readonly string[]): ((dutyId: string) => boolean) => {
  const { rules, ledger } = work;
  const sets: ReadonlySet<string>[] = [];
  const lookUp = (): void => {
    sets.push(owedOf(rules.of(ledger.sold), ledger.room, 'broadcast'));
    for (const id of productIds) {
      const product = productOf(work, id);
      if (product) sets.push(owedOf(rules.of(product.categories), product, 'product'));
    }
  };
  return (dutyId) => {
    if (sets.length === 0) lookUp();
    return sets.some((set) => set.has(dutyId));
  };
};

import { type Account, introducedMs, type Ledger, type ProductEntry, putAwayMs } from '../ledger/ledger.ts';
import type { Rule } from '../policy/rules.ts';

/** Captions come 10 to 30 s after the voice: nothing is called missing before they had that time. */
export const GRACE_MS = 30_000;
/** Nobody presents one product longer; what was not said by then is owed. */
const INTRODUCTION_MS_MAX = 20 * 60_000;

/** What is told of by an announcement joins what must be spoken once it was announced. */
const JOINS_SPOKEN: ReadonlySet<string> = new Set([
  'comparison',
  'promotion',
  'gift',
  'draw',
  'ai-presenter',
]);

/** Whether it joins what must be spoken once something said turned it on. */
export const joinsSpoken = ({ duty }: Rule): boolean =>
  duty.when !== undefined && JOINS_SPOKEN.has(duty.when.kind);

/** A duty as it stands now: what turned it on makes it required, a question does so as well. */
export const isRequired = ({ duty, need }: Rule, account: Account): boolean =>
  need === 'required' ||
  Object.hasOwn(account.asked, duty.id) ||
  (need === 'conditional' && account.triggered.includes(duty.id));

/** Whether it must be spoken: by its tier, or since something said turned it on. */
export const mustBeSpoken = (rule: Rule, account: Account): boolean =>
  rule.tier === 'spoken' || (joinsSpoken(rule) && account.triggered.includes(rule.duty.id));

/** Whether what stays owed raises an alert. */
export const raisesAlert = (rule: Rule, account: Account): boolean =>
  rule.alert ?? mustBeSpoken(rule, account);

const windowDue = ({ window }: Rule, product: ProductEntry, ledger: Ledger): number | null => {
  const firstMs = introducedMs(product);
  const awayMs = putAwayMs(product);
  const latestMs = firstMs + (window.until === 'close' ? window.latestMs : INTRODUCTION_MS_MAX);
  const closeMs = awayMs === null ? latestMs : Math.min(awayMs, latestMs);
  switch (window.until) {
    case 'minutes':
      return firstMs + window.afterMs;
    case 'link':
      return product.linkMs === undefined ? closeMs : Math.max(product.linkMs, firstMs) + window.graceMs;
    case 'draw':
      return ledger.drawMs !== null && ledger.drawMs >= firstMs ? ledger.drawMs : null;
    case 'request':
      return null;
    default:
      return closeMs;
  }
};

/** When a duty of a product must have been met, as far as it is known. A viewer's question shortens it. */
export const dueOf = (rule: Rule, product: ProductEntry, ledger: Ledger): number | null => {
  const due = windowDue(rule, product, ledger);
  const asked = product.asked[rule.duty.id]?.dueMs;
  if (asked === undefined) return due;
  return due === null ? asked : Math.min(due, asked);
};

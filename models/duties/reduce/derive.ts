import type { DutyState } from '../../contract/duty.ts';
import type { Category } from '../../contract/ingest.ts';
import type { Duty } from '../catalogue/duty.ts';
import { type Account, type DutyEntry, emptyAccount, type Past, type ShelfItem } from '../ledger/ledger.ts';
import type { Rule } from '../policy/rules.ts';
import type { DutyOutcome } from '../types.ts';
import { applyStatement, type Words } from './meet.ts';
import { tell } from './outcome.ts';
import { settleRoom } from './room.ts';
import { ruleFor } from './rule-for.ts';
import { settleProduct } from './settle.ts';
import { accountOf, changeAccount, type Subject, type Work } from './work.ts';

/** A duty that the rules leave to the presenter, and for which no viewer asked. */
const isLeftToThem = ({ need, duty }: Rule, { asked }: Account): boolean =>
  need === 'optional' && !Object.hasOwn(asked, duty.id);

const OWED: ReadonlySet<DutyState> = new Set(['missing', 'partial', 'dodged']);

/** Closes what was raised for a duty that is not owed any more. */
export const tellGone = (
  work: Work,
  subject: Subject,
  duty: Duty,
  account: Account,
  { atMs, dueMs }: Pick<DutyEntry, 'atMs' | 'dueMs'>,
  more: Partial<DutyOutcome> = {},
): void => {
  const { severity, window, accepts } = duty;
  const rule = { duty, need: 'optional', tier: 'on-request', severity, window, accepts, pageEnough: false };
  const told = { state: 'not-required', atMs, dueMs, alert: 'close' } as const;
  tell(work, subject, rule as Rule, account, { ...told, ...more });
};

/**
 * What is kept of a product that was presented before, once its categories are told and what was said of it cannot be read
 * back: what it owes as another kind of goods is closed, and nothing is judged anew.
 */
export const recategorised = (
  work: Work,
  productId: string,
  { p: past, n, l }: ShelfItem,
  categories: readonly Category[],
): Past | undefined => {
  if (!past || categories.length === 0) return past;
  const { rules } = work;
  const { guessed: _guessed, ...sure } = past;
  if (categories.join() === past.categories.join()) return sure;
  const [category = 'other'] = categories;
  const about = {
    ...(n !== undefined && { productName: n }),
    ...(l !== undefined && { linkNo: l }),
    category,
    categories,
  };
  const atMs = past.spans.at(-1) ?? 0;
  const states: Record<string, string> = {};
  for (const [key, codes] of Object.entries(past.states)) {
    const ids = rules.unpack(codes);
    const kept = ids.filter((id) => rules.one(categories, id));
    if (kept.length > 0) states[key] = rules.pack(kept);
    if (!key.startsWith('!')) continue;
    for (const id of ids) {
      const duty = rules.catalogue.duties.get(id);
      if (duty && !kept.includes(id))
        tellGone(work, productId, duty, emptyAccount(), { atMs, dueMs: atMs }, about);
    }
  }
  return { ...sure, categories, states };
};

/**
 * Works out the duties of a product, or of the broadcast, anew from what was heard, after its categories or the rules
 * changed: those it does not owe any more are closed, those it owes now are met by what was said already.
 * @param words of statements that were read back from the log, by duty.
 */
export const rederive = (
  work: Work,
  subject: Subject,
  words: ReadonlyMap<string, Words> = new Map(),
): void => {
  work.stale = true;
  const account = accountOf(work, subject);
  if (!account) return;
  const { catalogue } = work.rules;
  for (const [dutyId, entry] of Object.entries(account.duties)) {
    const owed = ruleFor(work, subject, dutyId);
    if (owed && !(OWED.has(entry.state) && isLeftToThem(owed, account))) {
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
    if (entry.raised) tellGone(work, subject, duty, now, entry);
  }
  for (const dutyId of Object.keys(accountOf(work, subject)?.heard ?? {})) {
    const rule = ruleFor(work, subject, dutyId);
    if (rule) applyStatement(work, subject, rule, words.get(dutyId));
  }
  // Nothing falls due any more after the end: what is owed now is judged now.
  if (!work.ledger.ended) return;
  if (subject === null) settleRoom(work, true);
  else settleProduct(work, subject, true);
};

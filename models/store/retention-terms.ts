/** How long something is kept: years by the calendar, and days. Null: for good. */
export interface Term {
  readonly years: number;
  readonly days: number;
}

/**
 * 直播电商监督管理办法 wants what was said and sold kept for three years from the end of the transaction; 60 days are for what
 * arrives on the last day.
 */
export const TERM_DEFAULT = '3y60d';
/** How long before it is deleted it is said that it will be. */
export const NOTICE_DAYS_DEFAULT = 14;
export const TERM = /^(?:never|(?:(\d{1,2})y)?(?:(\d{1,5})d)?)$/;
export const TERM_HOW = 'use years and days such as 3y60d, or never';
export const DAY_MS = 24 * 3_600_000;

/** Reads a term such as `3y60d`, `1155d` or `never`. @throws RangeError for another spelling, or none */
export const readTerm = (text: string): Term | null => {
  const found = TERM.exec(text);
  if (!found || text === '') throw new RangeError(`${text}: ${TERM_HOW}`);
  if (text === 'never') return null;
  return { years: Number(found[1] ?? 0), days: Number(found[2] ?? 0) };
};

/** When a term that begins at `from` is over; null for one that never is. 29 February ends on 1 March. */
export const endOf = (from: Date, term: Term | null): Date | null => {
  if (term === null) return null;
  const end = new Date(from);
  end.setUTCFullYear(end.getUTCFullYear() + term.years);
  return new Date(end.getTime() + term.days * DAY_MS);
};

/** Acts before this were done so long ago that their term is over at `now`, whatever the years' lengths. */
export const actsBefore = ({ years, days }: Term, now: Date): Date => {
  const before = new Date(now);
  before.setUTCFullYear(before.getUTCFullYear() - years);
  return new Date(before.getTime() - days * DAY_MS);
};

/** What is kept for how long. */
export interface RetentionRules {
  /** What was said and sold, alerts and decisions, packs: from the later of the broadcast's end and the last order's completion. */
  readonly log: Term | null;
  /** Who did what: names and reasons in audit documents, from the act. */
  readonly audit: Term | null;
  /** How long what a buyer marked, brought or asked for is held for that, from the act. */
  readonly marks: Term | null;
  /** How long before it is deleted a plan says so. */
  readonly noticeMs: number;
}

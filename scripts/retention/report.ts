import { isDocumentKind } from '../../models/store/retention-documents.ts';
import type { Due } from '../../models/store/retention-due.ts';

/** One thing whose time is over, or soon will be, as it is told. */
export interface ReportItem {
  readonly kind: string;
  /** Absent for what belongs to no broadcast. */
  readonly publicId?: string;
  /** When its time is over. */
  readonly until: string;
  /** Of a log: from when its time counts, the broadcast's end or its last order's completion. */
  readonly from?: { readonly at: string; readonly of: 'end' | 'orders' };
  readonly count?: number;
  readonly kept?: Due['kept'];
  /** What keeps the pieces around it. */
  readonly except?: Due['kept'];
}

export interface Report {
  readonly at: string;
  /** Its time is over and nothing keeps it. */
  readonly goes: readonly ReportItem[];
  /** Its time is over, and something keeps it. */
  readonly kept: readonly ReportItem[];
  /** Its time is over within the notice. */
  readonly soon: readonly ReportItem[];
}

const itemOf = ({ kind, broadcast, until, from, count, kept, except }: Due): ReportItem => ({
  kind,
  ...(broadcast && { publicId: broadcast.publicId }),
  until: until.toISOString(),
  ...(from && { from: { at: from.at.toISOString(), of: from.of } }),
  ...(count !== undefined && { count }),
  ...(kept.length > 0 && { kept }),
  ...(except && { except }),
});

/** What is over at `now`, and what will be. */
export const reportOf = (due: readonly Due[], now: Date): Report => {
  const isOver = ({ until }: Due): boolean => until <= now;
  const isFree = ({ kept }: Due): boolean => kept.length === 0;
  return {
    at: now.toISOString(),
    goes: due.filter((one) => isOver(one) && isFree(one)).map(itemOf),
    kept: due.filter((one) => !isFree(one)).map(itemOf),
    soon: due.filter((one) => !isOver(one) && isFree(one)).map(itemOf),
  };
};

const KIND_WIDTH = 10;
const ID_WIDTH = 22;

const whyOf = (kept: Due['kept']): string =>
  kept.map((one) => `${one.why} ${one.ref}${one.reason ? ` (${one.reason})` : ''}`).join('; ');

const FROM = { end: 'its end', orders: 'its last order' } as const;

const lineOf = ({ kind, publicId = '', until, from, count, kept = [], except = [] }: ReportItem): string => {
  const counted = count === undefined ? '' : `, ${count} ${isDocumentKind(kind) ? 'documents' : 'pieces'}`;
  const since = from ? `, counted from ${FROM[from.of]}, ${from.at.slice(0, 10)}` : '';
  const what = `${kind.padEnd(KIND_WIDTH)} ${publicId.padEnd(ID_WIDTH)} until ${until.slice(0, 10)}${since}${counted}`;
  const around = except.length > 0 ? `, except around: ${whyOf(except)}` : '';
  return `  ${what}${kept.length > 0 ? `: ${whyOf(kept)}` : ''}${around}\n`;
};

const part = (title: string, items: readonly ReportItem[]): string =>
  items.length === 0 ? `${title}: nothing\n` : `${title}:\n${items.map(lineOf).join('')}`;

/** The report for people. */
export const textOf = ({ at, goes, kept, soon }: Report, isApplied: boolean): string =>
  `As of ${at}\n${part(isApplied ? 'goes now' : 'would go', goes)}${part('kept, though its time is over or soon will be', kept)}${part('over soon', soon)}`;

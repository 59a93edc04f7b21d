import type { AlertView } from '../../models/contract/alert.ts';
import { isUnread } from '../../models/contract/answer.ts';
import type { AlertId, PublicId, UserId } from '../../models/contract/ids.ts';
import type { Group } from '../../models/contract/kinds.ts';
import { SEVERITIES, type Severity, severityRank } from '../../models/contract/severity.ts';
import { isDecided } from '../../models/contract/status.ts';

/** `alerts`: flagged and undecided; `review`: a person must say; `later`: put off; `decided`: upheld or dismissed. */
export const TABS = ['alerts', 'review', 'later', 'decided'] as const;
export type Tab = (typeof TABS)[number];

export type SortBy = 'severity' | 'newest';

/** What the person wants to see. Empty sets mean "all". */
export interface Filter {
  readonly severities: ReadonlySet<Severity>;
  readonly groups: ReadonlySet<Group | 'duty'>;
  readonly broadcast: PublicId | null;
  readonly mine: boolean;
  /** Only what a room has answered and nobody of the platform has read. */
  readonly answered: boolean;
  readonly text: string;
}

export const NO_FILTER: Filter = {
  severities: new Set(),
  groups: new Set(),
  broadcast: null,
  mine: false,
  answered: false,
  text: '',
};

/** Alerts of one broadcast, kind and product, shown as one row; `lead` is the one that stands for it. */
export interface Card {
  readonly key: string;
  readonly alerts: readonly AlertView[];
  readonly lead: AlertView;
  readonly severity: Severity;
  /** Times that any of its quotes was heard. */
  readonly count: number;
}

/** What stands before a quote of a row: names need something between them, quotes have their marks. */
export const separator = ({ subject }: AlertView, index: number): string =>
  subject.type === 'duty' && index > 0 ? ' · ' : '';

/** Where an alert belongs at `nowMs`. One that was put off comes back by itself when its time is over. */
export const tabOf = (alert: AlertView, nowMs: number): Tab => {
  if (isDecided(alert.status)) return 'decided';
  const putOff = alert.status === 'later' && alert.laterUntil && Date.parse(alert.laterUntil) > nowMs;
  if (putOff) return 'later';
  return alert.verdict === 'review' ? 'review' : 'alerts';
};

export const groupOf = (alert: AlertView): Group | 'duty' =>
  alert.subject.type === 'claim' ? alert.subject.group : 'duty';

const textOf = (alert: AlertView): string =>
  [
    alert.quote,
    alert.broadcast.title,
    alert.broadcast.roomName,
    alert.product?.name,
    alert.speaker,
    alert.article,
  ]
    .join('\n')
    .toLowerCase();

/** @param searchable further words by which an alert is found, e.g. its kind in the languages of the screens. */
export const passes = (
  alert: AlertView,
  filter: Filter,
  me: UserId | null,
  searchable: (alert: AlertView) => string,
): boolean => {
  if (filter.severities.size > 0 && !filter.severities.has(alert.severity)) return false;
  if (filter.groups.size > 0 && !filter.groups.has(groupOf(alert))) return false;
  if (filter.broadcast && alert.broadcast.publicId !== filter.broadcast) return false;
  if (filter.mine && alert.assignee?.id !== me) return false;
  if (filter.answered && !isUnread(alert.answers)) return false;
  const wanted = filter.text.trim().toLowerCase();
  if (!wanted) return true;
  const text = `${textOf(alert)}\n${searchable(alert).toLowerCase()}`;
  return wanted.split(/\s+/).every((word) => text.includes(word));
};

/** Epoch milliseconds by which an alert counts as new. */
const newness = (alert: AlertView, tab: Tab): number =>
  Date.parse(tab === 'decided' ? (alert.decision?.at ?? alert.updatedAt) : alert.raisedAt);

const bySeverity = (a: AlertView, b: AlertView): number =>
  severityRank(b.severity) - severityRank(a.severity);

/** @returns the order of alerts for a tab. What was put off or decided is read by time alone. */
const order = (tab: Tab, sortBy: SortBy) => (a: AlertView, b: AlertView) => {
  const time = newness(b, tab) - newness(a, tab);
  const severity = tab === 'decided' || tab === 'later' || sortBy === 'newest' ? 0 : bySeverity(a, b);
  return severity || time || (a.id < b.id ? -1 : 1);
};

export const cardOf = (key: string, alerts: readonly [AlertView, ...AlertView[]]): Card => ({
  key,
  alerts,
  lead: alerts[0],
  severity: alerts.reduce<Severity>(
    (worst, { severity }) => (severityRank(severity) > severityRank(worst) ? severity : worst),
    SEVERITIES[0],
  ),
  count: alerts.reduce((sum, { count }) => sum + count, 0),
});

/** Groups alerts into cards: the most severe and newest first, or the newest first. */
export const cardsOf = (alerts: Iterable<AlertView>, tab: Tab, sortBy: SortBy): Card[] => {
  const byKey = new Map<string, [AlertView, ...AlertView[]]>();
  for (const alert of [...alerts].sort(order(tab, sortBy))) {
    const known = byKey.get(alert.cardKey);
    if (known) known.push(alert);
    else byKey.set(alert.cardKey, [alert]);
  }
  return [...byKey].map(([key, members]) => cardOf(key, members));
};

/** Counts for the bar: what nobody has decided yet, and what this person holds. */
export const countsOf = (
  alerts: Iterable<AlertView>,
  me: UserId | null,
): { readonly open: number; readonly mine: number } => {
  let open = 0;
  let mine = 0;
  for (const alert of alerts) {
    if (isDecided(alert.status)) continue;
    open += 1;
    if (alert.status === 'taken' && alert.assignee?.id === me) mine += 1;
  }
  return { open, mine };
};

export type AlertIds = ReadonlySet<AlertId>;

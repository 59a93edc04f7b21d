import type { Mark } from './coverage.ts';

/** Marks of a time line that would lie on each other, shown as one with their count. */
export interface MarkGroup {
  readonly type: 'group';
  readonly key: string;
  readonly atMs: number;
  /** At least two, by time. */
  readonly marks: readonly Mark[];
  /** The one that gives the group its shape: what went wrong comes before what is done. */
  readonly worst: Mark;
}

const DUTY_RANK: Readonly<Record<string, number>> = {
  contradicted: 5,
  missing: 5,
  dodged: 5,
  partial: 4,
  late: 2,
  pending: 2,
};
const CLAIM_RANK: Readonly<Record<string, number>> = { flag: 3, review: 2 };

const rankOf = (mark: Mark): number => {
  if (mark.type === 'duty') return DUTY_RANK[mark.state] ?? 1;
  if (mark.type === 'claim') return CLAIM_RANK[mark.verdict] ?? 1;
  return 3;
};

/** Marks of one lane can lie on each other; what lasts has its own. */
const laneOf = ({ type }: Mark): 'said' | 'claimed' | null =>
  type === 'duty' || type === 'question' ? 'said' : type === 'claim' ? 'claimed' : null;

const groupOf = (marks: readonly Mark[]): Mark | MarkGroup => {
  const [first] = marks as readonly [Mark, ...Mark[]];
  if (marks.length === 1) return first;
  const worst = marks.reduce((found, one) => (rankOf(one) > rankOf(found) ? one : found), first);
  return { type: 'group', key: `group/${first.key}`, atMs: first.atMs, marks, worst };
};

/** How far apart marks must begin so that each is seen, ms. */
export interface Apart {
  readonly saidMs: number;
  readonly claimedMs: number;
}

/** The marks, those of one lane that begin too near to each other as one. Keeps the order of time. */
export const grouped = (marks: readonly Mark[], { saidMs, claimedMs }: Apart): (Mark | MarkGroup)[] => {
  const whole: Mark[] = [];
  const lanes: Record<'said' | 'claimed', Mark[][]> = { said: [], claimed: [] };
  for (const mark of marks) {
    const lane = laneOf(mark);
    if (lane === null) {
      whole.push(mark);
      continue;
    }
    const last = lanes[lane].at(-1);
    const apartMs = lane === 'said' ? saidMs : claimedMs;
    if (last?.[0] && mark.atMs - last[0].atMs < apartMs) last.push(mark);
    else lanes[lane].push([mark]);
  }
  return [...whole, ...lanes.said.map(groupOf), ...lanes.claimed.map(groupOf)].sort(
    (a, b) => a.atMs - b.atMs,
  );
};

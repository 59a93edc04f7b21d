import type { BroadcastView } from '../../models/contract/broadcast.ts';
import { STAGES, type Stage } from '../../models/contract/claim.ts';
import type { LineView } from '../../models/contract/moment.ts';

export interface Away {
  readonly stage: 'lexicon' | 'network';
  readonly sinceMs: number;
}

/** Each broadcast is judged where its partition is owned: one worker without its network is enough to say so. */
export const awayIn = (broadcasts: Iterable<BroadcastView>): Away | null => {
  const on = [...broadcasts].filter(({ state }) => state !== 'ended');
  for (const stage of ['lexicon', 'network'] as const) {
    const since = on.flatMap(({ away }) => (away?.stages.includes(stage) ? [Date.parse(away.since)] : []));
    if (since.length > 0) return { stage, sinceMs: Math.min(...since) };
  }
  return null;
};

/** Live broadcasts whose captures have stalled or failed, the one that did so first before the others. */
export const unheardIn = (broadcasts: Iterable<BroadcastView>): BroadcastView[] =>
  [...broadcasts]
    .filter(({ state, capture }) => state !== 'ended' && /^(?:stalled|failed)$/.test(capture?.state ?? ''))
    .sort((a, b) => (a.capture?.since ?? '').localeCompare(b.capture?.since ?? ''));

/** Where a detector is away it mostly is for every line of a column: what is said once instead of on each. */
export const awayForAll = (lines: readonly Pick<LineView, 'judged' | 'away'>[]): readonly Stage[] => {
  const judged = lines.filter((line) => line.judged !== 'failed');
  return judged.length === 0
    ? []
    : STAGES.filter((stage) => judged.every(({ away }) => away?.includes(stage)));
};

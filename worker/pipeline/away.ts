import type { Stage } from '../../models/contract/claim.ts';
import { type Detectors, judgeText, refineBatch } from './judge.ts';
import { hasPassed, type LaneState } from './state.ts';
import { LIVE_FOR_MS } from './upkeep.ts';

/** A broadcast in which nobody spoke for so long is asked about by a trial; before that its own next line tells. */
export const STILL_MS = 5_000;
/** What a trial found counts for so long; a network's pass over one line takes some 20 ms. */
const TRIAL_MS = 4_000;
/** An ordinary sentence, which the network looks at as it does at others. */
const SENTENCE = '这款茶产自福建，今天有现货。';

/** The stages that work here at present, as far as one trial for all broadcasts tells; nothing while it is not known. */
export type Working = () => readonly Stage[];

export interface TrialDeps {
  readonly detectors: Detectors;
  readonly monotonicMs: () => number;
  readonly onError: (error: unknown) => void;
}

const tried = async ({ detectors, onError }: TrialDeps): Promise<Stage[]> => {
  const context = { source: 'speech', role: 'presenter' } as const;
  const judged = judgeText(detectors, SENTENCE, context, onError);
  const [refined] = await refineBatch(
    detectors,
    [{ text: SENTENCE, context, claims: judged.claims, judged }],
    onError,
  );
  return (['lexicon', 'network'] as const).filter((stage) => (refined ?? judged)[stage] === 'ok');
};

/** Tries the stages with a made sentence, at most every {@link TRIAL_MS} and only while somebody asks. */
export const createTrial = (deps: TrialDeps): Working => {
  let found: { readonly stages: readonly Stage[]; readonly atMs: number } | undefined;
  let running = false;
  const run = async (): Promise<void> => {
    running = true;
    const stages = await tried(deps).catch((error: unknown) => {
      deps.onError(error);
      return [];
    });
    found = { stages, atMs: deps.monotonicMs() };
    running = false;
  };
  return () => {
    if (found && deps.monotonicMs() - found.atMs < TRIAL_MS) return found.stages;
    if (!running) void run();
    return [];
  };
};

/**
 * Takes back that a stage is away once it works here and no line has come to show it, and where nothing was heard for so long that
 * the broadcast is not looked after any more: its newest verdicts are then nobody's present concern.
 */
export const lookForAway = (
  state: Pick<LaneState, 'away' | 'latest' | 'lastEventAtMs' | 'dirty'>,
  nowMs: number,
  working: Working,
): void => {
  const { away, latest, lastEventAtMs } = state;
  if (!away) return;
  const heardAtMs = Math.max(0, ...Object.values(latest).map((one) => one.heardAtMs));
  if (!hasPassed(STILL_MS, heardAtMs, nowMs)) return;
  const works = nowMs - lastEventAtMs > LIVE_FOR_MS ? away.stages : working();
  const stages = away.stages.filter((stage) => !works.includes(stage));
  if (stages.length === away.stages.length) return;
  state.away = stages.length > 0 ? { ...away, stages } : undefined;
  state.dirty = true;
};

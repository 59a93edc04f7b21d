import { ALL_PARTITIONS, keys } from '../../../models/stream/keys.ts';
import type { Dashboard } from '../dashboards.ts';
import type { Moderator } from '../moderator.ts';
import type { Plan, Planned } from '../plan.ts';
import type { Flow } from '../sender.ts';
import type { Stage } from '../stage.ts';
import { soon } from '../until.ts';

/** What a fault may touch. */
export interface Acting {
  readonly stage: Stage;
  readonly plan: Plan;
  readonly flow: Flow;
  readonly moderator: Moderator;
  readonly dashboards: readonly Dashboard[];
}

/** Does one fault and undoes it. @returns what happened, in a few words. */
export type Act = (acting: Acting, planned: Planned) => Promise<string>;

/** Waits until a worker has just written: a blow then falls into a batch. */
export const aBlockMore = async ({ stage }: Acting): Promise<void> => {
  const count = (): Promise<number> => stage.store.blocks.estimatedDocumentCount();
  const before = await count();
  await soon(async () => (await count()) > before);
};

/** Whether everything accepted so far is recorded. */
export const workedOff = async ({ redis }: Stage): Promise<boolean> => {
  const lengths = await Promise.all(ALL_PARTITIONS.map((one) => redis.xLen(keys.utterances(one))));
  return lengths.every((length) => length === 0);
};

export const refusals = ({ refused }: Flow): number =>
  [...refused.values()].reduce((sum, count) => sum + count, 0);
export const misses = (flow: Flow): number => refusals(flow) + flow.unanswered;

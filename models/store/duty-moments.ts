import type { BroadcastId } from '../contract/ids.ts';
import type { SealedDoc } from './documents.ts';
import type { Store } from './store.ts';

/** Records of duties read for one board: a show of some forty products changes each of its duties a few times. */
const RECORDS_MAX = 3_000;

/** What the newest record of a duty says of it; as `models/duties` recorded it. */
export interface DutyMoment {
  readonly dutyId: string;
  readonly productId?: string;
  readonly state: string;
  readonly atMs: number;
  readonly dueMs: number;
  readonly utteranceId?: string;
  readonly slots?: Readonly<Record<string, string>>;
}

export const momentKey = (productId: string, dutyId: string): string => `${productId}\n${dutyId}`;

/** The newest record of each duty of these products, by {@link momentKey}: what the running state has let go of. */
export const dutyMoments = async (
  store: Store,
  broadcastId: BroadcastId,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, DutyMoment>> => {
  if (productIds.length === 0) return new Map();
  const docs = await store.sealed
    .find(
      { broadcastId, kind: 'duty', 'duty.productId': { $in: [...productIds] } } as Record<string, unknown>,
      {
        duty: 1,
      },
    )
    .sort({ leafIndex: -1 })
    .limit(RECORDS_MAX)
    .lean<Pick<SealedDoc, 'duty'>[]>();
  const newest = new Map<string, DutyMoment>();
  for (const { duty } of docs) {
    const moment = duty as DutyMoment | undefined;
    if (!moment?.productId) continue;
    const key = momentKey(moment.productId, moment.dutyId);
    if (!newest.has(key)) newest.set(key, moment);
  }
  return newest;
};

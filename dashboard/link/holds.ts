import type { HELD_BY_HAND, HoldsReply, HoldView } from '../../models/contract/hold.ts';
import type { PublicId } from '../../models/contract/ids.ts';
import type { Ask } from './ask.ts';

export interface HoldRequest {
  readonly why: (typeof HELD_BY_HAND)[number];
  readonly reason: string;
  readonly ref?: string;
  /** Day (UTC) by which somebody looks whether it is still needed. */
  readonly reviewBy?: string;
}

/** What must be kept whatever its time. Each rejects with `RequestFailed`. */
export interface HoldsApi {
  holds(id: PublicId): Promise<readonly HoldView[]>;
  placeHold(id: PublicId, request: HoldRequest): Promise<HoldView>;
  /** It is still needed, and looked at again by that day. */
  reviewHold(
    id: PublicId,
    hold: string,
    review: { readonly reason: string; readonly reviewBy: string },
  ): Promise<HoldView>;
  releaseHold(id: PublicId, hold: string, reason: string): Promise<void>;
}

export const createHoldsApi = (ask: Ask): HoldsApi => {
  const of = (id: PublicId): string => `/api/broadcasts/${encodeURIComponent(id)}/holds`;
  return {
    holds: async (id) => ((await (await ask(of(id))).json()) as HoldsReply).holds,
    placeHold: async (id, body) => (await (await ask(of(id), { method: 'POST', body })).json()) as HoldView,
    async reviewHold(id, hold, body) {
      const address = `${of(id)}/${encodeURIComponent(hold)}/review`;
      return (await (await ask(address, { method: 'POST', body })).json()) as HoldView;
    },
    async releaseHold(id, hold, reason) {
      await ask(`${of(id)}/${encodeURIComponent(hold)}`, { method: 'DELETE', body: { reason } });
    },
  };
};

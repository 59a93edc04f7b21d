import type { PublicId } from '../../models/contract/ids.ts';
import type {
  WithholdingPreview,
  WithholdingReason,
  WithholdingReply,
} from '../../models/contract/withholding.ts';
import type { Ask } from './ask.ts';

export interface WithholdRequest {
  readonly leaf: number;
  readonly reason: WithholdingReason;
  readonly note: string;
}

/** Withholding words at a person's request or by order. Each rejects with `RequestFailed`. */
export interface WithholdingApi {
  withholdingPreview(id: PublicId, leaf: number): Promise<WithholdingPreview>;
  withhold(id: PublicId, request: WithholdRequest): Promise<WithholdingReply>;
}

export const createWithholdingApi = (ask: Ask): WithholdingApi => {
  const of = (id: PublicId): string => `/api/broadcasts/${encodeURIComponent(id)}/withholdings`;
  return {
    withholdingPreview: async (id, leaf) =>
      (await (await ask(`${of(id)}/preview?leaf=${leaf}`)).json()) as WithholdingPreview,
    withhold: async (id, body) =>
      (await (await ask(of(id), { method: 'POST', body })).json()) as WithholdingReply,
  };
};

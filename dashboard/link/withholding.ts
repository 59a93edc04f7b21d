import type { Span } from '../../models/contract/coverage.ts';
import type { PublicId } from '../../models/contract/ids.ts';
import type {
  WithholdingPreview,
  WithholdingReason,
  WithholdingReply,
} from '../../models/contract/withholding.ts';
import type { Ask } from './ask.ts';

/** Why, and for whom. */
export interface WithholdingGround {
  readonly reason: WithholdingReason;
  readonly note: string;
}

/** Withholding words, picture and sound at a person's request or by order. Each rejects with `RequestFailed`. */
export interface WithholdingApi {
  withholdingPreview(id: PublicId, leaf: number): Promise<WithholdingPreview>;
  withhold(id: PublicId, leaf: number, ground: WithholdingGround): Promise<WithholdingReply>;
  withholdMedia(id: PublicId, stretch: Span, ground: WithholdingGround): Promise<WithholdingReply>;
}

export const createWithholdingApi = (ask: Ask): WithholdingApi => {
  const of = (id: PublicId): string => `/api/broadcasts/${encodeURIComponent(id)}/withholdings`;
  const post = async (id: PublicId, body: object): Promise<WithholdingReply> =>
    (await (await ask(of(id), { method: 'POST', body })).json()) as WithholdingReply;
  return {
    withholdingPreview: async (id, leaf) =>
      (await (await ask(`${of(id)}/preview?leaf=${leaf}`)).json()) as WithholdingPreview,
    withhold: (id, leaf, { reason, note }) => post(id, { leaf, reason, note }),
    withholdMedia: (id, { fromMs, untilMs }, { reason, note }) =>
      post(id, { what: 'media', fromMs, untilMs, reason, note }),
  };
};

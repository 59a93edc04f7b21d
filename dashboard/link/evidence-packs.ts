import type { PackJobView, PackRequest } from '../../models/contract/pack/view.ts';

/** What the dashboard asks about evidence packs. Each rejects with `RequestFailed`. */
export interface EvidencePacksApi {
  /** Asks for a pack; the same again is the same pack. */
  askForPack(request: PackRequest): Promise<PackJobView>;
  /** How far it is. */
  pack(id: string): Promise<PackJobView>;
}

type Ask = (
  path: string,
  options?: { readonly method?: 'POST'; readonly body?: unknown },
) => Promise<Response>;

export const createEvidencePacksApi = (ask: Ask): EvidencePacksApi => ({
  askForPack: async (body) =>
    (await (await ask('/api/evidence-packs', { method: 'POST', body })).json()) as PackJobView,
  pack: async (id) =>
    (await (await ask(`/api/evidence-packs/${encodeURIComponent(id)}`)).json()) as PackJobView,
});

import type { MarkId, PublicId } from '../../models/contract/ids.ts';
import type { Marker, PlatformMarks } from '../../models/contract/platform-mark.ts';
import type { Ask } from './ask.ts';

export interface PlatformMarksQuery {
  readonly broadcast?: PublicId;
  readonly before?: string;
}

/** What buyers marked and brought, for the platform. Each rejects with `RequestFailed`. */
export interface PlatformMarksApi {
  /** Newest first. */
  platformMarks(query: PlatformMarksQuery): Promise<PlatformMarks>;
  /** Whose account it is; the asking goes into the audit. */
  marker(id: MarkId, reason: string): Promise<Marker>;
}

export const createPlatformMarksApi = (ask: Ask): PlatformMarksApi => ({
  async platformMarks({ broadcast, before }) {
    const query = new URLSearchParams({ ...(broadcast && { broadcast }), ...(before && { before }) });
    return (await (await ask(`/api/marks?${query}`)).json()) as PlatformMarks;
  },
  async marker(id, reason) {
    const address = `/api/marks/${encodeURIComponent(id)}/marker`;
    return (await (await ask(address, { method: 'POST', body: { reason } })).json()) as Marker;
  },
});

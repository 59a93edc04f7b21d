import type { ReleasedMoment } from '../../models/contract/release-request.ts';
import type { AlertDoc } from '../../models/store/documents.ts';
import { broadcastById } from '../../models/store/find-broadcasts.ts';
import { toPublicBroadcast } from '../../models/store/public-finds.ts';
import { upheldAlerts } from '../../models/store/public-records.ts';
import { readLines } from '../../models/store/read-lines.ts';
import type { ReleaseRequestDoc } from '../../models/store/release-request-documents.ts';
import { toRequestView } from '../../models/store/release-requests.ts';
import type { Store } from '../../models/store/store.ts';
import { lineSeenBy } from '../broadcasts/as-seen-by.ts';
import { toUpheld } from '../public/record.ts';

const isInside =
  ({ fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number }) =>
  ({ occurrences }: Pick<AlertDoc, 'occurrences'>): boolean =>
    occurrences.some(({ atMs }) => atMs >= fromMs && atMs <= untilMs);

/** What a release shows: as the public is shown a public broadcast, and nothing beyond the stretch. Null once the broadcast is gone. */
export const releasedMoment = async (
  store: Store,
  doc: ReleaseRequestDoc,
  release: NonNullable<ReleaseRequestDoc['release']>,
  now: Date,
): Promise<ReleasedMoment | null> => {
  const { broadcastId, fromMs, untilMs, until } = release;
  const broadcast = await broadcastById(store, broadcastId);
  if (!broadcast) return null;
  const [{ lines, gaps }, alerts] = await Promise.all([
    readLines(store, { broadcastId, fromMs, untilMs, aroundMs: (fromMs + untilMs) / 2 }),
    upheldAlerts(store, broadcastId),
  ]);
  const upheld = await Promise.all(
    alerts.filter(isInside(release)).map(async (alert) => {
      const shown = await toUpheld(store, alert);
      const moments = shown.moments.filter(({ atMs }) => atMs >= fromMs && atMs <= untilMs);
      return { ...shown, moments };
    }),
  );
  return {
    request: toRequestView(doc, now),
    broadcast: toPublicBroadcast(broadcast),
    fromMs,
    untilMs,
    until: until.toISOString(),
    lines: lines.map((line) => lineSeenBy(null, line)),
    gaps: gaps.map((gap) => ({
      ...gap,
      fromMs: Math.max(gap.fromMs, fromMs),
      untilMs: Math.min(gap.untilMs, untilMs),
    })),
    upheld,
  };
};

import type { AlertView } from '../../models/contract/alert.ts';
import type { BroadcastView } from '../../models/contract/broadcast.ts';
import type { DutiesBoard, QuestionView } from '../../models/contract/duty.ts';
import { isDecided } from '../../models/contract/status.ts';

/** Rooms that are followed at once on one page. */
export const ROOMS_MAX = 40;
/** Alerts of all rooms that are laid out; the counts tell of the rest. */
export const ROOM_ALERTS_MAX = 200;

export interface AskedQuestion {
  readonly broadcast: BroadcastView;
  readonly question: QuestionView;
  /** Epoch milliseconds of the first asker. */
  readonly askedAtMs: number;
}

/** What nobody has decided yet, the newest first. */
export const openAlertsOf = (alerts: Iterable<AlertView>): AlertView[] =>
  [...alerts]
    .filter(({ status }) => !isDecided(status))
    .sort((a, b) => Date.parse(b.raisedAt) - Date.parse(a.raisedAt) || (a.id < b.id ? 1 : -1));

/** Rooms on air, and those that are over but have open alerts, in the order given. */
export const roomsOf = (
  broadcasts: readonly BroadcastView[],
  open: readonly AlertView[],
): BroadcastView[] => {
  const withAlerts = new Set(open.map(({ broadcast }) => broadcast.publicId));
  return broadcasts
    .filter(({ state, publicId }) => state !== 'ended' || withAlerts.has(publicId))
    .slice(0, ROOMS_MAX);
};

/** Unanswered questions of all rooms, the newest first. */
export const askedIn = (
  rooms: readonly { readonly broadcast: BroadcastView; readonly board: DutiesBoard | null }[],
): AskedQuestion[] =>
  rooms
    .flatMap(({ broadcast, board }) =>
      (board?.questions ?? []).map((question) => ({
        broadcast,
        question,
        askedAtMs: Date.parse(broadcast.startedAt) + question.atMs,
      })),
    )
    .sort((a, b) => b.askedAtMs - a.askedAtMs);

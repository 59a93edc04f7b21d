import type { AlertDetail, AlertView } from '../../models/contract/alert.ts';
import { useDesk } from '../view/desk.ts';
import { broadcastTime, localTime, secondsShown } from '../words/time.ts';

interface Props {
  readonly alert: AlertView;
  readonly detail: AlertDetail | null;
}

/** What has become of the alert so far, and who did it. */
export const History = ({ alert, detail }: Props) => {
  const { words, clock } = useDesk();
  const { act, facts, status, dismiss, queue, host } = words.value;
  const local = (iso: string): string => localTime(Date.parse(iso), clock.nowMs.peek());
  const leaf = detail?.occurrences.at(-1)?.leafIndex;
  return (
    <>
      <h3>{facts.history}</h3>
      <ul class="history">
        <li>
          <time>{local(alert.raisedAt)}</time> {facts.raised} ({broadcastTime(alert.firstAtMs)})
        </li>
        <li>
          <time>{local(alert.raisedAt)}</time> {host.history.reminded}
        </li>
        {alert.heldUntil && (
          <li>
            <time>{local(alert.heldUntil)}</time> {host.history.willBeSeen}
          </li>
        )}
        {alert.seenAt && (
          <li>
            <time>{local(alert.seenAt)}</time> {host.history.seen}
          </li>
        )}
        {alert.count > 1 && (
          <li>
            <time>{broadcastTime(alert.lastAtMs)}</time> {facts.last} {queue.times(alert.count)}
          </li>
        )}
        {alert.repeated && <li>{facts.repeatedOf(alert.repeated.times)}</li>}
        <Corrections alert={alert} detail={detail} local={local} />
        {alert.assignee && alert.status === 'taken' && (
          <li>
            <time>{local(alert.updatedAt)}</time> {facts.decidedBy(alert.assignee.name, status.taken)}
          </li>
        )}
        {alert.decision && (
          <li>
            <time>{local(alert.decision.at)}</time>{' '}
            {facts.decidedBy(
              alert.decision.by.name,
              alert.decision.action === 'dismiss'
                ? status.dismissed
                : alert.subject.type === 'duty'
                  ? act.upholdDuty
                  : status.upheld,
            )}
            {alert.decision.reason && ` · ${dismiss[alert.decision.reason]}`}
            {alert.decision.note && <span class="history-note">{alert.decision.note}</span>}
          </li>
        )}
        {leaf !== undefined && <li class="quiet">{facts.log(leaf)}</li>}
      </ul>
      {!alert.decision && <p class="quiet small-text">{facts.suspected}</p>}
    </>
  );
};

interface CorrectionsProps {
  readonly alert: AlertView;
  readonly detail: AlertDetail | null;
  readonly local: (iso: string) => string;
}

/** What the room says of its correction, when it was heard, and who has checked it. */
const Corrections = ({ alert, detail, local }: CorrectionsProps) => {
  const { facts, host } = useDesk().words.value;
  const { correction, correctedAtMs, correctedAfterMs, partlyCorrected, relapse } = alert;
  const confirmed = correction?.confirmed;
  const each = detail?.occurrences.filter(({ corrected }) => corrected) ?? [];
  return (
    <>
      {each.map(
        ({ atMs, leafIndex, corrected }) =>
          corrected && (
            <li key={leafIndex}>
              {facts.correctedEach(
                broadcastTime(atMs),
                broadcastTime(corrected.atMs),
                secondsShown(atMs, corrected.atMs),
              )}
            </li>
          ),
      )}
      {partlyCorrected?.standsAtMs.map((atMs) => (
        <li key={`stands-${atMs}`}>{facts.standsAt(broadcastTime(atMs))}</li>
      ))}
      {correction && (
        <li>
          <time>{local(correction.saidAt)}</time> {host.history.said(correction.by.name)}
        </li>
      )}
      {correctedAtMs !== undefined && each.length === 0 && (
        <li>
          {facts.correctedAt(
            broadcastTime(correctedAtMs),
            correctedAfterMs === undefined
              ? undefined
              : secondsShown(correctedAtMs - correctedAfterMs, correctedAtMs),
          )}
        </li>
      )}
      {confirmed && (
        <li>
          <time>{local(confirmed.at)}</time> {host.history.confirmed(confirmed.by.name)}
        </li>
      )}
      {relapse && <li class="history-again">{facts.relapsedAt(broadcastTime(relapse.atMs))}</li>}
    </>
  );
};

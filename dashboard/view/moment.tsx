import type { Moment } from '../../models/contract/moment.ts';
import { KeptPlayer } from '../part/kept-player.tsx';
import { Lines } from '../part/lines.tsx';
import { TimeStrip } from '../part/time-strip.tsx';
import { broadcastTime, localOf, localTime } from '../words/time.ts';
import { stepOf } from './board.tsx';
import { useDesk, useDuties } from './desk.ts';
import { useSlow } from './shell.tsx';

/** What was on screen, said and typed around the chosen alert. */
export const MomentPane = () => {
  const app = useDesk();
  const { words, moments, board } = app;
  const state = moments.current.value;
  const { moment } = state;
  // What a phone does not show must not be heard either.
  const seen = !app.narrow.value || stepOf(app) !== 'queue';
  return (
    <section class="pane moment" aria-label={words.value.moment.label}>
      <StepBar />
      {!board.shown.value && !moment ? (
        <p class="empty moment-none">{words.value.moment.none}</p>
      ) : (
        <>
          <MomentHead />
          <KeptPlayer moment={moment} seen={seen} />
          {moment ? (
            <>
              <Coverage moment={moment} />
              <Lines moment={moment} />
            </>
          ) : (
            <Waiting />
          )}
        </>
      )}
    </section>
  );
};

const Coverage = ({ moment }: { readonly moment: Moment }) => {
  const { board } = useDuties(moment.broadcast.publicId);
  return <TimeStrip moment={moment} board={board} />;
};

const MomentHead = () => {
  const { board, words, clock, moments } = useDesk();
  const alert = board.shown.value;
  if (!alert) return null;
  const { staleSinceMs } = moments.current.value;
  const { atMs } = moments.current.value.moment ?? { atMs: alert.lastAtMs };
  return (
    <header class="moment-head">
      <h2 class="moment-title">
        {alert.broadcast.roomName}
        <span class="quiet"> {alert.broadcast.title}</span>
      </h2>
      <p class="moment-times">
        {words.value.moment.at(
          broadcastTime(atMs),
          localOf(alert.broadcast.startedAt, atMs, clock.nowMs.peek()),
        )}
      </p>
      {staleSinceMs !== undefined && (
        <p class="stale" role="status">
          {words.value.moment.staleSince(localTime(staleSinceMs, clock.nowMs.peek()))}
        </p>
      )}
    </header>
  );
};

const Waiting = () => {
  const { words, moments } = useDesk();
  const { failure } = moments.current.value;
  const slow = useSlow(!failure);
  const labels = words.value.moment;
  if (failure)
    return (
      <div class="empty" role="alert">
        <p>{labels.failed(failure.code === 'network' ? words.value.notice.network : failure.message)}</p>
        <button type="button" class="button" onClick={() => moments.renew()}>
          {labels.again}
        </button>
      </div>
    );
  return (
    <div class="lines" aria-busy="true">
      {slow && [0, 1].map((column) => <div key={column} class="skeleton skeleton-column" />)}
      {slow && <p class="unseen">{labels.loading}</p>}
    </div>
  );
};

/** On a phone: back to the queue, on to the facts. */
const StepBar = () => {
  const app = useDesk();
  const labels = app.words.value.moment;
  return (
    <div class="step-bar">
      <button type="button" class="button small" onClick={() => app.go({ screen: 'board', rest: [] })}>
        ‹ {labels.toQueue}
      </button>
      <button type="button" class="button small" onClick={() => app.go({ screen: 'board', rest: ['facts'] })}>
        {labels.toFacts} ›
      </button>
    </div>
  );
};

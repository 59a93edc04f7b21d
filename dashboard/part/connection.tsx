import { useDesk } from '../view/desk.ts';
import { localMinute } from '../words/time.ts';

/** Whether what is on screen is what is so. */
export const Connection = () => {
  const app = useDesk();
  const { bar } = app.words.value;
  const status = app.feed.status.value;
  const text = {
    connecting: () => bar.connecting,
    'catching-up': () => bar.catchingUp(status.phase === 'catching-up' ? status.count : 0),
    live: () => bar.live,
    offline: () =>
      bar.offlineSince(localMinute(status.phase === 'offline' ? status.sinceMs : 0, app.clock.nowMs.peek())),
  }[status.phase]();
  return (
    <p
      class={`connection connection-${status.phase}`}
      role="status"
      title={status.phase === 'offline' ? bar.offlineHint : undefined}
    >
      <span class="connection-dot" aria-hidden="true" />
      {text}
    </p>
  );
};

import type { BroadcastView } from '../../models/contract/broadcast.ts';
import { PublishChoice } from '../part/publish.tsx';
import { addressOf } from '../state/route.ts';
import { captureTrouble } from '../words/captures.ts';
import { broadcastTime, localMinute } from '../words/time.ts';
import { useDesk } from './desk.ts';
import { useSlow } from './shell.tsx';

/** Every broadcast this person may see, and how well each is being heard. */
export const BroadcastsScreen = () => {
  const { broadcasts, words } = useDesk();
  const labels = words.value.broadcasts;
  const list = broadcasts.list.value;
  const loaded = broadcasts.loaded.value;
  const slow = useSlow(!loaded);
  return (
    <section class="page" aria-labelledby="broadcasts-title">
      <h1 id="broadcasts-title">{labels.title}</h1>
      {!loaded && slow && <div class="skeleton skeleton-row" aria-label={labels.loading} role="status" />}
      {loaded && list.length === 0 && <p class="empty">{labels.empty}</p>}
      <ul class="broadcasts">
        {list.map((broadcast) => (
          <BroadcastItem key={broadcast.publicId} broadcast={broadcast} />
        ))}
      </ul>
    </section>
  );
};

const BroadcastItem = ({ broadcast }: { readonly broadcast: BroadcastView }) => {
  const app = useDesk();
  const labels = app.words.value.broadcasts;
  const nowMs = app.clock.nowMs.value;
  const role = app.session.me.value?.role;
  const { title, room, state, startedAt, atMs, openAlerts, viewers, logSize } = broadcast;
  const facts: [string, string][] = [
    [labels.started, localMinute(Date.parse(startedAt), nowMs)],
    [state === 'ended' ? labels.length : labels.onAir, broadcastTime(onAirMs(broadcast, nowMs))],
    [labels.openAlerts, String(openAlerts)],
    ...(viewers === undefined
      ? []
      : ([[state === 'ended' ? labels.lastViewers : labels.viewers, viewers.toLocaleString('en-US')]] as [
          string,
          string,
        ][])),
    [labels.log, labels.records(logSize)],
  ];
  const showAlerts = (): void => {
    app.queue.narrow({ broadcast: broadcast.publicId });
    app.go({ screen: 'board', rest: [] });
  };
  return (
    <li class={`broadcast broadcast-${state}`}>
      <div class="broadcast-name">
        <h2>{title}</h2>
        <p class="quiet">
          {room.name} · {room.operator}
        </p>
        <States broadcast={broadcast} atMs={atMs} />
      </div>
      <dl class="broadcast-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {role === 'host' ? (
        <div class="broadcast-acts">
          <a class="button small" href={addressOf({ screen: 'host', rest: [broadcast.publicId] })}>
            {app.words.value.host.rooms.desk}
          </a>
        </div>
      ) : (
        <div class="broadcast-acts">
          <a
            class="button small"
            href={addressOf({ screen: 'board', rest: [] })}
            onClick={(event) => {
              event.preventDefault();
              showAlerts();
            }}
          >
            {labels.toAlerts}
          </a>
          <PublishChoice broadcast={broadcast} />
        </div>
      )}
    </li>
  );
};

/** Time on air: by the clock while live, by what was heard once it is over. */
export const onAirMs = (broadcast: BroadcastView, nowMs: number): number =>
  broadcast.state === 'ended' ? broadcast.atMs : Math.max(0, nowMs - Date.parse(broadcast.startedAt));

/** How the broadcast and its capture are doing, in words. */
export const States = ({ broadcast }: { readonly broadcast: BroadcastView; readonly atMs?: number }) => {
  const { words, clock, settings } = useDesk();
  const labels = words.value.broadcasts;
  const { state, capture, lastEventAt } = broadcast;
  const nowMs = clock.nowMs.peek();
  const troubled = capture && (capture.state === 'stalled' || capture.state === 'failed');
  const trouble =
    capture && troubled && (captureTrouble(capture, settings.language.value) ?? capture.message);
  return (
    <p class="states">
      <span class={`tag tag-${state}`}>{labels.state[state]}</span>
      {state === 'silent' && lastEventAt && (
        <span class="quiet">{labels.silentSince(localMinute(Date.parse(lastEventAt), nowMs))}</span>
      )}
      {capture && state !== 'ended' && (
        <span class={`tag ${troubled ? 'tag-warn' : ''}`}>{labels.capture[capture.state]}</span>
      )}
      {capture && troubled && (
        <span class="states-trouble" title={capture.message}>
          {labels.since(localMinute(Date.parse(capture.since), nowMs))}
          {trouble && `: ${trouble}`}
        </span>
      )}
      <span class="tag">{broadcast.public ? labels.public : labels.private}</span>
    </p>
  );
};

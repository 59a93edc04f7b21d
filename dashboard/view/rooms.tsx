import { useEffect, useState } from 'preact/hooks';
import type { AlertView } from '../../models/contract/alert.ts';
import type { BroadcastView } from '../../models/contract/broadcast.ts';
import { RoomAlert, RoomQuestion } from '../part/room-rows.tsx';
import { DUTIES_GLANCE_MS } from '../state/duties.ts';
import { gather } from '../state/gather.ts';
import { countsOf } from '../state/owed.ts';
import { askedIn, openAlertsOf, ROOM_ALERTS_MAX, roomsOf } from '../state/rooms.ts';
import { addressOf } from '../state/route.ts';
import { broadcastTime } from '../words/time.ts';
import { AwaitedLink } from './answers.tsx';
import { onAirMs } from './broadcasts.tsx';
import { useDesk, useDuties } from './desk.ts';

/** For whoever answers for several rooms: what is open in each of them, on one page. */
export const RoomsScreen = () => {
  const { broadcasts, queue, words, duties } = useDesk();
  const labels = words.value.host.rooms;
  const open = openAlertsOf(queue.alerts.value.values());
  const rooms = roomsOf(broadcasts.list.value, open);
  const asked = askedIn(
    rooms.map((broadcast) => ({ broadcast, board: duties.of(broadcast.publicId).board })),
  );
  return (
    <section class="rooms" aria-labelledby="rooms-title">
      <h1 id="rooms-title">{labels.title}</h1>
      <AwaitedLink />
      {broadcasts.loaded.value && rooms.length === 0 && <p class="empty">{labels.none}</p>}
      <ul class="room-cards">
        {rooms.map((broadcast) => (
          <RoomCard
            key={broadcast.publicId}
            broadcast={broadcast}
            open={open.filter((alert) => alert.broadcast.publicId === broadcast.publicId).length}
          />
        ))}
      </ul>
      {rooms.length > 0 && (
        <div class="rooms-columns">
          <OpenAlerts open={open} />
          <section aria-labelledby="rooms-asked">
            <div class="rooms-head">
              <h2 id="rooms-asked">{labels.asked}</h2>
            </div>
            {asked.length === 0 && <p class="quiet">{labels.noAsked}</p>}
            <ul class="room-rows">
              {asked.map((one) => (
                <RoomQuestion
                  key={`${one.broadcast.publicId} ${one.question.productId ?? ''} ${one.question.dutyId}`}
                  asked={one}
                />
              ))}
            </ul>
          </section>
        </div>
      )}
    </section>
  );
};

interface RoomCardProps {
  readonly broadcast: BroadcastView;
  readonly open: number;
}

const RoomCard = ({ broadcast, open }: RoomCardProps) => {
  const { words } = useDesk();
  const { host, broadcasts } = words.value;
  const labels = host.rooms;
  const { board } = useDuties(broadcast.publicId, DUTIES_GLANCE_MS);
  const counts = board ? countsOf(board) : null;
  return (
    <li class={`room-card broadcast-${broadcast.state}`}>
      <header>
        <h2>
          <a href={addressOf({ screen: 'host', rest: [broadcast.publicId] })} title={labels.desk}>
            {broadcast.title}
          </a>
        </h2>
        <p class="quiet">{broadcast.room.name}</p>
        <p>
          <span class={`tag tag-${broadcast.state}`}>{broadcasts.state[broadcast.state]}</span>{' '}
          <OnAir broadcast={broadcast} />
        </p>
      </header>
      <dl class="room-counts">
        <div>
          <dt>{labels.open}</dt>
          <dd>{open}</dd>
        </div>
        <div>
          <dt>{labels.owed}</dt>
          <dd>{counts?.owed ?? labels.unknown}</dd>
          {counts !== null && counts.overdue > 0 && (
            <dd class="room-overdue">{labels.overdue(counts.overdue)}</dd>
          )}
        </div>
        <div>
          <dt>{labels.questions}</dt>
          <dd>{counts?.questions ?? labels.unknown}</dd>
        </div>
      </dl>
    </li>
  );
};

const OnAir = ({ broadcast }: { readonly broadcast: BroadcastView }) => {
  const { clock } = useDesk();
  return <time>{broadcastTime(onAirMs(broadcast, clock.nowMs.value))}</time>;
};

/** New alerts gather above, so that what is read stays where it is. */
const OpenAlerts = ({ open }: { readonly open: readonly AlertView[] }) => {
  const { words } = useDesk();
  const labels = words.value.host.rooms;
  const [places, setPlaces] = useState<readonly string[]>([]);
  const { shown, fresh } = gather(open, places, ({ id }) => id);
  const takeIn = (): void => setPlaces(open.map(({ id }) => id));
  useEffect(() => {
    // An empty list has filled by itself: from here on its rows keep their places.
    const [first] = shown;
    if (first && !places.includes(first.id)) takeIn();
  });
  return (
    <section aria-labelledby="rooms-open">
      <div class="rooms-head">
        <h2 id="rooms-open">{labels.alerts}</h2>
        <button
          type="button"
          class="button small"
          disabled={fresh.length === 0}
          onClick={takeIn}
          aria-live="polite"
        >
          {fresh.length > 0 ? labels.fresh(fresh.length) : labels.upToDate}
        </button>
      </div>
      {shown.length === 0 && <p class="quiet">{labels.noAlerts}</p>}
      <ul class="room-rows">
        {shown.slice(0, ROOM_ALERTS_MAX).map((alert) => (
          <RoomAlert key={alert.id} alert={alert} />
        ))}
      </ul>
    </section>
  );
};

import { useEffect, useState } from 'preact/hooks';
import type { BroadcastView } from '../../models/contract/broadcast.ts';
import { asPublicId } from '../../models/contract/ids.ts';
import { RequestFailed } from '../link/http.ts';
import { addressOf } from '../state/route.ts';
import { broadcastTime, localMinute } from '../words/time.ts';
import { useDesk } from './desk.ts';
import { RecordScreen } from './record.tsx';
import { useSlow } from './shell.tsx';

/** For someone who has bought something: find the broadcast, read what was said. */
export const ConsumerScreen = () => {
  const { route } = useDesk();
  const [id] = route.value.rest;
  return id ? <RecordScreen key={id} id={asPublicId(id)} /> : <PublicList />;
};

const failureText = (cause: unknown): string =>
  cause instanceof RequestFailed ? cause.message : String(cause);

const PublicList = () => {
  const { api, words } = useDesk();
  const labels = words.value.consumer;
  const [list, setList] = useState<readonly BroadcastView[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [wanted, setWanted] = useState('');
  const load = (): void => {
    setFailure(null);
    api
      .broadcasts()
      .then((found) => setList(found.filter((each) => each.public)))
      .catch((cause: unknown) => setFailure(failureText(cause)));
  };
  useEffect(load, [api]);
  const slow = useSlow(list === null && failure === null);
  const text = wanted.trim().toLowerCase();
  const found = (list ?? []).filter(({ title, room }) =>
    `${title}\n${room.name}\n${room.operator}`.toLowerCase().includes(text),
  );
  return (
    <section class="page consumer" aria-labelledby="consumer-title">
      <h1 id="consumer-title">{labels.title}</h1>
      <p class="consumer-intro">{labels.intro}</p>
      <label class="field">
        <span>{labels.find}</span>
        <input type="search" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
      </label>
      {slow && <div class="skeleton skeleton-row" role="status" aria-label={labels.loading} />}
      {failure && (
        <div class="empty" role="alert">
          <p>{labels.failed(failure)}</p>
          <button type="button" class="button" onClick={load}>
            {labels.again}
          </button>
        </div>
      )}
      {list && found.length === 0 && <p class="empty">{list.length === 0 ? labels.empty : labels.nothing}</p>}
      <ul class="broadcasts">
        {found.map((broadcast) => (
          <PublicItem key={broadcast.publicId} broadcast={broadcast} />
        ))}
      </ul>
    </section>
  );
};

const PublicItem = ({ broadcast }: { readonly broadcast: BroadcastView }) => {
  const { words, clock } = useDesk();
  const { broadcasts } = words.value;
  const { title, room, startedAt, state, atMs, publicId } = broadcast;
  return (
    <li class="broadcast">
      <a class="broadcast-link" href={addressOf({ screen: 'consumer', rest: [publicId] })}>
        <h2>{title}</h2>
        <p class="quiet">
          {room.name} · {localMinute(Date.parse(startedAt), clock.nowMs.peek())} · {broadcasts.state[state]} ·{' '}
          {broadcastTime(atMs)}
        </p>
      </a>
    </li>
  );
};

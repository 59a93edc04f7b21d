import { useEffect, useState } from 'preact/hooks';
import {
  asRequestId,
  type PlatformRequest,
  type RequestQueueReply,
} from '../../models/contract/release-request.ts';
import { RequestFailed } from '../link/http.ts';
import { addressOf } from '../state/route.ts';
import { auditVoice } from '../words/audit.ts';
import { platformMarkWords } from '../words/platform-marks.ts';
import { requestWords } from '../words/requests/index.ts';
import { localDate } from '../words/time.ts';
import { useDesk } from './desk.ts';
import { RequestAnswer } from './request-answer.tsx';
import { useSlow } from './shell.tsx';

/** For moderators: requests that wait, with what they may mean, to be released or refused. */
export const RequestQueue = ({ chosen }: { readonly chosen: string | null }) => {
  const { api, settings } = useDesk();
  const words = requestWords[settings.language.value].queue;
  const [state, setState] = useState<'open' | 'settled'>('open');
  const [reply, setReply] = useState<RequestQueueReply | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const load = (): void => {
    setFailure(null);
    api
      .requestQueue(state)
      .then(setReply)
      .catch((cause: unknown) => setFailure(cause instanceof RequestFailed ? cause.message : String(cause)));
  };
  useEffect(load, [api, state]);
  const slow = useSlow(reply === null && failure === null);
  return (
    <section class={`requests-page ${chosen ? 'requests-chosen' : ''}`} aria-labelledby="requests-title">
      <div class="requests-list">
        <h1 id="requests-title">{words.title}</h1>
        <p>
          <a href={addressOf({ screen: 'marks', rest: [] })}>
            {platformMarkWords[settings.language.value].title} ›
          </a>
          {' · '}
          <a href={addressOf({ screen: 'audit', rest: [] })}>
            {auditVoice(settings.language.value).word('title')} ›
          </a>
        </p>
        <fieldset class="tabs" aria-label={words.title}>
          <button type="button" class="tab" aria-pressed={state === 'open'} onClick={() => setState('open')}>
            {words.open(reply?.open ?? 0)}
          </button>
          <button
            type="button"
            class="tab"
            aria-pressed={state === 'settled'}
            onClick={() => setState('settled')}
          >
            {words.settled}
          </button>
        </fieldset>
        {slow && <div class="skeleton skeleton-row" role="status" aria-label={words.loading} />}
        {failure && <p role="alert">{words.failed(failure)}</p>}
        {reply?.requests.length === 0 && (
          <p class="empty">{state === 'open' ? words.none : words.noneSettled}</p>
        )}
        <ul class="requests">
          {reply?.requests.map((request) => (
            <Row key={request.id} request={request} chosen={request.id === chosen} />
          ))}
        </ul>
      </div>
      <div class="requests-detail">
        {chosen ? (
          <RequestAnswer key={chosen} id={asRequestId(chosen)} answered={load} />
        ) : (
          <p class="empty">{words.choose}</p>
        )}
      </div>
    </section>
  );
};

const Row = ({ request, chosen }: { readonly request: PlatformRequest; readonly chosen: boolean }) => {
  const { settings, clock } = useDesk();
  const { queue: words, mine } = requestWords[settings.language.value];
  const dueMs = Date.parse(request.answerBy);
  const isLate = request.state === 'open' && dueMs < clock.nowMs.value;
  return (
    <li>
      <a
        class="request-row"
        href={addressOf({ screen: 'requests', rest: [request.id] })}
        aria-current={chosen ? 'true' : undefined}
      >
        <strong>{[request.room, request.seller].filter(Boolean).join(' · ')}</strong>
        <span class="quiet">
          {words.by(request.by.name)} · {request.orderNumber}
        </span>
        <span>
          <span class="tag">{mine.state[request.state]}</span>{' '}
          {request.state === 'open' && (
            <span class={isLate ? 'tag tag-warn' : 'quiet'}>
              {isLate ? words.overdue : words.due(localDate(dueMs))}
            </span>
          )}
        </span>
      </a>
    </li>
  );
};

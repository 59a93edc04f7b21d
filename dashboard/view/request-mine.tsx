import { useEffect, useRef, useState } from 'preact/hooks';
import {
  REQUEST_ANSWER_DAYS,
  REQUESTS_OPEN_MAX,
  type RequestView,
} from '../../models/contract/release-request.ts';
import { addressOf } from '../state/route.ts';
import { sayBuyerFailure } from '../words/buyer-failures.ts';
import { requestWords } from '../words/requests/index.ts';
import { localDate, localMinute } from '../words/time.ts';
import { useDesk } from './desk.ts';
import { RequestForm } from './request-form.tsx';

/** A buyer's requests for moments of broadcasts that are not public: a section of their own list. */
export const MyRequests = () => {
  const { api, settings } = useDesk();
  const words = requestWords[settings.language.value].mine;
  const [list, setList] = useState<readonly RequestView[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const load = (): void => {
    setFailure(null);
    api
      .myRequests()
      .then(setList)
      .catch((cause: unknown) => setFailure(sayBuyerFailure(cause, settings.language.peek())));
  };
  useEffect(load, [api]);
  const close = (): void => {
    setAsking(false);
    load();
    requestAnimationFrame(() => button.current?.focus());
  };
  return (
    <section class="my-requests" aria-labelledby="my-requests-title">
      <h2 id="my-requests-title">{words.title}</h2>
      <p class="quiet">{words.intro(REQUEST_ANSWER_DAYS, REQUESTS_OPEN_MAX)}</p>
      {asking ? (
        <RequestForm close={close} sent={load} />
      ) : (
        <button ref={button} type="button" class="button primary" onClick={() => setAsking(true)}>
          {words.ask}
        </button>
      )}
      {failure && (
        <div class="empty" role="alert">
          <p>{words.failed(failure)}</p>
          <button type="button" class="button" onClick={load}>
            {words.again}
          </button>
        </div>
      )}
      {list?.length === 0 && !asking && <p class="empty">{words.none}</p>}
      <ol class="requests">
        {(list ?? []).map((view) => (
          <MyRequest key={view.id} view={view} renew={load} />
        ))}
      </ol>
    </section>
  );
};

const MyRequest = ({ view, renew }: { readonly view: RequestView; readonly renew: () => void }) => {
  const { api, settings, clock } = useDesk();
  const words = requestWords[settings.language.value].mine;
  const [says, setSays] = useState('');
  const { state, answered, release } = view;
  const isOver = release !== undefined && !release.isOpen;
  const withdraw = async (): Promise<void> => {
    try {
      await api.withdrawRequest(view.id);
      renew();
    } catch (cause) {
      setSays(words.failed(sayBuyerFailure(cause, settings.language.peek())));
    }
  };
  const when = localMinute(Date.parse(view.fromAt), clock.nowMs.peek());
  return (
    <li class="request">
      <p class="request-head">
        <span class={`tag ${state === 'released' && !isOver ? 'tag-good' : ''}`}>
          {isOver ? words.over : words.state[state]}
        </span>{' '}
        <strong>{[view.room, view.seller, view.product].filter(Boolean).join(' · ')}</strong>
      </p>
      <p class="quiet">
        {when} · {view.orderNumber} · {words.asked(localDate(Date.parse(view.askedAt)))}
        {state === 'open' && ` · ${words.answerBy(localDate(Date.parse(view.answerBy)))}`}
      </p>
      <p class="request-said">{view.said}</p>
      {answered?.reason && <p>{words.refused[answered.reason]}</p>}
      {answered?.words && <p>{answered.words}</p>}
      {release?.isOpen && (
        <p>
          <a class="button small" href={addressOf({ screen: 'requests', rest: [view.id] })}>
            {words.see}
          </a>{' '}
          <span class="quiet">{words.openUntil(localDate(Date.parse(release.until)))}</span>
        </p>
      )}
      {state === 'open' && (
        <button type="button" class="button small" onClick={() => void withdraw()}>
          {words.withdraw}
        </button>
      )}
      {says && <p role="alert">{says}</p>}
    </li>
  );
};

import { useEffect, useState } from 'preact/hooks';
import type { OutboxMessage, OutboxReply } from '../../models/contract/account.ts';
import { sayFailure } from '../words/account/failures.ts';
import { accountWords } from '../words/account/index.ts';
import { localTime } from '../words/time.ts';
import { useDesk } from './desk.ts';

/** Messages to people and what became of them: with the default sender they stay here, and it says so. */
export const OutboxScreen = () => {
  const { api, settings, session } = useDesk();
  const labels = accountWords[settings.language.value].outbox;
  const [reply, setReply] = useState<OutboxReply | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const load = (): void => {
    setFailure(null);
    api
      .outbox()
      .then(setReply)
      .catch((cause: unknown) => setFailure(sayFailure(cause, settings.language.peek())));
  };
  useEffect(load, [api]);
  return (
    <section class="page" aria-labelledby="outbox-title">
      <h1 id="outbox-title">{labels.title}</h1>
      {failure && <p role="alert">{failure}</p>}
      {reply && (
        <>
          <p class="hint">{reply.sender === 'outbox' ? labels.none : labels.webhook}</p>
          {session.demo.value && <p class="quiet">{labels.demoText}</p>}
          <button type="button" class="button" onClick={load}>
            {labels.renew}
          </button>
          {reply.messages.length === 0 && <p class="empty">{labels.empty}</p>}
          <ul class="outbox">
            {reply.messages.map((message) => (
              <Message key={message.id} message={message} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

const Message = ({ message }: { readonly message: OutboxMessage }) => {
  const { settings, clock } = useDesk();
  const labels = accountWords[settings.language.value].outbox;
  const { at, to, kind, state, tries, problem, text } = message;
  return (
    <li class="outbox-message">
      <p>
        <time dateTime={at}>{localTime(Date.parse(at), clock.nowMs.peek())}</time> <strong>{to}</strong>{' '}
        {labels.kind[kind]} <span class="tag">{labels.state[state]}</span>{' '}
        {tries > 0 && <span class="quiet">{labels.tries(tries)}</span>} {problem && <code>{problem}</code>}
      </p>
      {text !== undefined && <p class="outbox-text">{text}</p>}
    </li>
  );
};

import { useEffect, useRef, useState } from 'preact/hooks';
import {
  type InvitationOffer,
  type InvitationReply,
  NAME_CHARS_MAX,
} from '../../models/contract/organisation.ts';
import { LanguageChoice, ThemeChoice } from '../part/choices.tsx';
import { Mark } from '../part/mark.tsx';
import { roomLabel } from '../part/place-fields.tsx';
import { Refused } from '../part/refusal.tsx';
import { type Refusal, refusalOf } from '../state/organisations.ts';
import { localMinute } from '../words/time.ts';
import { useDesk } from './desk.ts';
import { LoginForm } from './login.tsx';

/** As the server asks of every password. */
const PASSWORD_CHARS_MIN = 12;

/** For whoever follows an invitation's link, with a login or without. */
export const InvitationScreen = ({ token }: { readonly token: string }) => {
  const app = useDesk();
  const labels = app.words.value.host.organisation;
  const [reply, setReply] = useState<InvitationReply | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const look = async (): Promise<void> => {
    setRefusal(null);
    try {
      setReply(await app.api.lookAtInvitation(token));
    } catch (cause) {
      setRefusal(refusalOf(cause));
    }
  };
  useEffect(() => void look(), [token]);
  return (
    <main class="login">
      <div class="login-card org-invited">
        <header class="login-head">
          <Mark size={40} />
          <h1>{labels.invitation.title}</h1>
        </header>
        {refusal?.code === 'not-found' && <Ended text={labels.invitation.none} />}
        {refusal && refusal.code !== 'not-found' && (
          <>
            <Refused refusal={refusal} />
            <button type="button" class="button" onClick={() => void look()}>
              {labels.again}
            </button>
          </>
        )}
        {!reply && !refusal && <p class="quiet">{labels.loading}</p>}
        {reply?.state === 'open' && <Offer token={token} offer={reply} again={look} declined={setReply} />}
        {reply && reply.state !== 'open' && (
          <Ended text={labels.invitation.over[reply.state]} more={labels.invitation.askAnew} />
        )}
        <div class="login-choices">
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </div>
    </main>
  );
};

const Ended = ({ text, more }: { readonly text: string; readonly more?: string }) => {
  const { words } = useDesk();
  return (
    <>
      <p role="status">{text}</p>
      {more && <p class="quiet">{more}</p>}
      <a class="button" href="#/">
        {words.value.host.organisation.invitation.home}
      </a>
    </>
  );
};

interface OfferProps {
  readonly token: string;
  readonly offer: InvitationOffer;
  readonly again: () => Promise<void>;
  readonly declined: (reply: InvitationReply) => void;
}

const Offer = ({ token, offer, again, declined }: OfferProps) => {
  const app = useDesk();
  const labels = app.words.value.host.organisation;
  const { invitation, rooms, roles } = labels;
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [way, setWay] = useState<'new' | 'login'>('new');
  const me = app.session.me.value;
  const doing = async (act: () => Promise<void>): Promise<void> => {
    setRefusal(null);
    try {
      await act();
    } catch (cause) {
      const refused = refusalOf(cause);
      setRefusal(refused);
      if (refused.code === 'invitation-over') await again();
    }
  };
  const accept = (): Promise<void> =>
    doing(async () => {
      await app.session.accept({ token });
      app.go({ screen: 'host', rest: [] }, true);
    });
  const decline = (): Promise<void> =>
    doing(async () => {
      await app.api.declineInvitation(token);
      declined({ state: 'declined' });
    });
  const facts: readonly (readonly [string, string])[] = [
    [invitation.as, roles[offer.role]],
    [
      invitation.rooms,
      offer.rooms === 'all' ? rooms.all : offer.rooms.map(roomLabel).join(' · ') || rooms.nothing,
    ],
    [invitation.from, offer.invitedBy],
    [invitation.until, localMinute(Date.parse(offer.expiresAt), app.clock.nowMs.peek())],
  ];
  return (
    <>
      <p>
        <strong>{invitation.joins(offer.organisation.name)}</strong>{' '}
        <span class="tag">{labels.kinds[offer.organisation.kind]}</span>
      </p>
      <dl class="org-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {me ? (
        <>
          <button type="button" class="button primary wide" onClick={() => void accept()}>
            {invitation.accept(me.name)}
          </button>
          <button type="button" class="button wide" onClick={() => void doing(() => app.session.logout())}>
            {invitation.logout}
          </button>
        </>
      ) : (
        <>
          {way === 'new' ? (
            <NewLogin token={token} offer={offer} doing={doing} refusal={refusal} />
          ) : (
            <LoginForm />
          )}
          <button type="button" class="button plain" onClick={() => setWay(way === 'new' ? 'login' : 'new')}>
            {way === 'new' ? invitation.haveLogin : invitation.makeLogin}
          </button>
        </>
      )}
      {(me || way === 'login') && <Refused refusal={refusal} />}
      <button type="button" class="button plain" onClick={() => void decline()}>
        {invitation.decline}
      </button>
    </>
  );
};

interface NewLoginProps {
  readonly token: string;
  readonly offer: InvitationOffer;
  readonly doing: (act: () => Promise<void>) => Promise<void>;
  readonly refusal: Refusal | null;
}

const NewLogin = ({ token, offer, doing, refusal }: NewLoginProps) => {
  const app = useDesk();
  const labels = app.words.value.host.organisation.invitation;
  const [wish, setWish] = useState('');
  const [length, setLength] = useState(0);
  const [busy, setBusy] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const login = `${wish.trim().toLowerCase()}-${offer.loginEnding}`;
  const missing = Math.max(0, PASSWORD_CHARS_MIN - length);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    await doing(async () => {
      const request = { login, name: name.current?.value ?? '', password: password.current?.value ?? '' };
      await app.session.accept({ token, ...request });
      app.go({ screen: 'host', rest: [] }, true);
    });
    setBusy(false);
  };
  return (
    <form class="login-form" onSubmit={(event) => void send(event)}>
      <label class="field">
        <span>{labels.name}</span>
        <input ref={name} required pattern=".*\S.*" maxLength={NAME_CHARS_MAX} autocomplete="name" />
      </label>
      <label class="field">
        <span>{labels.loginWish}</span>
        <input
          required
          pattern="[A-Za-z0-9][A-Za-z0-9._@+\-]*"
          title={labels.badLogin}
          maxLength={60}
          autocapitalize="none"
          autocomplete="off"
          spellcheck={false}
          value={wish}
          onInput={({ currentTarget }) => setWish(currentTarget.value)}
        />
        <small class="quiet">{labels.loginHint(offer.loginEnding)}</small>
      </label>
      <label class="field">
        <span>{labels.whole}</span>
        <input class="org-login" name="login" autocomplete="username" readOnly value={wish ? login : ''} />
      </label>
      <label class="field">
        <span>{labels.password}</span>
        <input
          ref={password}
          name="password"
          type="password"
          required
          autocomplete="new-password"
          onInput={({ currentTarget }) => setLength([...currentTarget.value].length)}
        />
        <small class="quiet">{length > 0 && missing > 0 ? labels.short(missing) : ' '}</small>
      </label>
      <Refused refusal={refusal} />
      <button type="submit" class="button primary wide" disabled={busy || missing > 0}>
        {busy ? labels.busy : labels.submit}
      </button>
    </form>
  );
};

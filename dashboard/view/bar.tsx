import { useEffect, useRef } from 'preact/hooks';
import { LanguageChoice, ThemeChoice } from '../part/choices.tsx';
import { Connection } from '../part/connection.tsx';
import { Mark } from '../part/mark.tsx';
import { Unheard } from '../part/unheard.tsx';
import type { Away } from '../state/away.ts';
import { addressOf, screensFor } from '../state/route.ts';
import { localMinute } from '../words/time.ts';
import { useDesk } from './desk.ts';

/** What is always in sight: the product, the connection, the counts, the screens and the person. */
export const Bar = () => {
  const app = useDesk();
  const words = app.words.value;
  const isPlain = app.session.me.value?.role === 'consumer';
  return (
    <header class={isPlain ? 'bar bar-plain' : 'bar'}>
      <div class="bar-brand">
        <Mark size={24} />
        <span class="bar-name">
          {words.product} <span class="latin">{words.productLatin}</span>
        </span>
        {app.session.demo.value && <span class="tag">{words.bar.demo}</span>}
      </div>
      <Connection />
      <Counts />
      <Screens />
      <AwayNotice />
      <Unheard />
      <div class="bar-side">
        <LanguageChoice />
        <ThemeChoice />
        <MyMenu />
      </div>
    </header>
  );
};

/** Calm, and always there while it lasts: who decides has to know what did not look. */
const AwayNotice = () => {
  const app = useDesk();
  const unjudgedMs = app.feed.unjudgedMs.value;
  const away: Away | { readonly stage: 'judging'; readonly sinceMs: number } | null =
    unjudgedMs === null ? app.broadcasts.away.value : { stage: 'judging', sinceMs: unjudgedMs };
  const role = app.session.me.value?.role;
  if (!away || role === 'consumer') return null;
  const { text, hint } = app.words.value.bar.away[away.stage];
  return (
    <p class="away away-stage" role="status" title={hint}>
      {text(localMinute(away.sinceMs, app.clock.nowMs.peek()))}
      <span class="unseen">{hint}</span>
    </p>
  );
};

const Counts = () => {
  const app = useDesk();
  const { bar } = app.words.value;
  const role = app.session.me.value?.role;
  if (role === 'consumer') return <span class="bar-gap" />;
  const { open, mine } = app.queue.counts.value;
  const held = role === 'host' ? [] : ([[bar.mine, mine]] as const);
  const counts = [[bar.watched, app.broadcasts.live.value], [bar.open, open], ...held] as const;
  return (
    <dl class="counts">
      {counts.map(([name, value]) => (
        <div key={name} title={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

const Screens = () => {
  const app = useDesk();
  const me = app.session.me.value;
  if (!me || screensFor(me).length < 2) return null;
  const here = app.route.value.screen;
  return (
    <nav class="screens">
      {screensFor(me).map((screen) => (
        <a
          key={screen}
          href={addressOf({ screen, rest: [] })}
          aria-current={screen === here ? 'page' : undefined}
        >
          {app.words.value.screens[screen]}
        </a>
      ))}
    </nav>
  );
};

const MyMenu = () => {
  const app = useDesk();
  const words = app.words.value;
  const me = app.session.me.value;
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event): void => {
      if (!details.current?.contains(event.target as Node)) details.current?.removeAttribute('open');
    };
    document.addEventListener('pointerdown', close);
    return () => document.removeEventListener('pointerdown', close);
  }, []);
  if (!me) return null;
  return (
    <details class="menu" ref={details}>
      <summary title={words.bar.menu}>
        <span class="avatar" aria-hidden="true">
          {[...me.name][0]}
        </span>
        <span class="menu-name">{me.name}</span>
        <span class="unseen">{words.bar.menu}</span>
      </summary>
      <div class="menu-sheet">
        <p>
          <strong>{me.name}</strong> <span class="quiet">{words.roles[me.role]}</span>
        </p>
        <div class="menu-narrow">
          <Screens />
          <LanguageChoice />
          <ThemeChoice />
        </div>
        {/* Keys of the board for whoever has one, keys of the script check for whoever is there. */}
        {(screensFor(me).includes('board') || app.route.value.screen === 'check') && (
          <button
            type="button"
            class="button wide"
            onClick={() => {
              details.current?.removeAttribute('open');
              app.helpOpen.value = true;
            }}
          >
            {words.bar.help}
          </button>
        )}
        <button type="button" class="button wide" onClick={() => void logout(app)}>
          {words.bar.logout}
        </button>
      </div>
    </details>
  );
};

const logout = async (app: ReturnType<typeof useDesk>): Promise<void> => {
  try {
    await app.session.logout();
  } catch (cause) {
    app.notices.say({ type: 'failed', action: 'logout', code: 'other', message: String(cause) });
  }
};

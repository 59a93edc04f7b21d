import { LanguageChoice, ThemeChoice } from '../part/choices.tsx';
import { Mark } from '../part/mark.tsx';
import type { OpenScreen } from '../state/route.ts';
import { accountWords } from '../words/account/index.ts';
import { ConsumerScreen } from './consumer.tsx';
import { useDesk } from './desk.ts';
import { MineScreen } from './mine.tsx';
import { ResetScreen, SignUpScreen } from './sign-up.tsx';

const SCREENS = {
  consumer: ConsumerScreen,
  mine: MineScreen,
  'sign-up': SignUpScreen,
  reset: ResetScreen,
} as const;

/** Pages for whoever is not logged in: the product's name, where else one may go, and the page. */
export const OpenShell = ({ screen }: { readonly screen: OpenScreen }) => {
  const app = useDesk();
  const words = app.words.value;
  const labels = accountWords[app.settings.language.value].open;
  const Screen = SCREENS[screen];
  const links = [
    ['consumer', labels.search],
    ['mine', words.screens.mine],
    ['sign-up', labels.signUp],
  ] as const;
  return (
    <div class="shell shell-open">
      <button type="button" class="skip" onClick={() => document.getElementById('main')?.focus()}>
        {words.skip}
      </button>
      <header class="bar open-bar">
        <a class="bar-brand" href="#/consumer">
          <Mark size={24} />
          <span class="bar-name">
            {words.product} <span class="latin">{words.productLatin}</span>
          </span>
        </a>
        <nav class="open-links" aria-label={words.product}>
          {links.map(([name, label]) => (
            <a key={name} href={`#/${name}`} aria-current={screen === name ? 'page' : undefined}>
              {label}
            </a>
          ))}
          <a href="#/">{labels.login}</a>
        </nav>
        <div class="open-choices">
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </header>
      <main id="main" class="main" tabIndex={-1}>
        <Screen />
      </main>
    </div>
  );
};

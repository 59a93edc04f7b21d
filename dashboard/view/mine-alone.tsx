import { LanguageChoice, ThemeChoice } from '../part/choices.tsx';
import { Mark } from '../part/mark.tsx';
import { markWords } from '../words/marks/index.ts';
import { useDesk } from './desk.ts';
import { MineScreen } from './mine.tsx';

/** One's marks without an account: nothing else is on the page but the way to log in. */
export const MineAlone = () => {
  const app = useDesk();
  const { product, productLatin } = app.words.value;
  return (
    <div class="shell mine-alone">
      <header class="bar">
        <div class="bar-brand">
          <Mark size={24} />
          <span class="bar-name">
            {product} <span class="latin">{productLatin}</span>
          </span>
        </div>
        <span class="bar-gap" />
        <div class="bar-side">
          <a class="button small" href="#/">
            {markWords[app.settings.language.value].mine.login}
          </a>
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <MineScreen />
      </main>
    </div>
  );
};

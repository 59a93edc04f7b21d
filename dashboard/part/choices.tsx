import { LANGUAGES, type Language, THEMES, type Theme } from '../state/settings.ts';
import { useDesk } from '../view/desk.ts';

export const LanguageChoice = () => {
  const { settings, words } = useDesk();
  const { language } = words.value;
  return (
    <label class="choice">
      <span class="unseen">{language.label}</span>
      <select
        value={settings.language.value}
        onChange={(event) => {
          settings.language.value = event.currentTarget.value as Language;
        }}
      >
        {LANGUAGES.map((each) => (
          <option key={each} value={each} lang={each}>
            {language[each]}
          </option>
        ))}
      </select>
    </label>
  );
};

export const ThemeChoice = () => {
  const { settings, words } = useDesk();
  const { theme } = words.value;
  return (
    <label class="choice">
      <span class="unseen">{theme.label}</span>
      <select
        value={settings.theme.value}
        onChange={(event) => {
          settings.theme.value = event.currentTarget.value as Theme;
        }}
      >
        {THEMES.map((each) => (
          <option key={each} value={each}>
            {theme[each]}
          </option>
        ))}
      </select>
    </label>
  );
};

import { effect } from '@preact/signals';
import { render } from 'preact';
import { readFile } from './link/read-file.ts';
import { openSocket } from './link/socket.ts';
import { writeOutDirectionMarks } from './part/direction-marks.ts';
import { type App, createApp } from './state/app.ts';
import { Desk } from './view/desk.ts';
import { Shell } from './view/shell.tsx';

const later = (act: () => void, ms: number): (() => void) => {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
};

/** A browser that refuses storage gets settings for this visit only. */
const kept = {
  getItem: (key: string): string | null => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  setItem: (key: string, value: string): void => {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Full or forbidden: the setting holds until the page is left.
    }
  },
};

/** Makes the app and puts it on the page. */
export const start = (): void => {
  writeOutDirectionMarks();
  const app: App = createApp({
    fetch: (input, init) => fetch(input, init),
    line: openSocket(),
    readFile,
    kept,
    preferredLanguages: navigator.languages,
    now: () => Date.now(),
    later,
    everySecond: (tick) => {
      const timer = setInterval(tick, 1000);
      return () => clearInterval(timer);
    },
    goTo: (address, replace) => {
      if (replace) history.replaceState(null, '', address);
      else history.pushState(null, '', address);
      app.addressIs(address);
    },
  });
  // An address to be written on paper, where the fragment of the others would be lost.
  if (location.pathname === '/mine') history.replaceState(null, '', '/#/mine');
  const readAddress = (): void => app.addressIs(location.hash);
  addEventListener('hashchange', readAddress);
  addEventListener('popstate', readAddress);
  addEventListener('offline', () => app.feed.networkLost());
  addEventListener('online', () => app.feed.networkBack());
  readAddress();
  const phone = matchMedia('(max-width: 899px)');
  const measure = (): void => {
    app.narrow.value = phone.matches;
  };
  phone.addEventListener('change', measure);
  measure();

  const page = document.documentElement;
  effect(() => {
    page.lang = app.settings.language.value;
    const theme = app.settings.theme.value;
    if (theme === 'system') delete page.dataset.theme;
    else page.dataset.theme = theme;
    const { open } = app.queue.counts.value;
    const words = app.words.value;
    document.title = `${open > 0 ? `(${open}) ` : ''}${words.product} ${words.productLatin}`;
  });
  void app.session.ask();
  const root = document.getElementById('app');
  if (root)
    render(
      <Desk.Provider value={app}>
        <Shell />
      </Desk.Provider>,
      root,
    );
};

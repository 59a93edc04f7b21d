import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { LEVELS } from '../../models/contract/check.ts';
import { CheckFailure } from '../part/check-failure.tsx';
import { CheckList } from '../part/check-list.tsx';
import { CheckMarked } from '../part/check-marked.tsx';
import { CheckNote } from '../part/check-note.tsx';
import { CheckReceipt } from '../part/check-receipt.tsx';
import { CheckSummary } from '../part/check-summary.tsx';
import { CheckWrite } from '../part/check-write.tsx';
import { LevelTag } from '../part/level.tsx';
import type { App } from '../state/app.ts';
import { checkCommandOf } from '../state/check-keys.ts';
import { useDesk } from './desk.ts';

/** For someone who prepares a show: write, see what is marked, mend, take the result away. */
export const CheckScreen = () => {
  const app = useDesk();
  const { script } = app;
  const { check } = app.words.value;
  const [dragging, setDragging] = useState(false);
  useEffect(() => listenForKeys(app), [app]);
  useEffect(() => listenForFiles(app, setDragging), [app]);
  const checked = script.checked.value;
  useGoingAlong(checked !== null);
  const marked = checked !== null && checked.findings.length > 0;
  return (
    <section class={`check-page ${dragging ? 'check-dragging' : ''}`} aria-labelledby="check-title">
      <header class="check-head">
        <h1 id="check-title">{check.title}</h1>
        <p class="quiet">{check.intro}</p>
      </header>
      <div class="check-main">
        {checked && <CheckSummary checked={checked} />}
        {checked && <CheckFailure of="file" />}
        {checked ? <CheckMarked checked={checked} /> : <CheckWrite />}
        {checked && <CheckList checked={checked} />}
        {checked && <CheckReceipt checked={checked} />}
      </div>
      {marked ? <CheckNote /> : <Guide />}
      {dragging && <p class="check-drop">{check.write.drop}</p>}
    </section>
  );
};

/** What had the focus is gone when writing becomes reading, and the other way round: it goes to what came instead. */
const useGoingAlong = (reading: boolean): void => {
  const before = useRef(reading);
  useLayoutEffect(() => {
    if (before.current === reading) return;
    before.current = reading;
    document.getElementById('main')?.scrollTo(0, 0);
    document
      .querySelector<HTMLElement>(reading ? '.check-summary' : '.draft-text')
      ?.focus({ preventScroll: true });
  }, [reading]);
};

const Guide = () => {
  const { words } = useDesk();
  const { guide, levelMeans, private: kept } = words.value.check;
  return (
    <aside class="check-pane check-guide" aria-label={guide.title}>
      <h2>{guide.title}</h2>
      <dl>
        {LEVELS.map((level) => (
          <div key={level}>
            <dt>
              <LevelTag level={level} />
            </dt>
            <dd>{levelMeans[level]}</dd>
          </div>
        ))}
      </dl>
      <h2>{guide.files}</h2>
      <ul>
        {[guide.txt, guide.docx, guide.xlsx].map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <p class="hint">{kept}</p>
    </aside>
  );
};

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && target.type !== 'checkbox');

const listenForKeys = (app: App): (() => void) => {
  const onKey = (event: KeyboardEvent): void => {
    const command = checkCommandOf(event, {
      typing: typing(event.target),
      covered: app.helpOpen.peek(),
      singleKeys: app.settings.singleKeys.peek(),
    });
    if (!command || !obey(app, command)) return;
    event.preventDefault();
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
};

/** @returns whether the key has done something; what has not is the browser's, such as scrolling. */
const obey = (app: App, command: NonNullable<ReturnType<typeof checkCommandOf>>): boolean => {
  const { script } = app;
  if (command === 'help') {
    app.helpOpen.value = true;
    return true;
  }
  if (command === 'check') {
    if (!script.checked.peek()) void script.check();
    return true;
  }
  if (script.shown.peek().length === 0) return false;
  if (command === 'next') script.next();
  else script.previous();
  return true;
};

/** Files may be dropped anywhere on the page; beside it a browser would leave the page for the file. */
const listenForFiles = (app: App, dragging: (now: boolean) => void): (() => void) => {
  const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  const over = (event: DragEvent): void => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    dragging(true);
  };
  const leave = (event: DragEvent): void => {
    if (event.relatedTarget === null) dragging(false);
  };
  const drop = (event: DragEvent): void => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    dragging(false);
    const [file] = event.dataTransfer?.files ?? [];
    if (file) void app.script.load(file);
  };
  document.addEventListener('dragover', over);
  document.addEventListener('dragleave', leave);
  document.addEventListener('drop', drop);
  return () => {
    document.removeEventListener('dragover', over);
    document.removeEventListener('dragleave', leave);
    document.removeEventListener('drop', drop);
  };
};

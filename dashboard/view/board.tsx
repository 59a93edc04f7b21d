import { useEffect } from 'preact/hooks';
import type { App } from '../state/app.ts';
import type { Step } from '../state/board.ts';
import { type Command, commandOf } from '../state/keys.ts';
import { alertTarget } from '../state/withhold-target.ts';
import { useDesk } from './desk.ts';
import { FactsPane } from './facts.tsx';
import { MomentPane } from './moment.tsx';
import { QueuePane } from './queue.tsx';

const STEPS: readonly Step[] = ['queue', 'moment', 'facts'];

/** The step a phone shows, from the address, so that the back gesture walks the steps. */
export const stepOf = (app: App): Step => STEPS.find((step) => step === app.route.value.rest[0]) ?? 'queue';

/** Queue, moment and facts: side by side, or on a phone one after the other. */
export const BoardScreen = () => {
  const app = useDesk();
  useEffect(() => listenForKeys(app), [app]);
  return (
    <div class="board" data-step={stepOf(app)}>
      <h1 class="unseen">{app.words.value.screens.board}</h1>
      <QueuePane />
      <MomentPane />
      <FactsPane />
    </div>
  );
};

/** Plays from a moment of the broadcast on screen, and brings what was said then into sight. */
export const jumpTo = (app: App, atMs: number): void => {
  app.playback.peek()?.seek(atMs);
  if (app.narrow.peek()) app.go({ screen: 'board', rest: ['moment'] });
  const lines = [...document.querySelectorAll<HTMLElement>('.column-said [data-at]')];
  const near = lines
    .map((line) => ({ line, byMs: Math.abs(Number(line.dataset.at) - atMs) }))
    .sort((a, b) => a.byMs - b.byMs)[0];
  if (near && near.byMs <= LINE_NEAR_MS) near.line.scrollIntoView({ block: 'center' });
};

/** A line further away is not what was said then. */
const LINE_NEAR_MS = 10_000;

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement
    ? target.type !== 'checkbox'
    : target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

/** A video turns its volume and a pane scrolls by arrows, as long as the focus is on it. */
const usesArrows = (target: EventTarget | null): boolean =>
  target instanceof HTMLVideoElement ||
  (target instanceof HTMLElement &&
    target !== document.body &&
    target.id !== 'rows' &&
    target.scrollHeight > target.clientHeight);

const listenForKeys = (app: App): (() => void) => {
  const onKey = (event: KeyboardEvent): void => {
    // The list has done what an arrow asks before it comes here: once is enough.
    if (event.defaultPrevented || (event.key.startsWith('Arrow') && usesArrows(event.target))) return;
    const command = commandOf(event, {
      typing: typing(event.target),
      dismissing: app.board.dismissing.peek(),
      covered: app.helpOpen.peek() || app.withholding.peek() !== null || app.joining.peek() !== null,
      singleKeys: app.settings.singleKeys.peek(),
    });
    if (!command) return;
    if (obey(app, command)) event.preventDefault();
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
};

/** Does what a key asks. @returns whether the browser should leave the key alone. */
const obey = (app: App, command: Command): boolean => {
  const { board, queue } = app;
  const player = app.playback.peek();
  switch (command.type) {
    case 'next':
      board.next();
      break;
    case 'previous':
      board.previous();
      break;
    case 'next-quote':
      board.nextQuote();
      break;
    case 'previous-quote':
      board.previousQuote();
      break;
    case 'whole-card':
      board.wholeCard();
      break;
    case 'take-in':
      queue.takeIn();
      break;
    case 'take':
      board.act(board.holding.peek() ? 'release' : 'take');
      break;
    case 'dismiss':
      board.askWhy();
      break;
    case 'withhold':
      withholdChosen(app);
      break;
    case 'join':
      joinChosen(app);
      break;
    case 'undo':
      board.undo();
      break;
    case 'uphold':
    case 'later':
    case 'reopen':
      board.act(command.type);
      break;
    case 'reason':
      board.act('dismiss', { reason: command.reason, ...noteOf() });
      break;
    default:
      return obeyElsewhere(app, command, player);
  }
  return true;
};

/** Asks about the words of the alert that is chosen, and about its picture and sound. */
export const withholdChosen = (app: App): void => {
  const alert = app.board.shown.peek();
  const { moment } = app.moments.current.peek();
  const detail = moment && alert && moment.alert.id === alert.id ? moment.alert : null;
  if (alert) app.withholding.value = alertTarget(alert, detail, moment ?? null);
};

/** Asks what belongs to the alerts that are chosen. */
export const joinChosen = (app: App): void => {
  const scope = app.board.scope.peek();
  if (scope.length > 0) app.joining.value = scope;
};

const obeyElsewhere = (app: App, command: Command, player: App['playback']['value']): boolean => {
  switch (command.type) {
    case 'play':
      player?.toggle();
      return true;
    case 'back':
      player?.nudge(-5);
      return true;
    case 'forward':
      player?.nudge(5);
      return true;
    case 'mute':
      app.settings.muted.value = !app.settings.muted.peek();
      return true;
    case 'search':
      document.getElementById('search')?.focus();
      return true;
    case 'help':
      app.helpOpen.value = true;
      return true;
    default:
      return cancel(app);
  }
};

const cancel = (app: App): boolean => {
  if (app.board.dismissing.peek()) {
    app.board.cancelWhy();
    return true;
  }
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  return false;
};

/** The note written beside the reasons, if any. */
export const noteOf = (): { note?: string } => {
  const field = document.getElementById('dismiss-note');
  const note = field instanceof HTMLInputElement ? field.value.trim() : '';
  return note ? { note } : {};
};

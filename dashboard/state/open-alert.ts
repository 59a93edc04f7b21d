import { batch } from '@preact/signals';
import type { AlertView } from '../../models/contract/alert.ts';
import type { App } from './app.ts';
import { NO_FILTER, tabOf } from './cards.ts';

/** Brings an alert onto the board, wherever it stands: its tab, nothing filtered away, its card chosen and its quote by itself. */
export const openAlert = (
  { queue, board, clock }: Pick<App, 'queue' | 'board' | 'clock'>,
  alert: AlertView,
): void =>
  batch(() => {
    queue.apply([alert]);
    const known = queue.alerts.peek().get(alert.id) ?? alert;
    queue.narrow(NO_FILTER);
    queue.showTab(tabOf(known, clock.nowMs.peek()));
    const card = queue.rows.peek().find(({ key }) => key === known.cardKey);
    board.choose(known.cardKey, card && card.alerts.length > 1 ? known.id : null);
  });

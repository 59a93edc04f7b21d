import { useEffect, useRef, useState } from 'preact/hooks';
import { Filters } from '../part/filters.tsx';
import { KeyHint } from '../part/key-hint.tsx';
import { QueueRow } from '../part/queue-row.tsx';
import { TABS } from '../state/cards.ts';
import { useDesk } from './desk.ts';
import { useSlow } from './shell.tsx';

/** Rows drawn at once; more are drawn as the person scrolls towards them, so that thousands stay quick. */
const ROWS_STEP = 80;

export const QueuePane = () => {
  const { words } = useDesk();
  return (
    <section class="pane queue" aria-label={words.value.queue.label}>
      <Tabs />
      <Filters />
      <FreshStrip />
      <Rows />
      <Older />
    </section>
  );
};

const Tabs = () => {
  const { queue, words } = useDesk();
  const counts = queue.perTab.value;
  return (
    <fieldset class="tabs" aria-label={words.value.queue.label}>
      {TABS.map((tab) => (
        <button
          key={tab}
          type="button"
          class="tab"
          aria-pressed={queue.tab.value === tab}
          onClick={() => queue.showTab(tab)}
        >
          {words.value.tabs[tab]} <span class="tab-count">{counts[tab]}</span>
        </button>
      ))}
    </fieldset>
  );
};

/** Its place is always kept, so that its coming moves nothing. */
const FreshStrip = () => {
  const { queue, board, words } = useDesk();
  const labels = words.value.queue;
  const count = queue.fresh.value.length;
  const pending = board.pending.value;
  const spoken = useSpoken(count > 0 ? labels.freshSpoken(count) : '');
  const list = (): void => {
    queue.takeIn();
    document.getElementById('rows')?.scrollTo({ top: 0 });
  };
  return (
    <div class="fresh-strip">
      <p class="unseen" role="status" aria-live="polite">
        {spoken}
      </p>
      <SortChoice />
      {pending > 0 && <p class="quiet pending">{labels.pending(pending)}</p>}
      {count > 0 ? (
        <button type="button" class="fresh" onClick={list}>
          {labels.fresh(count)} <KeyHint of="take-in" />
        </button>
      ) : (
        <p class="quiet">{labels.upToDate}</p>
      )}
    </div>
  );
};

/** A screen reader that is told of every single alert can be used for nothing else: at most once in this time. */
const SPEAK_EVERY_MS = 5_000;

const useSpoken = (text: string): string => {
  const [spoken, setSpoken] = useState('');
  const lastMs = useRef(0);
  useEffect(() => {
    const waitMs = Math.max(0, lastMs.current + SPEAK_EVERY_MS - Date.now());
    const timer = setTimeout(() => {
      lastMs.current = Date.now();
      setSpoken(text);
    }, waitMs);
    return () => clearTimeout(timer);
  }, [text]);
  return spoken;
};

const SortChoice = () => {
  const { queue, words } = useDesk();
  const labels = words.value.queue;
  return (
    <fieldset class="sort" aria-label={labels.sortLabel}>
      {(['severity', 'newest'] as const).map((by) => (
        <button
          key={by}
          type="button"
          class="sort-by"
          aria-pressed={queue.sortBy.value === by}
          onClick={() => queue.sort(by)}
        >
          {labels.sort[by]}
        </button>
      ))}
    </fieldset>
  );
};

const Rows = () => {
  const app = useDesk();
  const { queue, board, words } = app;
  const [drawn, setDrawn] = useState(ROWS_STEP);
  const rows = queue.rows.value;
  const chosenKey = board.chosen.value?.key;
  const chosenIndex = rows.findIndex(({ key }) => key === chosenKey);
  const until = Math.max(drawn, chosenIndex + 2);
  useEffect(() => setDrawn(ROWS_STEP), [queue.tab.value, queue.filter.value, queue.sortBy.value]);
  useEffect(() => {
    if (chosenKey) document.getElementById(rowId(chosenKey))?.scrollIntoView({ block: 'nearest' });
  }, [chosenKey]);
  if (rows.length === 0) return <NoRows />;
  const onScroll = (event: Event): void => {
    const list = event.currentTarget as HTMLElement;
    const left = list.scrollHeight - list.scrollTop - list.clientHeight;
    if (left < list.clientHeight && until < rows.length) setDrawn(until + ROWS_STEP);
  };
  return (
    <div
      id="rows"
      class="rows"
      role="listbox"
      tabIndex={0}
      aria-label={words.value.tabs[queue.tab.value]}
      aria-activedescendant={chosenKey && chosenIndex >= 0 ? rowId(chosenKey) : undefined}
      onScroll={onScroll}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown') board.next();
        else if (event.key === 'ArrowUp') board.previous();
        else if (event.key === 'Enter' && app.narrow.peek()) app.go({ screen: 'board', rest: ['moment'] });
        else return;
        event.preventDefault();
      }}
    >
      {rows.slice(0, until).map((card, index) => (
        <QueueRow key={card.key} card={card} index={index} of={rows.length} chosen={card.key === chosenKey} />
      ))}
    </div>
  );
};

export const rowId = (key: string): string => `row-${key}`;

const NoRows = () => {
  const { queue, words } = useDesk();
  const loaded = queue.loaded.value;
  const slow = useSlow(!loaded);
  const labels = words.value.queue;
  if (!loaded)
    return (
      <div class="rows skeleton-rows" aria-busy="true">
        {slow && [0, 1, 2, 3, 4, 5].map((row) => <div key={row} class="skeleton skeleton-row" />)}
        {slow && <p class="unseen">{labels.waiting}</p>}
      </div>
    );
  const { severities, groups, broadcast, mine, answered, text } = queue.filter.value;
  const narrowed = severities.size + groups.size > 0 || broadcast || mine || answered || text;
  return (
    <div class="rows">
      <p class="empty">{narrowed ? labels.emptyFiltered : labels.empty[queue.tab.value]}</p>
    </div>
  );
};

/** At the end of what was decided: further back. */
const Older = () => {
  const { queue, board, words } = useDesk();
  const labels = words.value.queue;
  const state = board.olderState.value;
  if (queue.tab.value !== 'decided' || state === 'end') return null;
  return (
    <button
      type="button"
      class="button wide older"
      disabled={state === 'loading'}
      onClick={() => void board.loadOlder()}
    >
      {state === 'failed' ? labels.olderFailed : labels.older}
    </button>
  );
};

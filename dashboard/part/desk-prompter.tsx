import { useLayoutEffect, useRef } from 'preact/hooks';
import type { BroadcastView } from '../../models/contract/broadcast.ts';
import { PROMPT_CHARS_MAX } from '../../models/contract/duty.ts';
import { lineKey } from '../state/desk.ts';
import { addressOf } from '../state/route.ts';
import { useDesk, useRight } from '../view/desk.ts';
import type { Draft } from '../view/host.tsx';
import { localTime } from '../words/time.ts';

interface Props {
  readonly broadcast: BroadcastView;
  readonly draft: Draft;
  readonly write: (draft: Draft) => void;
}

/** What is on the prompter, and a line of one's own for it. */
export const DeskPrompter = ({ broadcast, draft, write }: Props) => {
  const app = useDesk();
  const { desk } = app;
  const labels = app.words.value.host.prompter;
  const { publicId, prompt } = broadcast;
  const may = useRight('prompt', broadcast.room.id);
  const clearing = desk.busy.value.has(lineKey(publicId, { text: null }));
  return (
    <section class="desk-part desk-prompter" aria-labelledby="desk-prompter">
      <div class="desk-prompter-head">
        <h2 id="desk-prompter">{labels.title}</h2>
        <a
          class="button small"
          href={addressOf({ screen: 'prompter', rest: [publicId] })}
          target="_blank"
          rel="noopener"
        >
          {labels.open}
        </a>
      </div>
      <div class="desk-now" role="status">
        {prompt ? (
          <>
            <p class="desk-now-text">
              <span class="unseen">{labels.now} </span>
              {prompt.text}
            </p>
            <p class="quiet small-text">
              {labels.by(prompt.by, localTime(Date.parse(prompt.at), app.clock.nowMs.peek()))}
            </p>
          </>
        ) : (
          <p class="quiet">{labels.empty}</p>
        )}
      </div>
      {may && (
        <>
          <Compose broadcast={broadcast} draft={draft} write={write} />
          <button
            type="button"
            class="button wide"
            disabled={!prompt || clearing}
            onClick={() => void desk.prompt(publicId, { text: null })}
          >
            {labels.clear}
          </button>
        </>
      )}
    </section>
  );
};

const Compose = ({ broadcast: { publicId, language }, draft, write }: Props) => {
  const { desk, words } = useDesk();
  const labels = words.value.host.prompter;
  const text = draft.text.trim();
  const leftOver = PROMPT_CHARS_MAX - text.length;
  const line = {
    text,
    ...(draft.alertId && { alertId: draft.alertId }),
    ...(draft.dutyId && { dutyId: draft.dutyId }),
  };
  const busy = desk.busy.value.has(lineKey(publicId, line));
  const can = text !== '' && leftOver >= 0 && !busy;
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (!draft.placed || !field.current) return;
    field.current.focus();
    const { from, to } = draft.placed.hole ?? { from: draft.text.length, to: draft.text.length };
    field.current.setSelectionRange(from, to);
  }, [draft.placed]);
  const send = async (): Promise<void> => {
    if (!can) return;
    if (await desk.prompt(publicId, line)) write({ text: '' });
  };
  return (
    <form
      class="desk-compose"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label class="field">
        <span>{labels.compose}</span>
        <textarea
          id="desk-line"
          ref={field}
          rows={2}
          lang={language}
          value={draft.text}
          aria-describedby="desk-line-left"
          onInput={({ currentTarget }) => write({ ...draft, text: currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            void send();
          }}
        />
      </label>
      <div class="desk-compose-foot">
        <span id="desk-line-left" class={leftOver < 0 ? 'stale' : 'quiet small-text'}>
          {leftOver < 0 ? labels.over(-leftOver) : labels.left(leftOver)}
        </span>
        <button type="submit" class="button primary" disabled={!can}>
          {labels.send}
        </button>
      </div>
    </form>
  );
};

import type { AlertStatus } from '../../models/contract/alert.ts';
import type { Said } from '../state/notices.ts';
import { useDesk } from '../view/desk.ts';
import { localTime } from '../words/time.ts';
import type { Words } from '../words/zh-Hans.ts';
import { KeyHint } from './key-hint.tsx';

const wordsOf = (said: Said, words: Words, nowMs: number): string => {
  const { notice } = words;
  if (said.type === 'decided') {
    const say = notice.decided[said.action as keyof typeof notice.decided];
    return say ? say(said.count) : '';
  }
  if (said.type === 'failed')
    return notice.failedBecause(said.code === 'network' ? notice.network : said.message);
  if (said.type === 'not-done')
    return words.host.notDone[said.what](said.code === 'network' ? notice.network : said.message);
  const who = said.who ?? notice.someone;
  const at = said.at ? localTime(Date.parse(said.at), nowMs) : '';
  const what = said.status ? words.status[said.status as AlertStatus] : '';
  return notice.conflict[said.code](said.quote, who, at, what);
};

/** What has just happened, said calmly in one corner; it covers no button and moves nothing. */
export const Notices = () => {
  const { notices, words, clock } = useDesk();
  const { notice: labels } = words.value;
  return (
    <div class="notices" role="status" aria-live="polite">
      {notices.shown.value.map(({ id, said, act }) => (
        <div key={id} class={`notice notice-${said.type}`}>
          <p>{wordsOf(said, words.value, clock.nowMs.peek())}</p>
          {act && (
            <button
              type="button"
              class="button small"
              onClick={() => {
                notices.close(id);
                act();
              }}
            >
              {said.type === 'decided' ? labels.undo : labels.again}
              {said.type === 'decided' && <KeyHint of="undo" />}
            </button>
          )}
          <button
            type="button"
            class="button small plain"
            aria-label={labels.close}
            onClick={() => notices.close(id)}
          >
            ×
          </button>
        </div>
      ))}
    </div>
  );
};

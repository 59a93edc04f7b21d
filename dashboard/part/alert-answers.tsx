import { useState } from 'preact/hooks';
import type { AlertView } from '../../models/contract/alert.ts';
import { isUnread } from '../../models/contract/answer.ts';
import { RequestFailed } from '../link/http.ts';
import { jumpTo } from '../view/board.tsx';
import { useDesk } from '../view/desk.ts';
import { AnswerList, AnswerWanted, ReadState, useAnswers, useAnswerWords } from './answers.tsx';

/** On the board: what the room says of the decision, and that it was read. */
export const AlertAnswers = ({ alert }: { readonly alert: AlertView }) => {
  const app = useDesk();
  const words = useAnswerWords();
  const [state] = useAnswers(alert);
  if (alert.status !== 'upheld' && !alert.answers) return null;
  return (
    <section class="alert-answers" id="alert-answers" aria-labelledby="alert-answers-title">
      <h3 id="alert-answers-title">
        {words.title}
        {isUnread(alert.answers) && <span class="tag tag-review">{words.tagNew}</span>}
      </h3>
      {state === 'loading' && <p class="quiet">{words.loading}</p>}
      {typeof state === 'object' && 'failed' in state && <p role="alert">{words.failed(state.failed)}</p>}
      {typeof state === 'object' && 'answers' in state && state.answers.length === 0 && (
        <p class="quiet">{words.none}</p>
      )}
      {typeof state === 'object' && 'answers' in state && (
        <AnswerList
          answers={state.answers}
          seek={(atMs) => jumpTo(app, atMs)}
          withhold={({ leaf, text }) => {
            if (leaf !== undefined)
              app.withholding.value = {
                publicId: alert.broadcast.publicId,
                leaves: [leaf],
                words: text === null ? [] : [text],
              };
          }}
        />
      )}
      <AnswerWanted alert={alert} />
      {alert.answers && <Reading alert={alert} />}
    </section>
  );
};

const Reading = ({ alert }: { readonly alert: AlertView }) => {
  const { api, queue } = useDesk();
  const words = useAnswerWords();
  const [says, setSays] = useState('');
  if (!isUnread(alert.answers)) return <ReadState alert={alert} />;
  const keep = async (): Promise<void> => {
    try {
      queue.apply([await api.noteAnswersRead(alert.id)]);
    } catch (cause) {
      setSays(words.failed(cause instanceof RequestFailed ? cause.message : String(cause)));
    }
  };
  return (
    <div class="answer-read">
      <button type="button" class="button small" onClick={() => void keep()}>
        {words.keep}
      </button>
      <p class="quiet small-text">{words.keepMeans}</p>
      <p class="small-text" role="status">
        {says}
      </p>
    </div>
  );
};

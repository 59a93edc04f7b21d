import type { BroadcastView } from '../../models/contract/broadcast.ts';
import type { DutiesBoard } from '../../models/contract/duty.ts';
import { dutyIn } from '../state/owed.ts';
import { useDesk } from '../view/desk.ts';
import type { Draft } from '../view/host.tsx';
import { inLanguage } from '../words/catalogue.ts';
import { spokenIn } from '../words/spoken.ts';
import { FillIn, Listed } from './fill-in.tsx';
import { TimeLeft } from './time-left.tsx';

interface Props {
  readonly broadcast: BroadcastView;
  readonly board: DutiesBoard;
  readonly fill: (draft: Draft) => void;
}

/** What viewers asked and nobody has answered, the most asked first. */
export const DeskQuestions = ({ broadcast, board, fill }: Props) => {
  const { words, settings } = useDesk();
  const { host: labels, duties } = words.value;
  const { questions } = board;
  return (
    <section class="desk-part desk-questions" aria-labelledby="desk-asked">
      <h2 id="desk-asked">{labels.questions}</h2>
      {questions.length === 0 && <p class="quiet">{labels.noQuestions}</p>}
      <ul class="says">
        {questions.map((question) => {
          const text = spokenIn(broadcast.language, question.say);
          return (
            <li key={`${question.productId ?? ''} ${question.dutyId}`} class="say say-asked">
              <p class="say-words">
                <strong class="say-count">{labels.askers(question.askers)}</strong>{' '}
                {inLanguage(question.name, settings.language.value)}
                {question.deleted && <span class="tag tag-warn">{duties.deleted}</span>}
              </p>
              <p class="say-meta">
                <span class="nudge-label">{labels.cover}</span>
                <span lang={broadcast.language}>{text}</span>
                <span class="say-state">
                  <TimeLeft broadcast={broadcast} dueMs={question.dueMs} words={labels} />
                </span>
                <Listed duty={dutyIn(board, ({ id }) => id === question.dutyId, question.productId)} />
              </p>
              <FillIn draft={{ text, dutyId: question.dutyId }} room={broadcast.room.id} fill={fill} />
            </li>
          );
        })}
      </ul>
    </section>
  );
};

import { useState } from 'preact/hooks';
import type { AlertDetail, AlertView } from '../../models/contract/alert.ts';
import { isDecided } from '../../models/contract/status.ts';
import { Actions } from '../part/actions.tsx';
import { AlertAnswers } from '../part/alert-answers.tsx';
import { CaseOf } from '../part/case.tsx';
import { CorrectionTag } from '../part/correction-tag.tsx';
import { EvidenceChoice } from '../part/evidence.tsx';
import { FactsChecklist, type FactsSide, FactsTabs } from '../part/facts-tabs.tsx';
import { History } from '../part/history.tsx';
import { Holds } from '../part/holds.tsx';
import { ListingBeside } from '../part/listing.tsx';
import { insteadOf, subjectName } from '../part/names.ts';
import { Provenance } from '../part/provenance.tsx';
import { QuotedWords } from '../part/quoted-words.tsx';
import { SeverityTag } from '../part/severity.tsx';
import { WithholdChoice } from '../part/withhold-choice.tsx';
import { isOfViewers } from '../state/viewers.ts';
import { articleIn, inLanguage } from '../words/catalogue.ts';
import { useDesk } from './desk.ts';

/** Why it was raised, on what it rests, and the decision. */
export const FactsPane = () => {
  const app = useDesk();
  const { board, words, moments } = app;
  const alert = board.shown.value;
  const { moment } = moments.current.value;
  const detail = moment && alert && moment.alert.id === alert.id ? moment.alert : null;
  const [side, setSide] = useState<FactsSide>('grounds');
  return (
    <section class="pane facts" aria-label={words.value.facts.label}>
      <div class="step-bar">
        <button
          type="button"
          class="button small"
          onClick={() => app.go({ screen: 'board', rest: ['moment'] }, true)}
        >
          ‹ {words.value.moment.toMoment}
        </button>
      </div>
      {alert ? (
        <>
          <FactsTabs side={side} show={setSide} alert={alert} />
          <div
            class="facts-body"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by key
            tabIndex={0}
            id="facts-body"
            role="tabpanel"
            aria-labelledby={`facts-${side}`}
          >
            {side === 'checklist' ? (
              <FactsChecklist alert={alert} />
            ) : (
              <>
                <Head alert={alert} />
                <QuoteChoice />
                <Grounds alert={alert} detail={detail} />
                <ListingBeside alert={alert} product={moment?.product} known={detail !== null} />
                <AlertAnswers alert={alert} />
                <History alert={alert} detail={detail} />
                {alert.subject.type === 'claim' && <Provenance detail={detail} />}
                <EvidenceChoice of={{ alertId: alert.id }} />
                <CaseOf alert={alert} detail={detail} />
                <WithholdChoice alert={alert} />
                <Holds publicId={alert.broadcast.publicId} />
              </>
            )}
          </div>
          <Actions />
        </>
      ) : (
        <p class="empty" />
      )}
    </section>
  );
};

const Head = ({ alert }: { readonly alert: AlertView }) => {
  const { settings, words } = useDesk();
  const { facts, verdict, need, basis, status } = words.value;
  const language = settings.language.value;
  const decided = isDecided(alert.status);
  const omission = alert.subject.type === 'duty' && alert.verdict === 'flag';
  return (
    <header class="facts-head">
      <p class="facts-tags">
        <SeverityTag severity={alert.severity} />
        <span class={`tag tag-${decided ? alert.status : alert.verdict}`}>
          {decided ? status[alert.status] : omission ? words.value.omission : verdict[alert.verdict]}
        </span>
        {alert.need && !decided && <span class="tag">{need[alert.need]}</span>}
        <CorrectionTag alert={alert} />
      </p>
      <h2>{subjectName(alert, language, words.value)}</h2>
      {alert.severityFound && (
        <p class="quiet small-text">{facts.severityFound(words.value.severity[alert.severityFound])}</p>
      )}
      <dl class="pairs">
        <div>
          <dt>{facts.confidence}</dt>
          <dd>
            <meter
              class="confidence"
              min={0}
              max={1}
              value={alert.confidence}
              aria-label={facts.confidence}
            />{' '}
            {words.value.percent(alert.confidence)}
          </dd>
        </div>
        <div>
          <dt>{facts.article}</dt>
          <dd>
            <strong lang={language}>{articleIn(alert.article, language)}</strong>{' '}
            <span class="quiet">{basis[alert.basis]}</span>
          </dd>
        </div>
      </dl>
      {alert.basis !== 'law' && <p class="quiet small-text">{facts.platformOnly}</p>}
    </header>
  );
};

/** The whole card, or one of its quotes by itself. */
const QuoteChoice = () => {
  const { board, words } = useDesk();
  const card = board.card.value;
  if (!card || card.alerts.length < 2) return null;
  const { facts, queue } = words.value;
  const quote = board.chosen.value?.quote ?? null;
  return (
    <fieldset class="quotes">
      <legend>{facts.quotes}</legend>
      <label class="quote-choice">
        <input type="radio" name="scope" checked={quote === null} onChange={() => board.wholeCard()} />
        <span>{facts.wholeCard(card.alerts.length)}</span>
      </label>
      {card.alerts.map((alert) => (
        <label key={alert.id} class="quote-choice">
          <input
            type="radio"
            name="scope"
            checked={quote === alert.id}
            onChange={() => board.choose(card.key, alert.id)}
          />
          <span lang={alert.broadcast.language}>
            <QuotedWords alert={alert} /> <small>{queue.times(alert.count)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
};

/** For a reader of another language than the speaker's the same in theirs below. */
const Suggestion = ({ alert }: { readonly alert: AlertView }) => {
  const language = useDesk().settings.language.value;
  const said = insteadOf(alert, language);
  const isEnglish = said === alert.suggestion.en;
  // Gone with the words that it was about.
  if (said === '') return null;
  return (
    <div class="suggestion">
      <p lang={isEnglish ? 'en' : undefined}>{said}</p>
      {isEnglish !== (language === 'en') && (
        <p class="quiet small-text">{inLanguage(alert.suggestion, language)}</p>
      )}
    </div>
  );
};

interface GroundsProps {
  readonly alert: AlertView;
  readonly detail: AlertDetail | null;
}

const Grounds = ({ alert, detail }: GroundsProps) => {
  const { settings, words } = useDesk();
  const { facts, quoteOpen, quoteClose } = words.value;
  const language = settings.language.value;
  return (
    <>
      <h3>{facts.reason}</h3>
      <p>{inLanguage(alert.reason, language)}</p>
      {/* Stands before its steps have come, with room for the usual two lines, so that nothing below jumps. */}
      {(!detail || detail.steps.length > 0) && (
        <details class="why" open>
          <summary>{facts.why}</summary>
          <ol class="steps">
            {detail?.steps.map((step) => (
              <li key={`${step.id}-${step.outcome}`}>
                {inLanguage(step, language)}{' '}
                {step.words?.map((word) => (
                  <q key={word} class="step-word">
                    {quoteOpen}
                    {word}
                    {quoteClose}
                  </q>
                ))}
              </li>
            ))}
          </ol>
        </details>
      )}
      <h3>{isOfViewers(alert) ? facts.toDo : facts.suggestion}</h3>
      <Suggestion alert={alert} />
    </>
  );
};

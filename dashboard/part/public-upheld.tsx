import { KINDS } from '../../models/contract/kinds.ts';
import type { UpheldDecision } from '../../models/contract/public.ts';
import { useDesk } from '../view/desk.ts';
import { articleIn, inLanguage } from '../words/catalogue.ts';
import { publicWords } from '../words/public/index.ts';
import { broadcastTime, localMinute } from '../words/time.ts';
import { AnswerList } from './answers.tsx';
import { Withheld } from './withheld.tsx';

/** What a decision is about, by name. */
export const useUpheldName = (): ((decision: UpheldDecision) => string) => {
  const { settings } = useDesk();
  const language = settings.language.value;
  return ({ subject }) => inLanguage(subject.type === 'claim' ? KINDS[subject.kind] : subject.name, language);
};

interface Props {
  readonly upheld: readonly UpheldDecision[];
  /** Leads to a moment. */
  readonly jump: (atMs: number) => void;
}

/** What a moderator decided to be a violation, each with the provision, the reason and what the room says of it. */
export const PublicUpheld = ({ upheld, jump }: Props) => {
  const { settings } = useDesk();
  const labels = publicWords[settings.language.value].record;
  return (
    <section aria-labelledby="upheld-title">
      <h2 id="upheld-title">{labels.upheld}</h2>
      {upheld.length === 0 && <p class="quiet">{labels.upheldNone}</p>}
      <ul class="upheld-list">
        {upheld.map((decision) => (
          <Upheld key={decision.alertId} decision={decision} jump={jump} />
        ))}
      </ul>
    </section>
  );
};

/** Moments that are told one by one; of a sentence said all evening the first say enough. */
const MOMENTS_TOLD = 5;

const Upheld = ({ decision, jump }: { readonly decision: UpheldDecision } & Pick<Props, 'jump'>) => {
  const { words, settings, clock } = useDesk();
  const language = settings.language.value;
  const labels = publicWords[language].record;
  const name = useUpheldName();
  const {
    quote,
    withheld,
    withheldFor,
    moments,
    basis,
    article,
    reason,
    decidedAt,
    answers,
    product,
    subject,
  } = decision;
  const times = moments.slice(0, MOMENTS_TOLD).map(({ atMs }) => broadcastTime(atMs));
  const [first] = moments;
  const { quoteOpen, quoteClose } = words.value;
  return (
    <li class="upheld">
      <h3>{name(decision)}</h3>
      {withheld && (
        <p>
          <Withheld notice={withheldFor} />
        </p>
      )}
      {!withheld && subject.type === 'claim' && (
        <blockquote>
          {quoteOpen}
          {quote}
          {quoteClose}
        </blockquote>
      )}
      <p class="quiet">
        {(subject.type === 'claim' ? labels.saidAt : labels.dueAt)(times.join(' · '))}
        {product && ` · ${product.name}`}
      </p>
      <p>{inLanguage(reason, language)}</p>
      <p class="quiet">
        {labels.basis[basis]} {articleIn(article, language)} ·{' '}
        {labels.upheldBy(localMinute(Date.parse(decidedAt), clock.nowMs.peek()))}
      </p>
      {first && (
        <button type="button" class="button small" onClick={() => jump(first.atMs)}>
          {labels.jump(broadcastTime(first.atMs))}
        </button>
      )}
      <Answers answers={answers} jump={jump} />
    </li>
  );
};

/** What the room says goes with every decision, also when it says nothing. */
const Answers = ({ answers, jump }: Pick<UpheldDecision, 'answers'> & Pick<Props, 'jump'>) => {
  const { settings } = useDesk();
  const labels = publicWords[settings.language.value].record;
  if (answers.length === 0) return <p class="quiet">{labels.answerNone}</p>;
  return (
    <div class="upheld-answers">
      <h4>{labels.answer}</h4>
      <AnswerList answers={answers} seek={jump} />
    </div>
  );
};

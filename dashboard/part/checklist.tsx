import type { BroadcastView } from '../../models/contract/broadcast.ts';
import type { DutiesBoard, DutyView, ProductDuties, QuestionView } from '../../models/contract/duty.ts';
import type { ProductId } from '../../models/contract/ids.ts';
import type { DutiesState } from '../state/duties.ts';
import { isOnPageOnly, isShown, sorted } from '../state/owed.ts';
import { jumpTo } from '../view/board.tsx';
import { useDesk } from '../view/desk.ts';
import { inLanguage } from '../words/catalogue.ts';
import { broadcastTime } from '../words/time.ts';
import { ChecklistItem } from './checklist-item.tsx';
import { DutiesStatus } from './duties-status.tsx';

interface Props {
  readonly of: DutiesState;
  readonly broadcast: BroadcastView;
  /** The product of the alert that is looked at: shown even when it is not presented any more. */
  readonly subject?: ProductId | undefined;
}

/** What each product being presented owes, and what viewers wait for. */
export const Checklist = ({ of, broadcast, subject }: Props) => {
  const { words } = useDesk();
  const labels = words.value.duties;
  const { board } = of;
  return (
    <div class="checklist">
      <DutiesStatus of={of} />
      {board && <Products board={board} broadcast={broadcast} subject={subject} />}
      {board && <Questions questions={board.questions} />}
      {board && (
        <p class="quiet small-text">
          {labels.platformOnly} {labels.asOf(broadcastTime(board.atMs))}
        </p>
      )}
    </div>
  );
};

interface ProductsProps extends Omit<Props, 'of'> {
  readonly board: DutiesBoard;
}

const Products = ({ board, broadcast, subject }: ProductsProps) => {
  const { words } = useDesk();
  const labels = words.value.duties;
  const products = board.products.filter(({ current, productId }) => current || productId === subject);
  return (
    <>
      {!products.some(({ current }) => current) && <p class="quiet">{labels.noProduct}</p>}
      {products.map((product) => (
        <section key={product.productId} class="checklist-product">
          <ProductHead product={product} isSubject={product.productId === subject} />
          <Duties duties={product.duties} broadcast={broadcast} />
        </section>
      ))}
      {board.room.some(isShown) && (
        <section class="checklist-product">
          <h3>{labels.room}</h3>
          <Duties duties={board.room} broadcast={broadcast} />
        </section>
      )}
    </>
  );
};

interface ProductHeadProps {
  readonly product: ProductDuties;
  readonly isSubject: boolean;
}

const ProductHead = ({ product, isSubject }: ProductHeadProps) => {
  const { words } = useDesk();
  const { duties: labels } = words.value;
  return (
    <header class="checklist-head">
      <h3>
        {product.linkNo !== undefined && <span class="quiet">{labels.link(product.linkNo)} </span>}
        {product.name ?? labels.nameless}
      </h3>
      <p class="checklist-tags">
        <span class={`tag ${product.current ? 'tag-live' : ''}`}>
          {product.current ? labels.current : isSubject ? labels.subject : labels.earlier}
        </span>
        <CategoryTags product={product} />
      </p>
    </header>
  );
};

/** The categories, and whether anybody but the presenter told them. */
export const CategoryTags = ({ product }: { readonly product: ProductDuties }) => {
  const { words } = useDesk();
  const { duties: labels, check, percent } = words.value;
  return (
    <>
      {product.categories.map((category) => (
        <span key={category} class="tag">
          {check.categories[category]}
        </span>
      ))}
      {product.guessed !== undefined && (
        <span class="tag tag-guess">{labels.guessed(percent(product.guessed))}</span>
      )}
      {product.introductions.at(-1)?.spoken && <span class="tag tag-guess">{labels.spoken}</span>}
    </>
  );
};

interface DutiesProps {
  readonly duties: readonly DutyView[];
  readonly broadcast: BroadcastView;
}

const Duties = ({ duties, broadcast }: DutiesProps) => {
  const { words } = useDesk();
  const labels = words.value.duties;
  const all = sorted(duties.filter(isShown));
  const first = all.filter((duty) => !isOnPageOnly(duty));
  const rest = all.filter(isOnPageOnly);
  if (all.length === 0) return <p class="quiet">{labels.nothing}</p>;
  const list = (some: readonly DutyView[]) => (
    <ul class="duties">
      {some.map((duty) => (
        <ChecklistItem key={duty.id} duty={duty} broadcast={broadcast} />
      ))}
    </ul>
  );
  return (
    <>
      {list(first)}
      {rest.length > 0 && (
        <details class="duties-rest">
          <summary>{labels.pageOnly(rest.length)}</summary>
          {list(rest)}
        </details>
      )}
    </>
  );
};

const Questions = ({ questions }: { readonly questions: readonly QuestionView[] }) => {
  const app = useDesk();
  const labels = app.words.value.duties;
  return (
    <section class="checklist-product">
      <h3>{labels.questions}</h3>
      {questions.length === 0 && <p class="quiet">{labels.noQuestions}</p>}
      <ul class="duties">
        {questions.map((question) => (
          <li key={`${question.productId ?? ''} ${question.dutyId}`}>
            <button
              type="button"
              class="duty duty-jump duty-question"
              title={labels.jump(broadcastTime(question.atMs))}
              onClick={() => jumpTo(app, question.atMs)}
            >
              <span class="question-shape" aria-hidden="true">
                ?
              </span>
              <span class="duty-name">{inLanguage(question.name, app.settings.language.value)}</span>
              <span class="duty-state">
                <span class="duty-word">{labels.askers(question.askers)}</span>{' '}
                <time>{broadcastTime(question.atMs)}</time>
                {question.deleted && <span class="tag tag-warn">{labels.deleted}</span>}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};

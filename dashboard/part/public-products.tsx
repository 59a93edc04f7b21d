import type { PublicProduct, PublicRecord } from '../../models/contract/public.ts';
import { useDesk } from '../view/desk.ts';
import { publicWords } from '../words/public/index.ts';
import { broadcastTime } from '../words/time.ts';
import { useUpheldName } from './public-upheld.tsx';

/** Products in sight; the rest open. */
const SHOWN = 8;

/** What was sold, by whom, and when it was presented. */
export const PublicProducts = ({ products }: Pick<PublicRecord, 'products'>) => {
  const { settings } = useDesk();
  const language = settings.language.value;
  const labels = publicWords[language].record;
  const rest = products.slice(SHOWN);
  return (
    <section aria-labelledby="products-title">
      <h2 id="products-title">{labels.products}</h2>
      {products.length === 0 && <p class="quiet">{labels.productsNone}</p>}
      <ul class="product-list">
        {products.slice(0, SHOWN).map((product) => (
          <Product key={product.productId} product={product} />
        ))}
      </ul>
      {rest.length > 0 && (
        <details>
          <summary>+ {rest.length}</summary>
          <ul class="product-list">
            {rest.map((product) => (
              <Product key={product.productId} product={product} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
};

const Product = ({ product }: { readonly product: PublicProduct }) => {
  const { settings } = useDesk();
  const labels = publicWords[settings.language.value].record;
  const { name, linkNo, seller, introductions } = product;
  const times = introductions.map(({ fromMs, untilMs }) =>
    untilMs === null
      ? labels.introducing(broadcastTime(fromMs))
      : labels.introduced(broadcastTime(fromMs), broadcastTime(untilMs)),
  );
  const facts = [
    ...(linkNo === undefined ? [] : [labels.link(linkNo)]),
    ...(seller === undefined ? [] : [labels.seller(seller)]),
    ...(times.length > 0 ? times : [labels.notIntroduced]),
  ];
  return (
    <li>
      <strong>{name ?? labels.aProduct}</strong> <span class="quiet">{facts.join(' · ')}</span>
    </li>
  );
};

interface Entry {
  readonly key: string;
  readonly atMs: number;
  readonly text: string;
  readonly kind: 'product' | 'gap' | 'upheld';
}

/** Entries in sight; the rest open. */
const ENTRIES_SHOWN = 12;

/** What the time line tells, in order. */
const useEntries = ({ products, coverage, upheld }: PublicRecord): readonly Entry[] => {
  const { words, settings } = useDesk();
  const labels = publicWords[settings.language.value].record;
  const { cause: causes } = words.value.media;
  const name = useUpheldName();
  return [
    ...products.flatMap(({ productId, name: product, introductions }) =>
      introductions.map(
        ({ fromMs }): Entry => ({
          key: `p/${productId}/${fromMs}`,
          atMs: fromMs,
          text: labels.begins(product ?? labels.aProduct),
          kind: 'product',
        }),
      ),
    ),
    ...coverage.words.gaps.map(
      ({ fromMs, untilMs, cause }): Entry => ({
        key: `g/${fromMs}/${cause}`,
        atMs: fromMs,
        text: labels.gap(causes[cause], broadcastTime(untilMs)),
        kind: 'gap',
      }),
    ),
    ...upheld.flatMap((decision) =>
      decision.moments.map(
        ({ atMs }, i): Entry => ({
          key: `u/${decision.alertId}/${i}`,
          atMs,
          text: labels.upheldMark(name(decision)),
          kind: 'upheld',
        }),
      ),
    ),
  ].sort((a, b) => a.atMs - b.atMs);
};

/** The broadcast in words: what was presented when, where nothing was heard, and what was upheld. */
export const PublicTimeLine = ({
  record,
  jump,
}: {
  readonly record: PublicRecord;
  readonly jump: (atMs: number) => void;
}) => {
  const { settings } = useDesk();
  const labels = publicWords[settings.language.value].record;
  const entries = useEntries(record);
  if (entries.length === 0) return null;
  const line = ({ key, atMs, text, kind }: Entry) => (
    <li key={key} class={`time-entry time-${kind}`}>
      <button
        type="button"
        class="link-button"
        onClick={() => jump(atMs)}
        aria-label={labels.jump(broadcastTime(atMs))}
      >
        <time>{broadcastTime(atMs)}</time>
      </button>
      <span>{text}</span>
    </li>
  );
  const rest = entries.slice(ENTRIES_SHOWN);
  return (
    <section aria-labelledby="time-line-title">
      <h2 id="time-line-title">{labels.timeLine}</h2>
      <ol class="time-entries">{entries.slice(0, ENTRIES_SHOWN).map(line)}</ol>
      {rest.length > 0 && (
        <details>
          <summary>+ {rest.length}</summary>
          <ol class="time-entries">{rest.map(line)}</ol>
        </details>
      )}
    </section>
  );
};

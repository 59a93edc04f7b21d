import { useEffect, useRef, useState } from 'preact/hooks';
import { KINDS } from '../../models/contract/kinds.ts';
import type { KeptSpan, MarkView, MineLimits } from '../../models/contract/mark.ts';
import { addressOf } from '../state/route.ts';
import { inLanguage } from '../words/catalogue.ts';
import { type MarkWords, markWords } from '../words/marks/index.ts';
import { broadcastTime, localOf } from '../words/time.ts';
import { useDesk } from './desk.ts';
import { Exhibits } from './mine-exhibits.tsx';
import { MarkPacks } from './mine-packs.tsx';

interface CardProps {
  readonly mark: MarkView;
  readonly limits: MineLimits;
  readonly renew: () => Promise<void>;
}

/** One mark with all that belongs to it. */
export const MarkCard = ({ mark, limits, renew }: CardProps) => {
  const { settings, clock } = useDesk();
  const words = markWords[settings.language.value];
  const local = localOf(mark.startedAt, mark.atMs, clock.nowMs.peek());
  const title = `mark-${mark.id}`;
  const isThere = mark.state !== 'taken-back';
  return (
    <li class="mine-mark">
      <article aria-labelledby={title}>
        <h2 id={title}>{words.card.at(broadcastTime(mark.atMs), local)}</h2>
        <p class="quiet">
          <a href={addressOf({ screen: 'consumer', rest: [mark.publicId] })}>{mark.title}</a> · {mark.room}
        </p>
        <p class={`mine-state mine-state-${mark.state}`} role="status">
          {stateOf(mark, words)}
        </p>
        <Said mark={mark} words={words} />
        {isThere && <Media mark={mark} words={words} />}
        <Claims mark={mark} words={words} />
        {isThere && <MarkPacks mark={mark} renew={renew} />}
        <Exhibits mark={mark} limits={limits} renew={renew} />
        {isThere && <TakeBack mark={mark} words={words} renew={renew} />}
      </article>
    </li>
  );
};

const stateOf = ({ state, leaf = 0 }: MarkView, { card }: MarkWords): string =>
  state === 'recorded' ? card.states.recorded(leaf) : card.states[state];

interface PartProps {
  readonly mark: MarkView;
  readonly words: MarkWords;
}

const Said = ({ mark: { line, words: own, product, bought }, words: { card } }: PartProps) => (
  <dl class="mine-facts">
    {line !== undefined && (
      <>
        <dt>{card.said}</dt>
        <dd>
          <q>{line ?? card.withheldLine}</q>
        </dd>
      </>
    )}
    {own !== undefined && (
      <>
        <dt>{card.mine}</dt>
        <dd>{own}</dd>
      </>
    )}
    {product && (
      <>
        <dt>{card.product}</dt>
        <dd>{product.name ?? product.id}</dd>
      </>
    )}
    {bought && (
      <>
        <dt>{card.boughtLabel}</dt>
        <dd>{card.bought(bought.day, bought.hour)}</dd>
      </>
    )}
  </dl>
);

const SECOND_MS = 1_000;

const keptText = (span: KeptSpan, { card }: MarkWords): string => {
  const seconds = (ms: number): number => Math.round(ms / SECOND_MS);
  const parts = [
    [span.keptMs, card.kept],
    [span.comingMs, card.coming],
    [span.goneMs, card.gone],
    [span.missedMs, card.missed],
  ] as const;
  const told = parts.flatMap(([ms, say]) => (seconds(ms) > 0 ? [say(seconds(ms))] : []));
  return told.length > 0 ? told.join(' · ') : card.nothing;
};

const Media = ({ mark: { media }, words }: PartProps) => (
  <section class="mine-media" aria-label={words.card.media}>
    <h3>{words.card.media}</h3>
    <dl class="mine-facts">
      <dt>{words.card.picture}</dt>
      <dd>{keptText(media.picture, words)}</dd>
      <dt>{words.card.sound}</dt>
      <dd>{keptText(media.sound, words)}</dd>
    </dl>
  </section>
);

/** More than these would stand between a buyer and the pack. */
const CLAIMS_OPEN_MAX = 3;

const Claims = ({ mark: { claims }, words: { card } }: PartProps) => {
  const { settings } = useDesk();
  if (claims.length === 0) return null;
  const language = settings.language.value;
  return (
    <details class="mine-claims" open={claims.length <= CLAIMS_OPEN_MAX}>
      <summary>
        {card.claims} ({claims.length})
      </summary>
      <ul>
        {claims.map(({ kind, quote, atMs, upheld }) => (
          <li key={`${kind}${atMs}`}>
            <time>{broadcastTime(atMs)}</time> <q>{quote}</q> {inLanguage(KINDS[kind], language)} ·{' '}
            {upheld ? card.upheld : card.suspected}
          </li>
        ))}
      </ul>
    </details>
  );
};

const TakeBack = ({ mark, words: { card }, renew }: PartProps & Pick<CardProps, 'renew'>) => {
  const { api } = useDesk();
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState('');
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) yes.current?.focus();
  }, [asking]);
  const act = async (): Promise<void> => {
    setAsking(false);
    try {
      await api.takeBack(mark.id);
    } catch (cause) {
      setSaid(cause instanceof Error ? cause.message : String(cause));
    }
    await renew();
  };
  if (!asking)
    return (
      <p class="buttons">
        <button type="button" class="button small" onClick={() => setAsking(true)}>
          {card.takeBack}
        </button>{' '}
        <span role="alert">{said}</span>
      </p>
    );
  return (
    <fieldset class="mine-ask">
      <legend>{card.takeBackAsk}</legend>
      <button ref={yes} type="button" class="button small" onClick={() => void act()}>
        {card.takeBackYes}
      </button>{' '}
      <button type="button" class="button small" onClick={() => setAsking(false)}>
        {card.takeBackNo}
      </button>
    </fieldset>
  );
};

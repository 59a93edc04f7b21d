import { addressOf } from '../state/route.ts';
import { collectWords, publicWords } from '../words/public/index.ts';
import { useDesk } from './desk.ts';

/** What to do where a broadcast was not watched: how to keep evidence oneself, and where to take it. */
export const CollectScreen = () => {
  const { settings } = useDesk();
  const language = settings.language.value;
  const words = collectWords[language];
  return (
    <article class="page consumer collect" aria-labelledby="collect-title">
      <p>
        <a href={addressOf({ screen: 'consumer', rest: [] })}>‹ {publicWords[language].back}</a>
      </p>
      <h1 id="collect-title">{words.title}</h1>
      <p>{words.intro}</p>
      <ol class="collect-steps">
        {words.steps.map(({ title, items }) => (
          <li key={title}>
            <h2>{title}</h2>
            <ul>
              {items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <p>{words.keep}</p>
      <h2>{words.where}</h2>
      {words.places.map(({ title, text, asks, source }) => (
        <section key={title} class="collect-place">
          <h3>{title}</h3>
          <p>{text}</p>
          <p class="quiet">{words.asksLabel}</p>
          <ul>
            {asks.map((ask) => (
              <li key={ask}>{ask}</li>
            ))}
          </ul>
          <p class="quiet">
            {words.sourceLabel} · {source}
          </p>
        </section>
      ))}
      <p class="hint">{words.note}</p>
    </article>
  );
};

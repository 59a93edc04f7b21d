import type { BroadcastCoverage } from '../../models/contract/coverage.ts';
import { useDesk } from '../view/desk.ts';
import { publicWords } from '../words/public/index.ts';
import { broadcastTime } from '../words/time.ts';

/** How much of the broadcast was heard, in one line, and what is missing and why: not listening is never taken for silence. */
export const PublicCoverage = ({ coverage }: { readonly coverage: BroadcastCoverage }) => {
  const { words, settings } = useDesk();
  const labels = publicWords[settings.language.value].record;
  const { media } = words.value;
  const { words: heard, picture, sound } = coverage;
  const isUnheard = heard.percent === 0 && heard.gaps.some(({ cause }) => cause === 'not-listening');
  if (isUnheard)
    return (
      <section class="coverage coverage-none">
        <p>
          <strong>{labels.notHeard}</strong>
        </p>
        <p>{labels.notHeardMore}</p>
      </section>
    );
  const { gaps, percent } = heard;
  return (
    <section class="coverage">
      <p>
        <strong>{labels.heard(percent, gaps.length)}</strong>{' '}
        <span class="quiet">
          {labels.keptSound(sound.percent)} · {labels.keptPicture(picture.percent)}
        </span>
      </p>
      {gaps.length > 0 && (
        <details>
          <summary>{labels.gaps}</summary>
          <ul>
            {gaps.map(({ fromMs, untilMs, cause }) => (
              <li key={`${fromMs}/${cause}`}>
                {media.gapLine(broadcastTime(fromMs), broadcastTime(untilMs), media.cause[cause])}
              </li>
            ))}
          </ul>
          <p class="quiet">{labels.silenceIsNot}</p>
        </details>
      )}
    </section>
  );
};

import { PACK2_STEP_SAYS, stepState, stepsOf } from '../../models/contract/pack/says.ts';
import type { Pack2Result, VerifiedPack2 } from '../../models/contract/pack/verify.ts';
import type { PackVoice } from './voice.ts';

interface Props {
  readonly result: Pack2Result;
  readonly voice: PackVoice;
}

const SHAPES = { passed: '✓', failed: '✕', open: '–' } as const;

/** Every step of the verification by its plain name, with the first that failed. */
export const PackSteps = ({ result, voice }: Props) => (
  <ol class="pack-steps">
    {stepsOf(result).map((step) => {
      const state = stepState(result, step);
      return (
        <li key={step} class={`pack-step pack-step-${state}`}>
          <span aria-hidden="true">{SHAPES[state]}</span> {voice.say(PACK2_STEP_SAYS[step])}
        </li>
      );
    })}
  </ol>
);

const placeOf = (result: Exclude<Pack2Result, VerifiedPack2>, voice: PackVoice): string =>
  [
    result.file,
    result.leafIndex === undefined ? undefined : voice.word('record', { leaf: result.leafIndex }),
    result.field,
  ]
    .filter(Boolean)
    .join(' · ');

/** In one line whether the pack verifies; it opens to how that was found out. */
export const PackVerdict = ({ result, voice }: Props) => {
  const { word } = voice;
  return (
    <section class={`pack-verdict ${result.ok ? 'pack-good' : 'pack-bad'}`} aria-live="polite">
      <h2>
        <span aria-hidden="true">{result.ok ? SHAPES.passed : SHAPES.failed}</span>{' '}
        {result.ok ? word('verifies') : word('fails')}
      </h2>
      {!result.ok && (
        <>
          <p class="pack-why">{voice.say(result.says)}</p>
          <p>
            {word('failsAt', { step: voice.say(PACK2_STEP_SAYS[result.step]) })}{' '}
            <code>{placeOf(result, voice)}</code>
          </p>
        </>
      )}
      {result.ok && (
        <p>
          {word('notice')} ·{' '}
          {result.stamps.length === 0
            ? word('unstamped')
            : result.stamps.map(({ authority, at }) => word('stamped', { authority, at })).join(' · ')}
        </p>
      )}
      {result.ok && result.page === 'unknown' && <p>{word('pageUnknown')}</p>}
      <details open={!result.ok}>
        <summary>{word('details')}</summary>
        <PackSteps result={result} voice={voice} />
        {result.ok && (
          <dl class="pack-facts">
            <dt>{word('packId')}</dt>
            <dd>
              <code>{result.id}</code> · {word('howCode', { code: result.code })}
            </dd>
            <dt>{word('recordsOf', { n: result.records.length, size: result.checkpoint.size })}</dt>
            <dd>
              <code>{result.checkpoint.origin}</code>
            </dd>
            <dt>{word('fingerprint')}</dt>
            <dd>
              <code>{result.fingerprint}</code>
              {!result.keyPinned && <> ({word('notPinned')})</>}
            </dd>
          </dl>
        )}
      </details>
    </section>
  );
};

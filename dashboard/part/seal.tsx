import { useEffect, useState } from 'preact/hooks';
import type { PublicId } from '../../models/contract/ids.ts';
import { useDesk } from '../view/desk.ts';
import type { BroadcastVerified, Progress } from '../witness/verify-broadcast.ts';
import { inLanguage } from '../words/catalogue.ts';
import { publicWords } from '../words/public/index.ts';
import { SealRoots, SealStamps } from './seal-stamps.tsx';

/** One line: does this log verify? It opens to how that was found out, in this very browser. */
export const Seal = ({ id }: { readonly id: PublicId }) => {
  const { words } = useDesk();
  const labels = words.value.consumer;
  const [result, setResult] = useState<BroadcastVerified | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    setResult(null);
    // Signatures and hashes are only needed here, so that no other screen loads them.
    import('../../models/contract/without-eval.ts')
      .then(({ withoutEval }) => {
        withoutEval();
        return import('../witness/verify-broadcast.ts');
      })
      .then(({ verifyBroadcast }) =>
        verifyBroadcast({
          publicId: id,
          fetch: (address, init) => fetch(address, { credentials: 'same-origin', ...init }),
          onProgress: setProgress,
          signal: leaving.signal,
        }),
      )
      .then((found) => !leaving.signal.aborted && setResult(found))
      .catch(() =>
        setResult({
          state: 'unreachable',
          code: 'not-reached',
          says: { zh: labels.sealUnknown, en: labels.sealUnknown },
        }),
      );
    return () => leaving.abort();
  }, [id, attempt]);
  if (!result)
    return (
      <p class="seal" role="status">
        {labels.sealChecking} {progress && progress.size > 0 && `${progress.done}/${progress.size}`}
      </p>
    );
  return <SealResult result={result} again={() => setAttempt(attempt + 1)} />;
};

interface ResultProps {
  readonly result: BroadcastVerified;
  readonly again: () => void;
}

const SealResult = ({ result, again }: ResultProps) => {
  const { words, settings } = useDesk();
  const labels = words.value.consumer;
  const language = settings.language.value;
  if (result.state === 'unreachable')
    return (
      <div class="seal" role="status">
        <p>{inLanguage(result.says, language)}</p>
        <button type="button" class="button small" onClick={again}>
          {labels.again}
        </button>
      </div>
    );
  const good = result.state === 'verified';
  return (
    <details class={`seal ${good ? 'seal-good' : 'seal-bad'}`}>
      <summary>
        <span class="seal-shape" aria-hidden="true">
          {good ? '✓' : '✕'}
        </span>{' '}
        {good ? labels.sealGood(result.size) : labels.sealBad}
        {good && <SealStamps stamps={result.stamps} size={result.size} />}
      </summary>
      {result.state === 'refused' && <p>{inLanguage(result.says, language)}</p>}
      <h3>{labels.sealHow}</h3>
      <p>{labels.sealMore}</p>
      {good && result.hidden > 0 && <p>{publicWords[language].record.hidden(result.hidden)}</p>}
      {good && <SealRoots stamps={result.stamps} />}
      {good && (
        <p class="seal-key">
          {labels.sealKey} <code>{result.fingerprint}</code>
        </p>
      )}
      {good && <pre class="seal-note">{result.checkpoint}</pre>}
    </details>
  );
};

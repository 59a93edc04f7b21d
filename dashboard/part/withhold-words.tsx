import { useEffect, useState } from 'preact/hooks';
import type { WithholdingPreview } from '../../models/contract/withholding.ts';
import type { WithholdTarget } from '../state/withhold-target.ts';
import { useDesk } from '../view/desk.ts';
import { type WithholdingWords, withholdingWords } from '../words/withholding.ts';
import { WithholdForm, withholdFailure } from './withhold-form.tsx';

/** Adds up what goes with each of the records. */
const together = (previews: readonly WithholdingPreview[]): WithholdingPreview => {
  const counts = new Map<string, number>();
  for (const { records } of previews)
    for (const { kind, count } of records) counts.set(kind, (counts.get(kind) ?? 0) + count);
  return {
    records: [...counts].map(([kind, count]) => ({ kind, count })),
    alerts: Math.max(0, ...previews.map(({ alerts }) => alerts)),
    packs: [...new Set(previews.flatMap(({ packs }) => packs))],
  };
};

interface Props {
  readonly target: WithholdTarget;
  readonly close: () => void;
}

/** Withholding what was said or written: with what goes with it. */
export const WithholdWords = ({ target, close }: Props) => {
  const { api, moments, settings } = useDesk();
  const words = withholdingWords[settings.language.value];
  const [preview, setPreview] = useState<WithholdingPreview | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    let current = true;
    Promise.all(target.leaves.map((leaf) => api.withholdingPreview(target.publicId, leaf)))
      .then((previews) => current && setPreview(together(previews)))
      .catch((cause: unknown) => current && setFailure(cause));
    return () => {
      current = false;
    };
  }, [api]);
  return (
    <WithholdForm
      warning={words.forGood}
      idle={preview === null || preview.records.length === 0}
      close={close}
      act={async (ground) => {
        for (const leaf of target.leaves) await api.withhold(target.publicId, leaf, ground);
        moments.renew();
      }}
    >
      <div>
        <h3>{words.words}</h3>
        {target.words.map((text) => (
          <blockquote key={text}>{text}</blockquote>
        ))}
      </div>
      {failure ? (
        <p role="alert">{withholdFailure(failure, words)}</p>
      ) : (
        <Goes preview={preview} words={words} />
      )}
    </WithholdForm>
  );
};

interface GoesProps {
  readonly preview: WithholdingPreview | null;
  readonly words: WithholdingWords;
}

/** Copies and packs that lose the words. */
const Goes = ({ preview, words }: GoesProps) => {
  if (!preview) return <p class="quiet small-text">{words.looking}</p>;
  if (preview.records.length === 0) return <p>{words.nothing}</p>;
  return (
    <div>
      <h3>{words.goes}</h3>
      <ul class="withhold-goes">
        {preview.records.map(({ kind, count }) => (
          <li key={kind}>{(words.kinds[kind] ?? words.otherKind)(count)}</li>
        ))}
        {preview.alerts > 0 && <li>{words.alerts(preview.alerts)}</li>}
        {preview.packs.length > 0 && <li>{words.packs(preview.packs.length, preview.packs.join(', '))}</li>}
      </ul>
      <p class="quiet small-text">{words.stays}</p>
    </div>
  );
};

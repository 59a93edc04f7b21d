import { useEffect, useState } from 'preact/hooks';
import type { Span } from '../../models/contract/coverage.ts';
import type { PublicId } from '../../models/contract/ids.ts';
import { WITHHELD_SPAN_MS_MAX } from '../../models/contract/withholding.ts';
import { type Going, goingWith, type MediaGoing, stretchAround } from '../state/withhold-target.ts';
import { useDesk } from '../view/desk.ts';
import { broadcastTime } from '../words/time.ts';
import { parseClock } from '../words/typed-clock.ts';
import { type WithholdingWords, withholdingWords } from '../words/withholding.ts';
import { WithholdForm, withholdFailure } from './withhold-form.tsx';

/** Whoever types a time is not asked about every stroke. */
const PAUSE_MS = 250;

/** What of a stretch would go; null until it is known. */
const useGoing = (publicId: PublicId, stretch: Span | null) => {
  const { api } = useDesk();
  const [going, setGoing] = useState<MediaGoing | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const { fromMs, untilMs } = stretch ?? {};
  useEffect(() => {
    setGoing(null);
    setFailure(null);
    if (fromMs === undefined || untilMs === undefined) return;
    const leaving = new AbortController();
    const ask = (): void => {
      api
        .media(publicId, fromMs, untilMs, leaving.signal)
        .then((media) => setGoing(goingWith(media, { fromMs, untilMs })))
        .catch((cause: unknown) => !leaving.signal.aborted && setFailure(cause));
    };
    const timer = setTimeout(ask, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [api, publicId, fromMs, untilMs]);
  return { going, failure };
};

interface Props {
  readonly publicId: PublicId;
  readonly atMs: number;
  readonly close: () => void;
}

/** Withholding picture and sound of a stretch around the moment: from when to when, what goes and what stays. */
export const WithholdMedia = ({ publicId, atMs, close }: Props) => {
  const app = useDesk();
  const words = withholdingWords[app.settings.language.value];
  const around = stretchAround(atMs);
  const [from, setFrom] = useState(broadcastTime(around.fromMs));
  const [until, setUntil] = useState(broadcastTime(around.untilMs));
  const [fromMs, untilMs] = [parseClock(from), parseClock(until)];
  const isStretch =
    fromMs !== null && untilMs !== null && fromMs < untilMs && untilMs - fromMs <= WITHHELD_SPAN_MS_MAX;
  const stretch = isStretch ? { fromMs, untilMs } : null;
  const { going, failure } = useGoing(publicId, stretch);
  return (
    <WithholdForm
      warning={words.media.forGood}
      idle={!going?.picture && !going?.sound}
      close={close}
      act={async (ground) => {
        if (!stretch) return;
        await app.api.withholdMedia(publicId, stretch, ground);
        app.mediaWithheld.value += 1;
      }}
    >
      <div class="withhold-stretch">
        <ClockField label={words.media.from} value={from} change={setFrom} isBad={!isStretch} />
        <ClockField label={words.media.until} value={until} change={setUntil} isBad={!isStretch} />
      </div>
      {!isStretch && (
        <p id="withhold-stretch-bad" role="alert">
          {words.media.badStretch}
        </p>
      )}
      {failure ? (
        <p role="alert">{withholdFailure(failure, words)}</p>
      ) : (
        isStretch && <Goes going={going} words={words} />
      )}
    </WithholdForm>
  );
};

interface ClockFieldProps {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly isBad: boolean;
}

const ClockField = ({ label, value, change, isBad }: ClockFieldProps) => (
  <label class="field">
    <span>{label}</span>
    <input
      value={value}
      required
      autocomplete="off"
      aria-invalid={isBad}
      aria-describedby={isBad ? 'withhold-stretch-bad' : undefined}
      onInput={({ currentTarget }) => change(currentTarget.value)}
    />
  </label>
);

interface GoesProps {
  readonly going: MediaGoing | null;
  readonly words: WithholdingWords;
}

const Goes = ({ going, words }: GoesProps) => {
  if (!going) return <p class="quiet small-text">{words.looking}</p>;
  const { picture, sound } = going;
  if (!picture && !sound) return <p>{words.media.nothing}</p>;
  const tell = (say: WithholdingWords['media']['picture'], { ms, fromMs, untilMs }: Going): string =>
    say(Math.round(ms / 1000), broadcastTime(fromMs), broadcastTime(untilMs));
  return (
    <div>
      <h3>{words.goes}</h3>
      <ul class="withhold-goes">
        {picture && <li>{tell(words.media.picture, picture)}</li>}
        {sound && <li>{tell(words.media.sound, sound)}</li>}
        <li>{words.media.packs}</li>
      </ul>
      <p class="quiet small-text">{words.media.whole}</p>
      <p class="quiet small-text">{words.media.stays}</p>
    </div>
  );
};

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Coverage } from '../../models/contract/coverage.ts';
import type { BroadcastMedia } from '../../models/contract/media.ts';
import { MOMENT_AFTER_MS, MOMENT_BEFORE_MS, type Moment } from '../../models/contract/moment.ts';
import type { Scene } from '../link/playback.ts';
import { keptAt } from '../state/kept.ts';
import { useDesk } from '../view/desk.ts';
import { broadcastTime } from '../words/time.ts';
import { Player } from './player.tsx';

/** As much as the time line beside it shows. */
const BEFORE_MS = MOMENT_BEFORE_MS;
const AFTER_MS = MOMENT_AFTER_MS;
/** A moment that has just been is not fetched whole yet. */
const RENEW_MS = 10_000;

/** What is kept around a moment; null until it is known. */
const useMedia = (moment: Moment | null): BroadcastMedia | null => {
  const { api, mediaWithheld } = useDesk();
  const withheld = mediaWithheld.value;
  const [media, setMedia] = useState<BroadcastMedia | null>(null);
  const publicId = moment?.broadcast.publicId;
  const atMs = moment?.atMs ?? 0;
  useEffect(() => {
    setMedia(null);
    if (publicId === undefined) return;
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const found = await api
        .media(publicId, Math.max(0, atMs - BEFORE_MS), atMs + AFTER_MS, leaving.signal)
        .catch(() => null);
      if (leaving.signal.aborted) return;
      if (found) setMedia(found);
      const isWhole = found?.coverage.picture.gaps.every(({ cause }) => cause !== 'not-yet') ?? false;
      if (!isWhole) timer = setTimeout(ask, RENEW_MS);
    };
    void ask();
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [api, publicId, atMs, withheld]);
  return media;
};

type Choice = 'kept' | 'origin';

/** A show that goes on is watched where it runs; one that is over, as it was kept. */
const firstChoice = (moment: Moment | null): Choice =>
  moment?.broadcast.state === 'ended' || !moment?.broadcast.playbackUrl ? 'kept' : 'origin';

/** The moment was kept, and nobody may see it any more. */
const isWithheld = (media: BroadcastMedia | null, atMs: number): boolean => {
  const found = media && keptAt(media, atMs);
  return found?.kept === 'nothing' && found.cause === 'withheld';
};

const sceneOf = (
  moment: Moment | null,
  { choice, atMs }: { readonly choice: Choice; readonly atMs: number },
  media: BroadcastMedia | null,
): Scene | null => {
  if (!moment || (choice === 'kept' && isWithheld(media, atMs))) return null;
  const at = { startedAtMs: Date.parse(moment.broadcast.startedAt), atMs };
  if (choice === 'kept' && media?.playlist) return { ...at, url: media.playlist, kept: true };
  const url = moment.broadcast.playbackUrl;
  return url ? { ...at, url } : null;
};

interface Props {
  readonly moment: Moment | null;
  /** Whether it is on the screen: what is not must not be heard. */
  readonly seen: boolean;
}

/** The video of a moment, from the platform or as it was kept, and a line that says which and whether it is as recorded. */
export const KeptPlayer = ({ moment, seen }: Props) => {
  const { playback, mediaWithheld, words } = useDesk();
  const media = useMedia(moment);
  const [chosen, setChosen] = useState<Choice | null>(null);
  /** A moment beside this one that was asked for. */
  const [beside, setBeside] = useState<number | null>(null);
  const [checked, setChecked] = useState<ReadonlyMap<string, boolean>>(new Map());
  const publicId = moment?.broadcast.publicId;
  useEffect(() => {
    setChosen(null);
    setBeside(null);
  }, [publicId, moment?.alert.id]);
  useEffect(() => setChecked(new Map()), [media?.playlist, chosen]);
  const choice = chosen ?? firstChoice(moment);
  const withheld = useRef(mediaWithheld.value);
  useEffect(() => {
    if (withheld.current === mediaWithheld.value) return;
    withheld.current = mediaWithheld.value;
    // What the player has fetched already would go on showing what nobody may see any more.
    if (choice === 'kept') playback.peek()?.show(null);
  }, [mediaWithheld.value]);
  const atMs = beside ?? moment?.atMs ?? 0;
  const scene = seen ? sceneOf(moment, { choice, atMs }, media) : null;
  const withheldHere = choice === 'kept' && isWithheld(media, atMs);
  const outside = (askedMs: number): void => {
    setBeside(askedMs);
    // The platform may still have what is not kept here.
    if (moment?.broadcast.playbackUrl) setChosen('origin');
  };
  return (
    <>
      <Player
        scene={scene}
        known={moment !== null && (choice === 'origin' || media !== null)}
        {...(withheldHere && { noneSays: words.value.media.withheld })}
        onOutside={outside}
        onPiece={(sha256, ok) => setChecked((before) => new Map(before).set(sha256, ok))}
      />
      {moment && <KeptRow {...{ atMs, moment, media, scene, checked, choice }} choose={setChosen} />}
    </>
  );
};

interface RowProps {
  /** The moment that is shown, or was asked for. */
  readonly atMs: number;
  readonly moment: Moment;
  readonly media: BroadcastMedia | null;
  readonly scene: Scene | null;
  readonly checked: ReadonlyMap<string, boolean>;
  readonly choice: Choice;
  readonly choose: (choice: Choice) => void;
}

/** Keeps its height whatever it says. */
const KeptRow = ({ atMs, moment, media, scene, checked, choice, choose }: RowProps) => {
  const { words } = useDesk();
  const labels = words.value.media;
  return (
    <div class="kept" role="status">
      <KeptSeal {...{ atMs, media, scene, checked }} />
      {(media?.playlist || isWithheld(media, atMs)) && moment.broadcast.playbackUrl && (
        <button
          type="button"
          class="button small"
          onClick={() => choose(choice === 'kept' ? 'origin' : 'kept')}
        >
          {choice === 'kept' ? labels.origin : labels.kept}
        </button>
      )}
      {media && <KeptCoverage media={media} />}
    </div>
  );
};

const KeptSeal = ({ atMs, media, scene, checked }: Omit<RowProps, 'choose' | 'choice' | 'moment'>) => {
  const { words } = useDesk();
  const labels = words.value.media;
  if (!media) return <span class="kept-seal quiet"> </span>;
  const found = keptAt(media, atMs);
  if (!scene?.kept || found.kept === 'nothing')
    return (
      <span class="kept-seal quiet">
        {found.kept === 'nothing' ? labels.notKept(labels.cause[found.cause]) : labels.fromOrigin}
      </span>
    );
  if ([...checked.values()].includes(false))
    return <strong class="kept-seal kept-altered">✕ {labels.altered}</strong>;
  if (checked.size === 0) return <span class="kept-seal quiet">{labels.checking}</span>;
  const says = found.kept === 'sound' ? labels.soundOnly : labels.verified;
  return <span class="kept-seal kept-good">✓ {says(checked.size)}</span>;
};

const KeptCoverage = ({ media }: { readonly media: BroadcastMedia }) => {
  const { words } = useDesk();
  const labels = words.value.media;
  const { coverage } = media;
  const parts = [
    [labels.words, coverage.words],
    [labels.picture, coverage.picture],
    [labels.sound, coverage.sound],
  ] as const;
  return (
    <details class="kept-coverage">
      <summary>{parts.map(([what, { percent }]) => labels.coverage(what, percent)).join(' · ')}</summary>
      <p>{labels.around}</p>
      {parts.map(([what, one]) => (
        <CoverageGaps key={what} what={what} coverage={one} />
      ))}
    </details>
  );
};

const CoverageGaps = ({ what, coverage }: { readonly what: string; readonly coverage: Coverage }) => {
  const { words } = useDesk();
  const labels = words.value.media;
  return (
    <>
      <p>{labels.coverage(what, coverage.percent)}</p>
      {coverage.gaps.length > 0 && (
        <ul>
          {coverage.gaps.map(({ fromMs, untilMs, cause }) => (
            <li key={`${fromMs}/${cause}`}>
              {labels.gapLine(broadcastTime(fromMs), broadcastTime(untilMs), labels.cause[cause])}
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

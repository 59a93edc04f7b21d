import { useEffect, useState } from 'preact/hooks';
import type { ExhibitView } from '../../models/contract/exhibit.ts';
import type { MarkView } from '../../models/contract/mark.ts';
import { type MarkWords, markWords } from '../words/marks/index.ts';
import { broadcastTime } from '../words/time.ts';
import { parseClock } from '../words/typed-clock.ts';
import { useDesk } from './desk.ts';

interface Props {
  readonly exhibit: ExhibitView;
  readonly mark: MarkView;
  readonly renew: () => Promise<void>;
}

const saidOf = ({ place, placing }: ExhibitView, words: MarkWords['exhibits']): string => {
  if (place) return (place.by === 'clock' ? words.byClock : words.byHand)(broadcastTime(place.atMs));
  return placing ? words.placing : words.unplaced;
};

/** Where a recording lies on the broadcast's time line, and by what; to be moved by hand. */
export const ExhibitPlace = ({ exhibit, mark, renew }: Props) => {
  const { api, settings } = useDesk();
  const words = markWords[settings.language.value];
  const [typed, setTyped] = useState(broadcastTime(exhibit.place?.atMs ?? mark.atMs));
  const [said, setSaid] = useState('');
  const placedMs = exhibit.place?.atMs;
  // Read from the file's own clock meanwhile.
  useEffect(() => {
    if (placedMs !== undefined) setTyped(broadcastTime(placedMs));
  }, [placedMs]);
  if (!/^(video|audio)\//.test(exhibit.type)) return null;
  const atMs = parseClock(typed);
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (atMs === null) return;
    try {
      await api.placeExhibit(exhibit.id, atMs);
    } catch (cause) {
      setSaid(cause instanceof Error ? cause.message : String(cause));
    }
    await renew();
  };
  return (
    <form class="mine-place" onSubmit={(event) => void save(event)}>
      <p class="small-text" role="status">
        {said || saidOf(exhibit, words.exhibits)}
      </p>
      <label class="small-text">
        {words.exhibits.place}{' '}
        <input
          class="mine-clock"
          value={typed}
          aria-invalid={atMs === null}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <input
        type="range"
        min={0}
        max={mark.reachedMs}
        step={1_000}
        value={atMs ?? 0}
        aria-label={words.exhibits.place}
        aria-valuetext={typed}
        onInput={(event) => setTyped(broadcastTime(Number(event.currentTarget.value)))}
      />
      <button type="submit" class="button small" disabled={atMs === null}>
        {words.exhibits.placeSave}
      </button>
    </form>
  );
};

import { MOMENT_AFTER_MS, MOMENT_BEFORE_MS, type Moment } from '../../models/contract/moment.ts';
import { useDesk } from '../view/desk.ts';
import { broadcastTime } from '../words/time.ts';

const WHOLE_MS = MOMENT_BEFORE_MS + MOMENT_AFTER_MS;

/** The three minutes as a line: claims, gaps, the moment, and where the video is. A click plays from there. */
export const TimeStrip = ({ moment }: { readonly moment: Moment }) => {
  const { words, playback, playingMs } = useDesk();
  const fromMs = moment.atMs - MOMENT_BEFORE_MS;
  const place = (atMs: number): string =>
    `${Math.max(0, Math.min(100, ((atMs - fromMs) / WHOLE_MS) * 100)).toFixed(2)}%`;
  const claims = moment.lines.flatMap(({ atMs, claims: found, utteranceId, source }) =>
    found.map((claim, index) => ({ key: `${utteranceId}-${index}`, atMs, verdict: claim.verdict, source })),
  );
  const seek = (event: MouseEvent): void => {
    const { left, width } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    playback.peek()?.seek(Math.max(0, fromMs + ((event.clientX - left) / width) * WHOLE_MS));
  };
  const at = playingMs.value;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the lines below and the player's own slider do the same by key
    // biome-ignore lint/a11y/noStaticElementInteractions: as above
    <div class="strip" title={words.value.moment.timeLine} onClick={seek}>
      {moment.gaps.map((gap) => (
        <span
          key={`gap-${gap.fromMs}`}
          class="strip-gap"
          style={{ left: place(gap.fromMs), right: `calc(100% - ${place(gap.untilMs)})` }}
        />
      ))}
      {claims.map(({ key, atMs, verdict, source }) => (
        <span
          key={key}
          class={`strip-claim strip-${verdict} strip-${source}`}
          style={{ left: place(atMs) }}
        />
      ))}
      <span class="strip-moment" style={{ left: place(moment.atMs) }} />
      {at !== null && at >= fromMs && <span class="strip-playing" style={{ left: place(at) }} />}
      <span class="strip-from">{broadcastTime(fromMs)}</span>
      <span class="strip-until">{broadcastTime(moment.atMs + MOMENT_AFTER_MS)}</span>
    </div>
  );
};

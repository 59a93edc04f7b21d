import { useState } from 'preact/hooks';
import type { AlertView } from '../../models/contract/alert.ts';
import type { BroadcastView } from '../../models/contract/broadcast.ts';
import { insteadOf, subjectName } from '../part/names.ts';
import { shown } from '../state/spans.ts';
import { inLanguage } from '../words/catalogue.ts';
import { broadcastTime } from '../words/time.ts';
import { onAirMs } from './broadcasts.tsx';
import { useDesk } from './desk.ts';

/** Nudges shown large; a host in front of a camera takes in no more. */
const NUDGES_SHOWN_MAX = 3;

/** For someone in front of a camera: calm, large, and only what matters now. */
export const HostScreen = () => {
  const { broadcasts, words } = useDesk();
  const labels = words.value.host;
  const onAir = broadcasts.list.value.filter(({ state }) => state !== 'ended');
  return (
    <section class="host" aria-label={labels.title}>
      {onAir.length === 0 && broadcasts.loaded.value && <p class="empty host-empty">{labels.none}</p>}
      {onAir.map((broadcast) => (
        <HostBroadcast key={broadcast.publicId} broadcast={broadcast} />
      ))}
    </section>
  );
};

const HostBroadcast = ({ broadcast }: { readonly broadcast: BroadcastView }) => {
  const app = useDesk();
  const labels = app.words.value.host;
  const [known, setKnown] = useState<ReadonlySet<string>>(new Set());
  const nudges = [...app.queue.alerts.value.values()]
    .filter(
      ({ broadcast: { publicId }, status }) => publicId === broadcast.publicId && status !== 'dismissed',
    )
    .filter(({ id, count }) => !known.has(`${id}/${count}`))
    .sort((a, b) => b.lastAtMs - a.lastAtMs);
  const rest = nudges.length - NUDGES_SHOWN_MAX;
  return (
    <article class="host-room">
      <header class="host-head">
        <h1>{broadcast.title}</h1>
        <p class="host-clock">
          <span class="quiet">{labels.onAir}</span>{' '}
          <time>{broadcastTime(onAirMs(broadcast, app.clock.nowMs.value))}</time>
        </p>
        {broadcast.state === 'silent' && <p class="tag tag-warn">{labels.silent}</p>}
      </header>
      {nudges.length === 0 && <p class="host-calm">{labels.calm}</p>}
      <ul class="nudges" aria-live="polite">
        {nudges.slice(0, NUDGES_SHOWN_MAX).map((alert) => (
          <Nudge
            key={alert.id}
            alert={alert}
            got={() => setKnown((before) => new Set(before).add(`${alert.id}/${alert.count}`))}
          />
        ))}
      </ul>
      {rest > 0 && <p class="quiet">{labels.earlier(rest)}</p>}
    </article>
  );
};

const Nudge = ({ alert, got }: { readonly alert: AlertView; readonly got: () => void }) => {
  const { words, settings } = useDesk();
  const { host: labels, quoteOpen, quoteClose } = words.value;
  const language = settings.language.value;
  const duty = alert.subject.type === 'duty';
  return (
    <li class="nudge">
      <p class="nudge-meta">
        <time>{broadcastTime(alert.lastAtMs)}</time>
        <span>{subjectName(alert, language, words.value)}</span>
        {alert.count > 1 && <span>{labels.times(alert.count)}</span>}
        {alert.correctedAtMs !== undefined && <span class="tag tag-good">{labels.corrected}</span>}
      </p>
      <p class="nudge-heard">
        <span class="nudge-label">{duty ? labels.owed : labels.heard}</span>
        <span lang={alert.broadcast.language}>
          {duty ? alert.quote : `${quoteOpen}${shown(alert.quote)}${quoteClose}`}
        </span>
      </p>
      <p class="nudge-instead">
        <span class="nudge-label">{labels.instead}</span>
        {insteadOf(alert, language)}
      </p>
      <p class="nudge-why">
        <span class="nudge-label">{labels.why}</span>
        {inLanguage(alert.reason, language)}
      </p>
      <button type="button" class="button wide" onClick={got}>
        {labels.got}
      </button>
    </li>
  );
};

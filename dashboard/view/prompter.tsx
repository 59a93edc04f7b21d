import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { BroadcastView } from '../../models/contract/broadcast.ts';
import { keepAwake } from '../link/wake-lock.ts';
import { Connection } from '../part/connection.tsx';
import { broadcastTime } from '../words/time.ts';
import { onAirMs } from './broadcasts.tsx';
import { useDesk } from './desk.ts';

/** Sizes of the line in CSS pixels: never smaller than what is read at arm's length. */
const SIZE_PX_MIN = 24;
const SIZE_PX_MAX = 240;

/** For the presenter, from across the room: one line, as large as it can be. */
export const PrompterScreen = () => {
  const { broadcasts, words, route } = useDesk();
  const labels = words.value.host.prompter;
  const [id] = route.value.rest;
  const broadcast = broadcasts.list.value.find(({ publicId }) => publicId === id);
  useEffect(() => keepAwake(document, navigator), []);
  return (
    <main class="prompter" id="main" aria-label={labels.title}>
      <h1 class="unseen">{labels.title}</h1>
      <Line text={broadcast?.prompt?.text ?? ''} language={broadcast?.language ?? ''} />
      <footer class="prompter-foot">
        <Connection />
        <PrompterState broadcast={broadcast} />
      </footer>
    </main>
  );
};

const PrompterState = ({ broadcast }: { readonly broadcast: BroadcastView | undefined }) => {
  const { broadcasts, words, clock } = useDesk();
  const labels = words.value.host.prompter;
  if (!broadcast) return <p>{broadcasts.loaded.value ? labels.gone : ''}</p>;
  return (
    <>
      <p>{broadcast.state === 'ended' ? labels.ended : broadcast.prompt ? '' : labels.empty}</p>
      <time>{broadcastTime(onAirMs(broadcast, clock.nowMs.value))}</time>
    </>
  );
};

const Line = ({ text, language }: { readonly text: string; readonly language: string }) => {
  const box = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    const [outer, inner] = [box.current, line.current];
    if (!outer || !inner) return;
    const fitNow = (): void => enlarge(outer, inner);
    fitNow();
    const watcher = new ResizeObserver(fitNow);
    watcher.observe(outer);
    return () => watcher.disconnect();
  }, [text]);
  return (
    <div class="prompter-box" ref={box} role="status" aria-live="polite">
      <p class="prompter-line" ref={line} lang={language || undefined}>
        {text}
      </p>
    </div>
  );
};

/** The largest size at which all of the line is in sight. */
const enlarge = (outer: HTMLElement, inner: HTMLElement): void => {
  let low = SIZE_PX_MIN;
  let high = SIZE_PX_MAX;
  while (low < high) {
    const size = Math.ceil((low + high) / 2);
    inner.style.fontSize = `${size}px`;
    const fits = inner.scrollHeight <= outer.clientHeight && inner.scrollWidth <= outer.clientWidth;
    if (fits) low = size;
    else high = size - 1;
  }
  inner.style.fontSize = `${low}px`;
};

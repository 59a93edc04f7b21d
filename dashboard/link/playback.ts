import type Hls from 'hls.js';
import type { HlsConfig } from 'hls.js';
import { PLAYER_LEAD_MS } from '../../models/contract/moment.ts';
import { epochOf, type Fragment, isWithin, mediaTimeOf } from '../state/media-time.ts';

export type PlaybackState = 'none' | 'loading' | 'ready' | 'not-yet' | 'failed' | 'unsupported';

/** A moment of a broadcast to be shown. */
export interface Scene {
  readonly url: string;
  /** Epoch milliseconds of the broadcast's start. */
  readonly startedAtMs: number;
  readonly atMs: number;
  /** Kept pieces, each checked against the hash that it is recorded by before it is played. */
  readonly kept?: boolean;
}

export interface PlaybackListener {
  state(state: PlaybackState): void;
  /** Broadcast time in ms that is on screen. */
  position(atMs: number): void;
  /** The browser refused sound and the video plays muted. */
  silenced(): void;
  /** A moment was asked for that is not among the kept pieces. */
  outside(atMs: number): void;
  /** A kept piece was checked. */
  piece(sha256: string, ok: boolean): void;
}

export interface Playback {
  /** Shows a scene from {@link PLAYER_LEAD_MS} before it; within the same video it only jumps. */
  show(scene: Scene | null): void;
  /** Plays from a broadcast time, exactly. */
  seek(atMs: number): void;
  toggle(): void;
  nudge(seconds: number): void;
  reload(): void;
  close(): void;
}

/** A target this close to the end of what is there counts as there. */
const EDGE_S = 0.5;
const NATIVE_TYPE = 'application/vnd.apple.mpegurl';

/** The player's door: hls.js, loaded when first needed, or the browser's own HLS. Never throws; what fails is a state. */
export const createPlayback = (video: HTMLVideoElement, listener: PlaybackListener): Playback => {
  let scene: Scene | null = null;
  let hls: Hls | null = null;
  let wantedMs: number | null = null;
  let generation = 0;
  let fragments: readonly Fragment[] = [];

  const mediaTime = (atMs: number): number =>
    scene ? mediaTimeOf(fragments, scene.startedAtMs + atMs, atMs / 1000) : 0;
  const endS = (): number => {
    const last = fragments.at(-1);
    if (last) return last.start + last.duration;
    return video.seekable.length > 0 ? video.seekable.end(video.seekable.length - 1) : 0;
  };
  const play = async (): Promise<void> => {
    try {
      await video.play();
    } catch (cause) {
      if (!(cause instanceof DOMException) || cause.name !== 'NotAllowedError' || video.muted) return;
      video.muted = true;
      listener.silenced();
      await video.play().catch(() => {});
    }
  };
  /** Jumps to what is wanted as soon as the media reaches that far. */
  const settle = (): void => {
    if (wantedMs === null) return;
    const target = mediaTime(wantedMs);
    const end = endS();
    if (end <= 0) return;
    if (target > end - EDGE_S) {
      listener.state('not-yet');
      return;
    }
    wantedMs = null;
    video.currentTime = Math.max(0, target);
    listener.state('ready');
    void play();
  };
  const fail = (state: 'failed' | 'unsupported'): void => {
    hls?.destroy();
    hls = null;
    listener.state(state);
  };

  const openNative = (url: string): void => {
    video.src = url;
    const started = (video as { getStartDate?: () => Date }).getStartDate;
    video.addEventListener(
      'loadedmetadata',
      () => {
        const first = started?.call(video).getTime();
        if (first && Number.isFinite(first))
          fragments = [{ start: 0, duration: video.duration || 0, programDateTime: first }];
        settle();
      },
      { once: true },
    );
  };
  const open = async (url: string): Promise<void> => {
    generation += 1;
    const mine = generation;
    hls?.destroy();
    hls = null;
    fragments = [];
    listener.state('loading');
    const loaded = await Promise.all([import('hls.js'), import('./checked-fragments.ts')]).catch(() => null);
    if (mine !== generation) return;
    if (!loaded) return fail('failed');
    const [{ default: HlsClass }, { checkedFragments }] = loaded;
    if (!HlsClass.isSupported()) {
      if (video.canPlayType(NATIVE_TYPE)) return openNative(url);
      return fail('unsupported');
    }
    const kept = scene?.kept ?? false;
    const startS = kept ? 0 : Math.max(0, (wantedMs ?? 0) / 1000);
    const checked =
      kept && checkedFragments(HlsClass, (sha256, ok) => mine === generation && listener.piece(sha256, ok));
    const how = { url, startS, ...(checked && { fLoader: checked }) };
    hls = follow(HlsClass, video, how, {
      fragments: (found) => {
        fragments = found;
        settle();
      },
      failed: () => mine === generation && fail('failed'),
    });
  };

  const onTime = (): void => {
    if (!scene || wantedMs !== null) return;
    const epochMs = epochOf(fragments, video.currentTime);
    listener.position(epochMs === null ? video.currentTime * 1000 : epochMs - scene.startedAtMs);
  };
  const onError = (): void => {
    if (!hls && video.error) listener.state('failed');
  };
  video.addEventListener('timeupdate', onTime);
  video.addEventListener('error', onError);

  const seek = (atMs: number): void => {
    if (scene?.kept && fragments.length > 0 && !isWithin(fragments, scene.startedAtMs + atMs)) {
      listener.outside(atMs);
      return;
    }
    wantedMs = Math.max(0, atMs);
    settle();
  };
  return {
    show(next) {
      const same = next !== null && scene?.url === next.url && (hls !== null || video.src !== '');
      scene = next;
      if (!next) {
        generation += 1;
        video.pause();
        hls?.destroy();
        hls = null;
        fragments = [];
        video.removeAttribute('src');
        listener.state('none');
        return;
      }
      wantedMs = Math.max(0, next.atMs - PLAYER_LEAD_MS);
      if (same) settle();
      else void open(next.url);
    },
    seek,
    toggle() {
      if (video.paused) void play();
      else video.pause();
    },
    nudge(seconds) {
      video.currentTime = Math.max(0, Math.min(endS(), video.currentTime + seconds));
    },
    reload() {
      if (!scene) return;
      wantedMs = Math.max(0, scene.atMs - PLAYER_LEAD_MS);
      void open(scene.url);
    },
    close() {
      generation += 1;
      video.removeEventListener('timeupdate', onTime);
      video.removeEventListener('error', onError);
      hls?.destroy();
      hls = null;
    },
  };
};

interface Following {
  fragments(found: readonly Fragment[]): void;
  failed(): void;
}

/** Attaches hls.js. A fatal media error is recovered from once; a fatal network error is tried once more, then said. */
const follow = (
  HlsClass: typeof Hls,
  video: HTMLVideoElement,
  { url, startS, ...more }: Pick<Partial<HlsConfig>, 'fLoader'> & { url: string; startS: number },
  on: Following,
): Hls => {
  const hls = new HlsClass({
    // A worker from a blob would need a wider content security policy; the streams here are small.
    enableWorker: false,
    startPosition: startS,
    // The transcript stands beside the video already.
    renderTextTracksNatively: false,
    enableWebVTT: false,
    maxBufferLength: 20,
    backBufferLength: 60,
    ...more,
  });
  const { Events, ErrorTypes } = HlsClass;
  let recovered = false;
  let retried = false;
  hls.on(Events.LEVEL_UPDATED, (_event, { details }) => {
    on.fragments(
      details.fragments.map(({ start, duration, programDateTime }) => ({ start, duration, programDateTime })),
    );
  });
  hls.on(Events.ERROR, (_event, error) => {
    if (!error.fatal) return;
    if (error.type === ErrorTypes.MEDIA_ERROR && !recovered) {
      recovered = true;
      hls.recoverMediaError();
    } else if (error.type === ErrorTypes.NETWORK_ERROR && !retried && hls.levels.length > 0) {
      retried = true;
      hls.startLoad();
    } else on.failed();
  });
  hls.loadSource(url);
  hls.attachMedia(video);
  return hls;
};

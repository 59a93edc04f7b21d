import { useEffect, useRef, useState } from 'preact/hooks';
import { createPlayback, type Playback, type PlaybackState, type Scene } from '../link/playback.ts';
import { useDesk } from '../view/desk.ts';

interface Props {
  readonly scene: Scene | null;
  /** Whether it is known yet if there is a video. */
  readonly known: boolean;
  /** Why there is none, where it is not that the broadcast has none. */
  readonly noneSays?: string;
  /** Told of each kept piece that was checked against its hash. */
  readonly onPiece?: (sha256: string, ok: boolean) => void;
  /** Told of a moment that was asked for and is not kept. */
  readonly onOutside?: (atMs: number) => void;
}

/** The video at the moment. Its place keeps its size whatever becomes of it. */
export const Player = ({ scene, known, noneSays, onPiece, onOutside }: Props) => {
  const told = useRef({ onPiece, onOutside });
  told.current = { onPiece, onOutside };
  const app = useDesk();
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<PlaybackState>('none');
  const [silenced, setSilenced] = useState(false);
  const [playback, setPlayback] = useState<Playback | null>(null);
  useEffect(() => {
    if (!video.current) return;
    const made = createPlayback(video.current, {
      state: setState,
      position: (atMs) => {
        app.playingMs.value = atMs;
      },
      silenced: () => setSilenced(true),
      piece: (sha256, ok) => told.current.onPiece?.(sha256, ok),
      outside: (atMs) => told.current.onOutside?.(atMs),
    });
    setPlayback(made);
    app.playback.value = made;
    return () => {
      made.close();
      app.playback.value = null;
      app.playingMs.value = null;
    };
  }, [app]);
  useEffect(() => {
    if (known) playback?.show(scene);
    // A scene is the same as long as its parts are.
  }, [playback, known, scene?.url, scene?.atMs, scene?.startedAtMs, scene?.kept]);
  const muted = app.settings.muted.value;
  const unmute = (): void => {
    setSilenced(false);
    app.settings.muted.value = false;
    if (video.current) video.current.muted = false;
  };
  const shownState = known && scene === null ? 'none' : state;
  return (
    <div class={`player player-${shownState}`}>
      <video
        ref={video}
        controls
        playsInline
        muted={muted}
        aria-label={app.words.value.player.label}
        onVolumeChange={({ currentTarget }) => {
          if (!silenced) app.settings.muted.value = currentTarget.muted;
        }}
      />
      <PlayerSays
        state={known ? shownState : 'loading'}
        none={noneSays ?? app.words.value.player.none}
        reload={() => playback?.reload()}
      />
      {silenced && (
        <p class="player-silenced">
          {app.words.value.player.muted}{' '}
          <button type="button" class="button small" onClick={unmute}>
            {app.words.value.player.unmute}
          </button>
        </p>
      )}
    </div>
  );
};

interface SaysProps {
  readonly state: PlaybackState;
  readonly none: string;
  readonly reload: () => void;
}

const PlayerSays = ({ state, none, reload }: SaysProps) => {
  const { words } = useDesk();
  const labels = words.value.player;
  if (state === 'ready') return null;
  const text = {
    none,
    loading: labels.loading,
    'not-yet': labels.notYet,
    failed: labels.failed,
    unsupported: labels.unsupported,
  }[state];
  return (
    <div class="player-says" role="status">
      {/* Another text is another line: it does not grow out of the one before. */}
      <p key={text}>{text}</p>
      {state === 'failed' && (
        <button type="button" class="button small" onClick={reload}>
          {labels.again}
        </button>
      )}
    </div>
  );
};

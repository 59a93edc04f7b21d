import { useEffect, useState } from 'preact/hooks';
import type { BroadcastMedia } from '../../models/contract/media.ts';
import type { PublicBroadcast } from '../../models/contract/public.ts';
import { useDesk } from '../view/desk.ts';
import { publicWords } from '../words/public/index.ts';
import { Player } from './player.tsx';

interface Props {
  readonly broadcast: PublicBroadcast;
  /** The stretch that is read beside it. */
  readonly fromMs: number;
  readonly untilMs: number;
  /** A moment that was asked for. */
  readonly atMs: number | null;
}

/** Picture and sound as they were kept, each piece held against the hash that is on record; nothing where nothing is kept. */
export const PublicPlayer = ({ broadcast, fromMs, untilMs, atMs }: Props) => {
  const { api, settings } = useDesk();
  const labels = publicWords[settings.language.value].record;
  const { publicId } = broadcast;
  const [media, setMedia] = useState<BroadcastMedia | null>(null);
  const [checked, setChecked] = useState<ReadonlyMap<string, boolean>>(new Map());
  useEffect(() => {
    const leaving = new AbortController();
    setMedia(null);
    setChecked(new Map());
    api
      .media(publicId, fromMs, untilMs, leaving.signal)
      .then((found) => !leaving.signal.aborted && setMedia(found))
      .catch(() => {});
    return () => leaving.abort();
  }, [api, publicId, fromMs, untilMs]);
  if (!media) return null;
  if (media.playlist === null) return <p class="quiet">{labels.playerNone}</p>;
  const first = media.pieces.find(({ held }) => held);
  const isBad = [...checked.values()].includes(false);
  return (
    <section class="public-player" aria-label={labels.player}>
      <Player
        known
        scene={{
          url: media.playlist,
          startedAtMs: Date.parse(broadcast.startedAt),
          atMs: atMs ?? Math.max(fromMs, first?.fromMs ?? fromMs),
          kept: true,
        }}
        onPiece={(sha256, ok) => setChecked((before) => new Map(before).set(sha256, ok))}
      />
      <p class={isBad ? 'kept-altered' : 'quiet'} role="status">
        {isBad ? labels.playerBad : checked.size > 0 && `✓ ${labels.playerOk(checked.size)}`}
      </p>
    </section>
  );
};

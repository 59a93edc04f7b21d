import { clockOf } from '../../models/contract/pack/clock.ts';
import { CLIP } from '../../models/contract/pack/names.ts';
import type { VerifiedPack2 } from '../../models/contract/pack/verify.ts';
import { useBlobUrl } from './blob-url.ts';
import type { PackVoice } from './voice.ts';

interface Props {
  readonly pack: VerifiedPack2;
  /** Files that are at hand, by name; all of them were compared. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly voice: PackVoice;
}

/** The clip, or why there is none. */
export const PackClip = ({ pack, files, voice }: Props) => {
  const { clip, clipSays } = pack.document;
  const url = useBlobUrl(files.get(CLIP), 'video/mp4');
  const { word } = voice;
  return (
    <section aria-labelledby="pack-clip">
      <h2 id="pack-clip">{word('clip')}</h2>
      {clip === null && <p>{word('noClip', { why: clipSays ? voice.say(clipSays) : '' })}</p>}
      {clip !== null && (
        <p>
          {word('clipText', { from: clockOf(clip.fromMs), until: clockOf(clip.untilMs) })}{' '}
          {word(clip.how === 'copied' ? 'clipCopied' : 'clipEncoded')}
        </p>
      )}
      {clip !== null && !files.has(CLIP) && <p class="pack-note">{word('clipDrop')}</p>}
      {url && (
        // biome-ignore lint/a11y/useMediaCaption: what is said in it stands beside it as text, line by line.
        <video controls playsInline preload="metadata" src={url} aria-label={word('play')} />
      )}
    </section>
  );
};

const Picture = ({
  bytes,
  says,
  of,
}: {
  readonly bytes: Uint8Array;
  readonly says: string;
  readonly of: string;
}) => {
  const url = useBlobUrl(bytes, 'image/png');
  return (
    <figure>
      {url && <img src={url} alt={says} />}
      <figcaption>
        {says} · <code>{of}</code>
      </figcaption>
    </figure>
  );
};

/** The pictures, each with the record and the hash that it comes from. */
export const PackPictures = ({ pack, files, voice }: Props) => {
  const shown = pack.document.pictures.filter(({ file }) => files.has(file));
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="pack-pictures">
      <h2 id="pack-pictures">{voice.word('pictures')}</h2>
      <div class="pack-pictures">
        {shown.map(({ file, leaf, sha256, says }) => (
          <Picture
            key={file}
            bytes={files.get(file) as Uint8Array}
            says={voice.say(says)}
            of={`${voice.word('pictureOf', { leaf })} · ${sha256}`}
          />
        ))}
      </div>
    </section>
  );
};

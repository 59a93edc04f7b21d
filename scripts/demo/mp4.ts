/** Reading what the playlists need to know from fragmented MP4 (ISO/IEC 14496-12). */

const CONTAINERS = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'moof', 'traf']);

interface Box {
  readonly type: string;
  readonly body: Buffer;
}

const boxesOf = function* (file: Buffer): Generator<Box> {
  let at = 0;
  while (at + 8 <= file.length) {
    const size = file.readUInt32BE(at);
    if (size < 8) return;
    const type = file.toString('latin1', at + 4, at + 8);
    const body = file.subarray(at + 8, at + size);
    yield { type, body };
    if (CONTAINERS.has(type)) yield* boxesOf(body);
    at += size;
  }
};

const bodies = (file: Buffer, type: string): Buffer[] =>
  [...boxesOf(file)].filter((box) => box.type === type).map((box) => box.body);

/** RFC 6381 codecs of an init segment with one AVC and one AAC-LC track. */
export const codecsOf = (init: Buffer): string => {
  const at = init.indexOf('avcC', 0, 'latin1');
  if (at < 0) throw new Error('no AVC track in the init segment');
  return `avc1.${init.toString('hex', at + 5, at + 8)},mp4a.40.2`;
};

/** Decode time of the video's first sample in ms. @throws when a track does not start where the other does. */
export const firstDecodeMs = (init: Buffer, segment: Buffer): number => {
  const timescales = bodies(init, 'mdhd').map((body) => body.readUInt32BE(body[0] === 1 ? 20 : 12));
  const starts = bodies(segment, 'tfdt').map((body) =>
    body[0] === 1 ? Number(body.readBigUInt64BE(4)) : body.readUInt32BE(4),
  );
  const [video = 0, audio = 0] = starts.map((start, i) => (start * 1000) / (timescales[i] ?? 1));
  if (Math.abs(video - audio) > 100) throw new Error(`video starts at ${video} ms, audio at ${audio} ms`);
  return Math.round(video);
};

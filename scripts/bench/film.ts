import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** 720p as a phone's camera sends it. */
const BITRATE = '2500k';

/** A film in segments, as a live encoder writes them; needs ffmpeg on the path, where `scripts/run.mjs` puts what set-up brought. @param dir where it is made */
export const film = (dir: string, { seconds, segmentS }: { seconds: number; segmentS: number }): Buffer[] => {
  const video = ['-f', 'lavfi', '-i', `testsrc2=size=1280x720:rate=25:duration=${seconds}`];
  const sound = ['-f', 'lavfi', '-i', `sine=frequency=330:duration=${seconds}`];
  const rate = ['-b:v', BITRATE, '-maxrate', BITRATE, '-bufsize', BITRATE];
  const codec = [
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    ...rate,
    '-g',
    '50',
    '-c:a',
    'aac',
    '-b:a',
    '96k',
  ];
  const names = ['-hls_segment_filename', join(dir, 'film%03d.ts'), join(dir, 'film.m3u8')];
  const hls = ['-f', 'hls', '-hls_time', String(segmentS), '-hls_list_size', '0', ...names];
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...video, ...sound, ...codec, ...hls]);
  return readdirSync(dir)
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => readFileSync(join(dir, name)));
};

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { ffmpegFileOf } from '../../worker/media/open.ts';

/** The program, which set-up brings where it can be had. */
export const ffmpegFile = ffmpegFileOf(undefined, {
  path: process.env.PATH ?? '',
  rootDir: join(import.meta.dirname, '../..'),
});
export const hasFfmpeg = (): boolean => ffmpegFile !== undefined;

export interface Said {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly text: string;
}

const srtClock = (ms: number): string => new Date(ms).toISOString().slice(11, 23).replace('.', ',');

const srtOf = (said: readonly Said[]): string =>
  said
    .map(
      ({ fromMs, untilMs, text }, i) => `${i + 1}\n${srtClock(fromMs)} --> ${srtClock(untilMs)}\n${text}\n`,
    )
    .join('\n');

/** A sentence every 0.8 s, some of them longer than the 2 s of a segment. */
export const sentences = (name: string, seconds: number): Said[] =>
  Array.from({ length: Math.floor((seconds * 1000 - 500) / 800) }, (_, i) => ({
    fromMs: 300 + i * 800,
    untilMs: 300 + i * 800 + (i % 4 === 3 ? 2_300 : 700),
    text: i % 5 === 2 ? `<i>${name}</i>的第${i + 1}句 & 3 < 5。` : `${name}的第${i + 1}句。`,
  }));

/**
 * A live encoder: a plain colour at 160x90 and 5 frames a second, with captions, as HLS in segments of 2 s, in real time.
 * Each start writes the same file names from number 0 on, as an encoder does that is started again.
 */
export const startEncoder = (folder: string, said: readonly Said[], seconds: number): ChildProcess => {
  writeFileSync(join(folder, 'said.srt'), srtOf(said));
  const picture = ['-re', '-f', 'lavfi', '-i', 'color=c=0x335577:s=160x90:r=5'];
  const words = ['-re', '-i', 'said.srt'];
  const video = ['-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', '60k', '-g', '10', '-keyint_min', '10'];
  const hls = ['-f', 'hls', '-hls_time', '2', '-hls_list_size', '0', '-hls_flags', 'program_date_time'];
  const names = ['-hls_segment_filename', 'picture%d.ts', '-hls_subtitle_path', 'words.m3u8'];
  const tracks = [
    '-var_stream_map',
    'v:0,s:0,sgroup:words',
    '-master_pl_name',
    'master.m3u8',
    'picture.m3u8',
  ];
  return spawn(
    'ffmpeg',
    [
      ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', ...picture, ...words],
      ...['-t', String(seconds), '-map', '0:v', '-map', '1:s', '-threads', '1', ...video, '-c:s', 'webvtt'],
      ...[...hls, ...names, ...tracks],
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  );
};

export const stopped = async (encoder: ChildProcess): Promise<void> => {
  if (encoder.exitCode === null && encoder.signalCode === null) await once(encoder, 'exit');
};

/** Serves the files of a folder as they stand, as a plain web server does. */
export const serveFolder = async (folder: string): Promise<{ origin: string; close(): Promise<unknown> }> => {
  const server = createServer((request, response) => {
    const name = basename(new URL(request.url ?? '/', 'http://o.example').pathname);
    try {
      response.end(readFileSync(join(folder, name)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const close = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
};

const lined = (path: string): string[] => {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
};

/** When the encoder's clock began, ms since 1970, by its own word; undefined before its first segment is complete. */
export const begunMs = (folder: string): number | undefined => {
  const line = lined(join(folder, 'picture.m3u8')).find((one) => one.startsWith('#EXT-X-PROGRAM-DATE-TIME:'));
  return line === undefined ? undefined : Date.parse(line.slice(line.indexOf(':') + 1));
};

/** Start of every caption that the caption playlist leads to at present, ms of the encoder's clock. */
export const publishedMs = (folder: string): number[] =>
  lined(join(folder, 'words.m3u8'))
    .filter((line) => line.endsWith('.vtt'))
    .flatMap((name) => lined(join(folder, name)))
    .flatMap((line) => {
      const [, minutes, seconds] = /^(\d+):(\d+\.\d+) -->/.exec(line) ?? [];
      return seconds === undefined ? [] : [Math.round((Number(minutes) * 60 + Number(seconds)) * 1000)];
    });

/**
 * A recording with a moving picture and a tone, as HLS in segments of 2 s: in MPEG-TS with the sound inside, or in fMP4 with the
 * sound apart. Made as fast as the machine can.
 */
export const makeRecording = (folder: string, seconds: number, form: 'mpegts' | 'fmp4'): void => {
  const inputs = [
    ...[
      '-f',
      'lavfi',
      '-i',
      'testsrc2=s=160x90:r=5',
      '-f',
      'lavfi',
      '-i',
      'sine=frequency=440:sample_rate=44100',
    ],
    ...['-t', String(seconds), '-map', '0:v', '-map', '1:a', '-threads', '1', '-c:v', 'libx264'],
    ...['-preset', 'ultrafast', '-b:v', '60k', '-g', '10', '-keyint_min', '10', '-c:a', 'aac', '-b:a', '64k'],
  ];
  const hls = ['-f', 'hls', '-hls_time', '2', '-hls_list_size', '0', '-hls_playlist_type', 'vod'];
  const tracks =
    form === 'mpegts'
      ? ['-hls_segment_filename', 'part%d.ts', '-var_stream_map', 'v:0,a:0', 'picture.m3u8']
      : [
          ...['-hls_segment_type', 'fmp4', '-hls_fmp4_init_filename', 'init_%v.mp4'],
          ...[
            '-hls_segment_filename',
            'part_%v_%d.m4s',
            '-var_stream_map',
            'v:0,agroup:a a:0,agroup:a,default:yes',
          ],
          'track_%v.m3u8',
        ];
  const args = ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', ...inputs, ...hls];
  const made = spawnSync('ffmpeg', [...args, '-master_pl_name', 'master.m3u8', ...tracks], { cwd: folder });
  if (made.status !== 0) throw new Error(made.stderr.toString('utf8'));
};

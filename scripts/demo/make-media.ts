import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { cuesOf, vttSegment } from './captions.ts';
import type { Cue, Manifest } from './manifest.ts';
import { codecsOf, firstDecodeMs } from './mp4.ts';
import { drawnPicture, HEIGHT, WIDTH } from './picture.ts';
import {
  mediaDir,
  readScenario,
  SCENARIOS,
  type Scenario,
  type ScenarioName,
  spokenText,
} from './scenario.ts';
import { placeLines, type Timeline } from './timeline.ts';
import { durationMsOf, soundTrack, speak } from './voice.ts';

const HELP = `Makes the demo's media from scripts/demo/scenarios: npm run demo:media -- [scenario…]

Needs ffmpeg (with libx264 and libass), espeak-ng and the font Noto Sans CJK (Debian: fonts-noto-cjk).
Writes scripts/demo/media/<scenario>/: init.mp4, seg<N>.m4s, seg<N>.vtt, manifest.json.
Scenarios: ${SCENARIOS.join(', ')} (default: all).
`;

const run = promisify(execFile);
const FRAME_RATE = 5;
/** Seconds of a media segment. A key frame opens each. */
const SEGMENT_S = 4;
/** ffmpeg's own report of a five-minute film stays far below this. */
const OUTPUT_BYTES_MAX = 32 * 1024 * 1024;

const encode = async (work: string, out: string, durationMs: number): Promise<void> => {
  const size = `${WIDTH}x${HEIGHT}`;
  const picture = `color=c=black:s=${size}:r=${FRAME_RATE}:d=${durationMs / 1000}`;
  const gop = String(FRAME_RATE * SEGMENT_S);
  await run(
    'ffmpeg',
    [
      ...['-hide_banner', '-loglevel', 'error', '-y', '-f', 'lavfi', '-i', picture, '-i', 'sound.wav'],
      ...['-vf', 'ass=picture.ass', '-pix_fmt', 'yuv420p', '-threads', '1'],
      ...[
        '-c:v',
        'libx264',
        '-profile:v',
        'baseline',
        '-preset',
        'veryslow',
        '-tune',
        'animation',
        '-crf',
        '29',
      ],
      ...['-g', gop, '-keyint_min', gop, '-sc_threshold', '0'],
      ...['-c:a', 'aac', '-b:a', '20k', '-ar', '16000', '-ac', '1', '-t', String(durationMs / 1000)],
      ...['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact', '-map_metadata', '-1'],
      ...['-f', 'hls', '-hls_time', String(SEGMENT_S), '-hls_list_size', '0', '-hls_playlist_type', 'vod'],
      ...['-hls_segment_type', 'fmp4', '-hls_fmp4_init_filename', 'init.mp4'],
      ...['-hls_segment_options', 'use_editlist=0'],
      ...['-hls_segment_filename', path.join(out, 'seg%d.m4s'), path.join(out, 'list.m3u8')],
    ],
    { cwd: work, maxBuffer: OUTPUT_BYTES_MAX },
  );
};

/** Segment durations in ms as ffmpeg lists them, rounded so that their sum stays true. */
const segmentsOf = async (out: string): Promise<Manifest['segments']> => {
  const list = await readFile(path.join(out, 'list.m3u8'), 'utf8');
  const seconds = [...list.matchAll(/#EXTINF:([\d.]+)/g)].map((match) => Number(match[1]));
  const segments: Manifest['segments'] = [];
  let sumS = 0;
  for (const [i, valueS] of seconds.entries()) {
    const { size } = await stat(path.join(out, `seg${i}.m4s`));
    const durationMs = Math.round((sumS + valueS) * 1000) - Math.round(sumS * 1000);
    segments.push({ durationMs, bytes: size });
    sumS += valueS;
  }
  return segments;
};

const writeCaptions = async (
  out: string,
  cues: readonly Cue[],
  segments: Manifest['segments'],
  mediaStartMs: number,
): Promise<void> => {
  let startMs = 0;
  for (const [i, segment] of segments.entries()) {
    const endMs = startMs + segment.durationMs;
    await writeFile(path.join(out, `seg${i}.vtt`), vttSegment(cues, startMs, endMs, mediaStartMs));
    startMs = endMs;
  }
};

const speakAll = async (scenario: Scenario): Promise<Int16Array[]> => {
  const voices: Int16Array[] = [];
  for (const line of scenario.lines) {
    if (!('say' in line)) continue;
    const person = scenario.people[line.by];
    if (!person) throw new Error(`nobody is called ${line.by}`);
    voices.push(await speak(person, spokenText(line)));
  }
  return voices;
};

const captionsOf = (scenario: Scenario, timeline: Timeline): Cue[] =>
  scenario.lines
    .filter((line) => 'say' in line)
    .flatMap((line, i) => {
      const spoken = timeline.spoken[i];
      return spoken ? cuesOf(line, spoken, scenario.language) : [];
    });

const manifestOf = async (
  scenario: Scenario,
  timeline: Timeline,
  cues: Cue[],
  out: string,
): Promise<Manifest> => {
  const segments = await segmentsOf(out);
  const init = await readFile(path.join(out, 'init.mp4'));
  const bits = segments.map((segment) => (segment.bytes * 8000) / segment.durationMs);
  const bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0);
  return {
    scenario: scenario.id,
    language: scenario.language,
    durationMs: timeline.durationMs,
    mediaStartMs: firstDecodeMs(init, await readFile(path.join(out, 'seg0.m4s'))),
    codecs: codecsOf(init),
    width: WIDTH,
    height: HEIGHT,
    frameRate: FRAME_RATE,
    bandwidthBitsPerS: Math.ceil(Math.max(...bits)),
    averageBandwidthBitsPerS: Math.ceil((bytes * 8000) / timeline.durationMs),
    segments,
    spoken: timeline.spoken,
    cues,
    events: timeline.events,
  };
};

const makeMedia = async (rootDir: string, name: ScenarioName): Promise<string> => {
  const scenario = await readScenario(rootDir, name);
  const out = mediaDir(rootDir, name);
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const work = await mkdtemp(path.join(tmpdir(), 'demo-media-'));
  try {
    const voices = await speakAll(scenario);
    const timeline = placeLines(scenario, voices.map(durationMsOf));
    const cues = captionsOf(scenario, timeline);
    const parts = timeline.spoken.map(({ startMs }, i) => ({
      startMs,
      samples: voices[i] ?? new Int16Array(),
    }));
    await writeFile(path.join(work, 'sound.wav'), soundTrack(timeline.durationMs, parts));
    await writeFile(path.join(work, 'picture.ass'), drawnPicture(scenario, timeline, cues));
    await encode(work, out, timeline.durationMs);
    const manifest = await manifestOf(scenario, timeline, cues, out);
    await rm(path.join(out, 'list.m3u8'));
    await writeCaptions(out, cues, manifest.segments, manifest.mediaStartMs);
    await writeFile(path.join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  const files = await readdir(out);
  const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(out, file))).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return `${name}: ${files.length} files, ${(bytes / 1024 / 1024).toFixed(2)} MiB`;
};

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !SCENARIOS.some((known) => known === name));
  if (values.help || unknown.length > 0) {
    process.stdout.write(unknown.length > 0 ? `no scenario called ${unknown.join(', ')}\n\n${HELP}` : HELP);
    process.exitCode = unknown.length > 0 ? 1 : 0;
    return;
  }
  const rootDir = process.env.LIVEWITNESS_ROOT ?? process.cwd();
  for (const name of SCENARIOS) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    process.stdout.write(`${await makeMedia(rootDir, name)}\n`);
  }
};

await main();

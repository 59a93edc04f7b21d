import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Person } from './scenario.ts';

const run = promisify(execFile);

/** espeak-ng speaks at this rate, in samples per second. */
export const SAMPLE_RATE = 22_050;
/** A spoken line of 20 s is under 1 MB of samples. */
const WAV_BYTES_MAX = 16 * 1024 * 1024;
/** Below this amplitude (of 32,767) a sample counts as silence. */
const SILENCE = 250;
/** Peak that every line is raised to, so that no presenter drowns the other. */
const PEAK = 22_000;
/** Frames are 200 ms; a line shorter than that would have no picture. */
const SHORTEST_MS = 400;

/** 16-bit samples of a RIFF file; espeak-ng writes the data chunk last and leaves its length open when piping. */
const samplesOf = (wav: Buffer): Int16Array => {
  const data = wav.indexOf('data', 12, 'latin1');
  if (data < 0) throw new Error('espeak-ng wrote no samples');
  const start = data + 8;
  const count = Math.floor((wav.length - start) / 2);
  const samples = new Int16Array(count);
  for (let i = 0; i < count; i += 1) samples[i] = wav.readInt16LE(start + 2 * i);
  return samples;
};

const trimmed = (samples: Int16Array): Int16Array => {
  const loud = (sample: number) => Math.abs(sample) > SILENCE;
  const first = samples.findIndex(loud);
  const last = samples.findLastIndex(loud);
  if (first < 0) return samples.slice(0, 0);
  return samples.slice(Math.max(0, first - 200), Math.min(samples.length, last + 800));
};

const levelled = (samples: Int16Array): Int16Array => {
  const peak = samples.reduce((max, sample) => Math.max(max, Math.abs(sample)), 1);
  return samples.map((sample) => Math.round((sample * PEAK) / peak));
};

/** Units that espeak-ng would spell out or swallow. */
const spelledOut = (text: string): string =>
  text.replaceAll('mAh', 'milliamp hours').replaceAll(' mm ', ' millimetre ');

/** Speaks a text with espeak-ng. @returns its samples, mono, {@link SAMPLE_RATE}, without silence around them. */
export const speak = async (person: Person, text: string): Promise<Int16Array> => {
  const args = [
    '-v',
    person.voice,
    '-p',
    String(person.pitch),
    '-s',
    String(person.speed),
    '--stdout',
    spelledOut(text),
  ];
  const { stdout } = await run('espeak-ng', args, { encoding: 'buffer', maxBuffer: WAV_BYTES_MAX });
  return levelled(trimmed(samplesOf(stdout)));
};

export const durationMsOf = (samples: Int16Array): number =>
  Math.max(SHORTEST_MS, Math.round((samples.length * 1000) / SAMPLE_RATE));

/** A WAV file of the given length with each part at its place. */
export const soundTrack = (
  durationMs: number,
  parts: readonly { startMs: number; samples: Int16Array }[],
): Buffer => {
  const total = Math.round((durationMs * SAMPLE_RATE) / 1000);
  const wav = Buffer.alloc(44 + total * 2);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(36 + total * 2, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(SAMPLE_RATE, 24);
  wav.writeUInt32LE(SAMPLE_RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(total * 2, 40);
  for (const part of parts) {
    const offset = Math.round((part.startMs * SAMPLE_RATE) / 1000);
    part.samples.forEach((sample, i) => {
      if (offset + i < total) wav.writeInt16LE(sample, 44 + 2 * (offset + i));
    });
  }
  return wav;
};

import { spawn } from 'node:child_process';
import { isDiskFull } from '../../models/store/disk-full.ts';
import { FFMPEG_ENV } from '../media/ffmpeg-env.ts';

/** A minute of video is cut in a second and encoded in some twenty; what takes longer hangs. */
const LIMIT_MS = 90_000;
/** What it says of an error fits in a few lines. */
const SAID_MAX = 4_000;

/** Runs ffmpeg. @throws Error with what it said; the program may not be there at all. */
export type Ffmpeg = (args: readonly string[]) => Promise<void>;

/** The same bytes of the same input: no dates, no names of encoders. */
export const BIT_EXACT = [
  '-map_metadata',
  '-1',
  '-fflags',
  '+bitexact',
  '-flags:v',
  '+bitexact',
  '-flags:a',
  '+bitexact',
];

/** Whether it failed for want of room, which says nothing of what was recorded: later there may be some. */
export const isForWantOfRoom = (error: unknown): boolean =>
  isDiskFull(error) || /No space left on device|Disk quota exceeded/.test((error as Error).message);

export const createFfmpeg =
  (program: string): Ffmpeg =>
  (args) =>
    new Promise((done, failed) => {
      const child = spawn(program, ['-nostdin', '-hide_banner', '-loglevel', 'error', '-y', ...args], {
        env: FFMPEG_ENV,
        stdio: ['ignore', 'ignore', 'pipe'],
        timeout: LIMIT_MS,
        killSignal: 'SIGKILL',
      });
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said = `${said}${text}`.slice(-SAID_MAX);
      });
      child.once('error', failed);
      child.once('exit', (code, signal) =>
        code === 0 ? done() : failed(new Error(`ffmpeg ended with ${signal ?? code}: ${said.trim()}`)),
      );
    });

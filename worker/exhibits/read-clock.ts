import { spawn } from 'node:child_process';
import { FFMPEG_ENV } from '../media/ffmpeg-env.ts';
import { clockIn, type RecordingClock } from './clock.ts';

/** Reading what stands at the head or the end of a file takes well under a second; what takes longer hangs. */
const LIMIT_MS = 20_000;
/** What it says of one file: metadata may be long, and what counts comes early. */
const SAID_CHARS_MAX = 64 * 1024;

/**
 * Asks ffmpeg when a recording was made and how long it is. Nothing is decoded, and only this file is read, whatever it names
 * (`-protocol_whitelist`).
 * @throws Error when the program cannot be run
 */
export const readClock = (program: string, file: string): Promise<RecordingClock> =>
  new Promise((done, failed) => {
    const args = ['-nostdin', '-hide_banner', '-protocol_whitelist', 'file', '-i', `file:${file}`];
    const child = spawn(program, args, {
      env: FFMPEG_ENV,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (said.length < SAID_CHARS_MAX) said += text;
    });
    child.once('error', failed);
    // It always ends in an error, since no output was asked for.
    child.once('close', () => done(clockIn(said)));
  });

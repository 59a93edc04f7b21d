import { spawn } from 'node:child_process';
import { FFMPEG_ENV } from './ffmpeg-env.ts';

/** A minute of sound takes well under a second; a program that hangs holds up the others. */
const LIMIT_MS = 60_000;
/** Said of an error: its last lines. */
const SAID_CHARS_MAX = 500;
/** A minute at 24 kbit/s is 180 kB; more than this is not what was asked for. */
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;

/** The program could not do it; the message is its own last words. */
export class FfmpegFailed extends Error {
  override readonly name = 'FfmpegFailed';
}

/**
 * Runs ffmpeg on bytes in memory. Only the standard input is read, whatever the bytes name: no file and no network
 * (`-protocol_whitelist`).
 *
 * @param inputs read one after the other
 * @returns what it writes to its standard output
 * @throws FfmpegFailed
 */
export const ffmpeg = (
  program: string,
  args: { readonly before?: readonly string[]; readonly after: readonly string[] },
  inputs: readonly Uint8Array[],
): Promise<Buffer> =>
  new Promise((done, failed) => {
    const whole = [
      ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-threads', '1', '-protocol_whitelist', 'pipe'],
      ...(args.before ?? []),
      ...['-i', 'pipe:0', ...args.after, 'pipe:1'],
    ];
    const child = spawn(program, whole, {
      env: FFMPEG_ENV,
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
    });
    const out: Buffer[] = [];
    let bytes = 0;
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > OUTPUT_BYTES_MAX) child.kill('SIGKILL');
      else out.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-SAID_CHARS_MAX);
    });
    child.once('error', (error) => failed(new FfmpegFailed(error.message)));
    child.once('close', (code, signal) => {
      if (code === 0) done(Buffer.concat(out));
      else failed(new FfmpegFailed(said.trim() || `ended with ${signal ?? code}`));
    });
    // It may end before it has read all; that is its own affair.
    child.stdin.on('error', () => undefined);
    for (const input of inputs) child.stdin.write(input);
    child.stdin.end();
  });

/** ffmpeg as a live encoder: for the test that hears real HLS as it grows. */
import { aptInstall, isRoot } from './apt.mjs';
import { onPath } from './command.mjs';

/** @param {import('./part.mjs').Ground} ground @returns {import('./part.mjs').Part} */
export function ffmpegPart({ log, env }) {
  return {
    name: 'ffmpeg',
    needsMb: 200,
    optional: true,
    doing: 'looking for an encoder for the tests',
    async have() {
      return onPath('ffmpeg', env);
    },
    async make() {
      const failed = isRoot() ? await aptInstall(['ffmpeg'], log) : 'not on PATH';
      // Without it the tests still pass: what it wrote once is kept with them. Asked again next time.
      return onPath('ffmpeg', env) ?? `none (${failed}): HLS is tried on a recording alone (Debian: ffmpeg)`;
    },
  };
}

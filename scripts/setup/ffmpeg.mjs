/** ffmpeg: cuts the clips of evidence packs and re-encodes sound; in the tests it is a live encoder too. */
import { chmodSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, isRoot } from './apt.mjs';
import { isProgram, onPath, run } from './command.mjs';
import { readStamp, removeStamp, writeStamp } from './stamps.mjs';
import { downloadWheel, unpack } from './wheel.mjs';

/** A static build for Linux on x86-64, which needs no library of the system. */
const WHEEL = {
  requirement: 'imageio-ffmpeg==0.7.0',
  platform: 'manylinux2014_x86_64',
  sha256: '4e1f36bef7bedd4bc5dc25f60a8345d88f57133fa1e754f09b411ac61b854408',
};
const WHEEL_FITS = process.platform === 'linux' && process.arch === 'x64';
const VERSION_LIMIT_MS = 15_000;

/** @param {import('./part.mjs').Ground} ground @returns {import('./part.mjs').Part} */
export function ffmpegPart(ground) {
  const { root, log, env } = ground;
  const stamp = join(root, '.local/stamps/ffmpeg.json');
  // Where workers look when there is none on PATH.
  const own = join(root, '.local/ffmpeg/ffmpeg');
  return {
    name: 'ffmpeg',
    needsMb: 250,
    optional: true,
    doing: 'looking for the program that cuts clips',
    async have() {
      if (env.FFMPEG_PATH) return isProgram(env.FFMPEG_PATH) ? `${env.FFMPEG_PATH} (FFMPEG_PATH)` : undefined;
      const path = onPath('ffmpeg', env);
      if (path) return `${path} (path)`;
      if (isProgram(own)) return `${own} (wheel)`;
      // What could not be had is not tried again at every start.
      return ground.retry ? undefined : readStamp(stamp)?.none;
    },
    async make() {
      removeStamp(stamp);
      const reasons = [];
      if (env.FFMPEG_PATH) reasons.push(`FFMPEG_PATH is ${env.FFMPEG_PATH}, which is no program`);
      const fetched = WHEEL_FITS ? await fromWheel(own, ground) : 'no wheel for this system';
      if (fetched === undefined) return `${own} (wheel)`;
      reasons.push(fetched);
      if (isRoot()) {
        const failed = await aptInstall(['ffmpeg'], log);
        const path = onPath('ffmpeg', env);
        if (path) return `${path} (apt)`;
        reasons.push(failed ?? 'ffmpeg is still not on PATH');
      }
      const none = `none (${reasons.join('; ')}): evidence packs are made without clips, and say so (Debian: ffmpeg)`;
      writeStamp(stamp, { none });
      return none;
    },
  };
}

/** @param {string} target @param {import('./part.mjs').Ground} ground @returns {Promise<string | undefined>} why it did not work */
async function fromWheel(target, { root, log }) {
  const dir = join(root, '.local/wheels/ffmpeg');
  try {
    const got = await downloadWheel(WHEEL, { dir, log });
    if ('no' in got) return got.no;
    const whole = join(dir, 'ffmpeg');
    await unpack(got.file, (name) =>
      name.startsWith('imageio_ffmpeg/binaries/ffmpeg-') ? whole : undefined,
    );
    chmodSync(whole, 0o755);
    const ran = await run(whole, ['-version'], { log, limitMs: VERSION_LIMIT_MS });
    if (!ran.ok) return `the wheel's program does not run here: ${ran.tail.split('\n')[0] ?? ''}`;
    mkdirSync(join(target, '..'), { recursive: true });
    renameSync(whole, target);
    return undefined;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

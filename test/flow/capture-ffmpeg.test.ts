import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { captureOf, keeperOn, linesOf, redis, register, releases, until } from './capture-harness.ts';
import {
  begunMs,
  hasFfmpeg,
  publishedMs,
  type Said,
  sentences,
  serveFolder,
  startEncoder,
  stopped,
} from './ffmpeg-hls.ts';

/** What is expected of a capture: each sentence, and when it was said, ms since 1970. */
interface Heard {
  readonly text: string;
  readonly atMs: number;
}

const plain = ({ text }: Said): string => text.replaceAll(/<\/?i>/g, '');

/** The sentences of one run that its playlist led to. */
const published = (folder: string, said: readonly Said[]): Heard[] => {
  const startMs = begunMs(folder) ?? Number.NaN;
  const starts = new Set(publishedMs(folder));
  return said
    .filter(({ fromMs }) => starts.has(fromMs))
    .map((one) => ({ text: plain(one), atMs: startMs + one.fromMs }));
};

// Where the program cannot be had, what it wrote before is heard by test/worker/capture/recorded.test.ts.
test.each(hasFfmpeg() ? ['ffmpeg'] : [])(
  'a live encoder (%s) that is cut off, stopped and started again is heard, every caption once and at its time',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hls-'));
    releases.push(async () => rmSync(folder, { recursive: true, force: true }));
    const served = await serveFolder(folder);
    releases.push(served.close);
    const encode = (said: readonly Said[], seconds: number) => {
      const encoder = startEncoder(folder, said, seconds);
      releases.push(async () => {
        encoder.kill('SIGKILL');
        await stopped(encoder);
      });
      return encoder;
    };
    const startedAtMs = Date.now() - 1_500;
    const id = await register(startedAtMs, `${served.origin}/master.m3u8`);
    const heard = async (): Promise<Heard[]> =>
      (await linesOf(id)).map(({ text, atMs }) => ({ text, atMs: startedAtMs + atMs }));
    const expected: Heard[] = [];
    const allHeard = (what: string) =>
      until(25_000, what, async () => (await heard()).length >= expected.length);

    const first = sentences('第一次开播', 30);
    const cut = encode(first, 30);
    await keeperOn(redis, 'w1', [served.origin]);
    await until(20_000, 'captions of the first run', async () => (await heard()).length >= 4);
    // In the middle of a segment: what was not published is in no playlist.
    cut.kill('SIGKILL');
    await stopped(cut);
    expected.push(...published(folder, first));
    await allHeard('all that the first run published');

    const second = sentences('第二次开播', 30);
    const ended = encode(second, 30);
    await until(
      20_000,
      'captions of the second run',
      async () => (await heard()).length >= expected.length + 3,
    );
    // The playlist ends in order; the broadcast does not.
    ended.kill('SIGTERM');
    await stopped(ended);
    expected.push(...published(folder, second));
    await allHeard('all that the second run published');
    await until(10_000, 'the end of its playlist', async () => (await captureOf(id))?.state === 'ended');

    const third = sentences('第三次开播', 4);
    await stopped(encode(third, 4));
    expected.push(...published(folder, third));
    await allHeard('all of the third run');
    await until(10_000, 'the end', async () => (await captureOf(id))?.state === 'ended');

    const lines = await heard();
    expect(lines.map(({ text }) => text)).toEqual(expected.map(({ text }) => text));
    const offMs = lines.map(({ atMs }, i) => Math.abs(atMs - (expected[i]?.atMs ?? 0)));
    expect(Math.max(...offMs)).toBeLessThan(1_000);
  },
  120_000,
);

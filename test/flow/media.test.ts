import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { LeafOf } from '../../models/contract/log/leaf.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import type { MediaDoc } from '../../models/store/media-documents.ts';
import { createMediaFiles, type MediaFiles, sha256Of } from '../../models/store/media-files.ts';
import { createCaptureKeeper } from '../../worker/capture/keeper.ts';
import { createKeepMedia } from '../../worker/media/keep.ts';
import { RING_MS, sweepMedia } from '../../worker/media/sweep.ts';
import { ffmpegFile, hasFfmpeg, makeRecording, serveFolder } from './ffmpeg-hls.ts';
import {
  append,
  type Ground,
  openGround,
  readLeaves,
  registerBroadcast,
  silentLog,
  speech,
  startWorker,
  until,
  verifyWhole,
} from './worker/harness.ts';

const DAY_MS = 24 * 3_600_000;
const rule = { beforeMs: 30_000, afterMs: 60_000, momentMs: 1_155 * DAY_MS };

let ground: Ground;
/** Undone in reverse order after each test. */
const releases: (() => unknown)[] = [];

beforeAll(async () => {
  ground = await openGround(9);
});
afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release();
});
afterAll(() => ground.close());

const temporary = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'media-'));
  releases.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

interface Stage {
  readonly doc: BroadcastDoc;
  readonly files: MediaFiles;
  /** Starts a capture that keeps picture and sound; stops it again. */
  readonly watch: () => Promise<() => Promise<void>>;
}

/** A broadcast whose video is the folder, with a worker that records. */
const stage = async (id: string, folder: string, filesDir = temporary()): Promise<Stage> => {
  const served = await serveFolder(folder);
  releases.push(served.close);
  const startedAt = new Date(Date.now() - 120_000).toISOString();
  const doc = await registerBroadcast(ground, id, { startedAt, playbackUrl: `${served.origin}/master.m3u8` });
  const worker = startWorker(ground);
  releases.push(() => worker.stop());
  const files = createMediaFiles(filesDir);
  const { store, redis } = ground;
  const deps = { store, redis, files, clock: Date.now, log: silentLog };
  const watch = async () => {
    const keeper = createCaptureKeeper({
      ...deps,
      allowOrigins: [served.origin],
      workerName: 'w',
      keepMedia: createKeepMedia({ ...deps, rule, ffmpegFile, soundDays: 90 }),
    });
    await keeper.start();
    let running: Promise<void> | undefined;
    const stop = () => {
      running ??= keeper.stop();
      return running;
    };
    releases.push(stop);
    return stop;
  };
  return { doc, files, watch };
};

const pieces = (doc: BroadcastDoc, form: MediaDoc['form']): Promise<MediaDoc[]> =>
  ground.store.media
    .find({ broadcastId: doc._id, form })
    .sort({ track: 1, sequence: 1 })
    .lean<MediaDoc[]>()
    .exec();

const mediaLeaves = async (doc: BroadcastDoc): Promise<LeafOf<'media'>[]> =>
  (await readLeaves(ground.store, doc._id)).filter((leaf) => leaf.kind === 'media');

const sweepLater = (files: MediaFiles, ms: number) =>
  sweepMedia({ store: ground.store, files, now: () => Date.now() + ms, rule });

/** Length and channels of what lies in a file, as ffmpeg reads it. */
const probed = (bytes: Buffer): string => {
  const read = spawnSync('ffmpeg', ['-hide_banner', '-i', 'pipe:0', '-f', 'null', '-'], { input: bytes });
  return read.stderr.toString('utf8');
};

// Without ffmpeg there is nothing to follow and nothing to make sound with.
const having = test.each(hasFfmpeg() ? ['ffmpeg'] : []);

having('%s: each segment is a record, sound is made of all, and only what shows a claim stays', async () => {
  const folder = temporary();
  makeRecording(folder, 170, 'mpegts');
  const { doc, files, watch } = await stage('media-ts', folder);
  await watch();
  await append(ground, 'media-ts', [speech('u1', 80_000, '这款面霜全国最好，三天美白。')]);
  const leaves = await until(
    'leaves of all segments and sound',
    async () => {
      const all = await mediaLeaves(doc);
      return all.filter(({ form }) => form === 'sound').length === 3 && all;
    },
    40_000,
  );
  const segments = leaves.filter(({ form }) => form === undefined);
  expect(segments).toHaveLength(85);
  for (const leaf of segments) {
    const bytes = readFileSync(join(folder, `part${leaf.sequence}.ts`));
    expect(leaf).toMatchObject({ sha256: sha256Of(bytes), bytes: bytes.length, track: 'main', run: 0 });
    expect(leaf.fromMs).toBe(leaf.sequence * 2_000);
  }

  const sound = leaves.filter(({ form }) => form === 'sound');
  expect(sound.flatMap(({ derivedFrom }) => derivedFrom)).toEqual(segments.map(({ sha256 }) => sha256));
  expect(sound.map(({ fromMs, untilMs }) => [fromMs, untilMs])).toEqual([
    [0, 60_000],
    [60_000, 120_000],
    [120_000, 170_000],
  ]);
  const minute = (await files.read(sound[0]?.sha256 ?? '')) ?? Buffer.alloc(0);
  // 24 kbit/s are 180 kB a minute.
  expect(minute.length).toBeLessThan(220_000);
  expect(probed(minute)).toMatch(/aac.*mono/);
  expect(probed(minute)).toMatch(/time=00:0(0:59\.9|1:00)/);

  await until('the claim', () => ground.store.alerts.exists({ broadcastId: doc._id }));
  expect(await sweepLater(files, 0)).toEqual({ kept: 0, dropped: 0 });
  await sweepLater(files, RING_MS + 120_000);
  const kept = (await pieces(doc, 'segment')).filter(({ held }) => held);
  // 30 s before the claim to 60 s after it.
  expect(kept.map(({ fromMs }) => fromMs)).toEqual(Array.from({ length: 45 }, (_, i) => 50_000 + i * 2_000));
  expect(kept.every(({ why }) => why.length > 0 && why.every((one) => one.startsWith('alert:')))).toBe(true);
  for (const { sha256, held } of await pieces(doc, 'segment'))
    expect(existsSync(files.path(sha256 ?? ''))).toBe(held);
  expect((await pieces(doc, 'sound')).every(({ held, keepUntil }) => held && keepUntil)).toBe(true);
  expect((await verifyWhole(ground.store, doc)).ok).toBe(true);

  // After 90 days the sound goes, but for that of the claim; what shows it goes later; the hashes stay on record.
  await sweepLater(files, 91 * DAY_MS);
  expect((await pieces(doc, 'sound')).map(({ held }) => held)).toEqual([true, true, true]);
  await ground.store.alerts.deleteMany({ broadcastId: doc._id });
  await sweepLater(files, 1_160 * DAY_MS);
  expect((await pieces(doc, 'sound')).some(({ held }) => held)).toBe(false);
  expect((await pieces(doc, 'segment')).some(({ held }) => held)).toBe(false);
  expect(await mediaLeaves(doc)).toHaveLength(88);
});

having('%s: picture and sound that come apart, with what players need before them', async () => {
  const folder = temporary();
  makeRecording(folder, 20, 'fmp4');
  const { doc, watch } = await stage('media-fmp4', folder);
  await watch();
  const leaves = await until(
    'the sound',
    async () => {
      const all = await mediaLeaves(doc);
      return all.some(({ form }) => form === 'sound') && all;
    },
    30_000,
  );
  const inits = leaves.filter(({ form }) => form === 'init');
  expect(inits.map(({ track, sha256 }) => [track, sha256])).toEqual([
    ['main', sha256Of(readFileSync(join(folder, 'init_0.mp4')))],
    ['audio', sha256Of(readFileSync(join(folder, 'init_1.mp4')))],
  ]);
  const audio = (await pieces(doc, 'segment')).filter(({ track }) => track === 'audio');
  expect(audio.length).toBeGreaterThan(9);
  expect(
    audio.every(({ initSha256, container }) => initSha256 === inits[1]?.sha256 && container === 'mp4'),
  ).toBe(true);
  expect(leaves.find(({ form }) => form === 'sound')?.derivedFrom).toEqual(audio.map(({ sha256 }) => sha256));
});

having(
  '%s: a worker that goes on leaves nothing out and doubles nothing; what is gone is said to be',
  async () => {
    const folder = temporary();
    makeRecording(folder, 60, 'mpegts');
    const whole = readFileSync(join(folder, 'picture.m3u8'), 'utf8');
    const upTo = (segments: number): string => {
      const lines = whole.split('\n').filter((line) => line !== '#EXT-X-ENDLIST');
      return `${lines.slice(0, lines.findIndex((line) => line === `part${segments - 1}.ts`) + 1).join('\n')}\n`;
    };
    // The part is announced and was never written.
    const never = join(folder, 'part20.ts');
    unlinkSync(never);
    writeFileSync(
      join(folder, 'picture.m3u8'),
      upTo(12).replace('#EXT-X-PLAYLIST-TYPE:VOD', '#EXT-X-PLAYLIST-TYPE:EVENT'),
    );
    const { doc, watch } = await stage('media-restart', folder);
    const stop = await watch();
    await until('the first segments', async () => (await mediaLeaves(doc)).length >= 12);
    await stop();
    writeFileSync(join(folder, 'picture.m3u8'), whole);
    await watch();
    const all = await until(
      'the rest',
      async () => {
        const found = await pieces(doc, 'segment');
        return found.length === 30 && found;
      },
      40_000,
    );
    expect(all.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 30 }, (_, i) => i));
    expect(
      all.filter(({ missing }) => missing !== undefined).map(({ sequence, missing }) => [sequence, missing]),
    ).toEqual([[20, 'not-there']]);
    const recorded = await until('all records', async () => {
      const found = (await mediaLeaves(doc)).filter(({ form }) => form === undefined);
      return found.length >= 29 && found;
    });
    expect(recorded.map(({ sequence }) => sequence)).toEqual(
      all.filter(({ held }) => held).map(({ sequence }) => sequence),
    );
  },
);

having(
  '%s: a segment that is another one when it is fetched again: both are kept, and the second says so',
  async () => {
    const folder = temporary();
    makeRecording(folder, 40, 'mpegts');
    const list = join(folder, 'picture.m3u8');
    writeFileSync(
      list,
      readFileSync(list, 'utf8').replace('#EXT-X-ENDLIST\n', '').replace('TYPE:VOD', 'TYPE:EVENT'),
    );
    const { doc, files, watch } = await stage('media-changed', folder);
    await watch();
    await append(ground, 'media-changed', [speech('u1', 98_000, '这款面霜全国最好，三天美白。')]);
    await until(
      'the claim and the segments',
      async () =>
        (await ground.store.alerts.exists({ broadcastId: doc._id })) &&
        (await pieces(doc, 'segment')).length === 20,
    );
    const before = readFileSync(join(folder, 'part10.ts'));
    const after = Buffer.concat([before, before]);
    writeFileSync(join(folder, 'part10.ts'), after);
    const second = await until(
      'the second look',
      async () => (await mediaLeaves(doc)).find(({ insteadOf }) => insteadOf !== undefined),
      25_000,
    );
    expect(second).toMatchObject({ sequence: 10, insteadOf: sha256Of(before), sha256: sha256Of(after) });
    expect(await files.read(sha256Of(before))).toEqual(before);
    expect(await files.read(sha256Of(after))).toEqual(after);
  },
);

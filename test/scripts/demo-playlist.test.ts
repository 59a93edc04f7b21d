import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Parser } from 'm3u8-parser';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Manifest, readManifest } from '../../scripts/demo/manifest.ts';
import { createOrigin } from '../../scripts/demo/origin.ts';
import { masterPlaylist, mediaPlaylist, subtitlePlaylist } from '../../scripts/demo/playlist.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const STARTED = Date.UTC(2026, 10, 22, 12, 0, 0, 250);

let manifest: Manifest;
beforeAll(async () => {
  manifest = await readManifest(ROOT, 'skincare');
});

const parsed = (text: string) => {
  const parser = new Parser();
  parser.push(text);
  parser.end();
  return parser.manifest;
};
const inSeconds = (seconds: number) => STARTED + seconds * 1000;

describe('the playlists of a broadcast', () => {
  test('grow by a segment when its last frame is in, and never change what they said', () => {
    const counts = [0, 3.9, 4, 7.9, 8, 60].map(
      (seconds) => parsed(mediaPlaylist(manifest, STARTED, inSeconds(seconds))).segments?.length ?? 0,
    );
    expect(counts).toEqual([0, 0, 1, 1, 2, 15]);
    const early = mediaPlaylist(manifest, STARTED, inSeconds(60));
    expect(mediaPlaylist(manifest, STARTED, inSeconds(90)).startsWith(early)).toBe(true);
  });

  test('are EVENT playlists until they are over, then they end', () => {
    for (const playlist of [mediaPlaylist, subtitlePlaylist]) {
      const live = parsed(playlist(manifest, STARTED, inSeconds(100)));
      expect(live).toMatchObject({ playlistType: 'EVENT', mediaSequence: 0, targetDuration: 4 });
      expect(live.endList).toBeFalsy();
      const over = parsed(playlist(manifest, STARTED, STARTED + manifest.durationMs + 500));
      expect(over.endList).toBe(true);
      expect(over.segments).toHaveLength(manifest.segments.length);
    }
  });

  test('date every segment from the start of the broadcast', () => {
    const list = parsed(mediaPlaylist(manifest, STARTED, inSeconds(30)));
    let startMs = STARTED;
    for (const [i, segment] of (list.segments ?? []).entries()) {
      expect(segment.dateTimeString).toBe(new Date(startMs).toISOString());
      expect(segment.map?.uri).toBe('init.mp4');
      startMs += manifest.segments[i]?.durationMs ?? 0;
    }
  });

  test('keep pictures and captions in step', () => {
    const video = parsed(mediaPlaylist(manifest, STARTED, inSeconds(77))).segments ?? [];
    const captions = parsed(subtitlePlaylist(manifest, STARTED, inSeconds(77))).segments ?? [];
    const facts = (list: typeof video) => list.map((one) => [one.duration, one.dateTimeString]);
    expect(facts(captions)).toEqual(facts(video));
    expect(captions[3]?.uri).toBe('seg3.vtt');
  });

  test('name the variant and its subtitle rendition', () => {
    const master = parsed(masterPlaylist(manifest));
    const [variant] = master.playlists ?? [];
    expect(variant?.attributes).toMatchObject({
      CODECS: expect.stringMatching(/^avc1\.42.{4},mp4a\.40\.2$/),
    });
    const group = master.mediaGroups?.SUBTITLES?.[String(variant?.attributes.SUBTITLES)];
    expect(Object.values(group ?? {})).toMatchObject([
      { language: 'zh-Hans', uri: 'subs.m3u8', default: true },
    ]);
  });
});

describe('the origin', () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  const open = async (nowMs: number): Promise<string> => {
    const origin = createOrigin({
      rootDir: ROOT,
      manifests: new Map([['skincare', manifest]]),
      now: () => nowMs,
    });
    await new Promise<void>((done) => origin.listen(0, '127.0.0.1', done));
    closing.push(() => origin.close());
    return `http://127.0.0.1:${(origin.address() as AddressInfo).port}/live/skincare/${STARTED}`;
  };

  test('serves what is live, with types and for every page', async () => {
    const base = await open(inSeconds(30));
    const answers = await Promise.all(
      ['master.m3u8', 'video.m3u8', 'init.mp4', 'seg6.m4s', 'seg6.vtt'].map((name) =>
        fetch(`${base}/${name}`),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
    expect(answers.every((answer) => answer.headers.get('access-control-allow-origin') === '*')).toBe(true);
    expect(answers.map((answer) => answer.headers.get('content-type'))).toEqual([
      'application/vnd.apple.mpegurl',
      'application/vnd.apple.mpegurl',
      'video/mp4',
      'video/iso.segment',
      'text/vtt; charset=utf-8',
    ]);
    const captions = await answers[4]?.text();
    expect(captions).toMatch(/^WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:\d+,LOCAL:00:00:00\.000\n/);
    expect(captions).toContain(`X-TIMESTAMP-MAP=MPEGTS:${manifest.mediaStartMs * 90},`);
    expect(await answers[3]?.arrayBuffer()).toHaveProperty('byteLength', manifest.segments[6]?.bytes);
  });

  test.each([
    ['a segment that is not complete yet', '/seg7.m4s', 404],
    ['captions that are not complete yet', '/seg7.vtt', 404],
    ['a way out of the folder', '/..%2f..%2f..%2fmain.ts', 404],
    ['a name that is no media', '/manifest.json', 404],
    ['a scenario that is not there', '/../../nobody/1/master.m3u8', 404],
  ])('refuses %s', async (_, tail, status) => {
    const base = await open(inSeconds(30));
    expect((await fetch(`${base}${tail}`)).status).toBe(status);
  });

  test('has nothing before the first segment, and refuses to be written to', async () => {
    const base = await open(inSeconds(3));
    expect((await fetch(`${base}/master.m3u8`)).status).toBe(404);
    expect((await fetch(`${base}/master.m3u8`, { method: 'POST', body: 'x' })).status).toBe(405);
  });
});

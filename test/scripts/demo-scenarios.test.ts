import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { broadcastSchema, type Category, eventSchema } from '../../models/contract/ingest.ts';
import { GROUPS, KINDS } from '../../models/contract/kinds.ts';
import { loadCatalogue } from '../../models/duties/catalogue/load.ts';
import { vttSegment } from '../../scripts/demo/captions.ts';
import { registration } from '../../scripts/demo/feed.ts';
import { type Manifest, readManifest } from '../../scripts/demo/manifest.ts';
import { mediaDir, readScenario, SCENARIOS, type Scenario, spokenText } from '../../scripts/demo/scenario.ts';
import { placeLines } from '../../scripts/demo/timeline.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** What a bare clone may carry for the demo. */
const MEDIA_BYTES_MAX = 8 * 1024 * 1024;

interface Loaded {
  readonly scenario: Scenario;
  readonly manifest: Manifest;
  readonly dir: string;
}
const loaded: Loaded[] = [];

beforeAll(async () => {
  for (const name of SCENARIOS) {
    const [scenario, manifest] = await Promise.all([readScenario(ROOT, name), readManifest(ROOT, name)]);
    loaded.push({ scenario, manifest, dir: mediaDir(ROOT, name) });
  }
});

const judgedLines = () =>
  loaded.flatMap(({ scenario }) => scenario.lines.filter((line) => 'expect' in line && line.expect));
const expectedKinds = () => judgedLines().flatMap((line) => ('expect' in line && line.expect) || []);

describe('the three broadcasts together', () => {
  test('hold claims of each of the 14 groups', () => {
    const groups = new Set(expectedKinds().map((kind) => KINDS[kind].group));
    expect([...groups].sort()).toEqual(Object.keys(GROUPS).sort());
  });

  test('hold at least a dozen lines that look like claims and are none, under a dozen exceptions', () => {
    const harmless = judgedLines().filter((line) => 'expect' in line && line.expect?.length === 0);
    const codes = new Set(
      harmless.flatMap((line) => ('note' in line && /\bE\d\d\b/.exec(line.note ?? '')?.[0]) || []),
    );
    expect(harmless.length).toBeGreaterThanOrEqual(12);
    expect(codes.size).toBeGreaterThanOrEqual(12);
    expect(harmless.every((line) => 'note' in line && line.note)).toBe(true);
  });

  test('hold corrections, prompted cheers, personal data and a co-host', () => {
    const lines = loaded.flatMap(({ scenario }) => scenario.lines);
    const notes = lines.map((line) => ('note' in line && line.note) || '').join('\n');
    expect(notes).toMatch(/E20/);
    expect(lines.filter((line) => 'burst' in line)).toHaveLength(3);
    expect(expectedKinds().filter((kind) => kind === 'chat-pii-leak').length).toBeGreaterThanOrEqual(3);
    expect(lines.some((line) => 'segment' in line && line.segment === 'co-host')).toBe(true);
  });

  test('hold claims written around a filter: homophone, signs in words, full width, emoji', () => {
    const text = loaded
      .flatMap(({ scenario }) => scenario.lines)
      .map((line) => ('text' in line && line.text) || '')
      .join('\n');
    for (const form of [/狄一/, /蕞/, /最 ＊ 好/, /ＮＯ．１/, /🥇/, /b-e-s-t/]) expect(text).toMatch(form);
  });

  test('fit into 8 MiB of media', async () => {
    let bytes = 0;
    for (const { dir } of loaded) {
      for (const file of await readdir(dir)) bytes += (await stat(path.join(dir, file))).size;
    }
    expect(bytes).toBeLessThanOrEqual(MEDIA_BYTES_MAX);
  });
});

describe.each(SCENARIOS.map((name, i) => ({ name, i })))('$name', ({ i }) => {
  const at = (): Loaded => loaded[i] as Loaded;

  test('lasts four to six minutes, with two presenters, and makes its first claim within 8 s', () => {
    const { scenario, manifest } = at();
    expect(manifest.durationMs).toBeGreaterThanOrEqual(4 * 60_000);
    expect(manifest.durationMs).toBeLessThanOrEqual(6 * 60_000);
    const people = Object.values(scenario.people);
    expect(people.filter((person) => person.as === 'presenter').length).toBeGreaterThanOrEqual(2);
    const spokenLines = scenario.lines.filter((line) => 'say' in line);
    const first = spokenLines.findIndex((line) => (line.expect?.length ?? 0) > 0);
    expect(manifest.spoken[first]?.endMs).toBeLessThan(8_000);
  });

  test('registers and feeds by the schemas of the door', () => {
    const { scenario, manifest } = at();
    const body = registration(scenario, Date.UTC(2026, 10, 22), 'http://127.0.0.1:7480');
    expect(broadcastSchema.parse(body)).toMatchObject({ platform: 'demo', language: scenario.language });
    expect(body.startedAt).toBe('2026-11-22T08:00:00.000+08:00');
    for (const event of manifest.events) expect(eventSchema.safeParse(event).error).toBeUndefined();
    const ids = manifest.events.map((event) => event.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(manifest.events.at(-1)).toMatchObject({ type: 'ended', atMs: manifest.durationMs });
    const chats = manifest.events.filter((event) => event.type === 'utterance').map((event) => event.id);
    expect(chats.every((id) => /^c\d+$/.test(id))).toBe(true);
  });

  test('was made from the scenario as it stands', () => {
    const { scenario, manifest } = at();
    const texts = scenario.lines.filter((line) => 'say' in line).map(spokenText);
    expect(manifest.spoken.map((line) => line.text)).toEqual(texts);
    const again = placeLines(
      scenario,
      manifest.spoken.map((line) => line.endMs - line.startMs),
    );
    expect(manifest.events).toEqual(again.events.map((event) => eventSchema.parse(event)));
    expect(manifest.spoken).toEqual(again.spoken);
  });

  test('has every file that the manifest names, and no other', async () => {
    const { manifest, dir } = at();
    const named = manifest.segments.flatMap((_, n) => [`seg${n}.m4s`, `seg${n}.vtt`]);
    expect((await readdir(dir)).sort()).toEqual(['init.mp4', 'manifest.json', ...named].sort());
    const totalMs = manifest.segments.reduce((sum, segment) => sum + segment.durationMs, 0);
    expect(Math.abs(totalMs - manifest.durationMs)).toBeLessThan(500);
    for (const [n, segment] of manifest.segments.entries()) {
      expect((await stat(path.join(dir, `seg${n}.m4s`))).size).toBe(segment.bytes);
    }
  });

  test('captions say the spoken lines, cut some of them, and repeat what crosses a border', async () => {
    const { manifest, dir } = at();
    for (const line of manifest.spoken) {
      const cues = manifest.cues.filter((cue) => cue.line === line.id);
      expect(cues.map((cue) => cue.text).join('')).toBe(line.text);
      expect(cues[0]?.startMs).toBe(line.startMs);
      expect(cues.at(-1)?.endMs).toBe(line.endMs);
    }
    expect(manifest.cues.length).toBeGreaterThan(manifest.spoken.length + 5);
    let startMs = 0;
    let appearances = 0;
    for (const [n, segment] of manifest.segments.entries()) {
      const endMs = startMs + segment.durationMs;
      const text = await readFile(path.join(dir, `seg${n}.vtt`), 'utf8');
      expect(text).toBe(vttSegment(manifest.cues, startMs, endMs, manifest.mediaStartMs));
      appearances += text.match(/-->/g)?.length ?? 0;
      startMs = endMs;
    }
    expect(appearances).toBeGreaterThan(manifest.cues.length);
  });

  test('leaves a disclosure of the first tier unsaid for each product, and says others', async () => {
    const { scenario } = at();
    const catalogue = loadCatalogue(path.join(ROOT, 'models/duties/packs'));
    for (const product of Object.values(scenario.products)) {
      const owed = catalogue.of([product.category as Category]);
      const spoken = owed.flatMap(({ duty, need, tier }) =>
        tier === 'spoken' &&
        duty.scope === 'product' &&
        (need !== 'conditional' || product.said.includes(duty.id) || product.unsaid.includes(duty.id))
          ? [duty.id]
          : [],
      );
      expect([...product.said, ...product.unsaid].sort()).toEqual(spoken.sort());
    }
  });
});

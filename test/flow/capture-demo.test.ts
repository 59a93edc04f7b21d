import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { type Manifest, readManifest } from '../../scripts/demo/manifest.ts';
import { createOrigin } from '../../scripts/demo/origin.ts';
import { SCENARIOS, type ScenarioName } from '../../scripts/demo/scenario.ts';
import { ROOT } from '../tidy/tree.ts';
import { captureOf, gapsOf, keeperOn, linesOf, redis, register, releases, until } from './capture-harness.ts';

const serve = async (scenario: ScenarioName, manifest: Manifest): Promise<string> => {
  const server = createOrigin({ rootDir: ROOT, manifests: new Map([[scenario, manifest]]), now: Date.now });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  releases.push(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const bare = (text: string): string => text.replaceAll(/\s/g, '');

test.each(SCENARIOS)('every word of the demo broadcast %s is heard, each at its time', async (scenario) => {
  const manifest = await readManifest(ROOT, scenario);
  const startedAtMs = Date.now() - manifest.durationMs - 1_000;
  const origin = await serve(scenario, manifest);
  const speakers = [...new Set(manifest.spoken.map(({ speaker }) => speaker))];
  const id = await register(startedAtMs, `${origin}/live/${scenario}/${startedAtMs}/master.m3u8`, speakers);
  await keeperOn(redis, 'w1', [origin]);
  await until(30_000, 'the end', async () => (await captureOf(id))?.state === 'ended');
  const lines = await linesOf(id);
  expect(bare(lines.map(({ text }) => text).join(''))).toBe(
    bare(manifest.spoken.map(({ text }) => text).join('')),
  );
  for (const spoken of manifest.spoken) {
    const first = lines.find(({ text }) => bare(spoken.text).startsWith(bare(text).slice(0, 12)));
    expect(first, spoken.text).toMatchObject({ speaker: spoken.speaker, role: 'presenter' });
  }
  const starts = new Map(manifest.spoken.map(({ text, startMs }) => [bare(text), startMs]));
  const whole = lines.filter(({ text }) => starts.has(bare(text)));
  expect(whole.length).toBeGreaterThan(manifest.spoken.length * 0.8);
  for (const line of whole) expect(Math.abs(line.atMs - (starts.get(bare(line.text)) ?? 0))).toBeLessThan(50);
  expect(await gapsOf(id)).toEqual([]);
});

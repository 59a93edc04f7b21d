import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { NODE_RANGE, whyNotNode } from '../../../scripts/setup/node-version.mjs';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

it.each(['20.19.0', '20.20.1', '22.12.0', '22.23.3', '24.0.0', '24.21.0', '25.1.0', '26.0.0'])(
  '%s does',
  (version) => expect(whyNotNode(version)).toBeUndefined(),
);

it.each([
  ['18.20.8', 'not among'],
  ['20.18.3', '20.19 is the oldest'],
  ['21.7.0', 'not among'],
  ['22.11.0', '22.12 is the oldest'],
  ['23.11.0', 'not among'],
])('%s does not, and is told why', (version, why) => expect(whyNotNode(version)).toContain(why));

it('npm is told the same, and holds to it', () => {
  const { engines } = JSON.parse(read('package.json'));
  expect(engines).toEqual({ node: NODE_RANGE });
  expect(JSON.parse(read('package-lock.json')).packages[''].engines).toEqual(engines);
  expect(read('.npmrc')).toMatch(/^engine-strict=true$/m);
});

it('this run is on one of them', () => expect(whyNotNode(process.versions.node)).toBeUndefined());

it('of each version that works, every package that must be there works', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { engines?: { node?: string } | string[]; optional?: boolean }>;
  };
  const asked = Object.entries(packages).flatMap(([name, { engines, optional }]) => {
    if (name === '' || optional || !engines || Array.isArray(engines)) return [];
    return engines.node ? [[name, engines.node] as const] : [];
  });
  const found = asked.filter(([, range]) =>
    ['20.19.0', '22.12.0', '24.0.0'].some((version) => !within(version, range)),
  );
  expect(found).toEqual([]);
});

type Parts = readonly [number, number, number];
const partsOf = (version: string): Parts => {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return [major, minor, patch];
};
const compare = (a: Parts, b: Parts): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

/** What lock files hold of npm's ranges: `>=a`, `^a`, `~a`, `<a`, `a.x`, `*`, joined by spaces and `||`. */
const meets = (version: Parts, one: string): boolean => {
  const [, how = '', text = ''] = /^([<>=^~]*)v?(.*)$/.exec(one) ?? [];
  const [major, minor] = partsOf(text);
  const bound = partsOf(text);
  if (text === '*' || text === '') return true;
  if (how === '>=') return compare(version, bound) >= 0;
  if (how === '>') return compare(version, bound) > 0;
  if (how === '<') return compare(version, bound) < 0;
  if (how === '<=') return compare(version, bound) <= 0;
  if (how === '~') return compare(version, bound) >= 0 && version[0] === major && version[1] === minor;
  return compare(version, bound) >= 0 && version[0] === major;
};

function within(version: string, range: string): boolean {
  const ranges = range.replace(/([<>=^~]+)\s+/g, '$1').split('||');
  return ranges.some((all) =>
    all
      .trim()
      .split(/\s+/)
      .every((one) => meets(partsOf(version), one)),
  );
}

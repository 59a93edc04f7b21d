import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadPacks } from '../../../models/text/judge.ts';
import { knowExamples } from '../../../worker/packs/examples.ts';

const dir = mkdtempSync(join(tmpdir(), 'record-'));
afterAll(() => rmSync(dir, { recursive: true }));
const packs = loadPacks('models/text/packs');
const record = join(dir, 'packs.json');

const told = (kept: unknown): string => {
  writeFileSync(record, typeof kept === 'string' ? kept : JSON.stringify(kept));
  let said = '';
  const say = (facts: object, message: string): void => {
    said = `${message}: ${(facts as { known: string }).known}`;
  };
  knowExamples(packs, record, { info: say, warn: say, error: say });
  return said;
};

test.each([
  [
    'of these very packs',
    { packs: packs.hash, normaliser: packs.normaliserHash, faults: [] },
    'holds: by the record',
  ],
  [
    'of these packs, with faults',
    {
      packs: packs.hash,
      normaliser: packs.normaliserHash,
      faults: [{ packId: 'a', entry: 'b', reason: 'c' }],
    },
    'do not do what their examples say: by the record',
  ],
  ['of other packs', { packs: '00', normaliser: packs.normaliserHash, faults: [] }, 'holds: run now'],
  ['cut short', '{"packs":', 'holds: run now'],
] as const)('a record %s', (_what, kept, expected) => {
  expect(told(kept)).toContain(expected);
});

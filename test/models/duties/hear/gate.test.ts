import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadCatalogue } from '../../../../models/duties/catalogue/load.ts';
import { createHear } from '../../../../models/duties/hear/hear.ts';
import { createPrepare } from '../../../../models/duties/hear/prepare.ts';
import { INTRODUCED, OPENED, PUT_AWAY, SOLD_OUT } from '../../../../models/duties/introductions/cues.ts';
import { closeSpaces } from '../../../../models/duties/introductions/sentence.ts';
import { cuesWorthTrying } from '../../../../models/duties/introductions/spot.ts';
import { SENTENCES } from './sentences.ts';

const catalogue = loadCatalogue('models/duties/packs');
const prepare = createPrepare();
const hear = createHear(catalogue, prepare);
const context = { startedAt: new Date('2026-11-22T10:00:00Z'), categories: [] };

const examples = [...catalogue.duties.values()].flatMap(({ examples: all }) => Object.values(all).flat());
const held = readFileSync('models/text/training/held-out.jsonl', 'utf8')
  .split('\n')
  .flatMap((line) => (line === '' ? [] : [(JSON.parse(line) as { text: string }).text]));
const sentences = [...SENTENCES.map(({ text }) => text), ...examples, ...held];

test('where nothing is presented, what the broadcast owes is heard as ever, alone and over a cut', () => {
  const isOfBroadcast = ({ dutyId }: { dutyId: string }) =>
    catalogue.duties.get(dutyId)?.scope === 'broadcast';
  let heard = 0;
  for (const [at, text] of sentences.entries())
    for (const before of [undefined, sentences[at - 1], text.slice(0, 5)]) {
      const said = { ...context, ...(before && { before }) };
      const all = hear(text, said).filter(isOfBroadcast);
      expect(hear(text, { ...said, only: 'broadcast' }), `${before} | ${text}`).toEqual(all);
      heard += all.length;
    }
  expect(heard).toBeGreaterThan(20);
});

test('no word of a turn that a sentence holds is passed over', () => {
  const cues = [...SOLD_OUT, ...PUT_AWAY, ...INTRODUCED, ...OPENED];
  const turns = readFileSync('test/models/duties/introductions/spot.test.ts', 'utf8').match(/'[^'\n]{4,}'/g);
  let met = 0;
  for (const text of [...sentences, ...(turns ?? [])]) {
    const closed = closeSpaces(prepare(text)).text;
    const isWorthTrying = cuesWorthTrying(closed);
    for (const cue of cues) {
      if (!cue.pattern.test(closed)) continue;
      expect(isWorthTrying(cue), `${cue.pattern.source} in ${text}`).toBe(true);
      met += 1;
    }
  }
  expect(met).toBeGreaterThan(100);
});

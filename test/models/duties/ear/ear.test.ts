import { cpSync, mkdtempSync, rmSync, statSync, symlinkSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../../models/duties/catalogue/load.ts';
import { earCardSchema } from '../../../../models/duties/ear/card.ts';
import { earInput, openEar } from '../../../../models/duties/ear/ear.ts';
import { createPrepare } from '../../../../models/duties/hear/prepare.ts';
import { openDuties } from '../../../../models/duties/open.ts';
import { readSlots } from '../../../../models/duties/slots/read.ts';
import { loadModel, readModel } from '../../../../models/text/network/files.ts';
import { loadTensorFlow } from '../../../../models/text/network/tensorflow.ts';
import { tensorsOf } from '../../../../models/text/network/train.ts';

const ROOT = resolve(import.meta.dirname, '../../../..');
const WEIGHTS = join(ROOT, 'models/duties/ear/weights');
const WEIGHT_BYTES_MAX = 1_500_000;
/** What our own arithmetic may differ from TensorFlow's by. */
const TOLERANCE = 1e-5;

const catalogue = loadCatalogue(join(ROOT, 'models/duties/packs'));
const duties = new Set(catalogue.duties.keys());
const prepare = createPrepare();
const typedOf = (text: string): string => readSlots(prepare(text).figures, new Date('2026-11-20')).text;
const TEXTS = [
  '搁一年半没问题 袋子上就这么印的',
  'it keeps for eighteen months in the cupboard',
  '出貨地在雲林 兩天到',
  '',
  '啊',
  '😀',
  '三'.repeat(3000),
].map(typedOf);

describe('the ear for disclosures', () => {
  it('is small, and knows duties of this build alone', () => {
    const bytes = ['weights.bin', 'grams.bin'].reduce(
      (sum, name) => sum + statSync(join(WEIGHTS, name)).size,
      0,
    );
    expect(bytes).toBeLessThan(WEIGHT_BYTES_MAX);
    const { card } = openEar(WEIGHTS, duties);
    expect(card.labels.filter((label) => !duties.has(label))).toEqual([]);
    expect(Object.keys(card.thresholds).sort()).toEqual(card.labels);
    for (const threshold of Object.values(card.thresholds)) expect(threshold).toBeGreaterThan(0.05);
  });

  it('scores as the model in TensorFlow does', async () => {
    const { tf } = await loadTensorFlow('wasm');
    const stored = readModel(WEIGHTS, earCardSchema);
    const model = await loadModel(tf, stored);
    const tensors = tensorsOf(
      tf,
      TEXTS.map((typed) => stored.vocabulary.read(earInput(typed))),
    );
    const output = model.predict(tensors) as ReturnType<typeof tf.tensor>;
    const rows = (await output.array()) as number[][];
    const ear = openEar(WEIGHTS, duties);
    for (const [at, typed] of TEXTS.entries())
      for (const [label, score] of ear.scores(typed).entries())
        expect(Math.abs(score - (rows[at]?.[label] ?? Number.NaN))).toBeLessThan(TOLERANCE);
    tf.dispose([...tensors, output]);
    model.dispose();
  });

  it('says no sure thing of no words', () => {
    const { scores, card } = openEar(WEIGHTS, duties);
    for (const [at, score] of scores('').entries())
      expect(score).toBeLessThan(card.thresholds[card.labels[at] as string] ?? 0);
  });

  it('refuses a model of other duties', () => {
    expect(() => openEar(WEIGHTS, new Set(['shelf-life']))).toThrow(/other features or duties/);
  });
});

describe('an installation whose ear is not as it should be', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'ear-'));
    cpSync(WEIGHTS, join(root, 'models/duties/ear/weights'), { recursive: true });
    symlinkSync(join(ROOT, 'models/duties/packs'), join(root, 'models/duties/packs'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('names each file that is missing or damaged', () => {
    const weights = join(root, 'models/duties/ear/weights');
    expect(openEar(weights, duties).card.hash).toMatch(/^[0-9a-f]{64}$/);
    truncateSync(join(weights, 'weights.bin'), 100);
    expect(() => openEar(weights, duties)).toThrow(/: weights\.bin is cut short or altered: 100 bytes/);
    rmSync(join(weights, 'grams.bin'));
    expect(() => openEar(weights, duties)).toThrow(/: weights\.bin is cut short.*; grams\.bin is missing$/);
    rmSync(join(weights, 'card.json'));
  });

  it('hears by patterns alone, and says so, under the rules of the packs', () => {
    const { ear, ears, rules } = openDuties(root);
    expect(ear).toEqual({ problem: expect.stringContaining('card.json') });
    expect(rules.catalogue.hash).toBe(catalogue.hash);
    const context = { startedAt: new Date('2026-11-20'), categories: ['food' as const] };
    const heard = ears.hear('保质期十八个月', { ...context, owed: () => true });
    expect(heard.map(({ dutyId, as }) => `${dutyId} ${as}`)).toEqual(['shelf-life stated']);
  });

  it('is under rules of another version where the ear opens', () => {
    const { ear, rules } = openDuties(ROOT);
    expect(ear).toEqual({ hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(rules.catalogue.hash).not.toBe(catalogue.hash);
  });
});

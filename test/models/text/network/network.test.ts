import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardSchema } from '../../../../models/text/network/card.ts';
import type { Input } from '../../../../models/text/network/features.ts';
import { loadModel, readModel } from '../../../../models/text/network/files.ts';
import { LABELS } from '../../../../models/text/network/labels.ts';
import { type Network, openNetwork } from '../../../../models/text/network/network.ts';
import { loadTensorFlow } from '../../../../models/text/network/tensorflow.ts';
import { tensorsOf } from '../../../../models/text/network/train.ts';
import { createNormaliser, foldedText } from '../../../../models/text/normalise/normalise.ts';

const WEIGHTS = join(import.meta.dirname, '../../../../models/text/network/weights');
/** What two builds of the same arithmetic may differ by. */
const TOLERANCE = 1e-4;
/** What our own arithmetic may differ from TensorFlow's by. */
const PLAIN_TOLERANCE = 1e-5;

const TEXTS = [
  '全台灣最好用的吹風機就是這一支，沒有之一',
  '贴上去老寒腿第二天就好，止痛药都不用吃了',
  '七天无理由退换，别剪吊牌',
  'was five hundred, tonight thirty nine, only three left',
  'the zip is metal and the lining is cotton',
  '',
  '最',
  '😀😀😀',
  'ａ'.repeat(3000),
  '好'.repeat(65_536),
  '\ud800 lone surrogate \udc00',
  'مرحبا بالعالم',
];

const normaliser = createNormaliser();
const inputOf = (text: string, source: Input['source'] = 'speech'): Input => ({
  folded: foldedText(normaliser.fold(text)),
  source,
});
const inputs = TEXTS.flatMap((text) => [inputOf(text), inputOf(text, 'chat')]);

const far = (a: readonly Float32Array[], b: readonly Float32Array[]): number =>
  Math.max(...a.flatMap((row, i) => [...row].map((value, j) => Math.abs(value - (b[i]?.[j] ?? Number.NaN)))));

describe('the classifier', () => {
  let node: Network;
  let wasm: Network;
  beforeAll(async () => {
    node = await openNetwork(WEIGHTS, 'node');
    wasm = await openNetwork(WEIGHTS, 'wasm');
  });
  afterAll(() => {
    node.release();
    wasm.release();
  });

  it('runs on the native library and on WebAssembly', () => {
    expect(wasm.backend).toBe('wasm');
    expect(['node', 'wasm']).toContain(node.backend);
  });

  it('gives the same scores on both', async () => {
    const [a, b] = [await node.scores(inputs), await wasm.scores(inputs)];
    expect(a).toHaveLength(inputs.length);
    expect(
      a.every((row) => row.length === LABELS.length && row.every((score) => score >= 0 && score <= 1)),
    ).toBe(true);
    expect(far(a, b)).toBeLessThan(TOLERANCE);
  });

  it('gives a text the same scores alone, in company and again', async () => {
    const together = await wasm.scores(inputs);
    const alone = (await Promise.all(inputs.map((input) => wasm.scores([input])))).flat();
    expect(far(together, alone)).toBeLessThan(TOLERANCE);
    expect(await wasm.scores(inputs)).toEqual(together);
  });

  it('gives the same scores without TensorFlow', async () => {
    const plain = inputs.map((input) => node.plain.scores(input));
    expect(far(await node.scores(inputs), plain)).toBeLessThan(PLAIN_TOLERANCE);
    expect(far(await wasm.scores(inputs), plain)).toBeLessThan(PLAIN_TOLERANCE);
  });

  it('gives the same scores as the whole model in TensorFlow, from the rows on', async () => {
    for (const prefer of ['node', 'wasm'] as const) {
      const { tf } = await loadTensorFlow(prefer);
      const stored = readModel(WEIGHTS, cardSchema);
      const { vocabulary } = stored;
      const model = await loadModel(tf, stored);
      const tensors = tensorsOf(
        tf,
        inputs.map((input) => vocabulary.read(input)),
      );
      const output = model.predict(tensors) as ReturnType<typeof tf.tensor>;
      const rows = (await output.array()) as number[][];
      expect(
        far(
          await (prefer === 'node' ? node : wasm).scores(inputs),
          rows.map((row) => Float32Array.from(row)),
        ),
      ).toBeLessThan(PLAIN_TOLERANCE);
      tf.dispose([...tensors, output]);
      model.dispose();
    }
  });

  it('scores more texts than one batch holds, in order', async () => {
    const many = Array.from({ length: 600 }, (_, i) => inputs[i % 7] as Input);
    const rows = await node.scores(many);
    expect(rows).toHaveLength(600);
    expect(far(rows.slice(588, 595), await node.scores(inputs.slice(0, 7)))).toBeLessThan(TOLERANCE);
    expect(await node.scores([])).toEqual([]);
  });

  it.each([
    ['原价一千九百九十九，今天只要一百九十九', ['price']],
    ['全网最低价，谁家比我便宜我倒贴', ['price']],
    ['最後五組，賣完就沒有了', ['urgency']],
    ['加我微信给你走内部价', ['off-platform']],
    ['七天无理由退换，别剪吊牌', []],
    ['第一次来的朋友先看置顶', []],
    ['The cheapest of our three sizes is the small.', []],
  ])('raises in "%s" by itself %j', async (text, groups) => {
    const [row] = await node.scores([inputOf(text)]);
    const raised = LABELS.filter((label, i) => (row?.[i] ?? 0) >= (node.card.thresholds[label]?.alone ?? 2));
    expect(raised).toEqual(groups);
  });

  it('points at the words that speak for a group', () => {
    const text = foldedText(normaliser.fold('这条裙子是棉的哈姐妹们加我微信给你走内部价好吧来看下一条'));
    const at = node.plain.ground({ folded: text, source: 'speech' }, LABELS.indexOf('off-platform'));
    const words = text.slice(at?.start, at?.end);
    expect(words).toContain('微信');
    expect(words).not.toContain('棉');
    expect(node.plain.ground({ folded: '', source: 'speech' }, 0)).toBeNull();
  });

  it('has thresholds for every group it judges, never the wrong way round', () => {
    const groups = node.card.thresholds;
    for (const label of LABELS) {
      if (label === 'benign' || label === 'viewer-signal') continue;
      const { support, alone, sure } = groups[label] ?? { support: 0, alone: 0, sure: 0 };
      expect(support, label).toBeGreaterThan(0);
      expect(alone, label).toBeGreaterThanOrEqual(support);
      expect(sure, label).toBeGreaterThanOrEqual(alone);
    }
  });
});

describe('a model folder that is not as it should be', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'network-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const damaged = async (name: string, damage: (copy: string) => Promise<void>): Promise<string> => {
    const copy = join(dir, name);
    await cp(WEIGHTS, copy, { recursive: true });
    await damage(copy);
    return copy;
  };

  it.each([
    [
      'weights cut short',
      /: weights\.bin is cut short or altered: 1000 bytes with hash [0-9a-f]{12}…, the card says [0-9a-f]{12}…$/,
      (at: string) => truncate(join(at, 'weights.bin'), 1000),
    ],
    [
      'empty weights',
      /: weights\.bin is cut short or altered: 0 bytes/,
      (at: string) => truncate(join(at, 'weights.bin'), 0),
    ],
    ['no weights', /: weights\.bin is missing$/, (at: string) => rm(join(at, 'weights.bin'))],
    ['no topology', /: model\.json is missing$/, (at: string) => rm(join(at, 'model.json'))],
    ['no n-grams', /: grams\.bin is missing$/, (at: string) => rm(join(at, 'grams.bin'))],
    [
      'n-grams cut short',
      /: grams\.bin is cut short or altered: 800 bytes with hash [0-9a-f]{12}…, the card says [0-9a-f]{12}…$/,
      (at: string) => truncate(join(at, 'grams.bin'), 800),
    ],
    [
      'an altered topology',
      /: model\.json is cut short or altered: [^;]*$/,
      async (at: string) => {
        const text = await readFile(join(at, 'model.json'), 'utf8');
        await writeFile(join(at, 'model.json'), text.replace('layers-model', 'layers-modem'));
      },
    ],
    [
      'two files at once',
      /: weights\.bin is missing; grams\.bin is cut short or altered: 80 bytes/,
      async (at: string) => {
        await rm(join(at, 'weights.bin'));
        await truncate(join(at, 'grams.bin'), 80);
      },
    ],
    ['no card', /card\.json/, (at: string) => rm(join(at, 'card.json'))],
    ['a card that is no JSON', /card\.json .* no JSON/, (at: string) => truncate(join(at, 'card.json'), 40)],
    [
      'a card of something else',
      /card\.json .* no model card/,
      (at: string) => writeFile(join(at, 'card.json'), '{}'),
    ],
    [
      'a card with another hash',
      /the card contradicts itself, .* it says 000000000000/,
      async (at: string) => {
        const card = JSON.parse(await readFile(join(at, 'card.json'), 'utf8'));
        await writeFile(join(at, 'card.json'), JSON.stringify({ ...card, hash: '0'.repeat(64) }));
      },
    ],
    [
      'a model of other features',
      /other features or labels/,
      async (at: string) => {
        const card = JSON.parse(await readFile(join(at, 'card.json'), 'utf8'));
        await writeFile(join(at, 'card.json'), JSON.stringify({ ...card, featuresVersion: 1 }));
      },
    ],
  ])('names %s', async (name, message, damage) => {
    await expect(openNetwork(await damaged(name, damage), 'wasm')).rejects.toThrow(message);
  });
});

import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { eventSchema, type IngestEvent } from '../../../models/contract/ingest.ts';
import { Misuse } from '../../arguments/misuse.ts';

const labelled = z.record(z.string(), z.array(z.int()));
const productSchema = z.object({
  product_id: z.string(),
  name: z.string().optional(),
  category: z.string(),
  required: z.array(z.string()),
  made: z.array(z.string()),
  missing: z.array(z.string()),
  evidence: labelled.default({}),
  near_miss: labelled.default({}),
});
const broadcastSchema = z.object({
  id: z.string(),
  lang: z.string(),
  products: z.array(productSchema).min(1),
  utterances: z.array(
    z.object({
      t_s: z.number().min(0),
      source: z.string(),
      speaker: z.string().optional(),
      text: z.string(),
    }),
  ),
});
/** A labelled broadcast: what was said, and of each product what was disclosed and what was not. */
export type LabelledBroadcast = z.infer<typeof broadcastSchema>;
export type LabelledProduct = z.infer<typeof productSchema>;

/** Duties that stand for a label's name; a name that is not here is a duty's own. */
export const DUTIES_OF_LABEL: Readonly<Record<string, readonly string[]>> = {
  'shelf-life': ['shelf-life', 'cosmetic-use-period'],
  origin: ['origin-producer', 'agri-origin-harvest'],
  'ingredients-or-material': ['ingredients', 'cosmetic-full-ingredients', 'fiber-content', 'jewel-material'],
  spec: ['name-spec', 'model-parameters', 'size-fit', 'jewel-weight-price'],
  warranty: ['warranty-period', 'three-guarantees'],
  'usage-caution': [
    'cautions',
    'usage-instructions',
    'cosmetic-usage-warning',
    'allergen',
    'storage',
    'hf-suitable-groups',
    'infant-stage-usage',
    'care-label',
    'battery-safety',
  ],
  price: ['price-and-unit'],
  'return-policy': ['no-reason-return', 'return-exclusion-confirm'],
  'licence-or-registration-number': [
    'food-licence-standard',
    'cosmetic-filing-no',
    'cosmetic-special-no',
    'hf-registration',
    'infant-registration',
    'ccc-mark',
    'licence',
  ],
  'not-a-drug-notice': ['hf-not-drug-warning'],
};

/** @throws Misuse that names the line that cannot be read. */
export const readLabelled = async (file: string): Promise<readonly LabelledBroadcast[]> => {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((text, at) => {
    if (text.trim() === '') return [];
    try {
      return [broadcastSchema.parse(JSON.parse(text))];
    } catch (error) {
      const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
      throw new Misuse(`${file}:${at + 1}: ${why}`);
    }
  });
};

const ROOM: Readonly<Record<string, string>> = {
  host: 'presenter',
  assistant: 'assistant',
  operator: 'operator',
};
const SOURCE_OF: Readonly<Record<string, string>> = { transcript: 'speech', ocr: 'screen' };

/** The events of a labelled broadcast: all products are introduced at its start. */
export const eventsOf = ({ products, utterances }: LabelledBroadcast): readonly IngestEvent[] => [
  ...products.map(({ product_id, name, category }) =>
    eventSchema.parse({
      type: 'product',
      action: 'introduced',
      productId: product_id,
      atMs: 0,
      category,
      ...(name !== undefined && { name }),
    }),
  ),
  ...utterances.map(({ t_s, source, speaker = 'host', text }, at) =>
    eventSchema.parse({
      type: 'utterance',
      id: `u${at}`,
      source: SOURCE_OF[source] ?? source,
      role: ROOM[speaker] ?? 'viewer',
      speaker,
      atMs: Math.round(t_s * 1000),
      text,
    }),
  ),
];

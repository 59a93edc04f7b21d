import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { CATEGORIES, listingSchema, ROLES } from '../../models/contract/ingest.ts';
import { KINDS } from '../../models/contract/kinds.ts';

/** The demo's broadcasts, in the order in which they start. */
export const SCENARIOS = ['skincare', 'food', 'earphones'] as const;
export type ScenarioName = (typeof SCENARIOS)[number];

const kind = z.enum(Object.keys(KINDS) as [keyof typeof KINDS, ...(keyof typeof KINDS)[]]);
const colour = z.string().regex(/^#[0-9a-f]{6}$/);
const afterMs = z.int().min(0).max(60_000);

const personSchema = z.strictObject({
  name: z.string().min(1),
  as: z.enum(['presenter', 'guest']),
  /** espeak-ng voice with its variant, pitch 0 to 99, words per minute. */
  voice: z.string(),
  pitch: z.int().min(0).max(99),
  speed: z.int().min(80).max(400),
  hair: colour,
  dress: colour,
});

const productSchema = z.strictObject({
  name: z.string().min(1),
  category: z.enum(CATEGORIES),
  linkNo: z.int().min(1),
  colour,
  shape: z.enum(['bottle', 'tube', 'pump', 'jar', 'bag', 'box', 'buds', 'case', 'headset']),
  seller: z.strictObject({ id: z.string(), name: z.string() }),
  /** Duties that a presenter fulfils aloud, and those of the first tier that nobody says. */
  said: z.array(z.string()).min(1),
  unsaid: z.array(z.string()).min(1),
  listing: listingSchema,
});

const checked = { expect: z.array(kind).optional(), note: z.string().optional() };

/** Spoken: starts when the line before is over and its pause (ms) has passed. A `|` marks where the captions are cut. */
const sayLine = z.strictObject({
  by: z.string(),
  say: z.string().min(1),
  pause: afterMs.optional(),
  ...checked,
});
/** Typed: `after` is counted in ms from the start of the last spoken line. */
const chatLine = z.strictObject({
  chat: z.string(),
  text: z.string().min(1),
  role: z.enum(ROLES).optional(),
  after: afterMs.optional(),
  ...checked,
});
/** Many viewers in a row: speakers are numbered upwards from `from`, one every `every` ms. */
const burstLine = z.strictObject({
  burst: z.array(z.string().min(1)).min(2),
  from: z.int(),
  after: afterMs.optional(),
  every: z.int().min(50).max(5_000),
  ...checked,
});
const productLine = z.strictObject({
  product: z.string(),
  action: z.enum(['listed', 'introduced', 'paused', 'link-opened', 'link-closed', 'changed', 'withdrawn']),
});
const segmentLine = z.strictObject({
  segment: z.enum(['pk', 'co-host', 'draw', 'played-media']),
  action: z.enum(['start', 'end']),
});
const audienceLine = z.strictObject({ audience: z.int().min(0) });
/** Acts on the last line that the speaker `of` typed. */
const moderationLine = z.strictObject({
  moderation: z.enum(['deleted', 'muted', 'blocked']),
  of: z.string(),
  after: afterMs.optional(),
});

const scenarioSchema = z.strictObject({
  id: z.enum(SCENARIOS),
  title: z.string().min(1),
  language: z.enum(['zh-Hans', 'zh-Hant', 'en']),
  platform: z.literal('demo'),
  room: z.strictObject({ id: z.string(), name: z.string(), operator: z.string() }),
  palette: z.strictObject({ wall: colour, floor: colour, accent: colour }),
  people: z.record(z.string(), personSchema),
  products: z.record(z.string().regex(/^p\d+$/), productSchema),
  lines: z.array(
    z.union([sayLine, chatLine, burstLine, productLine, segmentLine, audienceLine, moderationLine]),
  ),
});

export type Scenario = z.infer<typeof scenarioSchema>;
export type Person = z.infer<typeof personSchema>;
export type DemoProduct = z.infer<typeof productSchema>;
export type ScenarioLine = Scenario['lines'][number];
export type SayLine = z.infer<typeof sayLine>;

/** Parses a scenario; throws with the line's path and what is wrong with it. */
export const parseScenario = (yaml: string): Scenario => {
  const scenario = scenarioSchema.parse(parse(yaml));
  for (const line of scenario.lines) {
    if ('say' in line && !scenario.people[line.by]) throw new Error(`nobody is called ${line.by}`);
    if ('product' in line && !scenario.products[line.product]) throw new Error(`no product ${line.product}`);
  }
  return scenario;
};

/** @param rootDir the project's folder. */
export const scenarioDir = (rootDir: string): string => path.join(rootDir, 'scripts', 'demo', 'scenarios');
export const mediaDir = (rootDir: string, name: ScenarioName): string =>
  path.join(rootDir, 'scripts', 'demo', 'media', name);

export const readScenario = async (rootDir: string, name: ScenarioName): Promise<Scenario> =>
  parseScenario(await readFile(path.join(scenarioDir(rootDir), `${name}.yaml`), 'utf8'));

/** What is spoken, without the marks for the captions' cuts. */
export const spokenText = (line: SayLine): string => line.say.replaceAll('|', '');

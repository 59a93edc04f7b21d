import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Category } from '../../contract/ingest.ts';
import { type Severity, severityRank } from '../../contract/severity.ts';
import type { Catalogue, Duty, Need, Owed, Tier, Window } from './duty.ts';
import {
  type DutyInput,
  type Examples,
  type Forms,
  type Pack,
  packSchema,
  type SlotInput,
  type windowSchema,
} from './schema.ts';

/** A duty with how it is heard; {@link Catalogue} shows only what it is. */
export interface HeardDuty extends Duty {
  readonly forms: Forms;
  readonly readers: readonly SlotInput[];
  readonly examples: Examples;
  readonly spoken: ReadonlySet<Category>;
  readonly onRequest: ReadonlySet<Category>;
}

export interface LoadedCatalogue extends Catalogue {
  readonly duties: ReadonlyMap<string, HeardDuty>;
  /** Lists of words that patterns use by name. */
  readonly words: ReadonlyMap<string, readonly string[]>;
}

const MINUTE_MS = 60_000;

const windowOf = (input: z.infer<typeof windowSchema>): Window => {
  switch (input.until) {
    case 'link':
      return { until: 'link', graceMs: input.graceSeconds * 1000 };
    case 'close':
      return { until: 'close', latestMs: input.latestMinutes * MINUTE_MS };
    case 'minutes':
      return { until: 'minutes', afterMs: input.afterMinutes * MINUTE_MS };
    case 'session':
      return {
        until: 'session',
        afterMs: input.afterMinutes * MINUTE_MS,
        repeatMs: input.repeatMinutes * MINUTE_MS,
      };
    case 'continuous':
      return { until: 'continuous', gapMs: input.gapSeconds * 1000, checkMs: input.checkSeconds * 1000 };
    case 'request':
      return {
        until: 'request',
        afterMs: input.afterMinutes * MINUTE_MS,
        crowdAfterMs: input.crowdAfterMinutes * MINUTE_MS,
      };
    case 'draw':
      return { until: 'draw' };
  }
};

const dutyOf = (input: DutyInput, group: string): HeardDuty => ({
  id: input.id,
  group,
  name: input.name,
  say: input.say,
  law: input.law,
  severity: input.severity,
  ...(input.severityIf && { severityIf: input.severityIf }),
  ...(input.severityWhen && { severityWhen: input.severityWhen }),
  accepts: input.accepts,
  window: windowOf(input.window),
  ...(input.windowIf && {
    windowIf: input.windowIf.map(({ categories, window }) => ({ categories, window: windowOf(window) })),
  }),
  scope: input.scope,
  needs: input.needs as Duty['needs'],
  ...(input.when && { when: { kind: input.when } }),
  slots: input.slots.map(({ id, name, required }) => ({ id, name, required })),
  forms: input.hear,
  readers: input.slots,
  examples: input.examples,
  spoken: new Set(input.spoken),
  onRequest: new Set(input.onRequest),
});

const NEED_ORDER: readonly Need[] = ['optional', 'conditional', 'required'];
const TIER_ORDER: readonly Tier[] = ['on-request', 'page', 'spoken'];

/** Later in this order is stricter. */
const WINDOW_ORDER: readonly Window['until'][] = [
  'request',
  'draw',
  'session',
  'close',
  'minutes',
  'link',
  'continuous',
];

const strictest = <T>(all: readonly T[], rank: (one: T) => number): T =>
  all.reduce((best, one) => (rank(one) > rank(best) ? one : best));

const severityOf = (duty: Duty, categories: readonly Category[]): Severity => {
  const special = (duty.severityIf ?? []).filter((one) =>
    one.categories.some((each) => categories.includes(each)),
  );
  return special.length === 0
    ? duty.severity
    : strictest(
        special.map((one) => one.severity),
        severityRank,
      );
};

const windowFor = (duty: Duty, categories: readonly Category[]): Window => {
  const special = (duty.windowIf ?? []).filter((one) =>
    one.categories.some((each) => categories.includes(each)),
  );
  return special.length === 0
    ? duty.window
    : strictest(
        special.map((one) => one.window),
        (window) => WINDOW_ORDER.indexOf(window.until),
      );
};

const owedOf = (duty: HeardDuty, categories: readonly Category[]): Owed | null => {
  const rows = [duty.needs.all, ...categories.map((category) => duty.needs[category])];
  const needs = rows.filter((need): need is Need => need !== undefined);
  if (needs.length === 0) return null;
  const tiers = categories.map((category): Tier => {
    if (duty.spoken.has(category)) return 'spoken';
    return duty.onRequest.has(category) || duty.window.until === 'request' ? 'on-request' : 'page';
  });
  return {
    duty,
    need: strictest(needs, (need) => NEED_ORDER.indexOf(need)),
    tier: tiers.length === 0 ? 'page' : strictest(tiers, (tier) => TIER_ORDER.indexOf(tier)),
    severity: severityOf(duty, categories),
    window: windowFor(duty, categories),
  };
};

const readPack = (file: string, content: string): Pack => {
  let read: unknown;
  try {
    read = parse(content, { maxAliasCount: 0 });
  } catch (error) {
    throw new Error(`duties pack ${file}: ${(error as Error).message}`);
  }
  const parsed = packSchema.safeParse(read);
  if (parsed.success) return parsed.data;
  const index = parsed.error.issues[0]?.path[1];
  const duty = (read as { duties?: { id?: unknown }[] } | null)?.duties?.[index as number]?.id;
  throw new Error(
    `duties pack ${file}${duty === undefined ? '' : `, duty ${duty}`}: ${z.prettifyError(parsed.error)}`,
  );
};

/** A product of one category owes no more by voice than a presenter can say in the 2 to 4 minutes that it gets. */
export const SPOKEN_PER_CATEGORY_MAX = 5;

const checkSpoken = (duties: Iterable<HeardDuty>): void => {
  const counts = new Map<Category, number>();
  for (const duty of duties) {
    for (const category of duty.spoken) {
      const count = (counts.get(category) ?? 0) + 1;
      counts.set(category, count);
      if (count > SPOKEN_PER_CATEGORY_MAX)
        throw new Error(
          `duties: ${category} has more than ${SPOKEN_PER_CATEGORY_MAX} that must be spoken; the last is ${duty.id}`,
        );
    }
  }
};

/**
 * Reads every pack of a folder.
 * @throws Error that names file, duty and field.
 */
export const loadCatalogue = (packsDir: string): LoadedCatalogue => {
  const duties = new Map<string, HeardDuty>();
  const words = new Map<string, readonly string[]>();
  const hash = createHash('sha256');
  const files = readdirSync(packsDir)
    .filter((file) => file.endsWith('.yaml'))
    .sort();
  for (const file of files) {
    const content = readFileSync(join(packsDir, file), 'utf8');
    hash.update(`${file}\n${content}\n`);
    const pack = readPack(file, content);
    for (const [name, list] of Object.entries(pack.words)) {
      if (words.has(name)) throw new Error(`duties pack ${file}: list ${name} stands twice`);
      words.set(name, list);
    }
    for (const duty of pack.duties) {
      if (duties.has(duty.id)) throw new Error(`duties pack ${file}, duty ${duty.id}: stands twice`);
      duties.set(duty.id, dutyOf(duty, pack.id));
    }
  }
  if (duties.size === 0) throw new Error(`duties: no packs in ${packsDir}`);
  checkSpoken(duties.values());
  return {
    hash: hash.digest('hex'),
    duties,
    words,
    of: (categories) =>
      [...duties.values()]
        .map((duty) => owedOf(duty, categories))
        .filter((owed): owed is Owed => owed !== null),
  };
};

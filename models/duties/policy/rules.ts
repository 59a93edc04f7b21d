import { createHash } from 'node:crypto';
import { type Category, categoryOf } from '../../contract/ingest.ts';
import type { Severity } from '../../contract/severity.ts';
import type { Accepts, Catalogue, Duty, Need, Owed, Tier, Window } from '../catalogue/duty.ts';
import { lineage } from './check.ts';
import type { Policy, PolicyException, PolicyRule } from './schema.ts';

/** One duty as a product of some categories owes it under the policy. */
export interface Rule {
  readonly duty: Duty;
  readonly need: Need;
  readonly tier: Tier;
  readonly severity: Severity;
  readonly window: Window;
  readonly accepts: readonly Accepts[];
  /** The page alone is enough. */
  readonly pageEnough: boolean;
  /** What stays owed raises an alert; `undefined`: if it must be spoken. */
  readonly alert?: boolean;
}

/** A policy made ready for the reducer. */
export interface Rules {
  /** SHA-256 of catalogue and policy, hex: the version that a verdict names. */
  readonly hash: string;
  /** The policy in force; `default` version 0 where there is none. */
  readonly policy: { readonly id: string; readonly version: number };
  readonly catalogue: Catalogue;
  /** Every duty is judged as if it had to be spoken: a review of a whole show, not a prompt to a host. */
  readonly everyTier: boolean;
  of(categories: readonly Category[]): readonly Rule[];
  one(categories: readonly Category[], dutyId: string): Rule | undefined;
  /** The exception of a product on a day (ISO date), if there is one. */
  excepted(productId: string, dutyId: string, day: string): PolicyException | undefined;
  /** Names the codes by which duties are packed. */
  readonly book: string;
  pack(dutyIds: readonly string[]): string;
  unpack(codes: string): readonly string[];
}

/** Two signs of base 36 name any of 1,296 duties. */
const CODE_CHARS = 2;

const MINUTE_MS = 60_000;

const windowOf = (window: Window, minutes: number | undefined): Window => {
  if (minutes === undefined) return window;
  const ms = minutes * MINUTE_MS;
  switch (window.until) {
    case 'session':
      return { ...window, afterMs: ms };
    case 'continuous':
      return { ...window, gapMs: ms };
    case 'close':
      return { ...window, latestMs: ms };
    default:
      return { until: 'minutes', afterMs: ms };
  }
};

const applies = ({ duty, categories }: PolicyRule, id: string, of: readonly Category[]): boolean =>
  duty === id && (!categories || categories.some((word) => of.includes(categoryOf(word) ?? 'other')));

const ruleOf = (owed: Owed, changes: readonly PolicyRule[], everyTier: boolean): Rule | null => {
  const { duty } = owed;
  const last = <K extends keyof PolicyRule>(key: K): PolicyRule[K] | undefined =>
    changes.findLast((change) => change[key] !== undefined)?.[key];
  const need = last('need') ?? owed.need;
  if (need === 'off') return null;
  const tier = last('tier') ?? owed.tier;
  const accepts = last('accepts') ?? duty.accepts;
  const alert = last('alert');
  return {
    duty,
    need,
    tier: everyTier ? 'spoken' : tier,
    severity: last('severity') ?? owed.severity,
    window: windowOf(owed.window, last('windowMinutes')),
    accepts,
    pageEnough:
      accepts.includes('page') && (last('acceptPage') ?? (tier !== 'spoken' || !accepts.includes('speech'))),
    ...(alert !== undefined && { alert }),
  };
};

/** A policy may ask for what the catalogue does not ask of a category. */
const addedBy = (
  catalogue: Catalogue,
  changes: readonly PolicyRule[],
  categories: readonly Category[],
  owed: readonly Owed[],
): Owed[] => {
  const known = new Set(owed.map(({ duty }) => duty.id));
  const added = new Map<string, Owed>();
  for (const change of changes) {
    const { need, tier = 'spoken', categories: named } = change;
    if (known.has(change.duty) || !named || need === undefined || need === 'off') continue;
    const duty = catalogue.duties.get(change.duty);
    if (!duty || !applies(change, duty.id, categories)) continue;
    added.set(duty.id, { duty, need, tier, severity: duty.severity, window: duty.window });
  }
  return [...added.values()];
};

const packing = (catalogue: Catalogue): Pick<Rules, 'book' | 'pack' | 'unpack'> => {
  const ids = [...catalogue.duties.keys()].sort();
  const codes = new Map(ids.map((id, i) => [id, i.toString(36).padStart(CODE_CHARS, '0')]));
  return {
    book: createHash('sha256').update(ids.join()).digest('base64url').slice(0, 12),
    pack: (dutyIds) => dutyIds.map((id) => codes.get(id) ?? '').join(''),
    unpack: (packed) =>
      Array.from(
        { length: packed.length / CODE_CHARS },
        (_, i) => ids[Number.parseInt(packed.slice(i * CODE_CHARS, (i + 1) * CODE_CHARS), 36)] ?? '',
      ),
  };
};

/**
 * Merges a policy over the catalogue.
 * @param policy absent: what the catalogue says by itself.
 * @param others the policies that it may start from.
 * @throws PolicyRefused for a circle or an unknown name in `extends`.
 */
export const compileRules = (
  catalogue: Catalogue,
  policy?: Policy,
  others: ReadonlyMap<string, Policy> = new Map(),
  { everyTier = false }: { readonly everyTier?: boolean } = {},
): Rules => {
  const line = policy ? lineage(policy, others) : [];
  const changes = line.flatMap(({ rules }) => rules);
  const exceptions = new Map<string, PolicyException>();
  for (const one of line.flatMap((each) => each.exceptions)) exceptions.set(`${one.duty} ${one.sku}`, one);
  const made = new Map<string, ReadonlyMap<string, Rule>>();
  const tableOf = (categories: readonly Category[]): ReadonlyMap<string, Rule> => {
    const key = categories.join();
    const known = made.get(key);
    if (known) return known;
    const owed = catalogue.of(categories);
    const all = [...owed, ...addedBy(catalogue, changes, categories, owed)];
    const table = new Map(
      all.flatMap((one) => {
        const rule = ruleOf(
          one,
          changes.filter((change) => applies(change, one.duty.id, categories)),
          everyTier,
        );
        return rule ? [[one.duty.id, rule] as const] : [];
      }),
    );
    made.set(key, table);
    return table;
  };
  const lists = new WeakMap<ReadonlyMap<string, Rule>, readonly Rule[]>();
  const listOf = (table: ReadonlyMap<string, Rule>): readonly Rule[] => {
    const list = lists.get(table) ?? [...table.values()];
    lists.set(table, list);
    return list;
  };
  return {
    hash: createHash('sha256')
      .update(JSON.stringify([catalogue.hash, line]))
      .digest('hex'),
    policy: policy ? { id: policy.id, version: policy.version } : { id: 'default', version: 0 },
    catalogue,
    everyTier,
    of: (categories) => listOf(tableOf(categories)),
    one: (categories, dutyId) => tableOf(categories).get(dutyId),
    excepted: (productId, dutyId, day) => {
      const found = exceptions.get(`${dutyId} ${productId}`);
      return found && day <= found.until ? found : undefined;
    },
    ...packing(catalogue),
  };
};

import type { Bilingual } from '../../models/contract/claim.ts';
import { CATEGORIES, type Category } from '../../models/contract/ingest.ts';
import type { Severity } from '../../models/contract/severity.ts';
import type { Accepts, Catalogue, Need, Tier, Window } from '../../models/duties/catalogue/duty.ts';
import { PROTECTED_DUTIES } from '../../models/duties/policy/check.ts';

/** One duty as a settings screen shows it: what the catalogue says before any policy. */
export interface CatalogueDuty {
  readonly id: string;
  /** The pack that holds it. */
  readonly group: string;
  readonly scope: 'product' | 'broadcast';
  readonly name: Bilingual;
  /** The words that would satisfy it. */
  readonly say: Bilingual;
  readonly article: string;
  readonly severity: Severity;
  readonly accepts: readonly Accepts[];
  readonly window: Window;
  /** What turns a conditional one on. */
  readonly when?: string;
  /** No policy may leave it out, or take it less gravely than high. */
  readonly protected: boolean;
  /** Where it is asked for. */
  readonly categories: readonly {
    readonly category: Category;
    readonly need: Need;
    readonly tier: Tier;
    readonly severity: Severity;
    readonly window: Window;
  }[];
}

/** Answer of `GET /api/duties/catalogue`. */
export interface CatalogueReply {
  /** SHA-256 of the packs, hex. */
  readonly hash: string;
  readonly categories: readonly Category[];
  readonly duties: readonly CatalogueDuty[];
}

/** The catalogue for a settings screen. */
export const catalogueReply = (catalogue: Catalogue): CatalogueReply => {
  const rows = CATEGORIES.map(
    (category) => [category, new Map(catalogue.of([category]).map((one) => [one.duty.id, one]))] as const,
  );
  return {
    hash: catalogue.hash,
    categories: CATEGORIES,
    duties: [...catalogue.duties.values()].map((duty) => ({
      id: duty.id,
      group: duty.group,
      scope: duty.scope,
      name: duty.name,
      say: duty.say,
      article: duty.law,
      severity: duty.severity,
      accepts: duty.accepts,
      window: duty.window,
      ...(duty.when && { when: duty.when.kind }),
      protected: PROTECTED_DUTIES.has(duty.id),
      categories: rows.flatMap(([category, owed]) => {
        const one = owed.get(duty.id);
        if (!one) return [];
        const { need, tier, severity, window } = one;
        return [{ category, need, tier, severity, window }];
      }),
    })),
  };
};

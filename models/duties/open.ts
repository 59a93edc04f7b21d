import { join } from 'node:path';
import { loadCatalogue } from './catalogue/load.ts';
import { guessCategory } from './category/guess.ts';
import { createHear } from './hear/hear.ts';
import { createPrepare } from './hear/prepare.ts';
import { spotProducts } from './introductions/spot.ts';
import { readPolicy } from './policy/check.ts';
import { compileRules, type Rules } from './policy/rules.ts';
import { askedDuties } from './questions/asks.ts';
import type { Ears } from './reduce/work.ts';
import { createDuties } from './reducer.ts';
import type { Duties } from './types.ts';

export interface OpenedDuties {
  readonly duties: Duties;
  readonly rules: Rules;
  readonly ears: Ears;
}

/**
 * Opens the duties of the packs under `models/duties/packs`.
 * @param rootDir the project's root.
 * @param policy a policy document that changes them.
 * @param everyTier judge every duty as if it had to be spoken.
 * @throws Error that names the pack and what is wrong in it; PolicyRefused for the policy.
 */
export const openDuties = (
  rootDir: string,
  { policy, everyTier = false }: { readonly policy?: unknown; readonly everyTier?: boolean } = {},
): OpenedDuties => {
  const catalogue = loadCatalogue(join(rootDir, 'models/duties/packs'));
  const prepare = createPrepare();
  const ears: Ears = {
    hear: createHear(catalogue, prepare),
    prepare,
    spotProducts,
    guessCategory,
    askedDuties,
  };
  const used = policy === undefined ? undefined : readPolicy(catalogue, policy);
  const rules = compileRules(catalogue, used, new Map(), { everyTier });
  return { duties: createDuties(rules, ears), rules, ears };
};

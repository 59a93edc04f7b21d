import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type LoadedCatalogue, loadCatalogue } from './catalogue/load.ts';
import { guessCategory } from './category/guess.ts';
import { type Ear, openEar } from './ear/ear.ts';
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
  /** Which learned ear listens beside the patterns, or why there is none. */
  readonly ear: { readonly hash: string } | { readonly problem: string };
}

const earIn = (dir: string, catalogue: LoadedCatalogue): Ear | { readonly problem: string } => {
  try {
    return openEar(dir, new Set(catalogue.duties.keys()));
  } catch (error) {
    return { problem: (error as Error).message };
  }
};

/** A catalogue whose version says by which ear its duties are heard: what is heard follows from both. */
const heardBy = (catalogue: LoadedCatalogue, ear: Ear): LoadedCatalogue => ({
  ...catalogue,
  hash: createHash('sha256').update(`${catalogue.hash} ${ear.card.hash}`).digest('hex'),
});

/**
 * Opens the duties of the packs under `models/duties/packs`, and the learned ear. One that is missing or damaged is no error: the
 * patterns then hear alone.
 * @param rootDir the project's root.
 * @param policy a policy document that changes them.
 * @param everyTier judge every duty as if it had to be spoken.
 * @throws Error that names the pack and what is wrong in it; PolicyRefused for the policy.
 */
export const openDuties = (
  rootDir: string,
  { policy, everyTier = false }: { readonly policy?: unknown; readonly everyTier?: boolean } = {},
): OpenedDuties => {
  const loaded = loadCatalogue(join(rootDir, 'models/duties/packs'));
  const ear = earIn(join(rootDir, 'models/duties/ear/weights'), loaded);
  const catalogue = 'problem' in ear ? loaded : heardBy(loaded, ear);
  const prepare = createPrepare();
  const ears: Ears = {
    hear: createHear(catalogue, prepare, 'problem' in ear ? undefined : ear),
    prepare,
    spotProducts,
    guessCategory,
    askedDuties,
  };
  const used = policy === undefined ? undefined : readPolicy(catalogue, policy);
  const rules = compileRules(catalogue, used, new Map(), { everyTier });
  return {
    duties: createDuties(rules, ears),
    rules,
    ears,
    ear: 'problem' in ear ? ear : { hash: ear.card.hash },
  };
};

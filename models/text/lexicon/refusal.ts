/** One thing that is wrong with a custom pack. Without an entry it is about the pack as a whole. */
export interface Refusal {
  readonly pack: string;
  readonly entry?: string;
  readonly reason: string;
}

/** Refusals told at once; what is wrong a hundred times has one cause. */
export const REFUSALS_MAX = 20;

/** Custom packs that are not taken: every entry that is at fault, with its reason. Nothing was changed. */
export class PacksRefused extends Error {
  readonly refusals: readonly Refusal[];

  constructor(refusals: readonly Refusal[]) {
    super(
      refusals
        .slice(0, REFUSALS_MAX)
        .map(
          ({ pack, entry, reason }) => `${pack}${entry === undefined ? '' : `, entry ${entry}`}: ${reason}`,
        )
        .join('; '),
    );
    this.name = 'PacksRefused';
    this.refusals = refusals.slice(0, REFUSALS_MAX);
  }
}

/** @throws PacksRefused when there is anything to refuse. */
export const refuseIfAny = (refusals: readonly Refusal[]): void => {
  if (refusals.length > 0) throw new PacksRefused(refusals);
};

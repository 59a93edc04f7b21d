import type { DutyState } from '../../contract/duty.ts';
import type { ProductId, PublicId } from '../../contract/ids.ts';
import type { Severity } from '../../contract/severity.ts';
import type { DutyOutcome } from '../types.ts';

/** How one duty ended under one set of rules. */
export interface Ending {
  readonly state: DutyState;
  readonly severity: Severity;
}

/** One place in which two sets of rules come to something else. */
export interface Example {
  readonly publicId: PublicId;
  /** Absent for a duty of the broadcast. */
  readonly productId?: ProductId;
  readonly productName?: string;
  /** Broadcast time to look at. */
  readonly atMs: number;
  /** Under the rules of now; absent where they raise nothing. */
  readonly before?: Ending;
  /** Under the other ones. */
  readonly after?: Ending;
}

/** How often it happens to one duty. */
export interface DutyDifference {
  readonly dutyId: string;
  readonly count: number;
  /** The first few. */
  readonly examples: readonly Example[];
}

/** Alerts that would come, that would not, and that would be about another state or of another severity. */
export interface Differences {
  readonly added: readonly DutyDifference[];
  readonly removed: readonly DutyDifference[];
  readonly changed: readonly DutyDifference[];
}

/** Enough to see what it is about; the rest is counted. */
const EXAMPLES_MAX = 5;

interface Finding extends Ending {
  readonly dutyId: string;
  readonly productId?: ProductId;
  readonly productName?: string;
  readonly atMs: number;
  readonly raised: boolean;
}

/** What became of each duty of one broadcast under one set of rules. What it holds grows with products and duties alone. */
export interface Findings {
  note(outcomes: readonly DutyOutcome[]): void;
  readonly raised: () => ReadonlyMap<string, Finding>;
}

export const createFindings = (): Findings => {
  const found = new Map<string, Finding>();
  return {
    note(outcomes) {
      for (const outcome of outcomes) {
        if (outcome.question) continue;
        const { dutyId, productId, productName, state, severity, atMs, alert } = outcome;
        const key = `${productId ?? ''} ${dutyId}`;
        const known = found.get(key);
        const raises = alert === 'raise';
        found.set(key, {
          dutyId,
          ...(productId !== undefined && { productId }),
          ...(productName !== undefined && { productName }),
          state,
          severity,
          atMs: known?.raised && !raises ? known.atMs : atMs,
          raised: raises || (known?.raised ?? false),
        });
      }
    },
    raised: () => new Map([...found].filter(([, one]) => one.raised)),
  };
};

/** Adds up the differences of many broadcasts. */
export interface Comparison {
  add(publicId: PublicId, before: Findings, after: Findings): void;
  readonly differences: () => Differences;
}

type Counted = Map<string, { count: number; examples: Example[] }>;

const ending = ({ state, severity }: Finding): Ending => ({ state, severity });

export const createComparison = (): Comparison => {
  const counted = {
    added: new Map() as Counted,
    removed: new Map() as Counted,
    changed: new Map() as Counted,
  };
  const count = (
    kind: keyof typeof counted,
    publicId: PublicId,
    before: Finding | undefined,
    after: Finding | undefined,
  ): void => {
    const one = after ?? before;
    if (!one) return;
    const { dutyId, productId, productName, atMs } = one;
    const known = counted[kind].get(dutyId) ?? { count: 0, examples: [] };
    known.count += 1;
    if (known.examples.length < EXAMPLES_MAX)
      known.examples.push({
        publicId,
        ...(productId !== undefined && { productId }),
        ...(productName !== undefined && { productName }),
        atMs,
        ...(before && { before: ending(before) }),
        ...(after && { after: ending(after) }),
      });
    counted[kind].set(dutyId, known);
  };
  const list = (kind: keyof typeof counted): DutyDifference[] =>
    [...counted[kind]]
      .map(([dutyId, one]) => ({ dutyId, ...one }))
      .sort((a, b) => b.count - a.count || a.dutyId.localeCompare(b.dutyId));
  return {
    add(publicId, before, after) {
      const [was, is] = [before.raised(), after.raised()];
      for (const [key, one] of is) {
        const old = was.get(key);
        if (!old) count('added', publicId, undefined, one);
        else if (old.state !== one.state || old.severity !== one.severity)
          count('changed', publicId, old, one);
      }
      for (const [key, one] of was) if (!is.has(key)) count('removed', publicId, one, undefined);
    },
    differences: () => ({ added: list('added'), removed: list('removed'), changed: list('changed') }),
  };
};

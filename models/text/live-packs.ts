import { createFollowing } from '../contract/follow.ts';
import type { TextJudge } from './judge.ts';
import { withCustomPacks } from './lexicon/custom.ts';
import type { CustomPack } from './lexicon/custom-schema.ts';
import type { Packs } from './lexicon/packs.ts';
import { PacksRefused, type Refusal } from './lexicon/refusal.ts';

/** A pack with the version of it that is meant. */
export interface PackAt {
  readonly version: number;
  readonly pack: CustomPack;
}

/** All custom packs as they stood after the change of that number; 0 before the first. */
export interface PackSet {
  readonly set: number;
  readonly packs: readonly PackAt[];
}

/** What judges now. */
export interface InForce {
  readonly packs: Packs;
  /** The newest change that was looked at. */
  readonly set: number;
  readonly used: readonly PackAt[];
  /** What does not compile here; of those packs the version before is used, or none. */
  readonly refused: readonly Refusal[];
}

export interface LivePacksDeps {
  /** The shipped packs. */
  readonly base: Packs;
  readonly makeJudge: (packs: Packs) => TextJudge;
  /** Number of the newest change. Asked every second: cheap. */
  readonly newest: () => Promise<number>;
  readonly read: () => Promise<PackSet>;
  /** Told of what judges now, as it starts and after each exchange; again until it succeeds. */
  readonly onUse?: (now: InForce) => Promise<void>;
  readonly onError: (error: unknown) => void;
  readonly turn: () => Promise<unknown>;
}

/** A judge whose packs are exchanged while it judges. */
export interface LivePacks {
  readonly judge: TextJudge;
  /** The shipped packs alone. */
  readonly base: Packs;
  current(): InForce;
  /** Loads what is in force; then follows. @throws when it cannot be read, so that nothing is judged by less than all rules. */
  start(): Promise<void>;
  /** There is news: look now instead of at the next poll. */
  wake(): void;
  stop(): Promise<void>;
}

type Compiled = Pick<InForce, 'packs' | 'used' | 'refused'>;

/**
 * Compiles a set. A pack that is refused (here: rules that were accepted elsewhere beside other shipped packs) is replaced by the
 * version that judged before, or left out, and the others are taken all the same.
 */
const compileSet = async (
  deps: LivePacksDeps,
  set: PackSet,
  before: readonly PackAt[],
  checked: Set<string>,
): Promise<Compiled> => {
  let used = set.packs;
  const refused: Refusal[] = [];
  for (;;) {
    try {
      const packs = await withCustomPacks(
        deps.base,
        used.map(({ pack }) => pack),
        { turn: deps.turn, checked },
      );
      return { packs, used, refused };
    } catch (error) {
      if (!(error instanceof PacksRefused)) throw error;
      refused.push(...error.refusals);
      const names = new Set(error.refusals.map(({ pack }) => pack));
      const kept = used.flatMap((one) => {
        if (!names.has(one.pack.pack)) return [one];
        const last = before.find(({ pack }) => pack.pack === one.pack.pack);
        return last && last.version !== one.version ? [last] : [];
      });
      // Each round takes back at least one pack, so that this ends; else nothing custom can be had.
      used = kept.length < used.length || kept.some((one, at) => one !== used[at]) ? kept : [];
    }
  }
};

/** Makes a judge that follows the custom packs. It judges by the shipped ones until it is started. */
export const createLivePacks = (deps: LivePacksDeps): LivePacks => {
  let now: InForce = { packs: deps.base, set: 0, used: [], refused: [] };
  let judge = deps.makeJudge(deps.base);
  const checked = new Set<string>();

  const take = async (): Promise<void> => {
    const set = await deps.read();
    if (set.set === now.set) return;
    const compiled = await compileSet(deps, set, now.used, checked);
    const next = deps.makeJudge(compiled.packs);
    // One assignment after another without a pause: no text is judged between them.
    now = { ...compiled, set: set.set };
    judge = next;
  };
  const { start, wake, stop } = createFollowing({
    newest: deps.newest,
    current: () => now.set,
    take,
    tell: async () => deps.onUse?.(now),
    onError: deps.onError,
    after(ms, done) {
      const timer = setTimeout(done, ms);
      return () => clearTimeout(timer);
    },
  });
  return {
    base: deps.base,
    judge: {
      get versions() {
        return judge.versions;
      },
      judge: (text, context) => judge.judge(text, context),
    },
    current: () => now,
    start,
    wake,
    stop,
  };
};

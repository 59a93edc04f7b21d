import type { Keeper } from './keeper.ts';

/** Those that end together, and how long they may take. */
export interface StopStage {
  keepers: readonly Keeper[];
  limitMs: number;
}

/** A request under way, a batch half-written: both are over in a second or two; twice that and more for a busy machine. */
export const PROCESS_STOP_MS = 10_000;
/** A store flushes what it holds; past this its journal brings it back instead. */
export const STORE_STOP_MS = 25_000;

/**
 * Ends the stages one after the other, those of one stage together: who writes ends before who is written to.
 */
export async function stopInOrder(stages: readonly StopStage[], say: (text: string) => void): Promise<void> {
  for (const { keepers, limitMs } of stages) {
    await Promise.all(
      keepers.map(async (keeper) => {
        const how = await keeper.stop(limitMs);
        if (how === 'killed')
          say(`${keeper.name} did not end within ${limitMs / 1000} s and was ended by force`);
      }),
    );
  }
}

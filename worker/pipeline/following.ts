import type { SealedDoc } from '../../models/store/documents.ts';
import type { Subject } from '../alerts/project.ts';
import { type AfterBlockDeps, alertSteps } from './after-block.ts';
import { backoffMs } from './retry.ts';

/** The alert steps of one broadcast's records, one block's after the other's, while what comes next is heard. */
export interface Following {
  /**
   * Begins the alert steps of records at rest, and does them until they went through. Whatever is recorded under an entry that is
   * acknowledged already has to wait for them: after the next block nobody would come back to it.
   * @throws LeaseLost only, as do all that come after.
   */
  follow(subject: Subject, sealed: readonly SealedDoc[]): Promise<void>;
  /** Resolves when all that was begun is at rest: only then may its entries be acknowledged. @throws LeaseLost only. */
  done(): Promise<void>;
}

interface FollowingGuard {
  assertHeld(): void;
  pause(ms: number): Promise<void>;
}

/** @param guard the right to write, asked before every attempt. */
export const createFollowing = (deps: AfterBlockDeps, guard: FollowingGuard): Following => {
  let last = Promise.resolve();
  const untilDone = async (subject: Subject, sealed: readonly SealedDoc[]): Promise<void> => {
    for (let failures = 0; ; failures += 1) {
      guard.assertHeld();
      try {
        await alertSteps(deps, subject, sealed);
        return;
      } catch (error) {
        deps.onError(error);
        await guard.pause(backoffMs(failures));
      }
    }
  };
  return {
    follow(subject, sealed) {
      last = last.then(() => untilDone(subject, sealed));
      // Whoever waits for it is told.
      last.catch(() => undefined);
      return last;
    },
    done: () => last,
  };
};

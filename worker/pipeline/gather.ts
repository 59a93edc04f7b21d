/** Asked for one; what is asked for at the same time is done together. */
export type Gathered<T, R> = (item: T) => Promise<R>;

export interface GatherLimits {
  /** Items of one step. */
  readonly most: number;
  /** Steps under way at once. */
  readonly atOnce: number;
}

interface Asked<T, R> {
  readonly item: T;
  readonly done: (result: R) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Does in one step what many lanes want alike: a question to a store costs nearly as much for one broadcast as for hundreds. What is
 * asked for in the same turn of the event loop, or while steps before are under way, goes together.
 *
 * @param work its results in the order of the items. Where it fails for several, each is tried alone: whose it was that it
 *   failed on, only that tells. Must be safe to do again.
 */
export const gather = <T, R>(
  { most, atOnce }: GatherLimits,
  work: (items: readonly T[]) => Promise<readonly R[]>,
): Gathered<T, R> => {
  const waiting: Asked<T, R>[] = [];
  let running = 0;
  let scheduled = false;
  const run = async (asked: readonly Asked<T, R>[]): Promise<void> => {
    try {
      const results = await work(asked.map(({ item }) => item));
      for (const [at, { done }] of asked.entries()) done(results[at] as R);
    } catch (error) {
      if (asked.length > 1) await Promise.all(asked.map((one) => run([one])));
      else for (const { failed } of asked) failed(error);
    }
  };
  const next = async (): Promise<void> => {
    scheduled = false;
    running += 1;
    const asked = waiting.splice(0, most);
    schedule();
    await run(asked);
    running -= 1;
    schedule();
  };
  const schedule = (): void => {
    if (scheduled || running >= atOnce || waiting.length === 0) return;
    scheduled = true;
    setImmediate(() => void next());
  };
  return (item) =>
    new Promise((done, failed) => {
      waiting.push({ item, done, failed });
      schedule();
    });
};

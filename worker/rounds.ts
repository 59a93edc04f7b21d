/** Work that is done over and over. */
export interface Rounds {
  start(): void;
  /** Waits until the round at hand is over. */
  stop(): Promise<void>;
}

/** Does `work` every `everyMs`, one after the other; a failure is told and the next round tries again. */
export const createRounds = (
  everyMs: number,
  work: () => Promise<unknown>,
  onError: (error: unknown) => void,
): Rounds => {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const round = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      onError(error);
    }
    if (!stopped) timer = setTimeout(run, everyMs);
  };
  const run = (): void => {
    running = round();
  };
  return {
    start: run,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
};

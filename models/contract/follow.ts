/** Whoever misses the news hears of a change within this time: with reading and compiling, within the two seconds promised. */
export const FOLLOW_POLL_MS = 1_000;

export interface FollowDeps {
  /** Number of the newest change. Asked every {@link FOLLOW_POLL_MS}: cheap. */
  readonly newest: () => Promise<number>;
  /** Number of the change that was looked at last. */
  readonly current: () => number;
  /** Reads all anew and puts it to use; does nothing where there is nothing new. */
  readonly take: () => Promise<void>;
  /** Told after the start and after each exchange; again until it succeeds. */
  readonly tell?: () => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** Calls back after a time, once. @returns takes that back */
  readonly after: (ms: number, done: () => void) => () => void;
}

/** Keeps up with what is changed elsewhere and counted: rule packs, policies. */
export interface Following {
  /** Takes what is in force; then follows. @throws when it cannot be read, so that nothing is done by less than all of it. */
  start(): Promise<void>;
  /** There is news: look now instead of at the next poll. */
  wake(): void;
  stop(): Promise<void>;
}

export const createFollowing = ({ newest, current, take, tell, onError, after }: FollowDeps): Following => {
  let stopped = false;
  let told: number | null = null;
  let cancel = (): void => {};
  let wakeUp = (): void => {};
  let news = false;
  let following: Promise<void> = Promise.resolve();

  const tellOnce = async (): Promise<void> => {
    const set = current();
    if (told === set) return;
    await tell?.();
    told = set;
  };
  const rest = (): Promise<void> =>
    new Promise((done) => {
      if (news || stopped) {
        done();
        return;
      }
      wakeUp = done;
      cancel = after(FOLLOW_POLL_MS, done);
    });
  const follow = async (): Promise<void> => {
    for (;;) {
      await rest();
      cancel();
      if (stopped) return;
      const isTold = news;
      news = false;
      try {
        // Who was told of a change need not ask first whether there is one: under load each question waits its turn.
        if (isTold || (await newest()) !== current()) await take();
        await tellOnce();
      } catch (error) {
        onError(error);
      }
    }
  };
  return {
    async start() {
      await take();
      await tellOnce();
      following = follow();
    },
    wake() {
      news = true;
      wakeUp();
    },
    async stop() {
      stopped = true;
      wakeUp();
      await following;
    },
  };
};

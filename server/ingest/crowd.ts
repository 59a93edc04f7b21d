/** How many connections there may be at once. */
export interface CrowdSizes {
  /** Each holds a socket and little else while it is quiet. */
  readonly all: number;
  /** A platform's feed has one for each of 500 live broadcasts, twice for the moment in which it changes over. */
  readonly perToken: number;
  /** Several senders behind one address. */
  readonly perAddress: number;
}

export const CROWD: CrowdSizes = { all: 4_000, perToken: 1_000, perAddress: 2_000 };

export interface Crowd {
  /** @returns how to leave again, or null where there are too many already: altogether, of this token, from this address. */
  enter(token: string, address: string): (() => void) | null;
}

/** Counts who is connected. */
export const createCrowd = (sizes: CrowdSizes): Crowd => {
  const counts = new Map<string, number>();
  const change = (key: string, by: number): void => {
    const now = (counts.get(key) ?? 0) + by;
    if (now > 0) counts.set(key, now);
    else counts.delete(key);
  };
  return {
    enter(token, address) {
      const limits = [
        ['all', sizes.all],
        [`token ${token}`, sizes.perToken],
        [`address ${address}`, sizes.perAddress],
      ] as const;
      if (limits.some(([key, max]) => (counts.get(key) ?? 0) >= max)) return null;
      for (const [key] of limits) change(key, 1);
      let inside = true;
      return () => {
        if (!inside) return;
        inside = false;
        for (const [key] of limits) change(key, -1);
      };
    },
  };
};

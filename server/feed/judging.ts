import type { RedisClient } from '../../models/stream/client.ts';
import { LEASE_MS } from '../../models/stream/leases.ts';
import { workersQuietMs } from '../../models/stream/workers.ts';

/** A second after the lease of a worker that died has run out, everybody is told. */
const LOOK_MS = 1_000;

/** Whether anybody judges what comes in. */
export interface JudgingWatch {
  /** Since when no worker has given a sign of life, epoch ms; null while one does, and before it is known. */
  readonly unjudgedMs: number | null;
  close(): void;
}

/** Watches the workers' signs of life. While Redis is away nothing is known anew: what was known stays. */
export const watchJudging = (redis: RedisClient, now: () => number): JudgingWatch => {
  let unjudgedMs: number | null = null;
  let looking = false;
  const look = async (): Promise<void> => {
    if (looking) return;
    looking = true;
    try {
      const quietMs = await workersQuietMs(redis);
      if (quietMs !== null && quietMs <= LEASE_MS) unjudgedMs = null;
      // Once it is said it stays as it is said: the clocks' differences would make it jump.
      else unjudgedMs ??= now() - (quietMs ?? 0);
    } catch {
      // Redis is away: the connections end, or are told so by the door.
    } finally {
      looking = false;
    }
  };
  void look();
  const timer = setInterval(() => void look(), LOOK_MS);
  return {
    get unjudgedMs() {
      return unjudgedMs;
    },
    close: () => clearInterval(timer),
  };
};

import type { StageOutcome } from '../contract/claim.ts';
import type { Refine } from './refine.ts';

/** A network call of a batch takes some 20 ms, 200 ms on a busy machine. Past this a person would notice. */
export const NETWORK_LIMIT_MS = 1_000;
/** A network that hangs holds up one batch, not each: after that it is left alone so long before it is asked again. */
export const NETWORK_REST_MS = 10_000;

export interface LimitDeps {
  /** A clock that is never set back, ms. */
  readonly monotonicMs: () => number;
  readonly limitMs?: number;
  readonly restMs?: number;
}

/**
 * The network's pass within a limit of time. When it does not answer, the claims stay as the rules left them, and each text says
 * `timeout`; while it rests, `unavailable`. What it throws is thrown on.
 */
export const withinLimit = (refine: Refine, deps: LimitDeps): Refine => {
  const { monotonicMs, limitMs = NETWORK_LIMIT_MS, restMs = NETWORK_REST_MS } = deps;
  let restsUntilMs = Number.NEGATIVE_INFINITY;
  return async (batch) => {
    const without = (network: StageOutcome) => batch.map(({ claims }) => ({ claims, network }));
    if (monotonicMs() < restsUntilMs) return without('unavailable');
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((done) => {
      timer = setTimeout(() => done(null), limitMs);
    });
    try {
      const refined = await Promise.race([refine(batch), late]);
      if (refined) return refined;
      restsUntilMs = monotonicMs() + restMs;
      return without('timeout');
    } finally {
      clearTimeout(timer);
    }
  };
};

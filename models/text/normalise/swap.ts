import type { Method } from './normalise.ts';

/** A stretch of a folded text that is read as something else; with nothing put for it, what stands around it is joined. */
export interface Swap {
  readonly start: number;
  readonly end: number;
  readonly to: string;
  readonly method: Method;
}

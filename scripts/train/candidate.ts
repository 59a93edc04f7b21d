import type { Input } from '../../models/text/network/features.ts';

/** A trained model to be measured beside the others. */
export interface Candidate {
  readonly name: string;
  readonly weightBytes: number;
  scores(inputs: readonly Input[]): Promise<readonly Float32Array[]>;
}

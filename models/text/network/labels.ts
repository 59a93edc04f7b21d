import { GROUPS, type Group } from '../../contract/kinds.ts';

export type Label = Group | 'benign';

/** Outputs of the network in their order: the 14 groups, then "nothing of these". */
export const LABELS: readonly Label[] = [...(Object.keys(GROUPS) as Group[]), 'benign'];

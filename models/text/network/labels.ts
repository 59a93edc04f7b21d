import { GROUPS, type Group } from '../../contract/kinds.ts';

/** Outputs of the network in their order: the 14 groups, then "nothing of these". */
export const LABELS: readonly (Group | 'benign')[] = [...(Object.keys(GROUPS) as Group[]), 'benign'];

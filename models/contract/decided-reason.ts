import type { Bilingual } from './claim.ts';

/**
 * A reason as it reads once a person has decided that it is so. Rules open theirs with "疑似…" and "Suspected …", since nobody has
 * decided when they speak; what was decided is suspected no more.
 */
export const decidedReason = ({ zh, en }: Bilingual): Bilingual => ({
  zh: zh.replace(/^疑似/, ''),
  en: en.replace(/^Suspected\s+(\S)/, (_, first: string) => first.toUpperCase()),
});

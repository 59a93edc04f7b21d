import type { Words } from '../zh-Hans.ts';

/** Words of third-party timestamps, in English. */
export const timestampsEn: Words['timestamps'] = {
  none: 'No third-party timestamp',
  unknown: 'Third-party timestamps cannot be looked up right now.',
  stamped: (authority, time) => `Timestamped by ${authority}, ${time}`,
  upTo: (n) => `for the first ${n} records`,
  pending: (origin) => `A timestamp was asked of ${origin} and is not here yet`,
  failed: (origin) => `The timestamp that was asked of ${origin} was not given`,
  bad: (origin) => `The timestamp of ${origin} does not verify and does not count:`,
  audit: (n) => `These acts stand in the audit log, which only grows: ${n} records so far.`,
  root: (root) =>
    `The certificate of the authority comes from “${root}”. This page trusts nobody beforehand; whether to trust it is for you to judge.`,
};

/** From least to most urgent; the order is the order of the queue read backwards. */
export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** 0 for info to 4 for critical. */
export const severityRank = (severity: Severity): number => SEVERITIES.indexOf(severity);

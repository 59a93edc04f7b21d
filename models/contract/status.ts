// Apart from the schemas of alert.ts, so that a browser that only needs these words does not load a validator.

/** `taken`: one person is on it; `later`: put off until a named time; `upheld` and `dismissed` are decisions. */
export const ALERT_STATUSES = ['open', 'taken', 'later', 'upheld', 'dismissed'] as const;
export type AlertStatus = (typeof ALERT_STATUSES)[number];

export const isDecided = (status: AlertStatus): boolean => status === 'upheld' || status === 'dismissed';

export const DISMISS_REASONS = [
  'lawful',
  'evidenced',
  'misheard',
  'not-seller',
  'quoted',
  'duplicate',
  'other',
] as const;
export type DismissReason = (typeof DISMISS_REASONS)[number];

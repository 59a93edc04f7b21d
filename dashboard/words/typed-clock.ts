import { AT_MS_MAX } from '../../models/contract/ingest.ts';

/** A time as people type it (`41:07`, `0:41:07`, full-width too) as ms since the start; null where it is none. */
export const parseClock = (typed: string): number | null => {
  const text = typed.normalize('NFKC').trim();
  const [, hours = '0', minutes = '', seconds = ''] = /^(?:(\d{1,2}):)?(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  if (minutes === '' || Number(seconds) > 59 || (text.split(':').length === 3 && Number(minutes) > 59))
    return null;
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
  return ms <= AT_MS_MAX ? ms : null;
};

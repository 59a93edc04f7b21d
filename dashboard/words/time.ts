/** Times as people read them. All pure; the time zone is an argument, so that tests do not depend on the machine. */

const two = (value: number): string => String(value).padStart(2, '0');

/** Broadcast time `00:41:07` from milliseconds since the start. */
export const broadcastTime = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
};

/** Seconds between two of them as they are shown: of 00:28 and 00:29 nobody reads that two went by. */
export const secondsShown = (fromMs: number, untilMs: number): number =>
  Math.floor(Math.max(0, untilMs) / 1000) - Math.floor(Math.max(0, fromMs) / 1000);

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs a hundred times what using it costs, and a queue uses it for every row. */
const formatOf = (timeZone: string | undefined): Intl.DateTimeFormat => {
  const known = formats.get(timeZone ?? '');
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    ...(timeZone ? { timeZone } : {}),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone ?? '', format);
  return format;
};

const parts = (epochMs: number, timeZone: string | undefined): Record<string, string> =>
  Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(epochMs)
      .map(({ type, value }) => [type, value]),
  );

/** Local time `20:41:07`; on another day than `nowMs` with its date, `11-21 20:41:07`. */
export const localTime = (epochMs: number, nowMs: number, timeZone?: string): string => {
  const then = parts(epochMs, timeZone);
  const today = parts(nowMs, timeZone);
  const clock = `${then.hour}:${then.minute}:${then.second}`;
  const sameDay = ['year', 'month', 'day'].every((part) => then[part] === today[part]);
  return sameDay ? clock : `${then.month}-${then.day} ${clock}`;
};

/** Local date `2026-11-23`. */
export const localDate = (epochMs: number, timeZone?: string): string => {
  const { year, month, day } = parts(epochMs, timeZone);
  return `${year}-${month}-${day}`;
};

/** Local time to the minute, `20:41`; on another day with its date. */
export const localMinute = (epochMs: number, nowMs: number, timeZone?: string): string =>
  localTime(epochMs, nowMs, timeZone).slice(0, -3);

/** Local time of a moment of a broadcast. */
export const localOf = (startedAt: string, atMs: number, nowMs: number, timeZone?: string): string =>
  localTime(Date.parse(startedAt) + atMs, nowMs, timeZone);

/** Time that is left or has gone by, `1:05`; of an hour and more `1:02:05`. */
export const countdown = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = `${hours > 0 ? two(minutes) : minutes}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
};

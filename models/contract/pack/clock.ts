/** At least two figures. */
export const two = (value: number): string => String(value).padStart(2, '0');
const SECOND_MS = 1_000;

/** Broadcast time as `hh:mm:ss`. */
export const clockOf = (atMs: number): string => {
  const seconds = Math.floor(atMs / SECOND_MS);
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
};

/** Beijing time, by which the law counts and all of China lives. */
const CHINA_OFFSET = ['', '+', '08', '00'] as const;

/** Minutes that an ISO 8601 time is ahead of UTC by its own words. `Z` tells of no clock on a wall: it is read as China's. */
const offsetMinutes = (instant: string): number => {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(instant) ?? CHINA_OFFSET;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
};

/** The clock on the wall of the room, by the offset that the broadcast was registered with; the offset is said with it. */
export const localOf = (startedAt: string, atMs: number): string => {
  const ahead = offsetMinutes(startedAt);
  const wall = new Date(Date.parse(startedAt) + atMs + ahead * 60_000);
  const sign = ahead < 0 ? '-' : '+';
  const offset = `${sign}${two(Math.floor(Math.abs(ahead) / 60))}:${two(Math.abs(ahead) % 60)}`;
  return `${wall.toISOString().slice(0, 19).replace('T', ' ')} ${offset}`;
};

const DAY_CHARS = 10;

/** When something came, by the clock on the room's wall. */
export const receivedLocal = (startedAt: string, receivedAt: string): string =>
  localOf(startedAt, Date.parse(receivedAt) - Date.parse(startedAt));
/** The day of it. */
export const dayOf = (startedAt: string, receivedAt: string): string =>
  receivedLocal(startedAt, receivedAt).slice(0, DAY_CHARS);

const UNITS = ['B', 'kB', 'MB', 'GB'] as const;
const STEP = 1_000;

/** A size as people read it: `5.0 kB`, `2.1 GB`. */
export const bytesShown = (bytes: number): string => {
  let value = bytes;
  let unit = 0;
  while (value >= STEP && unit < UNITS.length - 1) {
    value /= STEP;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit]}`;
};

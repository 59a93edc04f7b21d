/** What a list shows, and what has come since. */
export interface Gathered<T> {
  readonly shown: readonly T[];
  readonly fresh: readonly T[];
}

/**
 * Lays out a list so that nothing which is read moves: rows stay where they are until the person takes in what is new. A
 * row that has left stays away; an empty list fills by itself.
 *
 * @param wanted everything that belongs, in the order in which it would be laid out anew.
 * @param places names of the rows that were laid out last.
 */
export const gather = <T>(
  wanted: readonly T[],
  places: readonly string[],
  name: (one: T) => string,
): Gathered<T> => {
  const byName = new Map(wanted.map((one) => [name(one), one]));
  const shown = places.flatMap((place) => byName.get(place) ?? []);
  if (shown.length === 0) return { shown: wanted, fresh: [] };
  const placed = new Set(places);
  return { shown, fresh: wanted.filter((one) => !placed.has(name(one))) };
};

import type { UserRole } from '../../models/contract/people.ts';

/** Which screen the address names. Kept in the fragment, so that any server can serve the one page. */
export type Screen = 'board' | 'broadcasts' | 'host' | 'rooms' | 'prompter' | 'check' | 'consumer';

export interface Route {
  readonly screen: Screen;
  /** What follows the screen, decoded: a step of the board, a broadcast's public id. */
  readonly rest: readonly string[];
}

const ALLOWED: Readonly<Record<UserRole, readonly [Screen, ...Screen[]]>> = {
  admin: ['board', 'broadcasts', 'consumer'],
  moderator: ['board', 'broadcasts', 'consumer', 'check'],
  host: ['host', 'rooms', 'check', 'broadcasts', 'prompter'],
  consumer: ['consumer'],
};

/** Screens that are offered in the bar: a prompter is opened for one broadcast, from its desk. */
export type Offered = Exclude<Screen, 'prompter'>;

export const screensFor = (role: UserRole): readonly Offered[] =>
  ALLOWED[role].filter((screen) => screen !== 'prompter');

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** The route of `#/screen/rest…` for a role; anything that the role has no screen for leads to its own desk. */
export const routeOf = (hash: string, role: UserRole): Route => {
  const [name = '', ...rest] = hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decoded);
  const screen = ALLOWED[role].find((allowed) => allowed === name);
  return screen ? { screen, rest } : { screen: ALLOWED[role][0], rest: [] };
};

export const addressOf = ({ screen, rest }: Route): string =>
  `#/${[screen, ...rest].map(encodeURIComponent).join('/')}`;

import type { Me, UserRole } from '../../models/contract/people.ts';
import { mayAnywhere, type Right } from '../../models/contract/rights.ts';

/** Which screen the address names. Kept in the fragment, so that any server can serve the one page. */
export type Screen =
  | 'board'
  | 'broadcasts'
  | 'host'
  | 'rooms'
  | 'prompter'
  | 'check'
  | 'organisation'
  | 'consumer'
  | 'answers'
  | 'requests'
  | 'marks'
  | 'audit'
  | 'mine'
  | 'account'
  | 'outbox';

export interface Route {
  readonly screen: Screen;
  /** What follows the screen, decoded: a step of the board, a broadcast's public id. */
  readonly rest: readonly string[];
}

const ALLOWED: Readonly<Record<UserRole, readonly [Screen, ...Screen[]]>> = {
  admin: ['board', 'broadcasts', 'consumer', 'organisation', 'requests', 'marks', 'audit', 'outbox', 'mine'],
  moderator: ['board', 'broadcasts', 'consumer', 'requests', 'marks', 'audit', 'check', 'mine'],
  host: ['host', 'rooms', 'check', 'broadcasts', 'answers', 'organisation', 'prompter', 'mine'],
  consumer: ['consumer', 'mine', 'requests', 'account'],
};

/**
 * Screens that are offered in the bar: a prompter is opened for one broadcast, from its desk; what buyers marked, and what people
 * did, beside what buyers ask for; own marks are buyers' business, and found by the others at their address.
 */
export type Offered = Exclude<Screen, 'prompter' | 'marks' | 'audit'>;

/** Whose screens: a role, and for hosts what their organisations allow. */
export type Viewer = Pick<Me, 'role' | 'memberships'>;

/** Screens of a host that need a right somewhere. */
const NEEDED: Readonly<Partial<Record<Screen, Right>>> = {
  rooms: 'overview',
  check: 'check',
  answers: 'alerts',
};

const allowedFor = ({ role, memberships }: Viewer): readonly Screen[] =>
  ALLOWED[role].filter((screen) => {
    const right = role === 'host' ? NEEDED[screen] : undefined;
    return right === undefined || mayAnywhere(memberships, right);
  });

export const screensFor = (viewer: Viewer): readonly Offered[] =>
  allowedFor(viewer).filter(
    (screen): screen is Offered =>
      screen !== 'prompter' &&
      screen !== 'marks' &&
      screen !== 'audit' &&
      (screen !== 'mine' || viewer.role === 'consumer') &&
      (screen !== 'requests' || viewer.role !== 'consumer'),
  );

/** What follows `consumer` in the address of the page that says how to collect evidence: shorter than any public id. */
export const COLLECT = 'collect';

/** Screens that need no login, as whoever is not logged in is shown them; everything else leads to the login. */
const OPEN = ['consumer', 'mine', 'sign-up', 'reset'] as const;
export type OpenScreen = (typeof OPEN)[number];

/** The screen without a login that the address names; null for the login. */
export const openScreenIn = (hash: string): OpenScreen | null => {
  const name = /^#\/([^/]*)/.exec(hash)?.[1];
  return OPEN.find((screen) => screen === name) ?? null;
};

/** The secret of the invitation that the address leads to, whoever is there. */
export const invitationIn = (hash: string): string | null =>
  /^#\/invitation\/([^/]*)$/.exec(hash)?.[1] ?? null;

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** The route of `#/screen/rest…` for a person; anything that they have no screen for leads to their own desk. */
export const routeOf = (hash: string, viewer: Viewer): Route => {
  const [name = '', ...rest] = hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decoded);
  const screen = allowedFor(viewer).find((allowed) => allowed === name);
  return screen ? { screen, rest } : { screen: ALLOWED[viewer.role][0], rest: [] };
};

export const addressOf = ({ screen, rest }: Route): string =>
  `#/${[screen, ...rest].map(encodeURIComponent).join('/')}`;

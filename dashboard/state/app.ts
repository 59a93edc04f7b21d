import { batch, computed, effect, signal, untracked } from '@preact/signals';
import type { AlertView } from '../../models/contract/alert.ts';
import { GROUPS, KINDS } from '../../models/contract/kinds.ts';
import type { Me } from '../../models/contract/people.ts';
import { createApi } from '../link/http.ts';
import type { Playback } from '../link/playback.ts';
import type { ReadAnswer } from '../script/reader.ts';
import { catalogues } from '../words/catalogue.ts';
import { isTraditional } from '../words/spoken.ts';
import { inTraditional, loadTraditional } from '../words/traditional.ts';
import type { Words } from '../words/zh-Hans.ts';
import { createBoard, keepChosen } from './board.ts';
import { type Broadcasts, createBroadcasts } from './broadcasts.ts';
import { createClock } from './clock.ts';
import { createDesk } from './desk.ts';
import { createDuties } from './duties.ts';
import { createFeed, type FeedLine } from './feed.ts';
import { createMoments } from './moments.ts';
import { createNotices } from './notices.ts';
import { createOrganisations } from './organisations.ts';
import { createQueue } from './queue.ts';
import { addressOf, invitationIn, openScreenIn, type Route, routeOf } from './route.ts';
import { createScript } from './script.ts';
import { createSession, type Session } from './session.ts';
import { createSettings, type Kept, type Settings } from './settings.ts';
import type { WithholdTarget } from './withhold-target.ts';

export interface AppDeps {
  readonly fetch: typeof fetch;
  readonly line: FeedLine;
  /** Reads a script out of a file, on this device. */
  readonly readFile: (file: File) => Promise<ReadAnswer>;
  readonly kept: Kept;
  readonly preferredLanguages: readonly string[];
  readonly now: () => number;
  /** Runs `act` after `ms`; the answer cancels it. */
  readonly later: (act: () => void, ms: number) => () => void;
  readonly everySecond: (tick: () => void) => () => void;
  /** Writes the address; `replace` leaves no step to go back to. */
  readonly goTo: (address: string, replace: boolean) => void;
}

/** Alerts are found by the names of their kinds in every language of the screens. */
const searchable = ({ subject }: AlertView): string => {
  if (subject.type === 'duty')
    return [subject.name.zh, inTraditional(subject.name.zh), subject.name.en].join('\n');
  const kind = KINDS[subject.kind];
  const group = GROUPS[subject.group];
  const names = [kind.zh, group.zh];
  return [...names, ...names.map(inTraditional), kind.en, group.en].join('\n');
};

/** Has the tables fetched once the screen is in Traditional characters, or prompts a presenter who reads them. */
const fetchTraditional = (settings: Settings, { me }: Session, { list }: Broadcasts): void => {
  const needed = computed(
    () =>
      settings.language.value === 'zh-Hant' ||
      (me.value?.role === 'host' && list.value.some(({ language }) => isTraditional(language))),
  );
  effect(() => {
    // Where they cannot be had the rules' sentences stay in Simplified Chinese, which is better than none.
    if (needed.value) void loadTraditional().catch(() => {});
  });
};

/** All of the dashboard's state, without a DOM. */
export const createApp = (deps: AppDeps) => {
  const { now, later } = deps;
  const settings = createSettings(deps.kept, deps.preferredLanguages);
  const words = computed<Words>(() => catalogues[settings.language.value]);
  const unreached = (): string => words.peek().notice.network;
  const api = createApi({ fetch: deps.fetch, unreached, onUnauthorised: () => session.ended('expired') });
  const session = createSession(api);
  const clock = createClock(now, deps.everySecond);
  const notices = createNotices(later);
  const broadcasts = createBroadcasts();
  fetchTraditional(settings, session, broadcasts);
  const script = createScript({ api, platforms: broadcasts.platforms, readFile: deps.readFile });
  const queue = createQueue({ me: session.myId, nowMs: clock.nowMs, searchable });
  const moments = createMoments({ api, now, later });
  const mayReleaseOthers = computed(() => session.me.value?.role === 'admin');
  const board = createBoard({ queue, moments, notices, api, me: session.myId, mayReleaseOthers });
  const duties = createDuties({ api, broadcasts: broadcasts.held, now, later });
  const desk = createDesk({ api, queue, notices });
  const organisations = createOrganisations(api);
  const hash = signal('');
  const route = computed<Route>(() => routeOf(hash.value, session.me.value ?? NOBODY));
  const feed = createFeed({
    line: deps.line,
    now,
    later,
    sink: sinkOf({ broadcasts, queue, session }, later),
  });

  const forget = (isOther: boolean): void => {
    for (const part of [feed, board, moments, queue, broadcasts, notices, duties, desk, organisations])
      part.forget();
    // A script that someone writes is their own, whatever else they may see.
    if (isOther) script.forget();
  };
  follow({ session, feed, board, moments, queue }, forget);
  return {
    api,
    settings,
    words,
    session,
    clock,
    notices,
    broadcasts,
    queue,
    moments,
    board,
    feed,
    script,
    duties,
    desk,
    organisations,
    route,
    /** The secret of the invitation that the address leads to. */
    invitation: computed(() => invitationIn(hash.value)),
    /** What whoever is not logged in asked for, where it needs no login. */
    openScreen: computed(() => openScreenIn(hash.value)),
    /** The player on screen, when there is one. */
    playback: signal<Playback | null>(null),
    playingMs: signal<number | null>(null),
    ...createSheets(),
    /** Grows when picture and sound were withheld: what was fetched of them is not shown any more. */
    mediaWithheld: signal(0),
    /** A phone: queue, moment and facts are steps, and only the step on screen may play or move the address. */
    narrow: signal(false),
    addressIs(address: string): void {
      hash.value = address;
    },
    go(next: Route, replace = false): void {
      deps.goTo(addressOf(next), replace);
    },
  };
};

/** What covers the screen, if anything does. */
const createSheets = () => ({
  helpOpen: signal(false),
  /** What somebody is about to withhold. */
  withholding: signal<WithholdTarget | null>(null),
  /** Alerts that somebody is about to join to others. */
  joining: signal<readonly AlertView[] | null>(null),
});

export type App = ReturnType<typeof createApp>;

/** Where what the feed tells goes. */
const sinkOf = (
  { broadcasts, queue, session }: Pick<App, 'broadcasts' | 'queue' | 'session'>,
  later: AppDeps['later'],
): Parameters<typeof createFeed>[0]['sink'] => ({
  snapshot: (event) =>
    batch(() => {
      broadcasts.replace(event.broadcasts);
      queue.replace(event.alerts);
    }),
  alerts: (event) => queue.apply(event.alerts),
  broadcasts: (event) =>
    batch(() => {
      broadcasts.apply(event.broadcasts, event.removed);
      if (event.removed?.length) queue.dropBroadcasts(event.removed);
    }),
  changed: () => session.renew(later),
  ended: (reason) => session.ended(reason === 'unauthorised' ? 'expired' : reason),
});

/** Sees what anyone may see. */
const NOBODY = { role: 'consumer', memberships: [] } as const;

/** Whatever decides what a person may see. */
const whoIs = ({ id, role, memberships }: Me): string => JSON.stringify([id, role, memberships]);

type Followed = Pick<App, 'session' | 'feed' | 'board' | 'moments' | 'queue'>;

/** What happens by itself: the feed runs while someone is at the desk, a changed alert renews its moment, a row is chosen. */
const follow = (
  { session, feed, board, moments, queue }: Followed,
  forget: (isOther: boolean) => void,
): void => {
  let last: { readonly id: string; readonly who: string } | null = null;
  effect(() => {
    const state = session.state.value;
    if (state.type !== 'person') feed.stop();
    // Whoever was logged out against their will mostly comes back, and finds everything where it was.
    const now = state.type === 'person' ? { id: state.me.id, who: whoIs(state.me) } : null;
    const before = last;
    if ((now && before && now.who !== before.who) || (state.type === 'nobody' && state.why === 'logout'))
      untracked(() => batch(() => forget(now?.id !== before?.id)));
    last = now ?? last;
    if (now) feed.start();
  });
  let revision = 0;
  effect(() => {
    const alert: AlertView | null = board.shown.value;
    if (alert && alert.id === moments.current.peek().id && alert.revision > revision) moments.renew();
    revision = alert?.revision ?? 0;
  });
  keepChosen(queue, board);
};

import { setTimeout as sleep } from 'node:timers/promises';
import type { BroadcastInput, IngestEvent } from '../../models/contract/ingest.ts';
import type { Door } from './door.ts';
import type { Manifest } from './manifest.ts';
import type { Scenario, ScenarioName } from './scenario.ts';

/** Lines of one request: a burst of cheers fits, and a server that was away gets what it missed in two or three. */
const LINES_MAX = 100;
/** A sender that is told to stop gives its last word this long. */
const LAST_WORD_MS = 1_500;

export const broadcastIdOf = (name: ScenarioName, startedAtMs: number): string =>
  `demo-${name}-${startedAtMs}`;

/** All rooms of the demo are eight hours ahead: evidence packs give times by the clock on a room's wall. */
const WALL = { offset: '+08:00', aheadMs: 8 * 3_600_000 };
const onTheWall = (epochMs: number): string =>
  new Date(epochMs + WALL.aheadMs).toISOString().replace('Z', WALL.offset);

/** The body of `POST /api/broadcasts` for one loop. Guests are not registered: nobody vouches for who they are. */
export const registration = (scenario: Scenario, startedAtMs: number, originUrl: string): BroadcastInput => ({
  id: broadcastIdOf(scenario.id, startedAtMs),
  title: scenario.title,
  language: scenario.language,
  platform: scenario.platform,
  room: scenario.room,
  presenters: Object.entries(scenario.people)
    .filter(([, person]) => person.as === 'presenter')
    .map(([id, person]) => ({ id, name: person.name, persona: 'human' as const })),
  form: 'live',
  regime: 'ad',
  playbackUrl: `${originUrl}/live/${scenario.id}/${startedAtMs}/master.m3u8`,
  startedAt: onTheWall(startedAtMs),
});

export interface FeedDeps {
  readonly door: Door;
  readonly scenario: Scenario;
  readonly manifest: Manifest;
  readonly originUrl: string;
  /** Unix ms. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Called once the broadcast is registered. */
  readonly registered?: (broadcastId: string) => Promise<void>;
}

const dueEvents = (events: readonly IngestEvent[], from: number, untilMs: number): IngestEvent[] => {
  const due: IngestEvent[] = [];
  for (const event of events.slice(from, from + LINES_MAX)) {
    if (event.atMs > untilMs) break;
    due.push(event);
  }
  return due;
};

const endEarly = async (deps: FeedDeps, broadcastId: string, startedAtMs: number): Promise<void> => {
  const atMs = Math.max(0, Math.round(deps.now() - startedAtMs));
  await deps.door
    .sendOnce(broadcastId, [{ type: 'ended', id: 'ended', atMs }], LAST_WORD_MS)
    .catch(() => undefined);
};

/**
 * Plays one broadcast from `startedAtMs` to its end in real time: registers it once its first media segment is complete,
 * then sends each event when its moment has come. While the server is away the events wait in the manifest: no more of
 * them than one broadcast has, and none is lost. When the signal stops it, the broadcast is told to have ended there.
 */
export const playBroadcast = async (deps: FeedDeps, startedAtMs: number): Promise<void> => {
  const { door, scenario, manifest, now, signal } = deps;
  const broadcastId = broadcastIdOf(scenario.id, startedAtMs);
  const until = (atMs: number) => sleep(Math.max(0, startedAtMs + atMs - now()), undefined, { signal });
  await until(manifest.segments[0]?.durationMs ?? 0);
  await door.register(registration(scenario, startedAtMs, deps.originUrl));
  try {
    await deps.registered?.(broadcastId);
    for (let sent = 0; sent < manifest.events.length; ) {
      const due = dueEvents(manifest.events, sent, now() - startedAtMs);
      if (due.length > 0) await door.send(broadcastId, due);
      sent += due.length;
      const next = manifest.events[sent];
      if (next) await until(next.atMs);
    }
  } catch (error) {
    if (signal.aborted) await endEarly(deps, broadcastId, startedAtMs);
    throw error;
  }
};

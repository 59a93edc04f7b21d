import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { connectMongo } from '../../models/store/connect.ts';
import { createStore, prepareStore } from '../../models/store/store.ts';
import { connectRedis } from '../../models/stream/client.ts';
import { config, type DemoConfig } from './config.ts';
import { createDoor, type Door } from './door.ts';
import { playBroadcast } from './feed.ts';
import { type KeepDeps, makePublicIfNone, removeOldLoops, unfinishedLoops } from './keep.ts';
import { demoLogins } from './logins.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { createOrigin } from './origin.ts';
import { readScenario, SCENARIOS, type Scenario, type ScenarioName } from './scenario.ts';
import { seed } from './seed.ts';

/** Scenarios start one after the other, so that the first alerts do not all come at once. */
const STAGGER_MS = 2_000;
/** A loop that failed for a reason of its own is not started again in a hurry. */
const AFTER_FAILURE_MS = 5_000;

interface Stage {
  readonly door: Door;
  readonly keep: KeepDeps;
  readonly settings: DemoConfig;
  readonly log: pino.Logger;
  readonly signal: AbortSignal;
}

const listen = (origin: Server, settings: DemoConfig): Promise<void> =>
  new Promise((done, failed) => {
    origin.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `port ${settings.originPort} is in use: stop what holds it, or set DEMO_PORT to another`;
      failed(error.code === 'EADDRINUSE' ? new Error(taken) : error);
    });
    origin.listen(settings.originPort, settings.originHost, done);
  });

/** Loops one scenario until the signal. The first loop is as old as its first segment, so that nothing waits for it. */
const loop = async (stage: Stage, scenario: Scenario, manifest: Manifest, delayMs: number): Promise<void> => {
  const { door, keep, log, signal, settings } = stage;
  const roomId = scenario.room.id;
  await sleep(delayMs, undefined, { signal });
  let startedAtMs = keep.now() - (manifest.segments[0]?.durationMs ?? 0);
  const registered = async (broadcastId: string): Promise<void> => {
    log.info({ broadcastId }, 'demo broadcast started');
    const tidy = async () => {
      const removed = await removeOldLoops(keep, roomId);
      if (removed > 0) log.info({ roomId, removed }, 'older demo broadcasts removed');
      await makePublicIfNone(keep, roomId, broadcastId);
    };
    await tidy().catch((error: unknown) => log.warn({ err: error }, 'could not tidy the demo room'));
  };
  while (!signal.aborted) {
    try {
      await playBroadcast(
        { door, scenario, manifest, originUrl: settings.originUrl, now: keep.now, signal, registered },
        startedAtMs,
      );
    } catch (error) {
      if (signal.aborted) return;
      log.error({ err: error, scenario: scenario.id }, 'demo broadcast failed; the next one follows');
      await sleep(AFTER_FAILURE_MS, undefined, { signal });
    }
    startedAtMs = keep.now();
  }
};

type Unfinished = Awaited<ReturnType<typeof unfinishedLoops>>;

/** Broadcasts that were cut off by the end of an earlier run end where they were last heard. */
const endUnfinished = async ({ door, log, signal }: Stage, left: Unfinished): Promise<void> => {
  for (const { id, atMs } of left) {
    await door.send(id, [{ type: 'ended', id: 'ended', atMs }]).catch((error: unknown) => {
      if (!signal.aborted)
        log.warn({ err: error, broadcastId: id }, 'could not end what an earlier run left');
    });
  }
};

const load = async (rootDir: string) => {
  const scenarios: Scenario[] = [];
  const manifests = new Map<ScenarioName, Manifest>();
  for (const name of SCENARIOS) {
    scenarios.push(await readScenario(rootDir, name));
    manifests.set(name, await readManifest(rootDir, name));
  }
  return { scenarios, manifests };
};

const play = async (
  stage: Stage,
  scenarios: readonly Scenario[],
  manifests: ReadonlyMap<string, Manifest>,
) => {
  // Looked up before a loop of this run is registered, which has no end yet either.
  const unfinished = endUnfinished(stage, await unfinishedLoops(stage.keep.store));
  const loops = scenarios.map(async (scenario, i) => {
    const manifest = manifests.get(scenario.id);
    if (manifest) await loop(stage, scenario, manifest, i * STAGGER_MS).catch(() => undefined);
  });
  await Promise.all([unfinished, ...loops]);
};

/** Runs the demo until SIGTERM or SIGINT, then says that its broadcasts have ended and lets everything go. */
const main = async (): Promise<void> => {
  const settings = config(process.env, process.cwd());
  const log = pino({ level: settings.logLevel, name: 'demo' });
  const stopping = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stopping.abort());
  const { signal } = stopping;

  // First of all: whoever started the demo waits for this file to show it.
  const logins = await demoLogins(settings.rootDir);
  const { scenarios, manifests } = await load(settings.rootDir);
  const origin = createOrigin({ rootDir: settings.rootDir, manifests, now: Date.now });
  await listen(origin, settings);
  const connection = await connectMongo(settings.mongoUri);
  const redis = await connectRedis(settings.redisUrl, (error) => log.warn({ err: error }, 'redis'));
  const store = createStore(connection);
  await prepareStore(store);
  const token = await seed({ store, logins, scenarios, now: new Date() });
  const door = createDoor({
    serverUrl: settings.serverUrl,
    token,
    log: (message, facts) => log.warn(facts ?? {}, message),
    signal,
  });
  log.info({ origin: settings.originUrl, server: settings.serverUrl }, 'demo plays');
  await play({ door, keep: { store, redis, now: Date.now }, settings, log, signal }, scenarios, manifests);

  redis.destroy();
  await connection.close();
  origin.closeAllConnections();
  origin.close();
};

await main().catch((error: unknown) => {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});

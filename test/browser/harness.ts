import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { readManifest } from '../../scripts/demo/manifest.ts';
import { createOrigin } from '../../scripts/demo/origin.ts';
import { browserProgram } from '../../scripts/setup/browser.mjs';
import {
  addPerson,
  addToken,
  type Ground,
  lines,
  openGround,
  PASSWORD,
  post,
  register,
  registration,
} from '../flow/harness.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** Two cores that are also running a browser, MongoDB and Redis. */
const READY_LIMIT_MS = 60_000;

/** A real server and a real worker as built, with people and a token; the server can be killed and comes back on its port. */
export interface System {
  readonly url: string;
  readonly ground: Ground;
  readonly token: string;
  /** File of the key under which addresses of people are kept. */
  readonly sealKeyFile: string;
  /** Where {@link mediaOrigin} serves the demo's video. */
  readonly mediaUrl: string;
  startServer(): Promise<void>;
  /** SIGKILL: nothing is tidied up. */
  killServer(): Promise<void>;
  /** What the processes last said: the first thing to read when nothing happens. */
  said(): string;
  close(): Promise<void>;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  return port;
};

/** The demo's HLS, growing in real time from the `startedAt` in its address. */
const mediaOrigin = async (): Promise<Server> => {
  const manifest = await readManifest(ROOT, 'skincare');
  const origin = createOrigin({ rootDir: ROOT, manifests: new Map([['skincare', manifest]]), now: Date.now });
  origin.listen(0, '127.0.0.1');
  await once(origin, 'listening');
  return origin;
};

const keysIn = async (dir: string): Promise<Record<string, string>> => {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  const files = {
    LOG_SIGNING_KEY_FILE: pem.toString(),
    SEAL_KEY_FILE: randomBytes(32).toString('hex'),
    SESSION_SECRET_FILE: randomBytes(32).toString('hex'),
  };
  const env: Record<string, string> = {};
  for (const [name, content] of Object.entries(files)) {
    env[name] = join(dir, name);
    await writeFile(env[name], content, { mode: 0o600 });
  }
  return env;
};

const ended = async (child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> => {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
};

const ready = async (url: string, child: ChildProcess, said: () => string): Promise<void> => {
  const until = Date.now() + READY_LIMIT_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}: ${said()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`the server was not ready in time: ${said()}`);
};

export const openSystem = async (): Promise<System> => {
  const ground = await openGround();
  const dir = await mkdtemp(join(tmpdir(), 'livewitness-browser-'));
  const origin = await mediaOrigin();
  const mediaUrl = `http://127.0.0.1:${portOf(origin)}`;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const keyFiles = await keysIn(dir);
  const env = {
    ...process.env,
    ...keyFiles,
    MONGODB_URI: ground.mongoUri,
    REDIS_URL: ground.redisUrl,
    PORT: String(port),
    LIVEWITNESS_ROOT: ROOT,
    MEDIA_DIR: join(dir, 'media'),
    PACKS_DIR: join(dir, 'packs'),
    PLAYBACK_ORIGINS: mediaUrl,
    CAPTURE_ALLOW_ORIGINS: mediaUrl,
    LOG_LEVEL: 'warn',
  };
  let said = '';
  const run = (name: 'server' | 'worker'): ChildProcess => {
    const child = spawn(process.execPath, [join(ROOT, `.local/build/${name}/main.js`)], { cwd: ROOT, env });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-4_000);
      });
    return child;
  };
  let server: ChildProcess | undefined;
  const startServer = async (): Promise<void> => {
    server = run('server');
    await ready(url, server, () => said);
  };
  await startServer();
  const worker = run('worker');
  for (const login of ['moderator', 'second']) await addPerson(ground.store, 'moderator', { login });
  for (const role of ['host', 'consumer'] as const) await addPerson(ground.store, role);
  const { token } = await addToken(ground.store);
  return {
    url,
    ground,
    token,
    mediaUrl,
    sealKeyFile: keyFiles.SEAL_KEY_FILE ?? '',
    startServer,
    killServer: () => ended(server, 'SIGKILL'),
    said: () => said,
    async close() {
      await Promise.all([ended(server, 'SIGTERM'), ended(worker, 'SIGTERM')]);
      origin.closeAllConnections();
      origin.close();
      await ground.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
};

/** Registers a broadcast that began `agoMs` ago. */
export const begin = async (
  { url, token }: System,
  id: string,
  more: Record<string, unknown> = {},
  agoMs = 60_000,
): Promise<{ publicId: string }> => {
  const startedAt = new Date(Date.now() - agoMs).toISOString();
  const response = await register(url, token, registration(id, { startedAt, ...more }));
  if (response.status !== 201) throw new Error(`registration: ${response.status} ${await response.text()}`);
  return (await response.json()) as { publicId: string };
};

/** Sentences of which each raises one alert of its own; the product keeps their cards apart. */
export const CLAIM = '这款全网最低价';

/** Rows of {@link CLAIM}: disclosures that fall due meanwhile raise alerts of their own. */
export const ROW = '.row:has-text("全网最低价")';
export const CLAIMS = { 'subject.type': 'claim' } as const;

/** A product is shown, and something is said of it. */
export const claim = (n: number, text = CLAIM): unknown[] => [
  {
    type: 'product',
    id: `p${n}-introduced`,
    action: 'introduced',
    productId: `p${n}`,
    atMs: n * 1000,
    name: `灯${n}号`,
  },
  { type: 'utterance', id: `u${n}`, source: 'speech', speaker: 'A presenter', atMs: n * 1000 + 500, text },
];

export const send = async ({ url, token }: System, broadcast: string, events: unknown[]): Promise<void> => {
  const response = await post(url, token, broadcast, lines(...events));
  if (!response.ok) throw new Error(`events: ${response.status} ${await response.text()}`);
};

export const openBrowser = (): Promise<Browser> => {
  const executablePath = browserProgram(ROOT);
  if (!executablePath) throw new Error('no browser: run npm test once, or set CHROMIUM_PATH');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
  });
};

export interface Look {
  readonly language?: 'zh-Hans' | 'zh-Hant' | 'en';
  readonly theme?: 'light' | 'dark';
  readonly width?: 1440 | 390;
}

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors of the page and what the content security policy refused. */
  readonly troubles: string[];
}

/** A browser of one's own at the login screen. */
export const visit = async (browser: Browser, url: string, look: Look = {}): Promise<Visit> => {
  const { language = 'zh-Hans', theme = 'light', width = 1440 } = look;
  const context = await browser.newContext({
    viewport: { width, height: width === 390 ? 844 : 900 },
    colorScheme: theme,
    locale: language,
  });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (/Content Security Policy|Uncaught/.test(message.text())) troubles.push(message.text());
  });
  // A refusal that the page's own code catches is told by this event alone.
  await page.addInitScript(() =>
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      console.error(`Content Security Policy: ${effectiveDirective} ${blockedURI}`),
    ),
  );
  await page.goto(url);
  return { context, page, troubles };
};

export const logInAs = async (page: Page, login: string, password = PASSWORD): Promise<void> => {
  await page.fill('[name=login]', login);
  await page.fill('[name=password]', password);
  await page.click('[type=submit]');
};

/** A moderator's board, live. */
export const board = async (browser: Browser, system: System, login = 'moderator', look: Look = {}) => {
  const visited = await visit(browser, system.url, look);
  await logInAs(visited.page, login);
  await visited.page.waitForSelector('.connection-live');
  return visited;
};

/** Waits for what a busy machine does within seconds. */
export const soon = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 15_000, interval: 100 });

/** Texts of all that match, in order. */
export const texts = (page: Page, selector: string): Promise<string[]> =>
  page.locator(selector).allInnerTexts();

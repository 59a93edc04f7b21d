import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import * as server from '../../../server/config.ts';
import * as worker from '../../../worker/config.ts';
import { asked, composeText, ROOT, readCompose, readDockerfile, type Service } from './read-compose.ts';

const { services, secrets, networks, volumes } = readCompose({
  PUBLIC_URL: 'https://watch.example',
  TSA_ROOTS: './roots.pem',
});
const entries = Object.entries(services);
const serviceOf = (name: string): Service => {
  const found = services[name];
  if (!found) throw new Error(`there is no service ${name}`);
  return found;
};
const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
const documented = readFileSync(path.join(ROOT, 'docs/operations.md'), 'utf8');
/** What the image itself sets, and what a command line does. */
const imageEnv = Object.fromEntries(
  (readDockerfile().at(-1)?.lines ?? [])
    .filter(({ word }) => word === 'ENV')
    .flatMap(({ rest }) => rest.split(/\s+/).map((pair) => pair.split('=', 2) as [string, string])),
);

test('the parts are all there', () => {
  expect(Object.keys(services).sort()).toEqual(['mongo', 'redis', 'server', 'worker']);
});

describe.each([
  ['server', server.environment.shape, server.config],
  ['worker', worker.environment.shape, worker.config],
] as const)('%s', (name, shape: Readonly<Record<string, z.ZodType>>, config) => {
  const { environment, command } = serviceOf(name);
  const onCommandLine = [...command.join(' ').matchAll(/\b([A-Z][A-Z_]+)=/g)].map(([, word = '']) => word);

  test('sets nothing that its configuration does not read', () => {
    const set = [...Object.keys(environment), ...onCommandLine];
    expect(set.filter((variable) => !(variable in shape))).toEqual([]);
  });

  test('sets all that its configuration must have', () => {
    const needed = Object.entries(shape).filter(([, field]) => !field.safeParse(undefined).success);
    expect(needed.map(([variable]) => variable).filter((variable) => !(variable in environment))).toEqual([]);
  });

  test('passes on every setting that is documented, but those that belong to the image or to the demo', () => {
    const kept = ['HOST', 'PORT', 'LIVEWITNESS_ROOT', 'DASHBOARD_DIR', 'FFMPEG_PATH', 'DEMO'];
    const passed = new Set([...Object.keys(environment), ...onCommandLine, ...kept]);
    expect(Object.keys(shape).filter((variable) => !passed.has(variable))).toEqual([]);
  });

  test('takes what is told it: how long things are kept is not lost on the way', () => {
    const told = { RETENTION_LOG: 'never', EXHIBIT_BYTES_MAX: '1024', PUBLIC_URL: 'https://watch.example' };
    const { environment: given } = readCompose(told).services[name] as Service;
    for (const [variable, value] of Object.entries(told))
      if (variable in shape) expect(given[variable]).toBe(value);
  });

  test('is taken by its configuration as it stands', () => {
    expect(() => config({ ...imageEnv, ...environment }, '/app')).not.toThrow();
  });

  test('has its secrets as files that are mounted, and no others', () => {
    const files = Object.values(environment).flatMap(
      (value) => /^\/run\/secrets\/(.+)$/.exec(value)?.[1] ?? [],
    );
    expect(files.sort()).toEqual([...serviceOf(name).secrets].sort());
    const pathsOnly = Object.entries(environment).filter(([variable]) =>
      /_(KEY|SECRET)_FILE$/.test(variable),
    );
    expect(pathsOnly.filter(([, value]) => !value.startsWith('/run/secrets/'))).toEqual([]);
  });

  test('waits until the stores are healthy', () => {
    expect(serviceOf(name).depends_on).toEqual({
      mongo: { condition: 'service_healthy' },
      redis: { condition: 'service_healthy' },
    });
  });
});

test('the roots that timestamps must lead to are a file of the host, which the worker sees; without one, none are asked for', () => {
  expect(secrets.tsa_roots).toEqual({ file: './roots.pem' });
  expect(serviceOf('worker').environment.TSA_ROOTS_FILE).toBe('/run/secrets/tsa_roots');
  const bare = readCompose({ PUBLIC_URL: 'https://watch.example' });
  expect([bare.services.worker?.environment.TSA_ROOTS_FILE, bare.secrets.tsa_roots?.file]).toEqual([
    '',
    '/dev/null',
  ]);
});

test('what is documented to write keys is told to write them where they are kept, not where they are only mounted', () => {
  const mounted = Object.entries(serviceOf('worker').environment).flatMap(([variable, value]) =>
    /_KEY_FILE$/.test(variable) && value.startsWith('/run/secrets/') ? [variable] : [],
  );
  expect(mounted).toHaveLength(2);
  const commands = documented
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => /^docker compose run .*(backup|restore|admin)\.js/.test(line));
  const writing = commands.filter((line) => /restore\.js|rotate-log-key/.test(line));
  expect(writing).toHaveLength(2);
  for (const line of commands) {
    expect(line).toContain('-v "$PWD/secrets:/app/.local/keys"');
    for (const variable of mounted) expect(line).toContain(`-e ${variable}= `);
  }
});

test('every secret is a file, used, and kept out of the repository and the image', () => {
  const used = new Set(entries.flatMap(([, service]) => service.secrets));
  expect(Object.keys(secrets).sort()).toEqual([...used].sort());
  for (const file of ['.gitignore', '.dockerignore'])
    expect(readFileSync(path.join(ROOT, file), 'utf8')).toMatch(/^secrets\/?$/m);
  expect(composeText).not.toMatch(/passw(or)?d\s*[:=]|:\/\/[^/\s]*:[^/\s]*@/i);
});

test('every service has a health check, of programs that its image has', () => {
  const programs = Object.fromEntries(
    entries.map(([name, { healthcheck }]) => {
      const [how, program] = healthcheck?.test ?? [];
      expect([name, how]).toEqual([name, 'CMD']);
      return [name, program];
    }),
  );
  expect(programs).toEqual({ mongo: 'mongosh', redis: 'redis-cli', server: 'node', worker: 'node' });
});

test('data is in named volumes that exist, and each is used', () => {
  const used = entries.flatMap(([, service]) => service.volumes.map((volume) => volume.split(':', 1)[0]));
  expect([...new Set(used)].sort()).toEqual(Object.keys(volumes).sort());
  for (const name of ['server', 'worker'] as const) {
    const { environment, volumes: mounted } = serviceOf(name);
    expect(mounted).toEqual(['files:/var/lib/livewitness']);
    expect(
      [environment.MEDIA_DIR, environment.PACKS_DIR].every((dir) => dir?.startsWith('/var/lib/livewitness/')),
    ).toBe(true);
  }
  expect(serviceOf('mongo').volumes).toEqual(['mongo:/data/db']);
  expect(serviceOf('redis').volumes).toEqual(['redis:/data']);
});

test('images have a version that does not move under one’s feet', () => {
  for (const [, { image }] of entries) expect(image).toMatch(/^[\w./-]+:\d+\.\d+/);
  for (const [, { image, build }] of entries)
    if (build) expect(image).toBe(`${manifest.name}:${manifest.version}`);
});

test('the stores are reached by the product alone', () => {
  expect(networks.stores?.internal).toBe(true);
  for (const name of ['mongo', 'redis'])
    expect(serviceOf(name)).toMatchObject({ networks: ['stores'], ports: [] });
  expect(serviceOf('server').ports).toEqual(['127.0.0.1:7400:7400']);
  expect(serviceOf('worker').ports).toEqual([]);
});

test('workers can be many: nothing of theirs is fixed to one', () => {
  expect(composeText).not.toContain('container_name');
  expect(serviceOf('worker').command.join(' ')).toContain('$$(hostname)');
});

test('Redis and MongoDB keep their word', () => {
  const redis = serviceOf('redis').command.join(' ');
  expect(redis).toContain('--appendonly yes --appendfsync always');
  expect(redis).toContain('--maxmemory-policy noeviction');
  expect(serviceOf('mongo').command.join(' ')).toContain('--replSet rs0');
});

test('what it asks of whoever starts it is documented', () => {
  expect(asked.filter((name) => !documented.includes(`\`${name}\``))).toEqual([]);
});

describe('the image', () => {
  const stages = readDockerfile();
  const last = stages.at(-1);
  const build = stages.at(0);

  test('is made in stages, of fixed bases, for a Node that the product runs on', () => {
    expect(stages).toHaveLength(2);
    for (const { from } of stages) expect(from).toMatch(/^node:(20|22|24)\S*-slim( AS \w+)?$/);
  });

  test('runs as somebody who is not root, and holds no compiler’s stage', () => {
    const words = last?.lines.map(({ word }) => word) ?? [];
    const user = last?.lines.findLast(({ word }) => word === 'USER')?.rest;
    expect(user).toBe('node');
    expect(words.indexOf('USER')).toBeLessThan(words.indexOf('CMD'));
    expect(words.lastIndexOf('RUN')).toBeLessThan(words.indexOf('USER'));
    const run = last?.lines.filter(({ word }) => word === 'RUN').map(({ rest }) => rest) ?? [];
    expect(run.filter((line) => /\b(gcc|g\+\+|make|build-essential|python3?|npm)\b/.test(line))).toEqual([]);
    expect(last?.lines.filter(({ word, rest }) => word === 'COPY' && !rest.startsWith('--from='))).toEqual(
      [],
    );
  });

  test('holds what the services run', () => {
    const copied =
      last?.lines.flatMap(({ word, rest }) => (word === 'COPY' ? rest.split(' ').at(-1) : [])) ?? [];
    expect(copied).toEqual(expect.arrayContaining(['.local/build', 'node_modules', 'models', './']));
    const made = build?.lines.flatMap(({ word, rest }) => (word === 'COPY' ? rest.split(' ')[0] : [])) ?? [];
    expect(made).toEqual(expect.arrayContaining(['models', 'server', 'worker', 'scripts', 'dashboard']));
    for (const name of ['server', 'worker']) {
      const main = /\.local\/build\/(\S+)\.js/.exec(serviceOf(name).command.join(' '))?.[1];
      expect(readFileSync(path.join(ROOT, `${main}.ts`), 'utf8').length).toBeGreaterThan(0);
    }
  });
});

/** Three starts of Node, on a machine that may be busy. */
const CHECKS_LIMIT_MS = 30_000;

/** Runs a health check as Docker would. @returns its exit code */
const exitOf = (command: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number | null> =>
  new Promise((done) => {
    const child = spawn(process.execPath, command.slice(1), {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: 'ignore',
    });
    child.once('exit', (code) => done(code));
  });

test(
  'a server is healthy while it is ready, and not otherwise',
  async () => {
    let status = 200;
    const listening = createServer((_, answer) => answer.writeHead(status).end());
    await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done));
    const { port } = listening.address() as AddressInfo;
    const check = serviceOf('server').healthcheck?.test.slice(1) ?? [];
    const command = check.map((part) => part.replace('7400', String(port)));
    expect(await exitOf(command)).toBe(0);
    status = 503;
    expect(await exitOf(command)).toBe(1);
    await new Promise((done) => listening.close(done));
    expect(await exitOf(command)).toBe(1);
  },
  CHECKS_LIMIT_MS,
);

test(
  'a worker is healthy while its sign is fresh, and not otherwise',
  async () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'livewitness-health-'));
    const file = path.join(dir, 'healthy');
    const command = serviceOf('worker').healthcheck?.test.slice(1) ?? [];
    try {
      expect(await exitOf(command, { HEALTH_FILE: file })).not.toBe(0);
      writeFileSync(file, '');
      expect(await exitOf(command, { HEALTH_FILE: file })).toBe(0);
      const longAgo = new Date(Date.now() - 60_000);
      utimesSync(file, longAgo, longAgo);
      expect(await exitOf(command, { HEALTH_FILE: file })).toBe(1);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  },
  CHECKS_LIMIT_MS,
);

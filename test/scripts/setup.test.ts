import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  accountLine,
  afterAnotherTry,
  countsOf,
  failuresOf,
  sum,
  worthAnotherTry,
} from '../../scripts/setup/account.mjs';
import { endLeftBehind, run } from '../../scripts/setup/command.mjs';
import { startOf, stillRuns } from '../../scripts/setup/identity.mjs';
import { climb, waysTo } from '../../scripts/setup/ladder.mjs';
import { withLock } from '../../scripts/setup/lock.mjs';
import { asLocked, packagesPart } from '../../scripts/setup/packages.mjs';
import { needRoom } from '../../scripts/setup/part.mjs';
import { SetupProblem, usualReason } from '../../scripts/setup/problem.mjs';
import { seconds } from '../../scripts/setup/seconds.mjs';
import { hashOf, readStamp, writeStamp } from '../../scripts/setup/stamps.mjs';
import { unpack } from '../../scripts/setup/wheel.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
/** Four entries (stored, deflated, empty, one not asked for), written by Python's zipfile. */
const SMALL_ZIP = [
  'UEsDBBQAAAAAAAAAIVyzJE6WCAAAAAgAAAAKAAAAc3RvcmVkLnR4dGFzIGl0IGlzUEsDBBQAAAAIAAAAIVzV5eNSDAAAAOgD',
  'AAARAAAAZGVlcC9kZWZsYXRlZC50eHTLSMwYhaNwFA5zCABQSwMEFAAAAAAAAAAhXAAAAAAAAAAAAAAAAAUAAABlbXB0eVBL',
  'AwQUAAAAAAAAACFcgxbcjAEAAAABAAAABwAAAHNraXBwZWR4UEsBAhQDFAAAAAAAAAAhXLMkTpYIAAAACAAAAAoAAAAAAAAA',
  'AAAAAIABAAAAAHN0b3JlZC50eHRQSwECFAMUAAAACAAAACFc1eXjUgwAAADoAwAAEQAAAAAAAAAAAAAAgAEwAAAAZGVlcC9k',
  'ZWZsYXRlZC50eHRQSwECFAMUAAAAAAAAACFcAAAAAAAAAAAAAAAABQAAAAAAAAAAAAAAgAFrAAAAZW1wdHlQSwECFAMUAAAA',
  'AAAAACFcgxbcjAEAAAABAAAABwAAAAAAAAAAAAAAgAGOAAAAc2tpcHBlZFBLBQYAAAAABAAEAN8AAAC0AAAAAAA=',
].join('');
let dir = '';

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'livewitness-setup-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('the ways to a part, in order', () => {
  const none = { given: false, onPath: false, root: false, wheel: false };
  it.each([
    ['mongo', { ...none, given: true, onPath: true, wheel: true }, ['given']],
    ['mongo', { ...none, onPath: true, wheel: true }, ['path']],
    ['mongo', { ...none, wheel: true, root: true }, ['official', 'wheel']],
    ['mongo', none, ['official']],
    ['redis', { ...none, given: true }, ['given']],
    ['redis', { ...none, onPath: true, wheel: true, root: true }, ['path']],
    ['redis', { ...none, wheel: true, root: true }, ['wheel', 'apt']],
    ['redis', { ...none, wheel: true }, ['wheel']],
    ['redis', none, []],
    ['browser', { ...none, given: true, onPath: true }, ['given']],
    ['browser', { ...none, onPath: true, root: true }, ['path']],
    ['browser', { ...none, root: true }, ['cache', 'apt', 'download']],
    ['browser', none, ['cache', 'download']],
  ] as const)('%s with %o', (part, facts, ways) => {
    expect(waysTo(part, facts)).toEqual(ways);
  });

  it('takes the first way that works', async () => {
    const tried: string[] = [];
    const acts = {
      official: async () => {
        tried.push('official');
        return { no: 'the host is blocked' };
      },
      wheel: async () => {
        tried.push('wheel');
        return { path: '/somewhere/mongod' };
      },
    };
    await expect(climb('MongoDB', ['official', 'wheel'], acts, [])).resolves.toEqual({
      path: '/somewhere/mongod',
      way: 'wheel',
    });
    expect(tried).toEqual(['official', 'wheel']);
  });

  it('names each way that failed, and the choices, where none works', async () => {
    const failed = climb('Redis', ['wheel'], { wheel: async () => ({ no: 'no pip' }) }, ['install Redis']);
    const problem = await failed.catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(SetupProblem);
    const text = (problem as SetupProblem).text();
    expect(text).toContain('Set-up stopped at: Redis');
    expect(text).toContain('wheel: no pip');
    expect(text).toContain('- install Redis');
    expect(text).not.toContain(' at ');
  });
});

describe('stamps', () => {
  it('come back as written, and a torn one counts as none', () => {
    const path = join(dir, 'deep/stamp.json');
    expect(readStamp(path)).toBeUndefined();
    writeStamp(path, { sources: 'abc' });
    expect(readStamp(path)).toEqual({ sources: 'abc' });
    writeFileSync(path, '{"sources": "ab');
    expect(readStamp(path)).toBeUndefined();
  });

  it('change with content, name and number of files, and with nothing else', () => {
    const write = (name: string, text: string) => writeFileSync(join(dir, name), text);
    const hash = () => hashOf(dir, ['.'], (name) => name.endsWith('.ts'));
    write('a.ts', 'one');
    const first = hash();
    write('notes.md', 'not a source');
    expect(hash()).toBe(first);
    write('a.ts', 'two');
    const second = hash();
    expect(second).not.toBe(first);
    write('b.ts', '');
    expect(hash()).not.toBe(second);
    rmSync(join(dir, 'b.ts'));
    write('a.ts', 'one');
    expect(hash()).toBe(first);
  });
});

describe('npm packages', () => {
  const lock = (packages: object) => JSON.stringify({ packages: { '': {}, ...packages } });
  const installed = (packages: object) => {
    mkdirSync(join(dir, 'node_modules/.bin'), { recursive: true });
    writeFileSync(join(dir, 'node_modules/.bin/tsc'), '');
    writeFileSync(join(dir, 'node_modules/.package-lock.json'), lock(packages));
  };
  const ground = () => ({
    root: dir,
    log: join(dir, 'log'),
    env: {},
    forTests: false,
    buildOnly: false,
    uncheckedRules: false,
    retry: false,
  });

  beforeEach(() => {
    const wanted = {
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '2.0.0', optional: true },
    };
    writeFileSync(join(dir, 'package-lock.json'), lock(wanted));
  });

  it.each([
    [
      'all as locked',
      { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } },
      true,
    ],
    ['an optional one left out', { 'node_modules/a': { version: '1.0.0' } }, true],
    ['another version', { 'node_modules/a': { version: '1.0.1' } }, false],
    ['one missing', { 'node_modules/b': { version: '2.0.0' } }, false],
  ])('%s', (_name, packages, whole) => {
    installed(packages);
    expect(asLocked(dir) !== undefined).toBe(whole);
  });

  it('are installed again after an interruption, whatever npm left', async () => {
    installed({ 'node_modules/a': { version: '1.0.0' } });
    const part = packagesPart(ground());
    expect(await part.have()).toBeDefined();
    mkdirSync(join(dir, '.local/stamps'), { recursive: true });
    writeFileSync(join(dir, '.local/stamps/packages.begun'), '');
    expect(await part.have()).toBeUndefined();
  });
});

describe('the lock', () => {
  it('lets one at a time in', async () => {
    const path = join(dir, 'lock');
    const steps: string[] = [];
    const visit = (name: string) =>
      withLock(
        path,
        () => steps.push(`${name} waits`),
        async () => {
          steps.push(`${name} in`);
          await new Promise((done) => setTimeout(done, 50));
          steps.push(`${name} out`);
        },
      );
    await Promise.all([visit('first'), visit('second')]);
    expect(steps).toEqual(['first in', 'second waits', 'first out', 'second in', 'second out']);
    expect(existsSync(path)).toBe(false);
  });

  it('of a process that is gone is taken over', async () => {
    const path = join(dir, 'lock');
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(path, String(gone));
    let waited = false;
    const result = await withLock(
      path,
      () => {
        waited = true;
      },
      async () => readFileSync(path, 'utf8'),
    );
    expect(result).toBe(String(process.pid));
    expect(waited).toBe(true);
  });
});

describe('other programs', () => {
  it('have a time limit that takes their children, too', async () => {
    const child =
      "require('child_process').spawn(process.execPath,['-e','setInterval(()=>{},9)'],{stdio:'inherit'})";
    const script = `${child};console.log('begun');setInterval(()=>{},9)`;
    const ran = await run(process.execPath, ['-e', script], { log: join(dir, 'log'), limitMs: 500 });
    expect(ran.ok).toBe(false);
    expect(ran.tail).toContain('longer than 0.5 s');
    expect(readFileSync(join(dir, 'log'), 'utf8')).toContain('begun');
  });

  it('that are not there fail with a sentence', async () => {
    const ran = await run(join(dir, 'nowhere'), [], { log: join(dir, 'log'), limitMs: 500 });
    expect(ran).toMatchObject({ ok: false });
    expect(ran.tail).toContain('ENOENT');
  });

  it('left behind by a killed set-up are ended by the next', async () => {
    const left = spawn(process.execPath, ['-e', 'setInterval(()=>{},9)'], {
      detached: true,
      stdio: 'ignore',
    });
    const pid = left.pid ?? 0;
    const ended = new Promise((done) => left.once('exit', (_code, signal) => done(signal)));
    const file = join(dir, 'running');
    writeFileSync(file, JSON.stringify([{ pid, started: startOf(pid) }]));
    endLeftBehind(file);
    expect(await ended).toBe('SIGKILL');
    expect(stillRuns({ pid, started: 'another time' })).toBe(false);
  });
});

describe('a wheel', () => {
  it('is unpacked where asked: stored, deflated and empty entries', async () => {
    const file = join(dir, 'one.whl');
    writeFileSync(file, Buffer.from(SMALL_ZIP, 'base64'));
    const count = await unpack(file, (name) => (name === 'skipped' ? undefined : join(dir, 'out', name)));
    expect(count).toBe(3);
    expect(readFileSync(join(dir, 'out/stored.txt'), 'utf8')).toBe('as it is');
    expect(readFileSync(join(dir, 'out/deep/deflated.txt'), 'utf8')).toBe('ha'.repeat(500));
    expect(readFileSync(join(dir, 'out/empty'), 'utf8')).toBe('');
  });

  it('that is none is refused', async () => {
    writeFileSync(join(dir, 'no.whl'), 'x'.repeat(100));
    await expect(unpack(join(dir, 'no.whl'), () => undefined)).rejects.toThrow('not a zip file');
  });
});

describe('what a person reads', () => {
  it.each([
    ['npm error ENOTFOUND registry', 'network'],
    ['getaddrinfo EAI_AGAIN', 'network'],
    ['write ENOSPC', 'disk is full'],
    ['EACCES: permission denied', 'may not be written'],
  ])('%s', (text, reason) => {
    expect(usualReason(text)).toContain(reason);
  });

  it('says how much room is missing', () => {
    const part = {
      name: 'MongoDB',
      doing: '',
      needsMb: 1e12,
      have: async () => undefined,
      make: async () => '',
    };
    expect(() => needRoom(part, dir)).toThrow(/MongoDB: it needs about .* MB of disk .* MB are free/);
  });

  it.each([
    [4, '0.004 s'],
    [4210, '4.2 s'],
    [185_000, '3 min 05 s'],
  ])('%d ms as %s', (ms, text) => expect(seconds(ms)).toBe(text));

  it('lists options at once, and refuses what it does not know', () => {
    const ask = (...args: string[]) => spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
    for (const script of ['setup', 'start', 'test', 'run']) {
      const help = ask(`scripts/${script}.mjs`, '--help');
      expect(help.status, script).toBe(0);
      expect(help.stdout, script).toContain('Usage:');
    }
    expect(ask('scripts/start.mjs', '--port', 'x').status).toBe(2);
    expect(ask('scripts/start.mjs', '--workers', '17').status).toBe(2);
    expect(ask('scripts/setup.mjs', '--nope').status).toBe(2);
    expect(ask('scripts/test.mjs', '--only', 'nope').status).toBe(2);
    expect(ask('scripts/run.mjs', 'nope').status).toBe(2);
    expect(ask('scripts/run.mjs', '../evil').status).toBe(2);
  });
});

describe('the account of a test run', () => {
  const report = (
    passed: number,
    failed: number,
    files: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[],
  ) => ({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: 0,
    testResults: files,
  });
  const good = { name: 'good', status: 'passed', assertionResults: [{ fullName: 'is', status: 'passed' }] };
  const broken = { name: 'broken', status: 'failed', assertionResults: [] };
  const failing = { name: 'bad', status: 'failed', assertionResults: [{ fullName: 'is', status: 'failed' }] };
  it.each([
    ['all well', report(3, 0, [good]), true, '3 passed, 0 failed'],
    ['failures', report(3, 2, [failing]), false, '3 passed, 2 failed'],
    ['a file that does not load', report(3, 0, [good, broken]), false, '3 passed, 1 failed'],
    ['an error outside of any test', report(3, 0, [good]), false, '3 passed, 1 failed'],
    ['no tests', report(0, 0, []), true, '0 passed, 1 failed'],
    ['no report', undefined, false, '0 passed, 1 failed'],
  ])('%s', (_name, result, endedWell, line) => {
    expect(accountLine(countsOf(result, endedWell))).toBe(line);
  });

  it('names what failed, and each kind of failing', () => {
    const report = {
      numPassedTests: 1,
      numFailedTests: 1,
      numPendingTests: 0,
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'is well' },
            {
              status: 'failed',
              fullName: 'adds',
              failureMessages: ['expected 1 to be 2\n    at a.test.ts:3'],
            },
          ],
        },
        { name: 'b.test.ts', status: 'failed', message: 'no such module\nat b', assertionResults: [] },
      ],
    };
    expect(failuresOf(report, false)).toEqual([
      'a.test.ts > adds: expected 1 to be 2',
      'b.test.ts: no such module',
    ]);
    const well = { ...report, numFailedTests: 0, testResults: [] };
    expect(failuresOf(well, true)).toEqual([]);
    expect(failuresOf(well, false)).toEqual(['an error outside of any test, printed above']);
    expect(failuresOf({ ...well, numPassedTests: 0 }, true)).toEqual(['there were no tests']);
    expect(failuresOf(undefined, false)).toEqual(['it left no report: it was killed, or could not start']);
  });

  it('counts the second run of a file that failed, and only of a few', () => {
    const first = report(5, 1, [
      good,
      { ...failing, assertionResults: [...good.assertionResults, ...failing.assertionResults] },
    ]);
    expect(worthAnotherTry(first)).toEqual(['bad']);
    expect(worthAnotherTry(undefined)).toEqual([]);
    const many = [1, 2, 3, 4].map((n) => ({ ...broken, name: `broken ${n}` }));
    expect(worthAnotherTry(report(1, 0, many))).toEqual([]);
    const well = report(2, 0, [{ ...good, name: 'bad' }]);
    expect(countsOf(afterAnotherTry(first, well), true)).toEqual({ passed: 6, failed: 0, skipped: 0 });
    const failedAgain = report(1, 1, [failing]);
    expect(countsOf(afterAnotherTry(first, failedAgain), false)).toEqual({
      passed: 5,
      failed: 1,
      skipped: 0,
    });
    expect(failuresOf(afterAnotherTry(first, failedAgain), false)).toEqual(['bad > is: ']);
  });

  it('adds up, and names what was skipped', () => {
    const total = sum({ passed: 1, failed: 0, skipped: 2 }, { passed: 2, failed: 1, skipped: 0 });
    expect(accountLine(total)).toBe('3 passed, 1 failed, 2 skipped');
  });
});

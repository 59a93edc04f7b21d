/** The shipped rule packs: every example of every rule is run once for each state of rules and code, and the result kept. */
import { join } from 'node:path';
import { run } from './command.mjs';
import { SetupProblem } from './problem.mjs';
import { hashOf, readStamp, removeStamp, writeStamp } from './stamps.mjs';

const CHECK_LIMIT_MS = 60_000;

/** @param {import('./part.mjs').Ground} ground @returns {import('./part.mjs').Part} */
export function rulePacksPart({ root, log }) {
  const stamp = join(root, '.local/build/packs-stamp.json');
  const isRule = (/** @type {string} */ name) => /\.(ts|yaml)$/.test(name);
  const hash = () => hashOf(root, ['models/text', 'models/contract', 'scripts/packs.ts'], isRule);
  return {
    name: 'rule packs',
    needsMb: 1,
    doing: 'running their examples',
    async have() {
      return readStamp(stamp)?.sources === hash() ? 'every example holds' : undefined;
    },
    async make() {
      const sources = hash();
      removeStamp(stamp);
      const command = join(root, '.local/build/scripts/packs.js');
      const env = { ...process.env, LIVEWITNESS_ROOT: root };
      const ran = await run(process.execPath, [command], { cwd: root, env, log, limitMs: CHECK_LIMIT_MS });
      if (!ran.ok) {
        throw new SetupProblem('rule packs', 'a rule does not do what its examples say', {
          detail: ran.tail,
          choices: ['repair the rules named above in models/text/packs', 'npm run packs'],
        });
      }
      writeStamp(stamp, { sources });
      return ran.output.trim().replace(/; packs .*/, '');
    },
  };
}

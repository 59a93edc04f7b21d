/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {object} VitestReport the parts of vitest's JSON report that count
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests skipped ones
 * @property {number} [numTodoTests]
 * @property {FileReport[]} testResults one for each file
 * @typedef {object} FileReport
 * @property {string} name the file
 * @property {string} status
 * @property {string} [message] why the file itself failed
 * @property {{ status: string, fullName: string, failureMessages?: string[] | null }[]} assertionResults
 */

/** @type {Counts} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/** @param {Counts} a @param {Counts} b @returns {Counts} */
export function sum(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** @param {Counts} counts @returns {string} */
export function accountLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** @param {FileReport} file */
const isBroken = ({ status, assertionResults }) =>
  status === 'failed' && !assertionResults.some((test) => test.status === 'failed');

/** The part of a message that says what was wrong; what follows says where. @param {string | undefined | null} message */
const firstLine = (message) => message?.split('\n', 1)[0] ?? '';

/**
 * What failed, a line each, so that nobody has to look for it among thousands that passed.
 * @param {VitestReport | undefined} report
 * @param {boolean} endedWell
 * @returns {string[]}
 */
export function failuresOf(report, endedWell) {
  if (!report) return ['it left no report: it was killed, or could not start'];
  const failures = report.testResults.flatMap((file) => [
    ...(isBroken(file) ? [`${file.name}: ${firstLine(file.message)}`] : []),
    ...file.assertionResults
      .filter(({ status }) => status === 'failed')
      .map((test) => `${file.name} > ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`),
  ]);
  if (failures.length > 0 || countsOf(report, endedWell).failed === 0) return failures;
  return [endedWell ? 'there were no tests' : 'an error outside of any test, printed above'];
}

/**
 * What a run of vitest comes to. A file that fails before its first test counts as one failure, and so does a run
 * that has no report, no tests, or ended badly although each test passed (an error outside of any test).
 * @param {VitestReport | undefined} report
 * @param {boolean} endedWell
 * @returns {Counts}
 */
export function countsOf(report, endedWell) {
  if (!report) return { ...NOTHING, failed: 1 };
  const brokenFiles = report.testResults.filter(isBroken).length;
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
  const nothingRan = counts.passed + counts.failed === 0;
  return counts.failed === 0 && (nothingRan || !endedWell) ? { ...counts, failed: 1 } : counts;
}

/**
 * The files that failed, where a second look at them is worth its time: none where there are many, since that is no
 * matter of a busy machine.
 * @param {VitestReport | undefined} report
 * @returns {string[]}
 */
export function worthAnotherTry(report) {
  const files = (report?.testResults ?? []).filter(
    (file) => isBroken(file) || file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return files.length > MOST_TRIED_AGAIN ? [] : files.map(({ name }) => name);
}
const MOST_TRIED_AGAIN = 3;

/**
 * A run whose failing files were run again, alone: their second run counts.
 * @param {VitestReport} first
 * @param {VitestReport} again the report of those files
 * @returns {VitestReport}
 */
export function afterAnotherTry(first, again) {
  const replaced = new Set(again.testResults.map(({ name }) => name));
  const before = first.testResults
    .filter(({ name }) => replaced.has(name))
    .flatMap((file) => file.assertionResults);
  const were = (/** @type {string} */ status) => before.filter((test) => test.status === status).length;
  return {
    numPassedTests: first.numPassedTests - were('passed') + again.numPassedTests,
    numFailedTests: first.numFailedTests - were('failed') + again.numFailedTests,
    numPendingTests: first.numPendingTests - were('skipped') - were('pending') + again.numPendingTests,
    testResults: [...first.testResults.filter(({ name }) => !replaced.has(name)), ...again.testResults],
  };
}

import { expect, it } from 'vitest';
import { Misuse } from '../../../scripts/arguments/misuse.ts';
import { readArguments } from '../../../scripts/replay/arguments.ts';

const HYPHEN = '-25WCrWNPhYMrZ_p0_JV9w';
const HYPHENS = '--5WCrWNPhYMrZ_p0_JV9w';

it.each([
  [[HYPHEN], { alert: HYPHEN, json: false, now: false }],
  [[HYPHENS], { alert: HYPHENS, json: false, now: false }],
  [['--json', HYPHEN], { alert: HYPHEN, json: true, now: false }],
  [[HYPHEN, '--json'], { alert: HYPHEN, json: true, now: false }],
  [['--', HYPHENS], { alert: HYPHENS, json: false, now: false }],
  [['--json', '--', '-x'], { alert: '-x', json: true, now: false }],
  [['25WCrWNPhYMrZ_p0_JV9w-'], { alert: '25WCrWNPhYMrZ_p0_JV9w-', json: false, now: false }],
  [['--now', HYPHEN], { alert: HYPHEN, json: false, now: true }],
  [['--help'], 'help'],
])('%j', (argv, asked) => {
  expect(readArguments(argv)).toEqual(asked);
});

it.each([[[]], [['--']], [['--json']], [[HYPHEN, HYPHENS]], [['--bogus']], [['-j', HYPHEN]]])(
  'refused: %j',
  (argv) => {
    expect(() => readArguments(argv)).toThrow(Misuse);
  },
);

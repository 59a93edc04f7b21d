import { expect, it } from 'vitest';
import { Misuse } from '../../../scripts/arguments/misuse.ts';
import { readArguments } from '../../../scripts/replay/arguments.ts';

const HYPHEN = '-25WCrWNPhYMrZ_p0_JV9w';
const HYPHENS = '--5WCrWNPhYMrZ_p0_JV9w';

it.each([
  [[HYPHEN], { alert: HYPHEN, json: false }],
  [[HYPHENS], { alert: HYPHENS, json: false }],
  [['--json', HYPHEN], { alert: HYPHEN, json: true }],
  [[HYPHEN, '--json'], { alert: HYPHEN, json: true }],
  [['--', HYPHENS], { alert: HYPHENS, json: false }],
  [['--json', '--', '-x'], { alert: '-x', json: true }],
  [['25WCrWNPhYMrZ_p0_JV9w-'], { alert: '25WCrWNPhYMrZ_p0_JV9w-', json: false }],
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

import { expect, test } from 'vitest';
import type { AlertStatus, DecisionAction } from '../../../models/contract/alert.ts';
import { asUserId } from '../../../models/contract/ids.ts';
import { stepFrom } from '../../../models/store/decide-alert.ts';

const me = { id: asUserId('me'), name: 'Me' };
const other = { id: asUserId('other'), name: 'Another' };
const standing = {
  open: { status: 'open' },
  mine: { status: 'taken', assignee: me },
  theirs: { status: 'taken', assignee: other },
  later: { status: 'later' },
  upheld: { status: 'upheld' },
  dismissed: { status: 'dismissed' },
} as const satisfies Record<string, { status: AlertStatus; assignee?: typeof me }>;

type Row = readonly [DecisionAction, ...string[]];
const table: readonly Row[] = [
  // action, open, taken by me, taken by another, later, upheld, dismissed
  ['take', 'go', 'unchanged', 'taken-by-other', 'go', 'already-decided', 'already-decided'],
  ['release', 'moved-on', 'go', 'taken-by-other', 'moved-on', 'already-decided', 'already-decided'],
  ['uphold', 'go', 'go', 'taken-by-other', 'go', 'already-decided', 'already-decided'],
  ['dismiss', 'go', 'go', 'taken-by-other', 'go', 'already-decided', 'already-decided'],
  ['later', 'go', 'go', 'taken-by-other', 'go', 'already-decided', 'already-decided'],
  ['reopen', 'not-decided', 'not-decided', 'not-decided', 'not-decided', 'go', 'go'],
];

test.each(table.map((row) => [row[0], row.slice(1)] as const))('%s', (action, expected) => {
  expect(Object.values(standing).map((alert) => stepFrom(alert, action, me))).toEqual(expected);
});

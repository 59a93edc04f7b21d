import { describe, expect, it } from 'vitest';
import { chosenSpans, claimsIn, entriesOf } from '../../dashboard/state/lines.ts';
import type { AlertDetail, Occurrence } from '../../models/contract/alert.ts';
import { asUtteranceId } from '../../models/contract/ids.ts';
import type { LineView, Moment } from '../../models/contract/moment.ts';
import { alertOf } from './sample.ts';

const [U1, U2] = [asUtteranceId('u1'), asUtteranceId('u2')];
const parts = [
  { utteranceId: U1, start: 6, end: 9 },
  { utteranceId: U2, start: 0, end: 2 },
];
const line = (
  utteranceId: LineView['utteranceId'],
  atMs: number,
  claims: LineView['claims'] = [],
): LineView => ({
  ...{ utteranceId, revision: 0, leafIndex: atMs, source: 'speech', role: 'presenter', atMs },
  ...{ text: '这款面霜就是全网最低价', judged: 'full', claims },
});
const momentOf = (occurrence: Partial<Occurrence>, lines: readonly LineView[]): Moment => {
  const alert: AlertDetail = {
    ...alertOf(),
    steps: [],
    occurrences: [{ utteranceId: U2, start: 0, end: 2, atMs: 4, leafIndex: 9, ...occurrence }],
  };
  return { alert, broadcast: {} as Moment['broadcast'], atMs: 4, lines, gaps: [] };
};
const claim = { start: 0, end: 2, kind: 'price-lowest-claim', verdict: 'flag' } as const;

describe('a claim over several lines', () => {
  it('is marked in each of them, where the alert is about it', () => {
    expect(chosenSpans(momentOf({ parts }, []))).toEqual(parts);
    expect(chosenSpans(momentOf({}, []))).toEqual([{ utteranceId: U2, start: 0, end: 2 }]);
    const moment = momentOf({ parts }, [line(U1, 1), line(U2, 4)]);
    expect(entriesOf(moment, 'said').map(({ type }) => type)).toEqual(['line', 'line']);
  });
  it('is marked in each of them beside the alert, too', () => {
    const lines = [line(U1, 1), line(U2, 4, [{ ...claim, parts }])];
    const moment = momentOf({}, lines);
    const spans = (one: LineView) => claimsIn(moment, one).map(({ start, end }) => [start, end]);
    expect(lines.map(spans)).toEqual([[[6, 9]], [[0, 2]]]);
  });
});

import { describe, expect, it } from 'vitest';
import { marksOf } from '../../dashboard/state/coverage.ts';
import { gather } from '../../dashboard/state/gather.ts';
import { afterCorrected, nudgeName, nudgesOf } from '../../dashboard/state/nudges.ts';
import {
  agendaOf,
  broadcastNowMs,
  countsOf,
  delayMs,
  inPlaces,
  listedOf,
  momentOf,
  nextOf,
  slotsOf,
} from '../../dashboard/state/owed.ts';
import { asProductId, asPublicId } from '../../models/contract/ids.ts';
import type { Moment } from '../../models/contract/moment.ts';
import { boardOf, broadcastOf, dutyOf, productOf, ROOM } from './duty-sample.ts';
import { alertOf, STARTED_MS } from './sample.ts';

const ids = (duties: readonly { id: string }[]): string[] => duties.map(({ id }) => id);

describe('broadcast time now', () => {
  it('goes by the clock, and by what was heard where the two are far apart', () => {
    const at = (iso: number): string => new Date(iso).toISOString();
    const live = broadcastOf({ atMs: 60_000, lastEventAt: at(STARTED_MS + 62_000) });
    expect(broadcastNowMs(live, STARTED_MS + 65_000)).toBe(65_000);
    const replayed = broadcastOf({ atMs: 60_000, lastEventAt: at(STARTED_MS + 900_000) });
    expect(broadcastNowMs(replayed, STARTED_MS + 905_000)).toBe(65_000);
    expect(broadcastNowMs(broadcastOf({ state: 'ended' }), STARTED_MS + 905_000)).toBe(60_000);
  });
});

describe('what is to be said', () => {
  const duties = [
    dutyOf('late-due', { dueMs: 90_000 }),
    dutyOf('said', { state: 'satisfied', dueMs: 10_000, atMs: 5_000 }),
    dutyOf('missed', { state: 'missing', dueMs: 20_000 }),
    dutyOf('page', { tier: 'page' }),
    dutyOf('dodged', { tier: 'on-request', state: 'dodged', dueMs: 30_000 }),
    dutyOf('unseen', { state: 'not-observable' }),
  ];
  const board = boardOf({
    products: [productOf({ duties }), productOf({ productId: asProductId('p0'), current: false, duties })],
    room: [dutyOf('seller', { state: 'satisfied' })],
  });

  it('is what must be spoken of the products being presented, by due time', () => {
    const agenda = agendaOf(board);
    expect(agenda.map(({ product }) => product?.productId ?? null)).toEqual(['p1', null]);
    expect(ids(agenda[0]?.duties ?? [])).toEqual(['said', 'missed', 'dodged', 'late-due']);
    expect(nextOf(agenda)?.id).toBe('missed');
    expect(countsOf(board)).toEqual({ owed: 3, overdue: 2, questions: 0 });
  });

  it('keeps its places once laid out; at first what is not said comes first', () => {
    const first = inPlaces(agendaOf(board)[0]?.duties ?? [], []);
    expect(ids(first)).toEqual(['missed', 'dodged', 'late-due', 'said']);
    const after = duties.map((duty) => (duty.id === 'missed' ? { ...duty, state: 'late' as const } : duty));
    const again = inPlaces([...after.slice(0, 5), dutyOf('new', { dueMs: 1 })], ids(first));
    expect(ids(again).slice(0, 5)).toEqual(['missed', 'dodged', 'late-due', 'said', 'new']);
  });

  it('tells the moment, the delay, and both values', () => {
    expect(momentOf(dutyOf('a', { dueMs: 5 }))).toBeNull();
    expect(momentOf(dutyOf('a', { state: 'missing', dueMs: 5 }))).toBe(5);
    expect(momentOf(dutyOf('a', { state: 'satisfied', dueMs: 5, atMs: 3 }))).toBe(3);
    expect(delayMs(dutyOf('a', { state: 'late', dueMs: 5_000, atMs: 30_000 }))).toBe(25_000);
    expect(delayMs(dutyOf('a', { state: 'satisfied', dueMs: 5_000, atMs: 3_000 }))).toBeNull();
    expect(slotsOf(dutyOf('a', { slots: { term: '18个月', 'listed.term': '12个月' } }))).toEqual([
      { slot: 'term', said: '18个月', listed: '12个月' },
    ]);
  });
});

describe('prompts of a desk', () => {
  it('are the newest first, without what was put away, dismissed, of another room, or on the agenda', () => {
    const of = { publicId: ROOM } as ReturnType<typeof alertOf>['broadcast'];
    const duty = (dutyId: string) =>
      alertOf({
        broadcast: of,
        subject: { type: 'duty', dutyId, name: { zh: '', en: '' }, state: 'missing' },
      });
    const older = alertOf({ broadcast: of });
    const newer = alertOf({ broadcast: of });
    const put = alertOf({ broadcast: of });
    const all = [
      older,
      newer,
      put,
      alertOf({ broadcast: of, status: 'dismissed' }),
      alertOf({ broadcast: { ...of, publicId: asPublicId('b2') } }),
      duty('on-agenda'),
      duty('of-before'),
    ];
    const agenda = [{ product: productOf(), duties: [dutyOf('on-agenda')] }];
    const found = nudgesOf(all, ROOM, new Set([`${put.id}/1`]), agenda);
    expect(found.map(({ id }) => id)).toEqual([all[6]?.id, newer.id, older.id]);
    const again = nudgesOf([{ ...put, count: 2 }], ROOM, new Set([`${put.id}/1`]), agenda);
    expect(again).toHaveLength(1);
  });
});

describe('what comes after a prompt that was put right', () => {
  const old = alertOf({ correctedAtMs: 9 });
  const high = alertOf({ severity: 'high' });
  const critical = alertOf({ severity: 'critical' });
  const medium = alertOf({ severity: 'medium' });
  const nudges = [medium, high, critical, old];
  const none = new Set<string>();
  it('is the most severe of the newer ones that nobody has looked at', () => {
    expect(afterCorrected(nudges, 3, none)).toBe(critical);
    expect(afterCorrected(nudges, 3, new Set([nudgeName(critical)]))).toBe(high);
    expect(afterCorrected([old, critical], 0, none)).toBeNull();
  });
  it('is nothing while it is not put right, or where the others are less grave', () => {
    expect(afterCorrected([critical, alertOf()], 1, none)).toBeNull();
    expect(afterCorrected([medium, old], 1, none)).toBeNull();
  });
});

describe('values on the page', () => {
  it('stand beside the line to be filled in', () => {
    expect(listedOf({ slots: { term: '18个月', 'listed.price': '99' } })).toEqual([
      { slot: 'price', listed: '99' },
    ]);
    expect(listedOf({})).toEqual([]);
  });
});

describe('a list that is read', () => {
  const name = (one: string): string => one;
  it('keeps its rows where they are and gathers what is new', () => {
    expect(gather(['c', 'b', 'a'], ['b', 'a'], name)).toEqual({ shown: ['b', 'a'], fresh: ['c'] });
    expect(gather(['c', 'a'], ['b', 'a'], name)).toEqual({ shown: ['a'], fresh: ['c'] });
    expect(gather(['c'], ['b', 'a'], name)).toEqual({ shown: ['c'], fresh: [] });
  });
});

describe('a time line', () => {
  it('shows what reaches into it, in order', () => {
    const moment = {
      lines: [
        {
          utteranceId: 'u1',
          atMs: 50_000,
          source: 'chat',
          claims: [{ start: 0, end: 1, kind: 'absolute-superlative', verdict: 'flag' }],
        },
      ],
      gaps: [{ fromMs: 0, untilMs: 31_000, reason: 'feed-silent' }],
    } as unknown as Moment;
    const board = boardOf({
      products: [
        productOf({
          introductions: [
            { fromMs: 1_000, untilMs: 20_000 },
            { fromMs: 25_000, untilMs: null },
          ],
          duties: [
            dutyOf('said', { state: 'satisfied', atMs: 40_000 }),
            dutyOf('before', { state: 'satisfied', atMs: 10_000 }),
            dutyOf('owed', { dueMs: 60_000 }),
            dutyOf('none', { state: 'not-required', atMs: 41_000 }),
          ],
        }),
      ],
      questions: [
        {
          dutyId: 'said',
          name: { zh: '', en: '' },
          say: { zh: '', en: '' },
          atMs: 45_000,
          dueMs: 99_000,
          askers: 2,
        },
      ],
    });
    const within = { fromMs: 30_000, untilMs: 90_000 };
    expect(marksOf(moment, board, within).map(({ type }) => type)).toEqual([
      'gap',
      'introduction',
      'duty',
      'question',
      'claim',
    ]);
    expect(marksOf(moment, null, within).map(({ type }) => type)).toEqual(['gap', 'claim']);
  });
});

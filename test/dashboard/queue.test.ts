import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import { separator } from '../../dashboard/state/cards.ts';
import { createQueue, type Queue } from '../../dashboard/state/queue.ts';
import type { AlertView } from '../../models/contract/alert.ts';
import { asPublicId } from '../../models/contract/ids.ts';
import { alertOf, ME, OTHER, STARTED_MS } from './sample.ts';

const keys = (queue: Queue): string[] => queue.rows.value.map(({ key }) => key);
const decided = (alert: AlertView, by = OTHER): AlertView => ({
  ...alert,
  revision: alert.revision + 1,
  status: 'upheld',
  decision: { action: 'uphold', by, at: alert.updatedAt },
});

describe('quotes of a row', () => {
  it('have something between them where they are names', () => {
    const duty = alertOf({
      subject: { type: 'duty', dutyId: 'd', name: { zh: '', en: '' }, state: 'missing' },
    });
    expect([separator(duty, 0), separator(duty, 1), separator(alertOf(), 1)]).toEqual(['', ' · ', '']);
  });
});

describe('the queue', () => {
  const nowMs = signal(STARTED_MS);
  let queue: Queue;
  beforeEach(() => {
    nowMs.value = STARTED_MS;
    queue = createQueue({ me: signal(ME), nowMs });
  });

  it('puts the most severe first, then the newest', () => {
    const old = alertOf({ cardKey: 'old', severity: 'high' });
    const low = alertOf({ cardKey: 'low', severity: 'low' });
    const newer = alertOf({ cardKey: 'newer', severity: 'high' });
    const worst = alertOf({ cardKey: 'worst', severity: 'critical' });
    queue.replace([old, low, newer, worst]);
    expect(keys(queue)).toEqual(['worst', 'newer', 'old', 'low']);
    queue.sort('newest');
    expect(keys(queue)).toEqual(['worst', 'newer', 'low', 'old']);
  });

  it('groups alerts of one card with their quotes, and adds their counts', () => {
    queue.replace([
      alertOf({ cardKey: 'c', quote: '最好', count: 3 }),
      alertOf({ cardKey: 'c', quote: '最强', count: 2, severity: 'critical' }),
    ]);
    const [card] = queue.rows.value;
    expect(card?.alerts.map(({ quote }) => quote)).toEqual(['最强', '最好']);
    expect(card).toMatchObject({ count: 5, severity: 'critical' });
  });

  it('gathers new alerts without moving a row, until they are taken in', () => {
    queue.replace([alertOf({ cardKey: 'a' })]);
    queue.apply([alertOf({ cardKey: 'b', severity: 'critical' }), alertOf({ cardKey: 'a' })]);
    expect(keys(queue)).toEqual(['a']);
    expect(queue.rows.value[0]?.alerts).toHaveLength(1);
    expect(queue.fresh.value).toHaveLength(2);
    queue.takeIn();
    expect(keys(queue)).toEqual(['b', 'a']);
    expect(queue.fresh.value).toEqual([]);
  });

  it('takes in at once what this person moved here themself, but nothing of others with it', () => {
    queue.replace([alertOf({ cardKey: 'a' })]);
    const own = alertOf({ cardKey: 'own' });
    queue.apply([own]);
    queue.takeInOwn([own.id]);
    expect(keys(queue)).toEqual(['own', 'a']);
    const again = alertOf({ cardKey: 'again' });
    queue.apply([again, alertOf({ cardKey: 'theirs' })]);
    queue.takeInOwn([again.id]);
    expect(keys(queue)).toEqual(['own', 'a']);
  });

  it('fills an empty list by itself: nobody is reading it', () => {
    queue.replace([]);
    queue.apply([alertOf({ cardKey: 'a' })]);
    expect(keys(queue)).toEqual(['a']);
  });

  it('keeps the highest revision, so that a replay doubles and undoes nothing', () => {
    const first = alertOf({ cardKey: 'a' });
    const second = { ...first, revision: 2, count: 2 };
    queue.replace([first]);
    queue.apply([second]);
    queue.apply([first, second]);
    expect(queue.alerts.value.size).toBe(1);
    expect(queue.rows.value[0]?.count).toBe(2);
  });

  it('takes a snapshot in place of what it held, but never an older revision', () => {
    const kept = alertOf({ cardKey: 'kept', revision: 5, count: 7 });
    const gone = alertOf({ cardKey: 'gone' });
    queue.replace([kept, gone]);
    queue.replace([{ ...kept, revision: 4, count: 6 }]);
    expect([...queue.alerts.value.keys()]).toEqual([kept.id]);
    expect(queue.rows.value[0]?.count).toBe(7);
    expect(keys(queue)).toEqual(['kept']);
  });

  it('leaves a row that someone else decided where it is, until the rows are laid out anew', () => {
    const mine = alertOf({ cardKey: 'mine' });
    const theirs = alertOf({ cardKey: 'theirs', severity: 'critical' });
    queue.replace([mine, theirs]);
    queue.apply([decided(theirs)]);
    expect(keys(queue)).toEqual(['theirs', 'mine']);
    queue.takeIn();
    expect(keys(queue)).toEqual(['mine']);
    queue.showTab('decided');
    expect(keys(queue)).toEqual(['theirs']);
  });

  it('hides what is being decided, and puts it back in its place when that fails', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((cardKey) => alertOf({ cardKey })) as [
      AlertView,
      AlertView,
      AlertView,
    ];
    queue.replace([a, b, c]);
    expect(keys(queue)).toEqual(['c', 'b', 'a']);
    queue.hide([b.id]);
    expect(keys(queue)).toEqual(['c', 'a']);
    queue.reveal([b.id], []);
    expect(keys(queue)).toEqual(['c', 'b', 'a']);
    queue.hide([b.id]);
    queue.reveal([b.id], [b.id]);
    expect(keys(queue)).toEqual(['c', 'a']);
  });

  it('keeps review, put off and decided apart, and brings back what was put off', () => {
    const review = alertOf({ cardKey: 'review', verdict: 'review' });
    const later = alertOf({
      cardKey: 'later',
      status: 'later',
      laterUntil: new Date(STARTED_MS + 600_000).toISOString(),
    });
    queue.replace([review, later, decided(alertOf({ cardKey: 'done' }))]);
    expect(queue.perTab.value).toEqual({ alerts: 0, review: 1, later: 1, decided: 1 });
    nowMs.value = STARTED_MS + 600_001;
    expect(queue.perTab.value).toMatchObject({ alerts: 1, later: 0 });
    expect(queue.fresh.value.map(({ cardKey }) => cardKey)).toEqual(['later']);
  });

  it.each([
    ['severity', { severities: new Set(['critical'] as const) }, ['b']],
    ['group', { groups: new Set(['price'] as const) }, ['c']],
    ['broadcast', { broadcast: asPublicId('b2') }, ['d']],
    ['mine', { mine: true }, ['e']],
    ['words', { text: '精华 最 好' }, ['a', 'b', 'd', 'e']],
    ['a room', { text: '云朵' }, ['a', 'b', 'c', 'd', 'e']],
  ])('filters by %s', (_name, filter, expected) => {
    const base = alertOf();
    queue.replace([
      alertOf({ cardKey: 'a' }),
      alertOf({ cardKey: 'b', severity: 'critical' }),
      alertOf({
        cardKey: 'c',
        quote: '全网低价',
        subject: { type: 'claim', kind: 'price-lowest-claim', group: 'price' },
      }),
      alertOf({ cardKey: 'd', broadcast: { ...base.broadcast, publicId: asPublicId('b2') } }),
      alertOf({ cardKey: 'e', status: 'taken', assignee: { id: ME, name: '周敏' } }),
    ]);
    queue.narrow(filter);
    expect(keys(queue).sort()).toEqual(expected);
  });

  it('counts what is open and what this person holds', () => {
    queue.replace([
      alertOf(),
      alertOf({ verdict: 'review' }),
      alertOf({ status: 'taken', assignee: { id: ME, name: '周敏' } }),
      alertOf({ status: 'taken', assignee: OTHER }),
      decided(alertOf()),
    ]);
    expect(queue.counts.value).toEqual({ open: 4, mine: 1 });
  });

  it('drops the alerts of a broadcast that is gone', () => {
    queue.replace([alertOf()]);
    queue.dropBroadcasts([asPublicId('b1')]);
    expect(queue.alerts.value.size).toBe(0);
  });

  it('marks a card that has changed until it is looked at', () => {
    const alert = alertOf({ cardKey: 'a' });
    queue.replace([alert]);
    const card = () => queue.rows.value[0] as NonNullable<(typeof queue.rows.value)[0]>;
    expect(queue.changed(card())).toBe(false);
    queue.apply([{ ...alert, revision: 2 }]);
    expect(queue.changed(card())).toBe(true);
    queue.look(card());
    expect(queue.changed(card())).toBe(false);
  });

  it('lays out 2000 alerts by looking at each a few times', () => {
    let reads = 0;
    const watched = (alert: AlertView): AlertView =>
      new Proxy(alert, {
        get: (target, name) => {
          reads += 1;
          return Reflect.get(target, name);
        },
      });
    queue.replace(Array.from({ length: 2000 }, (_, i) => watched(alertOf({ cardKey: `k${i % 500}` }))));
    reads = 0;
    queue.apply([alertOf()]);
    queue.takeIn();
    expect(queue.rows.value).toHaveLength(501);
    expect(reads).toBeLessThan(2000 * 30);
  });
});

import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import { RequestFailed } from '../../dashboard/link/http.ts';
import { type Board, createBoard, keepChosen } from '../../dashboard/state/board.ts';
import { createMoments } from '../../dashboard/state/moments.ts';
import { createNotices } from '../../dashboard/state/notices.ts';
import { createQueue, type Queue } from '../../dashboard/state/queue.ts';
import type { AlertView, DecisionReply, DecisionRequest } from '../../models/contract/alert.ts';
import type { Moment } from '../../models/contract/moment.ts';
import { alertOf, handClock, ME, OTHER, STARTED_MS } from './sample.ts';

const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 0));

const setUp = () => {
  const clock = handClock();
  const me = signal(ME);
  const queue = createQueue({ me, nowMs: signal(STARTED_MS) });
  const notices = createNotices(clock.later);
  const requests: DecisionRequest[] = [];
  const asked: string[] = [];
  const server: { answer: (request: DecisionRequest) => Promise<DecisionReply> } = {
    answer: (request) => Promise.resolve(agree(queue, request)),
  };
  const api = {
    decide: (request: DecisionRequest) => {
      requests.push(request);
      return server.answer(request);
    },
    alerts: () => Promise.resolve({ alerts: [] }),
    moment: (id: string): Promise<Moment> => {
      asked.push(id);
      return new Promise(() => {});
    },
  };
  const moments = createMoments({ api, now: clock.now, later: clock.later });
  const board = createBoard({ queue, moments, notices, api, me });
  return { clock, queue, notices, requests, asked, server, moments, board };
};

/** What a server says that has no objection. */
const agree = (queue: Queue, { action, alerts }: DecisionRequest): DecisionReply => ({
  results: alerts.map(({ id }) => {
    const before = queue.alerts.value.get(id as AlertView['id']) as AlertView;
    const status = ({ uphold: 'upheld', dismiss: 'dismissed', take: 'taken', later: 'later' } as const)[
      action as 'uphold'
    ];
    const alert: AlertView = {
      ...before,
      revision: before.revision + 1,
      status: status ?? 'open',
      ...(action === 'take' ? { assignee: { id: ME, name: '周敏' } } : {}),
    };
    return { id: before.id, ok: true as const, alert };
  }),
});

describe('the board', () => {
  let it_: ReturnType<typeof setUp>;
  let board: Board;
  const chosen = () => board.card.value?.key;
  beforeEach(() => {
    it_ = setUp();
    board = it_.board;
    it_.queue.replace(['a', 'b', 'c'].map((cardKey) => alertOf({ cardKey })));
    board.choose('c');
  });

  it('walks the rows and stays at the ends', () => {
    board.next();
    expect(chosen()).toBe('b');
    board.next();
    board.next();
    expect(chosen()).toBe('a');
    board.previous();
    expect(chosen()).toBe('b');
  });

  it('lets the next row come by itself after a decision, before the answer is there', async () => {
    board.act('uphold');
    expect(chosen()).toBe('b');
    expect(board.pending.value).toBe(1);
    await settled();
    expect(board.pending.value).toBe(0);
    expect(it_.queue.rows.value.map(({ key }) => key)).toEqual(['b', 'a']);
    expect(it_.notices.shown.value[0]?.said).toMatchObject({ type: 'decided', action: 'uphold', count: 1 });
  });

  it('goes on to the row below, not to the first, also while a row is kept chosen', async () => {
    keepChosen(it_.queue, board);
    board.choose('b');
    board.act('uphold');
    expect(chosen()).toBe('a');
    await settled();
    expect(chosen()).toBe('a');
  });

  it('goes to the row above when the last one is decided, and to none when none is left', () => {
    board.choose('a');
    board.act('uphold');
    expect(chosen()).toBe('b');
    board.choose('b');
    board.act('uphold');
    board.act('uphold');
    expect(chosen()).toBeUndefined();
    expect(board.chosen.value).toBeNull();
  });

  it('puts a row back and says so when the request fails, and can be tried again', async () => {
    it_.server.answer = () => Promise.reject(new RequestFailed('network', 0, 'no answer'));
    board.act('dismiss', { reason: 'quoted' });
    await settled();
    expect(it_.queue.rows.value.map(({ key }) => key)).toEqual(['c', 'b', 'a']);
    const [notice] = it_.notices.shown.value;
    expect(notice?.said).toMatchObject({ type: 'failed', code: 'network' });
    it_.server.answer = (request) => Promise.resolve(agree(it_.queue, request));
    notice?.act?.();
    await settled();
    expect(it_.requests.at(-1)).toMatchObject({ action: 'dismiss', reason: 'quoted' });
    expect(it_.queue.rows.value.map(({ key }) => key)).toEqual(['b', 'a']);
  });

  it('takes back what was decided last, and chooses it again', async () => {
    board.act('uphold');
    await settled();
    board.act('uphold');
    await settled();
    board.undo();
    await settled();
    expect(it_.requests.at(-1)).toMatchObject({
      action: 'reopen',
      alerts: [{ id: it_.requests[1]?.alerts[0]?.id }],
    });
    expect(it_.queue.rows.value.map(({ key }) => key)).toEqual(['b', 'a']);
    expect(chosen()).toBe('b');
    // Once: what was decided before that stays decided.
    board.undo();
    await settled();
    expect(it_.requests).toHaveLength(3);
  });

  it('takes back the decision that is still on its way as soon as it is recorded, never the one before it', async () => {
    board.act('uphold');
    await settled();
    const answers: (() => void)[] = [];
    it_.server.answer = (request) =>
      new Promise((done) => {
        answers.push(() => done(agree(it_.queue, request)));
      });
    board.act('uphold');
    board.undo();
    await settled();
    expect(it_.requests.map(({ action }) => action)).toEqual(['uphold', 'uphold']);
    answers.shift()?.();
    await settled();
    expect(it_.requests.at(-1)).toMatchObject({
      action: 'reopen',
      alerts: [{ id: it_.requests[1]?.alerts[0]?.id }],
    });
    answers.shift()?.();
    await settled();
    expect(it_.queue.rows.value.map(({ key }) => key)).toEqual(['b', 'a']);
  });

  it('offers to take back the newest decision alone, in whichever order the answers come', async () => {
    const answers: (() => void)[] = [];
    it_.server.answer = (request) =>
      new Promise((done) => {
        answers.push(() => done(agree(it_.queue, request)));
      });
    board.act('uphold');
    board.act('uphold');
    answers.pop()?.();
    await settled();
    answers.pop()?.();
    await settled();
    expect(it_.notices.shown.value).toHaveLength(1);
    board.undo();
    await settled();
    expect(it_.requests.at(-1)).toMatchObject({
      action: 'reopen',
      alerts: [{ id: it_.requests[1]?.alerts[0]?.id }],
    });
  });

  it('says calmly who decided first, and shows their decision', async () => {
    it_.server.answer = ({ alerts }) => {
      const before = it_.queue.alerts.value.get(alerts[0]?.id as AlertView['id']) as AlertView;
      const alert: AlertView = {
        ...before,
        revision: 9,
        status: 'upheld',
        decision: { action: 'uphold', by: OTHER, at: before.raisedAt },
      };
      return Promise.resolve({ results: [{ id: alert.id, ok: false, code: 'already-decided', alert }] });
    };
    board.act('dismiss', { reason: 'lawful' });
    await settled();
    expect(it_.notices.shown.value[0]?.said).toMatchObject({
      type: 'conflict',
      code: 'already-decided',
      who: OTHER.name,
      status: 'upheld',
    });
    expect(it_.queue.rows.value[0]?.lead.status).toBe('upheld');
  });

  it('does not ask the server about what someone else holds, and says who', () => {
    it_.queue.apply([alertOf({ cardKey: 'held', status: 'taken', assignee: OTHER })]);
    it_.queue.takeIn();
    board.choose('held');
    board.act('uphold');
    expect(it_.requests).toEqual([]);
    expect(it_.notices.shown.value[0]?.said).toMatchObject({ code: 'taken-by-other', who: OTHER.name });
  });

  it('decides a whole card at once, or one quote by itself', async () => {
    const [first, second] = [alertOf({ cardKey: 'two' }), alertOf({ cardKey: 'two' })];
    it_.queue.apply([first, second]);
    it_.queue.takeIn();
    board.choose('two', first.id);
    board.act('uphold');
    await settled();
    expect(it_.requests.at(-1)?.alerts).toEqual([{ id: first.id, revision: 1 }]);
    expect(chosen()).toBe('two');
    board.wholeCard();
    board.act('uphold');
    expect(it_.requests.at(-1)?.alerts.map(({ id }) => id)).toEqual([second.id]);
  });

  it('keeps the chosen row while others arrive and are taken in', () => {
    board.choose('b');
    it_.queue.apply([alertOf({ cardKey: 'new', severity: 'critical' })]);
    it_.queue.takeIn();
    expect(chosen()).toBe('b');
  });

  it('takes and puts back without leaving the row', async () => {
    board.act('take');
    await settled();
    expect(chosen()).toBe('c');
    expect(board.holding.value).toBe(true);
  });

  it('asks for the next row’s moment ahead', () => {
    it_.clock.pass(1000);
    const rows = it_.queue.rows.value;
    expect(it_.asked.sort()).toEqual([rows[0]?.lead.id, rows[1]?.lead.id].sort());
  });
});

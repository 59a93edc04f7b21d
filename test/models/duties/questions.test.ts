import { expect, test } from 'vitest';
import { ask, at, ended, heartbeat, introduced, run, say, states } from './sample-duties.ts';

const start = introduced(0, 'p1', 'food');
const asked = (outcomes: ReturnType<typeof run>) => outcomes.filter(({ question }) => question);

test('a question that is answered with the fact in time leaves nothing', () => {
  expect(
    asked(
      run([start, ask(10, 'ASK shelf-life'), say(40, '[shelf-life=360]'), heartbeat(340), heartbeat(400)]),
    ),
  ).toEqual([]);
});

test('one viewer waits five minutes, several wait three; distinct viewers are counted', () => {
  const one = asked(run([start, ask(10, 'ASK shelf-life'), heartbeat(300), heartbeat(339)]));
  expect(one).toEqual([]);
  expect(states(asked(run([start, ask(10, 'ASK shelf-life'), heartbeat(300), heartbeat(341)])))).toEqual([
    'p1 shelf-life ASKED 1',
  ]);
  const crowd = [
    start,
    ask(10, 'ASK shelf-life', 'v1'),
    ask(12, 'ASK shelf-life', 'v1'),
    ask(20, 'ASK shelf-life', 'v2'),
  ];
  expect(states(asked(run([...crowd, heartbeat(219)])))).toEqual([]);
  const [told] = asked(run([...crowd, heartbeat(221)]));
  expect(told).toMatchObject({
    alert: 'raise',
    atMs: 190_000,
    question: { kind: 'chat-info-unanswered', askers: 2, askedMs: 10_000 },
  });
});

test('an evasive answer to a question makes the duty dodged, a wave-off nobody asked for does not', () => {
  const dodged = run([start, ask(10, 'ASK shelf-life'), say(15, '[shelf-life?]'), ended(60)]);
  expect(states(dodged)).toContain('p1 shelf-life dodged raise');
  const missing = run([start, say(15, '[shelf-life?]'), ended(60)]);
  expect(states(missing)).toContain('p1 shelf-life missing raise');
});

test('the fact said after a dodge satisfies', () => {
  const outcomes = run([
    start,
    ask(10, 'ASK shelf-life'),
    say(15, '[shelf-life?]'),
    say(50, '[shelf-life=360]'),
    ended(60),
  ]);
  expect(states(outcomes)).toContain('p1 shelf-life satisfied none');
});

test('a question makes owed what is otherwise told on request, without an alert of its own', () => {
  const outcomes = run([start, ask(10, 'ASK food-licence-standard'), ended(60)]);
  expect(states(outcomes)).toContain('p1 food-licence-standard missing none');
  expect(states(outcomes)).toContain('p1 food-licence-standard ASKED 1');
  expect(states(run([start, ended(60)])).join()).not.toContain('food-licence-standard');
});

test('a question is told of even if its product was put away long before', () => {
  const away = [
    start,
    ask(10, 'ASK shelf-life'),
    say(11, '看'),
    introduced(20, 'p2', 'other'),
    say(21, '看'),
    heartbeat(230),
    heartbeat(300),
    heartbeat(341),
  ];
  expect(states(asked(run(away)))).toEqual(['p1 shelf-life ASKED 1']);
});

test('a question that the room deletes stays open and says so', () => {
  const deleted = at(20, { type: 'moderation', action: 'deleted', utteranceId: 'q1' });
  const [told] = asked(
    run([start, ask(10, 'ASK shelf-life', 'v1', 'q1'), deleted, heartbeat(300), heartbeat(341)]),
  );
  expect(told).toMatchObject({ question: { deleted: true, utteranceIds: ['q1'] } });
  expect(told?.reason.zh).toContain('提问已被删除');
});

test('a question after the fact was said, or in the last moments, asks for nothing', () => {
  expect(asked(run([start, say(5, '[shelf-life=360]'), ask(10, 'ASK shelf-life'), ended(60)]))).toEqual([]);
  expect(asked(run([start, ask(50, 'ASK shelf-life'), ended(60)]))).toEqual([]);
});

test('who asked is kept as a short digest, not by name', () => {
  const outcomes = run([start, ask(10, 'ASK shelf-life', '某某观众'), heartbeat(300), heartbeat(341)]);
  expect(JSON.stringify(outcomes)).not.toContain('某某观众');
});

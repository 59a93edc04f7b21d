import { beforeAll, describe, expect, it } from 'vitest';
import { toHex, utf8 } from '../../../../models/contract/log/bytes.ts';
import { OPEN_KINDS } from '../../../../models/contract/log/closed.ts';
import type { Leaf } from '../../../../models/contract/log/leaf.ts';
import { leafHash } from '../../../../models/contract/log/merkle.ts';
import { PACK_FORMAT_3, type PackDocument, packIdOf } from '../../../../models/contract/pack/documents.ts';
import { packCoverage } from '../../../../models/contract/pack/pack-coverage.ts';
import type { PackDraft } from '../../../../models/contract/pack/sample.ts';
import { storyOf } from '../../../../models/contract/pack/story.ts';
import { SHOWN_MAX, STRETCH_MAX } from '../../../../models/contract/pack/stretch.ts';
import { throughWords } from '../../../../models/contract/pack/words.ts';
import {
  answered,
  beats,
  type Cut,
  claim,
  decided,
  type Entry,
  type Log,
  line,
  packOf,
  registered,
  verified,
  writeLog,
} from './long-log.ts';

const GAP: Entry = [70_000, () => ({ kind: 'gap', reason: 'feed-silent', fromMs: 60_000, untilMs: 70_000 })];
const MINUTE = { atMs: 50_000, fromMs: 30_000, untilMs: 80_000 };

/** A claim at 50 s that was upheld and answered, another that was dismissed, a viewer's line and a gap. */
const story = (namesClosed = true): Entry[] => [
  [0, registered(namesClosed)],
  [5_000, line('before', '大家好')],
  [32_000, line('l1', '今天讲台灯')],
  [50_000, line('l2', '全网最低价')],
  [50_000, claim(3)],
  [53_000, line('c1', '多少钱', 'chat')],
  [55_000, line('l3', '全网最低价，真的')],
  [55_000, claim(7)],
  GAP,
  [75_000, line('l4', '接着讲')],
  [100_000, line('after', '下一个')],
  [50_000, decided('uphold', 'one', [3, 4])],
  [55_000, decided('dismiss', 'two', [7, 8])],
  [50_000, answered('one')],
];

const kindsAt = ({ leaves }: Log, kind: Leaf['kind']): number[] =>
  leaves.flatMap((leaf, index) => (leaf.kind === kind ? [index] : []));

const inMinute = ({ atMs }: Leaf): boolean => atMs >= MINUTE.fromMs && atMs <= MINUTE.untilMs;
const ofAlertOne = (leaf: Leaf): boolean =>
  (leaf.kind === 'decision' || leaf.kind === 'answer') && leaf.alertId === 'one';

/** The public pack of the upheld alert. */
const publicCut = (log: Log): Cut => {
  const shows = (leaf: Leaf, index: number): boolean =>
    index === 0 ||
    index === 4 ||
    ofAlertOne(leaf) ||
    (OPEN_KINDS.has(leaf.kind) && leaf.kind !== 'closed' && inMinute(leaf));
  return {
    subject: { ...MINUTE, alert: 'one' },
    audience: 'public',
    run: [1, log.texts.length],
    shows,
    reads: (leaf) => OPEN_KINDS.has(leaf.kind),
  };
};

let log: Log;
let draft: PackDraft;
beforeAll(async () => {
  log = writeLog(story());
  draft = await packOf(log, publicCut(log));
});

type Stretch = NonNullable<PackDocument['stretch']>;
const stretchOf = (d: PackDocument): Stretch => d.stretch as Stretch;

const outcome = async (change: (document: PackDocument) => object, from = draft): Promise<string> => {
  const result = await verified(from, change);
  return result.ok ? 'verifies' : `${result.step}: ${result.code} ${result.leafIndex ?? ''}`.trim();
};

/** Everything that is said of a record taken out, but for what its neighbours say. */
const withoutRecord = (d: PackDocument, at: number): PackDocument => ({
  ...d,
  leaves: d.leaves.filter(({ index }) => index !== at),
  reveals: d.reveals.filter(({ leaf }) => leaf !== at),
  answers: d.answers.filter(({ leaf }) => leaf !== at),
  findings: d.findings.filter(({ leaf }) => leaf !== at),
  stretch: { ...stretchOf(d), between: stretchOf(d).between.filter(({ index }) => index !== at) },
});

/** A record that was there put as its hash alone. */
const asHash = (d: PackDocument, at: number): PackDocument => {
  const found = [...d.leaves, ...stretchOf(d).between].find(({ index }) => index === at);
  const hash = toHex(leafHash(utf8(found?.text ?? '')));
  const less = withoutRecord(d, at);
  const stretch = stretchOf(less);
  return {
    ...less,
    stretch: { ...stretch, closed: [...stretch.closed, { index: at, hash }] },
  };
};

/** A record that was shown put as it was logged, unopened. */
const asUnopened = (d: PackDocument, at: number): PackDocument => {
  const found = d.leaves.find(({ index }) => index === at);
  const less = withoutRecord(d, at);
  const stretch = stretchOf(less);
  return {
    ...less,
    stretch: {
      ...stretch,
      between: [...stretch.between, ...(found ? [{ index: at, text: found.text }] : [])],
    },
  };
};

/** The figures made to fit what is left. */
const refigured = (d: PackDocument): PackDocument => {
  const leaves = [...d.leaves, ...stretchOf(d).between].map(({ text }) => JSON.parse(text) as Leaf);
  return { ...d, coverage: packCoverage(leaves, d.subject) };
};

describe('an honest pack of an upheld decision', () => {
  it('verifies, and says of how many records around it shows nothing, and why', async () => {
    const result = await verified(draft);
    if (!result.ok) throw new Error(`${result.code} ${result.leafIndex}`);
    const { through } = result;
    // The other claim and its dismissal are closed; what names closed records and the lines around the minute are not shown.
    expect(through).toEqual({
      ...{ from: 1, until: 19, size: 19, shown: 9, lines: 2, gaps: 0, closed: 2, unsaid: 0, isCut: false },
      others: 5,
    });
    expect(result.document.coverage).toEqual({ words: 80, media: 0 });
    if (through === null) throw new Error('it goes through nothing');
    const told = throughWords((name) => name, through);
    expect(told).toEqual({ proves: ['through:run', 'through:closed', 'through:end'], provesNot: [] });
  });
});

describe('a pack whose maker leaves something out, figures made to fit', () => {
  const first =
    (kind: Leaf['kind'], pick = (_: Leaf) => true) =>
    (l: Log) =>
      l.leaves.findIndex((leaf) => leaf.kind === kind && pick(leaf));
  const places: readonly (readonly [string, (l: Log) => number])[] = [
    ['the gap', first('gap')],
    ['a line of the minute', first('utterance', ({ atMs }) => atMs === 32_000)],
    ['a viewer’s line', first('utterance', ({ atMs }) => atMs === 53_000)],
    ['the last line of the minute', first('utterance', ({ atMs }) => atMs === 75_000)],
    ['the line before the minute', first('utterance', ({ atMs }) => atMs === 5_000)],
    ['the decision', first('decision')],
    ['the room’s answer', first('answer')],
  ];

  it.each(places)('without %s fails', async (_, at) => {
    const place = at(log);
    expect(await outcome((d) => refigured(withoutRecord(d, place)))).toBe(`stretch: record-missing ${place}`);
  });

  it.each(places)('with %s as a hash alone fails', async (name, at) => {
    const place = at(log);
    const says = await outcome((d) => refigured(asHash(d, place)));
    // That there is no decision any more is found by the finding that rests on it.
    if (name === 'the decision') expect(says).toBe('stretch: decision-missing 4');
    else expect(says).toMatch(new RegExp(`^stretch: (stretch-short|record-(hidden|kept-back) ${place})$`));
  });

  it.each(places.filter(([name]) => !name.includes('before')))('with %s unopened fails', async (name, at) => {
    const place = at(log);
    const says = await outcome((d) => refigured(asUnopened(d, place)));
    expect([name, says]).toEqual([name, `stretch: record-kept-back ${place}`]);
  });

  it('that is the platform’s own, with a case unopened that the alert was joined to, fails; one of before does not tell of it', async () => {
    const joined: Entry = [
      55_000,
      (seal) => ({
        kind: 'case',
        caseId: 'c',
        alerts: ['one', 'two'],
        of: [4, 8],
        reason: seal('reason', '同一款'),
        by: 'm',
      }),
    ];
    const cased = writeLog([...story(), joined]);
    const place = cased.leaves.findIndex(({ kind }) => kind === 'case');
    const { subject, run, shows } = publicCut(cased);
    const whole = await packOf(cased, {
      ...{ subject, run, audience: 'desk', reads: () => true },
      shows: (leaf, index) => shows(leaf, index) || leaf.kind === 'case',
    });
    const result = await verified(whole);
    if (!result.ok) throw new Error(`${result.code} ${result.leafIndex}`);
    expect(storyOf(result.document, result.records).cases).toEqual([
      { leaf: place, at: expect.stringMatching(/^2026-11-20 20:/), others: 1 },
    ]);
    expect(await outcome((d) => asUnopened(d, place), whole)).toBe(`stretch: record-kept-back ${place}`);
    const before = (d: PackDocument): PackDocument => {
      const old: PackDocument = { ...asUnopened(d, place), format: PACK_FORMAT_3 };
      return { ...old, id: packIdOf({ ...old, size: cased.leaves.length, tokens: [] }) };
    };
    expect(await outcome(before, whole)).toBe('verifies');
  });

  it('with lines of which the words alone are missing fails', async () => {
    const place = first('utterance', ({ atMs }) => atMs === 32_000)(log);
    const change = (d: PackDocument) => ({ ...d, reveals: d.reveals.filter(({ leaf }) => leaf !== place) });
    expect(await outcome(change)).toBe(`stretch: record-kept-back ${place}`);
  });

  it('with the stretch made shorter fails', async () => {
    for (const run of [
      [2, 19],
      [1, 18],
      [5, 6],
    ] as const)
      expect(await outcome((d) => d, await packOf(log, { ...publicCut(log), run }))).toMatch(
        /^stretch: (stretch-short|proof-bad)/,
      );
    // Captions lag: what was said in the minute may stand before a line of some seconds earlier.
    const [first, , ...others] = story();
    const soon = writeLog([first as Entry, [20_000, line('before', '大家好')], ...others]);
    expect(await outcome((d) => d, await packOf(soon, publicCut(soon)))).toBe('stretch: stretch-short');
    expect(await outcome((d) => ({ ...d, stretch: { ...stretchOf(d), until: 18 } }))).toBe(
      'stretch: proof-bad 18',
    );
  });

  it('with the finding, its decision and the answer gone fails, since it is the pack of an alert', async () => {
    const change = (d: PackDocument) =>
      [4, ...kindsAt(log, 'decision').slice(0, 1), ...kindsAt(log, 'answer')].reduce(asHash, d);
    expect(await outcome(change)).toBe('stretch: account-without-record');
  });

  it('with what names closed records left out, or the log’s beginning, fails', async () => {
    for (const at of kindsAt(log, 'closed'))
      expect(await outcome((d) => withoutRecord(d, at))).toBe(`stretch: record-missing ${at}`);
    expect(await outcome((d) => withoutRecord(d, 0))).toMatch(
      /^(stretch: record-missing 0|quotes|account|media)/,
    );
  });

  it('with a hash of another record fails', async () => {
    const change = (d: PackDocument) => {
      const [one, ...others] = stretchOf(d).closed;
      const closed = [{ ...one, hash: '0'.repeat(64) }, ...others];
      return { ...d, stretch: { ...stretchOf(d), closed } };
    };
    expect(await outcome(change)).toMatch(/^stretch: proof-bad/);
  });

  it.each([
    ['words', { words: 100, media: 0 }],
    ['picture', { words: 80, media: 100 }],
    ['less', { words: 3, media: 0 }],
  ])('and states another coverage (%s) fails', async (_, coverage) => {
    expect(await outcome((d) => ({ ...d, coverage }))).toBe('stretch: figures-other');
  });

  it('and states lines that were crowded out fails', async () => {
    expect(await outcome((d) => ({ ...d, leftOut: { chat: 3 } }))).toBe('stretch: figures-other');
    const place = first('utterance', ({ atMs }) => atMs === 53_000)(log);
    const change = (d: PackDocument) => ({ ...asUnopened(d, place), leftOut: { chat: 1 } });
    expect(await outcome(change)).toBe(`stretch: record-kept-back ${place}`);
  });
});

describe('records that name closed ones', () => {
  const naming = (at: number): Entry => [0, () => ({ kind: 'closed', found: [at], done: [], answers: [] })];

  it('cannot call closed what stands far before them, or what is there to be read', async () => {
    const late = writeLog([...story(), ...beats(201), naming(2)]);
    const honest = await packOf(late, publicCut(late));
    for (const change of [(d: PackDocument) => asHash(d, 2), (d: PackDocument) => d])
      expect(await outcome(change, honest)).toBe('stretch: record-hidden 2');
    const soon = writeLog([...story().slice(0, 3), naming(2), ...beats(3)]);
    const cut = {
      ...publicCut(soon),
      subject: MINUTE,
      shows: (_: Leaf, index: number) => index === 0 || index === 2,
    };
    expect(await outcome((d) => d, await packOf(soon, cut))).toBe('stretch: record-hidden 2');
  });

  it('are not there in a log of before: a pack says that nothing tells what its hashes are', async () => {
    const before = writeLog(story(false), true);
    const result = await verified(await packOf(before, publicCut(before)));
    if (!result.ok || result.through === null) throw new Error(JSON.stringify(result));
    expect(result.through).toMatchObject({ closed: 0, unsaid: 2 });
    expect(throughWords((name) => name, result.through)).toEqual({
      proves: ['through:run'],
      provesNot: ['through:unsaid'],
    });
    const promised = writeLog(story(true), true);
    expect(await outcome((d) => d, await packOf(promised, publicCut(promised)))).toBe(
      'stretch: record-hidden 8',
    );
  });
});

describe('for the desk', () => {
  const deskCut = (l: Log): Cut => ({ ...publicCut(l), audience: 'desk', reads: () => true });

  it('every record can be read: a hash fails', async () => {
    const desk = await packOf(log, deskCut(log));
    expect(await outcome((d) => d, desk)).toBe('verifies');
    expect(await outcome((d) => asHash(d, 8), desk)).toBe('stretch: record-hidden 8');
  });
});

describe('a long log', () => {
  it('is gone through to behind the minute, and the pack says that what comes later is not', async () => {
    const long = writeLog([...story().slice(0, 11), ...beats(STRETCH_MAX), ...story().slice(11)]);
    const afterLine = long.leaves.findIndex(({ atMs }) => atMs === 100_000);
    const honest = await packOf(long, { ...publicCut(long), run: [1, afterLine + 1] });
    const result = await verified(honest);
    if (!result.ok || result.through === null) throw new Error(JSON.stringify(result));
    expect(throughWords((name) => name, result.through)).toEqual({
      proves: ['through:run', 'through:closed'],
      provesNot: ['through:rest'],
    });
    // The decision is still asked for; the answer may lie in what was not gone through, and is not promised.
    const [decision = 0] = kindsAt(long, 'decision');
    expect(await outcome((d) => withoutRecord(d, decision), honest)).toBe('stretch: decision-missing 4');
    const short = await packOf(long, { ...publicCut(long), run: [1, afterLine] });
    expect(await outcome((d) => d, short)).toBe('stretch: stretch-short');
  });

  it('is gone through for so many records at most, around the moment, and the pack says that it was cut', async () => {
    const crowd = Array.from({ length: 2_600 }, (_, i): Entry => [51_000, line(`x${i}`, '好', 'chat')]);
    const long = writeLog([...story().slice(0, 5), ...crowd, ...story().slice(8)]);
    const cut = publicCut(long);
    const chat = new Set(
      long.leaves.flatMap((leaf, i) => (leaf.kind === 'utterance' && leaf.source === 'chat' ? [i] : [])),
    );
    const kept = new Set([...chat].slice(0, SHOWN_MAX.chat));
    const shows = (leaf: Leaf, index: number) =>
      cut.shows(leaf, index) && (!chat.has(index) || kept.has(index));
    const packed = (from: number, until: number) => packOf(long, { ...cut, shows, run: [from, until] });
    const honest = await packed(1, 1 + STRETCH_MAX);
    const leftOut = { chat: [...chat].filter((index) => index <= STRETCH_MAX && !kept.has(index)).length };
    const result = await verified(honest, (d) => ({ ...d, leftOut }));
    expect(result).toMatchObject({ ok: true, through: { isCut: true, lines: leftOut.chat + 1 } });
    const fewer = { chat: leftOut.chat - 1 };
    expect(await outcome((d) => ({ ...d, leftOut: fewer }), honest)).toBe('stretch: figures-other');
    // Away from the moment it proves nothing of it.
    const away = await packed(600, 600 + STRETCH_MAX);
    expect(await outcome((d) => d, away)).toBe('stretch: stretch-short');
  });
});

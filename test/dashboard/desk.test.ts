import { describe, expect, it } from 'vitest';
import { type PromptRequest, RequestFailed } from '../../dashboard/link/http.ts';
import { canConfirm, correctionState, createDesk, heldForMs } from '../../dashboard/state/desk.ts';
import { firstHole } from '../../dashboard/state/holes.ts';
import { createNotices } from '../../dashboard/state/notices.ts';
import { askedIn, openAlertsOf, roomsOf } from '../../dashboard/state/rooms.ts';
import { askedOf, isOfViewers } from '../../dashboard/state/viewers.ts';
import { correctionOf, spokenIn } from '../../dashboard/words/spoken.ts';
import { countdown } from '../../dashboard/words/time.ts';
import type { AlertView, CorrectionAct } from '../../models/contract/alert.ts';
import { PROMPT_CHARS_MAX, type PrompterReply } from '../../models/contract/duty.ts';
import { asPublicId } from '../../models/contract/ids.ts';
import { correctionIn } from '../../models/text/elements/correction.ts';
import { createNormaliser, foldedText } from '../../models/text/normalise/normalise.ts';
import { boardOf, broadcastOf, dutyOf, productOf, ROOM } from './duty-sample.ts';
import { alertOf, handClock, OTHER, STARTED } from './sample.ts';

const VIEWERS = { type: 'claim', kind: 'chat-info-unanswered', group: 'viewer-signal' } as const;
const said = { saidAt: STARTED, by: OTHER };

describe('a correction', () => {
  it('is open, said, and done once it was heard or confirmed', () => {
    expect(correctionState(alertOf())).toBe('open');
    expect(correctionState(alertOf({ correction: said }))).toBe('said');
    expect(correctionState(alertOf({ correction: said, correctedAtMs: 5 }))).toBe('done');
    const confirmed = { at: STARTED, by: OTHER };
    expect(correctionState(alertOf({ correction: { ...said, confirmed } }))).toBe('done');
    expect(canConfirm(alertOf({ correction: said }))).toBe(true);
    const again = { lastAtMs: 9_000, correction: { ...said, untilMs: 8_000 } };
    expect(correctionState(alertOf(again))).toBe('open');
    expect(correctionState(alertOf({ ...again, correction: { ...again.correction, confirmed } }))).toBe(
      'open',
    );
    expect(canConfirm(alertOf(again))).toBe(false);
    expect(canConfirm(alertOf({ correction: said, status: 'upheld' }))).toBe(false);
    expect(canConfirm(alertOf())).toBe(false);
  });

  it('tells how long the room has before the platform sees it', () => {
    const nowMs = Date.parse(STARTED);
    expect(heldForMs(alertOf(), nowMs)).toBeNull();
    const heldUntil = new Date(nowMs + 65_000).toISOString();
    expect(heldForMs(alertOf({ heldUntil }), nowMs)).toBe(65_000);
    expect(heldForMs(alertOf({ heldUntil }), nowMs + 90_000)).toBe(0);
    expect([countdown(65_000), countdown(3_725_000), countdown(-1)]).toEqual(['1:05', '1:02:05', '0:00']);
  });
});

describe('words to be read aloud', () => {
  const inEnglish = { ...alertOf().broadcast, language: 'en' };

  it('take the claim back, and say what holds', () => {
    const price = alertOf({
      quote: '全网最低价',
      subject: { type: 'claim', kind: 'price-lowest-claim', group: 'price' },
    });
    expect(correctionOf(price)).toBe(
      '更正一下：刚才说的“全网最低价”不准确，更正为：价格和优惠条件以商品页标明的为准。',
    );
    expect(correctionOf({ ...price, broadcast: inEnglish, quote: 'lowest price' })).toMatch(
      /^Correction: what I said about “lowest price” was not accurate\./,
    );
  });

  it('use the words that the suggestion gives', () => {
    const suggestion = {
      zh: '只说批准的功能，并声明“本品不能代替药物”。',
      en: 'Keep to the approved function.',
    };
    expect(correctionOf(alertOf({ suggestion }))).toContain('更正为：本品不能代替药物。');
  });

  it('fit the prompter; a quote that does not fit is left out whole', () => {
    const text = correctionOf(alertOf({ quote: '好'.repeat(PROMPT_CHARS_MAX) }));
    expect(text).not.toContain('好');
    expect(text?.length).toBeLessThanOrEqual(PROMPT_CHARS_MAX);
  });

  it('are heard as a correction by the machine that listens for one', () => {
    const heard = (alert: AlertView) => {
      const folded = createNormaliser().fold(correctionOf(alert) ?? '');
      return correctionIn(foldedText(folded), folded);
    };
    expect(heard(alertOf())?.of).toBe('最好用');
    expect(heard(alertOf({ broadcast: inEnglish, quote: 'the best' }))).toBeDefined();
  });

  it('never take back what viewers said', () => {
    expect(correctionOf(alertOf({ subject: VIEWERS, quote: '七天无理由' }))).toBeNull();
  });

  it('are in the language of the broadcast', () => {
    const say = { zh: '说', en: 'say' };
    expect([spokenIn('en-GB', say), spokenIn('zh-Hans', say)]).toEqual(['say', '说']);
  });
});

describe('a pattern of a line', () => {
  const hole = (pattern: string): string | null => {
    const found = firstHole(pattern);
    return found && pattern.slice(found.from, found.to);
  };
  it.each([
    ['备案号某G妆网备字…', '某'],
    ['赠某某几毫升几支', '某某'],
    ['到手价多少元，一份是几件', '多少'],
    ['注册证号国妆特字…', '…'],
    ['卖家是（公司全名），地址在哪里看', '（公司全名）'],
    ['到手價幾元', '幾'],
    ['Sold by (full company name); contact at …', '(full company name)'],
    ['以下内容为广告', null],
  ])('%s', (pattern, found) => expect(hole(pattern)).toBe(found));
});

describe('a question that was left open', () => {
  const say = { zh: '签收后几天内', en: 'within … days' };
  const asked = alertOf({ subject: VIEWERS, quote: '名d', suggestion: say });
  it('is named and answered as its duty is', () => {
    const duty = dutyOf('d', { say });
    const board = boardOf({ products: [productOf({ duties: [duty] })] });
    expect(isOfViewers(asked)).toBe(true);
    expect(askedOf(asked, board)).toEqual({ name: { zh: '名d', en: 'name d' }, say, duty });
    expect(askedOf(asked, boardOf({ room: [duty] }))?.duty).toBe(duty);
    expect(askedOf(asked, null)).toEqual({ name: { zh: '名d', en: '名d' }, say });
  });
  it('has no line where a viewer pressed for something else, and no other alert is one', () => {
    const pressed = alertOf({
      ...asked,
      quote: '问了三遍了',
      article: '消费者权益保护法 20、39（观众信号）',
    });
    expect(askedOf(pressed, boardOf())).toEqual({ name: { zh: '问了三遍了', en: '问了三遍了' } });
    expect([askedOf(alertOf(), boardOf()), isOfViewers(alertOf())]).toEqual([null, false]);
  });
});

const setUp = () => {
  const clock = handClock();
  const notices = createNotices(clock.later);
  const applied: AlertView[] = [];
  const server: {
    prompt: (id: string, request: PromptRequest) => Promise<PrompterReply>;
    correct: (id: string, act: CorrectionAct) => Promise<AlertView>;
  } = { prompt: async () => ({ prompt: null }), correct: async () => alertOf({ correction: said }) };
  const desk = createDesk({
    api: { prompt: (...args) => server.prompt(...args), correct: (...args) => server.correct(...args) },
    queue: { apply: (alerts) => applied.push(...alerts) },
    notices,
  });
  return { desk, notices, applied, server };
};

describe('the desk', () => {
  it('sends a line once while it is on its way', async () => {
    const { desk, server } = setUp();
    let asked = 0;
    let reply = (): void => {};
    server.prompt = () => {
      asked += 1;
      return new Promise((done) => {
        reply = () => done({ prompt: null });
      });
    };
    const first = desk.prompt(ROOM, { text: 'a line' });
    expect(await desk.prompt(ROOM, { text: 'a line' })).toBe(false);
    expect(desk.busy.value.size).toBe(1);
    reply();
    expect([await first, asked, desk.busy.value.size]).toEqual([true, 1, 0]);
  });

  it('says what did not go through, and does it again when asked', async () => {
    const { desk, notices, applied, server } = setUp();
    const right = server.correct;
    server.correct = () => Promise.reject(new RequestFailed('conflict', 409, 'words'));
    expect(await desk.correct(alertOf().id, 'said')).toBe(false);
    const [notice] = notices.shown.value;
    expect(notice?.said).toEqual({ type: 'not-done', what: 'said', code: 'conflict', message: 'words' });
    server.correct = right;
    notice?.act?.();
    await new Promise((done) => setTimeout(done, 0));
    expect(applied).toHaveLength(1);
  });
});

describe('all own rooms', () => {
  it('are those on air and those with open alerts; alerts and questions come newest first', () => {
    const ended = asPublicId('b2');
    const first = alertOf();
    const second = alertOf({ broadcast: { ...alertOf().broadcast, publicId: ended } });
    const open = openAlertsOf([first, alertOf({ status: 'upheld' }), second]);
    expect(open.map(({ id }) => id)).toEqual([second.id, first.id]);
    const all = [
      broadcastOf(),
      broadcastOf({ publicId: ended, state: 'ended' }),
      broadcastOf({ publicId: asPublicId('b3'), state: 'ended' }),
    ];
    expect(roomsOf(all, open).map(({ publicId }) => publicId)).toEqual([ROOM, ended]);
    const question = { dutyId: 'd', name: { zh: '', en: '' }, say: { zh: '', en: '' }, dueMs: 0, askers: 1 };
    const board = boardOf({
      questions: [
        { ...question, atMs: 1 },
        { ...question, atMs: 9 },
      ],
    });
    const asked = askedIn([
      { broadcast: broadcastOf(), board },
      { broadcast: broadcastOf(), board: null },
    ]);
    expect(asked.map(({ question: { atMs } }) => atMs)).toEqual([9, 1]);
  });
});

import { isScreenRead, watermarkMs } from '../ledger/clock.ts';
import type { Cover, Ledger } from '../ledger/ledger.ts';
import { withOwn } from '../ledger/own.ts';
import type { Rule } from '../policy/rules.ts';
import type { Coverage, DutyOutcome } from '../types.ts';
import { judge } from './judge.ts';
import { tell } from './outcome.ts';
import { GRACE_MS, isRequired, raisesAlert } from './window.ts';
import { change, changeAccount, type Work } from './work.ts';

/** Of a duty of the broadcast: from when it is owed, and by when it must be met; `null` while nothing says so. */
interface Time {
  readonly fromMs: number;
  readonly dueMs: number | null;
}

/** Times at which an AI presenter is on. */
export const aiSpans = ({ about }: Ledger): { fromMs: number; untilMs: number }[] =>
  (about.presenters ?? []).flatMap(({ persona, fromMs = 0, untilMs = Number.MAX_SAFE_INTEGER }) =>
    persona === 'ai' ? [{ fromMs, untilMs }] : [],
  );

const isOfAi = ({ duty }: Rule): boolean => duty.when?.kind === 'ai-presenter';

/** When a duty of the broadcast is owed and due. */
export const timeOf = (work: Pick<Work, 'ledger'>, rule: Rule): Time => {
  const { ledger } = work;
  const { window } = rule;
  const soldMs = ledger.soldMs ?? 0;
  const asked = ledger.room.asked[rule.duty.id]?.dueMs ?? null;
  const within = (dueMs: number | null): number | null =>
    asked === null ? dueMs : dueMs === null ? asked : Math.min(dueMs, asked);
  if (isOfAi(rule)) {
    const fromMs = Math.min(...aiSpans(ledger).map((one) => one.fromMs), Number.MAX_SAFE_INTEGER);
    const afterMs = window.until === 'continuous' ? window.gapMs : 0;
    return { fromMs, dueMs: fromMs + afterMs };
  }
  switch (window.until) {
    case 'session':
      return { fromMs: 0, dueMs: within(Math.max(window.afterMs, soldMs)) };
    case 'minutes':
      return { fromMs: 0, dueMs: within(Math.max(window.afterMs, soldMs)) };
    case 'continuous':
      // Whether it is there all the time only the picture shows; by the voice it is said once in the show.
      return {
        fromMs: soldMs,
        dueMs: within(isScreenRead(ledger, soldMs) ? soldMs + window.gapMs : null),
      };
    default:
      return { fromMs: soldMs, dueMs: within(null) };
  }
};

/** Until when what was said or shown holds; `null`: for the whole broadcast. */
const holdsUntilMs = (work: Work, { duty, window }: Rule): number | null => {
  const { room, latestMs } = work.ledger;
  const seenMs = room.covers[duty.id]?.seenMs ?? room.heard[duty.id]?.atMs;
  if (seenMs === undefined) return null;
  if (window.until === 'session') return seenMs + window.repeatMs;
  if (window.until !== 'continuous') return null;
  // That it is not there any more only a picture says that is still read.
  const untilMs = seenMs + window.gapMs;
  return latestMs.screen !== undefined && latestMs.screen >= untilMs ? untilMs : null;
};

const roomRules = (work: Work): readonly Rule[] =>
  work.ledger.soldMs === null
    ? []
    : work.rules.of(work.ledger.sold).filter(({ duty }) => duty.scope === 'broadcast');

const isOwed = (work: Work, rule: Rule): boolean =>
  isOfAi(rule) ? aiSpans(work.ledger).length > 0 : isRequired(rule, work.ledger.room);

/** When something of the broadcast may fall due next. */
export const roomDueMs = (work: Work): number | null => {
  let next: number | null = null;
  for (const rule of roomRules(work)) {
    const state = work.ledger.room.duties[rule.duty.id]?.state;
    const dueMs =
      state === undefined
        ? timeOf(work, rule).dueMs
        : state === 'satisfied' || state === 'late'
          ? holdsUntilMs(work, rule)
          : null;
    if (dueMs !== null && (next === null || dueMs < next)) next = dueMs;
  }
  return next;
};

/** How long it was shown of a time, `undefined` where it was never looked for. */
const coverageOf = (work: Work, rule: Rule, untilMs: number): Pick<DutyOutcome, 'coverage'> => {
  const cover = work.ledger.room.covers[rule.duty.id];
  if (!cover || rule.window.until !== 'continuous') return {};
  const { fromMs, seenMs, shownMs, longestGapMs, viewers } = cover;
  const openGapMs = Math.max(0, untilMs - (seenMs ?? fromMs));
  const coverage: Coverage = {
    fromMs,
    untilMs,
    shownMs,
    longestGapMs: Math.max(longestGapMs, openGapMs),
    ...(viewers[1] > 0 && { viewerShare: viewers[0] / viewers[1] }),
  };
  return { coverage };
};

const lapse = (work: Work, rule: Rule, lapsedMs: number): void => {
  const { room } = work.ledger;
  const raises = raisesAlert(rule, room);
  const entry = {
    state: 'missing' as const,
    atMs: lapsedMs,
    dueMs: lapsedMs,
    ...(raises && { raised: true as const }),
  };
  changeAccount(work, null, { duties: { ...room.duties, [rule.duty.id]: entry } });
  tell(work, null, rule, room, {
    state: 'missing',
    atMs: lapsedMs,
    dueMs: lapsedMs,
    alert: raises ? 'raise' : 'none',
    reason: { zh: '已过重复提示的时间（平台要求）', en: 'Not repeated in time (a platform requirement)' },
    ...coverageOf(work, rule, lapsedMs),
  });
};

const settleRule = (work: Work, rule: Rule, isEnd: boolean): void => {
  const { room } = work.ledger;
  const watermark = watermarkMs(work.ledger);
  const entry = room.duties[rule.duty.id];
  if (entry) {
    const lapsesMs = holdsUntilMs(work, rule);
    const isMet = entry.state === 'satisfied' || entry.state === 'late';
    if (isMet && lapsesMs !== null && watermark >= lapsesMs + GRACE_MS) lapse(work, rule, lapsesMs);
    return;
  }
  const { fromMs, dueMs } = timeOf(work, rule);
  if (!isEnd && (dueMs === null || watermark < dueMs + GRACE_MS)) return;
  if (isOfAi(rule) && fromMs > watermark) return;
  // Not owed now may be owed later: what is sold changes it.
  if (!isOwed(work, rule) && !isEnd) return;
  const untilMs = Math.max(fromMs, Math.min(dueMs ?? watermark, watermark));
  const account =
    isOfAi(rule) && isOwed(work, rule) ? { ...room, triggered: [...room.triggered, rule.duty.id] } : room;
  judge(work, null, rule, account, { fromMs, untilMs }, coverageOf(work, rule, untilMs));
};

/** Judges what has fallen due of the broadcast itself: who sells, who speaks, what must be shown all the time. */
export const settleRoom = (work: Work, isEnd: boolean): void => {
  for (const rule of roomRules(work)) settleRule(work, rule, isEnd);
};

/** Counts the audience since it was last told to what was and was not shown in that time. */
export const onAudience = (work: Work, atMs: number, viewers: number): void => {
  const { audience, room } = work.ledger;
  if (audience && atMs > audience.atMs) {
    let { covers } = room;
    for (const [dutyId, cover] of Object.entries(covers)) {
      const all = (atMs - Math.max(audience.atMs, Math.min(cover.fromMs, atMs))) * audience.viewers;
      const holdMs = holdOf(work, dutyId);
      const shownUntilMs = cover.seenMs === null ? audience.atMs : Math.min(atMs, cover.seenMs + holdMs);
      const shown = Math.max(0, shownUntilMs - audience.atMs) * audience.viewers;
      covers = withOwn(covers, dutyId, {
        ...cover,
        viewers: [cover.viewers[0] + shown, cover.viewers[1] + all],
      });
    }
    change(work, { room: { ...room, covers } });
  }
  if (!audience || atMs > audience.atMs) change(work, { audience: { atMs, viewers } });
};

const holdOf = (work: Work, dutyId: string): number => {
  const window = work.rules.catalogue.duties.get(dutyId)?.window;
  return window?.until === 'continuous' ? window.gapMs : 0;
};

/** Notes that something that must be there all the time was seen or said. */
export const noteSeen = (work: Work, dutyId: string, atMs: number): void => {
  const holdMs = holdOf(work, dutyId);
  const { room, soldMs } = work.ledger;
  const window = work.rules.catalogue.duties.get(dutyId)?.window.until;
  if (window !== 'continuous' && window !== 'session') return;
  const known: Cover = room.covers[dutyId] ?? {
    fromMs: Math.min(soldMs ?? atMs, atMs),
    seenMs: null,
    shownMs: 0,
    longestGapMs: 0,
    viewers: [0, 0],
  };
  if (known.seenMs !== null && atMs <= known.seenMs) return;
  const gapMs = atMs - (known.seenMs ?? known.fromMs);
  const isShownOn = known.seenMs !== null && gapMs <= holdMs;
  const cover = {
    ...known,
    seenMs: atMs,
    shownMs: known.shownMs + (isShownOn ? gapMs : 0),
    longestGapMs: isShownOn ? known.longestGapMs : Math.max(known.longestGapMs, gapMs),
  };
  change(work, { room: { ...room, covers: withOwn(room.covers, dutyId, cover) } });
  work.stale = true;
};

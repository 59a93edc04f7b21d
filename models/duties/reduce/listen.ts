import type { Category, UtteranceEvent } from '../../contract/ingest.ts';
import { cutsNumber } from '../compare/contradict.ts';
import type { Heard } from '../hear/heard.ts';
import type { Prepared } from '../hear/prepare.ts';
import { type Ledger, putAwayMs } from '../ledger/ledger.ts';
import { plain } from '../plain.ts';
import { type Addressed, addressed, namedIn, nicknamesIn, sameTo, sidesIn, withoutNames } from './address.ts';
import { saidAfterName } from './after-name.ts';
import { askedNow, askedOfNow, askedSince, passedOver, withoutTaken } from './asked-now.ts';
import { noteOffered, onConfirmed } from './confirmed.ts';
import { BREAK_BEFORE, isOfNoProduct, withoutGifts } from './gifts.ts';
import { isShownAt } from './introduce.ts';
import { noteHeard } from './meet.ts';
import { namedSeller, withoutHome } from './named-seller.ts';
import { type Names, namesOf } from './names.ts';
import { OF_THE_MAKER, OF_THE_SHOP, TOLD_FOR_EACH } from './of-all.ts';
import { namedAlone } from './of-named.ts';
import { stillOwed } from './owed.ts';
import type { Scene } from './point.ts';
import { onViewer } from './questions.ts';
import { noteSeen } from './room.ts';
import { onSpokenOf } from './spoken.ts';
import { turnedTo } from './turned-to.ts';
import { change, changeProduct, productOf, type Said, startedAt, type Work } from './work.ts';

const SELLING_ROLES: ReadonlySet<string> = new Set(['presenter', 'assistant', 'operator', 'auto-reply']);

/** The next sentence often still speaks of the product that was just put away. */
const AFTERTALK_MS = 10_000;
/** Recognisers cut anywhere: what the same speaker said just before is joined. */
const BEFORE_MS = 8_000;
/** Characters of it that are kept. */
const BEFORE_CHARS_MAX = 60;
/** Whom the last words were about, the next ones are too, for this long. */
const TOPIC_MS = 12_000;

/** An answer that only the question explains begins within so many UTF-16 units of the sentence. */
const ANSWER_START_MAX = 16;

/** The products that were being presented when something was said, which captions report up to 30 s later. */
const shownAt = (work: Work, atMs: number): readonly string[] => {
  const products = Object.entries(work.ledger.open);
  const within = (moreMs: number): string[] =>
    products.filter(([, product]) => isShownAt(product, atMs, moreMs)).map(([id]) => id);
  const shown = within(0);
  return shown.length > 0 ? shown : within(AFTERTALK_MS);
};

interface Listening {
  readonly work: Work;
  readonly said: Said;
  readonly prepared: Prepared;
  readonly names: readonly Names[];
  readonly shown: readonly string[];
}

const clauseOf = (text: string, { start, end }: Heard): string => {
  let from = 0;
  for (const { index } of text.slice(0, start).matchAll(BREAK_BEFORE)) from = index + 1;
  return text.slice(from, end);
};

interface Targets {
  readonly ids: readonly string[];
  /** Nobody says which of them is meant. */
  readonly shared?: true;
}

/** The products that a piece of a sentence is about. */
const spokenOf = ({ work, shown, said }: Listening, { to }: Addressed): Targets => {
  if (to === 'all') return { ids: shown };
  if (to !== 'unsaid') return { ids: to };
  const { topic, focus } = work.ledger;
  const isOn = topic !== null && Math.abs(said.event.atMs - topic.atMs) <= TOPIC_MS;
  if (isOn && topic.back) return { ids: topic.ids };
  if (shown.length < 2) return { ids: shown };
  const still = isOn ? topic.ids.filter((id) => shown.includes(id)) : [];
  if (still.length > 0) return { ids: still };
  if (focus !== undefined && shown.includes(focus)) return { ids: [focus] };
  // Nobody turned to one of them in so many words: the one that was named last is still spoken of.
  const [named, ...others] = topic?.ids.filter((id) => shown.includes(id)) ?? [];
  return named !== undefined && others.length === 0 ? { ids: [named] } : { ids: shown, shared: true };
};

/** The products that a statement is about: what a shop tells for all it sells, unless its clause names one, is of all that are shown. */
const targets = (on: Listening, piece: Addressed, heard: Heard, text: string): Targets => {
  const { work, shown, names } = on;
  if (!OF_THE_SHOP.has(heard.dutyId)) {
    const spoken = spokenOf(on, piece);
    if (piece.to !== 'unsaid' || !OF_THE_MAKER.has(heard.dutyId)) return spoken;
    const ids = [
      ...new Set([...spoken.ids, ...askedOfNow(work, on.shown, heard.dutyId, on.said.event.atMs)]),
    ];
    return ids.length > spoken.ids.length ? { ids, shared: true } : spoken;
  }
  if (typeof piece.to === 'object') {
    const clause = clauseOf(text, heard);
    // 衬衫和裤子都能退: of what is told of all together each word counts.
    const named = namedIn(work.ears.prepare(clause), names, !/都|全|\bboth\b/.test(clause));
    return { ids: named === 'all' || named.length === 0 ? shown : named };
  }
  const isShared = piece.to === 'unsaid' && shown.length > 1 && TOLD_FOR_EACH.has(heard.dutyId);
  return { ids: shown, ...(isShared && { shared: true as const }) };
};

/** What the products that a piece is about may owe. */
const categoriesOf = (on: Listening, piece: Addressed): readonly Category[] => {
  const { open, sold } = on.work.ledger;
  const { ids } = spokenOf(on, piece);
  const [first = ''] = ids;
  if (ids.length < 2) return open[first]?.categories ?? sold;
  return [...new Set(ids.flatMap((id) => open[id]?.categories ?? []))].sort();
};

/** What the same speaker said just before, of the product that is still shown. */
const saidBefore = (work: Work, event: UtteranceEvent, shown: readonly string[]): string => {
  const { last, open } = work.ledger;
  if (!last || last.who !== (event.speaker ?? event.role)) return '';
  const sinceMs = event.atMs - last.atMs;
  if (sinceMs < 0 || sinceMs > BEFORE_MS) return '';
  const isNew = shown.some((id) => (open[id]?.introductions.at(-1)?.fromMs ?? 0) > last.atMs);
  return isNew ? '' : last.text;
};

/** It is joined if a sentence goes on from it: about the same products, with no viewer in between. */
const beforeOf = ({ work, said, names }: Listening, piece: Addressed): { before?: string } => {
  const { last, topic } = work.ledger;
  const { before } = said.sentence;
  if (!last || before === '' || piece.start > 0) return {};
  const isOther =
    names.length > 1 && (!sameTo(piece.to, last.to) || (topic !== null && topic.atMs > last.atMs));
  return isOther ? {} : { before };
};

const hearPiece = (
  on: Listening,
  piece: Addressed,
  isOnly: boolean,
  earlier: readonly string[],
): readonly Heard[] => {
  const { work, said, prepared } = on;
  const text = isOnly ? prepared : prepared.original.slice(piece.start, piece.end).trimEnd();
  const context = {
    startedAt: startedAt(work.ledger),
    categories: categoriesOf(on, piece),
    ...beforeOf(on, piece),
    owed: stillOwed(work, on.shown),
  };
  const asked = [...askedNow(work, said.event.atMs), ...earlier];
  if (asked.length === 0 && isOfNoProduct(work, prepared.original))
    return work.ears.hear(text, { ...context, only: 'broadcast' });
  const whole = withoutGifts(work, text, work.ears.hear(text, { ...context, asked }), (rest) =>
    work.ears.hear(rest, { ...context, asked }),
  );
  const passed = passedOver(work, said.event.atMs);
  const open = asked.filter((dutyId) => !passed.has(dutyId));
  const words = prepared.original.slice(piece.start, piece.end).trimEnd();
  const named = saidAfterName(work, piece, words, { ...context, asked: open }, whole);
  const isSaid = (one: Heard): boolean => named.some(({ dutyId }) => dutyId === one.dutyId);
  const seller = isOnly ? namedSeller(prepared, open, whole) : [];
  const heard = withoutHome(
    [...whole.filter((one) => !isSaid(one)), ...named, ...seller],
    askedSince(work, said.event.atMs),
  );
  const isLate = (one: Heard): boolean =>
    one.as === 'stated' &&
    asked.includes(one.dutyId) &&
    !named.includes(one) &&
    !seller.includes(one) &&
    (one.start > ANSWER_START_MAX || passed.has(one.dutyId));
  const answers = withoutTaken(work, said.event.atMs, words, heard);
  if (!answers.some(isLate)) return answers;
  // A figure far into a sentence, or after the answer to a newer question, answers nobody unless the sentence says of what it is.
  const plainly = new Set(work.ears.hear(text, context).map(({ dutyId }) => dutyId));
  return answers.filter((one) => !isLate(one) || plainly.has(one.dutyId));
};

/** Nicknames kept of one product. */
const NICKNAMES_MAX = 3;

/** "Number one is the machine": from then on the machine is number one. */
const learnNames = ({ work, prepared, names }: Listening): void => {
  for (const { productId, name } of nicknamesIn(prepared, names)) {
    const product = productOf(work, productId);
    const aliases = product?.aliases ?? [];
    if (!product || aliases.includes(name) || aliases.length >= NICKNAMES_MAX) continue;
    changeProduct(work, productId, { aliases: [...aliases, name] });
  }
};

/** "On the left is the machine": of two that are shown, the other one is then on the right. */
const learnSides = ({ work, prepared, names, shown }: Listening): void => {
  for (const { productId, side } of sidesIn(prepared, names)) {
    const others = shown.filter((id) => id !== productId);
    changeProduct(work, productId, { side });
    const [other] = others;
    if (other !== undefined && others.length === 1)
      changeProduct(work, other, { side: side === 'left' ? 'right' : 'left' });
  }
};

const sceneOf = ({ work, shown, said }: Listening): Scene => {
  const { open, topic, focus } = work.ledger;
  const lastFrom = (id: string): number => open[id]?.introductions.at(-1)?.fromMs ?? 0;
  const [away] = Object.entries(open)
    .filter(
      ([id, product]) => !shown.includes(id) && (putAwayMs(product) ?? Number.MAX_VALUE) <= said.event.atMs,
    )
    .sort(([, a], [, b]) => (putAwayMs(b) ?? 0) - (putAwayMs(a) ?? 0));
  const order = (id: string): number => open[id]?.order ?? 0;
  return {
    shown: [...shown].sort((a, b) => lastFrom(a) - lastFrom(b) || order(a) - order(b)),
    hand: handOf(topic) ?? focus,
    before: away?.[0],
  };
};

const handOf = (topic: Ledger['topic']): string | undefined =>
  topic?.hand ?? (topic?.ids.length === 1 ? topic.ids[0] : undefined);

/** 刚才那款有人问产地, 上一款再补充一句: what comes next is still of the one that was put away. */
const BACK =
  /问|再[说讲补]|补[充一]|忘了|漏了|没[说讲]|回到|回头|顺便|[说讲]一下|\b(?:asked|asking|question|forgot|going back|back to|about the)\b/;

/** Remembers whom the last words were about. */
const noteTopic = ({ work, said }: Listening, pieces: readonly Addressed[], isParallel: boolean): void => {
  const last = pieces.findLast(({ to }) => to !== 'unsaid');
  // Soap three years, cream two: what comes next is of neither more than of the other.
  if (last?.to === 'all' || (isParallel && !last?.aside)) {
    change(work, { topic: null });
    return;
  }
  if (typeof last?.to !== 'object') return;
  const inHand = pieces.findLast(({ to, aside }) => typeof to === 'object' && to.length === 1 && !aside)
    ?.to[0];
  const hand = last.aside ? (inHand ?? handOf(work.ledger.topic)) : undefined;
  const isBack = last.aside === true && last.to.length === 1 && BACK.test(plain(said.event.text));
  change(work, {
    topic: {
      ids: last.to,
      atMs: said.event.atMs,
      ...(hand !== undefined && { hand }),
      ...(isBack && { back: true as const }),
    },
  });
};

/** @returns whom the end of it was about. */
const noteAll = (on: Listening): Addressed['to'] => {
  const { work, said, prepared } = on;
  learnNames(on);
  if (on.names.length > 1) learnSides(on);
  const names = on.names.length > 1 ? namesOf(work.ledger.open, plain) : on.names;
  const pieces = addressed(prepared, names, names.length > 1 ? () => sceneOf(on) : undefined);
  const isOnly = pieces.length === 1;
  for (const { to, aside } of pieces)
    if (typeof to === 'object' && to.length === 1 && !aside) turnedTo(work, to[0] as string, on.shown);
  const earlier: string[] = [];
  let isParallel = false;
  for (const piece of pieces) {
    const text = isOnly ? prepared.original : prepared.original.slice(piece.start, piece.end);
    for (const heard of hearPiece(on, piece, isOnly, earlier)) {
      if (!isOnly && heard.as === 'stated') {
        isParallel ||= earlier.includes(heard.dutyId);
        earlier.push(heard.dutyId);
      }
      const duty = work.rules.catalogue.duties.get(heard.dutyId);
      if (duty?.scope === 'broadcast') {
        noteHeard(work, null, heard, { ...said, ...namedAlone(piece, heard, on.shown, text) });
        if (heard.as === 'stated' || heard.as === 'partial') noteSeen(work, heard.dutyId, said.event.atMs);
      } else {
        const { ids, shared } = targets(on, piece, heard, text);
        for (const id of ids) noteHeard(work, id, heard, shared ? { ...said, shared } : said);
      }
    }
  }
  noteTopic(on, pieces, isParallel);
  return pieces.at(-1)?.to ?? 'unsaid';
};

/** Sources lag each other, and what is sent in pieces comes in another order: by so much. */
const EARLY_MS = 30_000;
/** Sentences of that time; a host says some ten. */
const EARLY_MAX = 12;
const EARLY_CHARS_MAX = 160;

/** Keeps what was said while nothing was shown, for a product whose event comes late. */
const keepEarly = (work: Work, event: UtteranceEvent): void => {
  const early = (work.ledger.early ?? []).filter(({ atMs }) => event.atMs - atMs <= EARLY_MS);
  const kept = { ...event, text: event.text.slice(0, EARLY_CHARS_MAX) };
  change(work, { early: [...early, kept].slice(-EARLY_MAX) });
};

/** Hears again what was said early, now that a product is known to have been shown then. */
export const hearEarly = (work: Work): void => {
  const { early = [] } = work.ledger;
  const [claimed, left] = [true, false].map((wanted) =>
    early.filter(({ atMs }) => shownAt(work, atMs).length > 0 === wanted),
  ) as [UtteranceEvent[], UtteranceEvent[]];
  if (claimed.length === 0) return;
  change(work, { early: left });
  for (const event of claimed) hearRoom(work, event, work.ears.prepare(event.text));
};

const onRoom = (work: Work, event: UtteranceEvent): void => {
  const prepared = work.ears.prepare(event.text);
  if (event.source === 'speech' || event.source === 'chat') onSpokenOf(work, event, prepared);
  if (shownAt(work, event.atMs).length === 0) keepEarly(work, event);
  hearRoom(work, event, prepared);
};

const hearRoom = (work: Work, event: UtteranceEvent, prepared: Prepared): void => {
  const by = event.source === 'screen' ? 'screen' : 'speech';
  const names = Object.keys(work.ledger.open).length > 1 ? namesOf(work.ledger.open, plain) : [];
  const shown = shownAt(work, event.atMs);
  const before = saidBefore(work, event, shown);
  const sentence = { text: event.text, before, isCut: cutsNumber(before, event.text) };
  const said = { event, by, sentence } as const;
  const to = noteAll({ work, said, prepared, names, shown });
  onConfirmed(work, said);
  if (by === 'screen') return;
  const { last } = work.ledger;
  if (last && last.atMs > event.atMs) return;
  // Words of two Latin sentences must not grow together.
  const text = `${event.text.slice(-BEFORE_CHARS_MAX)}${/[a-z0-9]$/i.test(event.text) ? ' ' : ''}`;
  change(work, { last: { who: event.speaker ?? event.role, atMs: event.atMs, text, to } });
};

/** Products shown together that one question may be asked of; of more, the newest is meant. */
const ASKED_OF_MAX = 2;

/** Whom a question means that names nobody. */
const askedOf = ({ ledger }: Work, shown: readonly string[]): readonly string[] => {
  const { focus } = ledger;
  if (focus !== undefined && shown.includes(focus)) return [focus];
  return shown.length <= ASKED_OF_MAX ? shown : shown.slice(-1);
};

const onAudience = (work: Work, event: UtteranceEvent): void => {
  const shown = shownAt(work, event.atMs);
  if (shown.length === 0) return;
  if (shown.length === 1) {
    noteOffered(work, event, shown);
    onViewer(work, event, shown);
    return;
  }
  const names = namesOf(work.ledger.open, plain);
  const prepared = work.ears.prepare(event.text);
  const named = namedIn(prepared, names);
  if (named === 'all' || named.length === 0) {
    noteOffered(work, event, askedOf(work, shown));
    onViewer(work, event, askedOf(work, shown));
    return;
  }
  const [only, ...more] = named;
  if (only !== undefined && more.length === 0) turnedTo(work, only, shown);
  change(work, { topic: { ids: named, atMs: event.atMs } });
  noteOffered(work, event, named);
  onViewer(work, event, named, withoutNames(prepared, names));
};

/**
 * What an utterance does to the duties. Words of presenters, assistants and operators, what the room pins and what the
 * picture shows can meet one; a viewer's words ask for them; guests and played media do neither.
 */
export const onUtterance = (work: Work, event: UtteranceEvent): void => {
  if (event.source === 'screen' || event.pinned || SELLING_ROLES.has(event.role)) onRoom(work, event);
  else if (event.role === 'viewer') onAudience(work, event);
};

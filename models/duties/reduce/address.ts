import type { Prepared } from '../hear/prepare.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import type { Names } from './names.ts';
import { type Pointed, pointing, type Scene } from './point.ts';

/** A piece of a sentence and the products it speaks of: named in it, all that are shown, or nobody in particular. */
export interface Addressed {
  /** UTF-16 in the text as it came. */
  readonly start: number;
  readonly end: number;
  readonly to: 'all' | 'unsaid' | readonly string[];
  /** The names stood in an earlier clause of the sentence. */
  readonly carried: boolean;
  /** Pointed at beside the one in hand: that one, the other one. */
  readonly aside?: boolean;
  /** Where the name with which it begins ends, in the text as it came: what follows answers as if it stood alone. */
  readonly after?: number;
}

interface Clause {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const ALL =
  /(?<!第)(?:[2-9]|[两三四五六几每])(?:款|样|种|件)|(?:[这那它咱]|他们|她们|它们)2(?=[都也全,，、 一个的保能]|$)|它们|两者|(?:[2-9]|[两三四五六])[个支瓶盒袋包条双罐台块只把](?:人|产品|东西)?(?:都|全)(?!拍|买|要|拿|带)|都是|全部|所有|全场|全馆|整场|一起|通通|这几个(?!在前|成分|字|问题|小时|月|点|步骤)|\bboth\b|\ball of (?:them|these)\b|\beither\b|\bthe two of them\b|\b(?:these|those) (?:2|two)\b|\beverything\b|\bevery order\b|\ball orders\b/;
/** Most clauses hold none of its words. */
const MAY_BE_ALIKE = /样|same/;
/** 两支都一样, same for both: what the sentence said before is said of all. */
const ALIKE =
  /^[^\p{Script=Han}]*(?:这|那|咱|它|他们?|我们?)?(?:[2-9两三四五六几]|全部|所有)(?:款|样|种|件|个|支|瓶|盒|袋|包|条|双|者)?(?:产品|东西)?(?:也|都|全)+是?(?:1|一)样|都(?:1|一)样的?[,，。\s]*$|\bsame (?:for|on|with) (?:both|all|the (?:other|2|two)|either)\b|\b(?:both|all) the same\b/u;
/** Recognisers set a space where a Chinese speaker breathes. */
const BREAK =
  /[，。；、;!！?？\n]|[,.](?!\d)|(?<=\p{Script=Han}) (?=[\p{Script=Han}\d])|(?<=\d) (?=\p{Script=Han})/gu;

const clausesOf = ({ figures }: Prepared): Clause[] => {
  const clauses: Clause[] = [];
  let start = 0;
  BREAK.lastIndex = 0;
  for (let found = BREAK.exec(figures); found; found = BREAK.exec(figures)) {
    if (found[0] === '、') continue;
    clauses.push({ start, end: found.index + 1, text: figures.slice(start, found.index + 1) });
    start = found.index + 1;
  }
  if (start < figures.length) clauses.push({ start, end: figures.length, text: figures.slice(start) });
  return clauses;
};

/** 这款蓝莓干, 核桃酥这个: words that point right beside a name point at what is named. */
const BESIDE_UNITS = 6;

const THIS = /^(?:这|this)/;

/** The names of a clause, and what it points at where no name says it better. */
const meantIn = (
  text: string,
  names: readonly Names[],
  pointedIn: (part: string, inHand?: string) => readonly Pointed[],
  inHand: string | undefined,
): Mention[] => {
  const named = mentionsIn(text, names);
  const pointed = pointedIn(text, inHand).filter(
    ({ at, end, aside }) =>
      !named.some(
        (one) =>
          (one.at <= end + BESIDE_UNITS && one.at >= at - BESIDE_UNITS) ||
          // 面膜我多说一句, 这个…: this is what has just been named.
          (!aside && one.at < at && THIS.test(text.slice(at, end))),
      ),
  );
  if (pointed.length === 0) return named;
  const shown = pointed.map(({ id, at, end, aside }) => ({ id, at, size: end - at, aside }));
  return [...named, ...shown].sort((a, b) => a.at - b.at);
};

/** 1号主机, 2号是滤芯: a number and the noun that it is given. */
const NICKNAME = /(\d{1,3})\s?号(?:链接|品)?(?:就是|是)?([\p{Script=Han}]{1,4})(?=[,，。；;、]|$)/gu;
/** What follows a number and is no thing. */
const NO_NOUN = /[买拍单号链接的了吗呢啊都有要在]/u;

/** Names that a sentence gives to products by their numbers. */
export const nicknamesIn = (
  { figures }: Prepared,
  names: readonly Names[],
): readonly { readonly productId: string; readonly name: string }[] => {
  if (names.length < 2 || !figures.includes('号')) return [];
  return [...figures.matchAll(NICKNAME)].flatMap(([, number, name = '']) => {
    const found = names.filter(({ label }) => label === Number(number));
    const [only] = found;
    return only && found.length === 1 && !NO_NOUN.test(name) ? [{ productId: only.id, name }] : [];
  });
};

const ANY_SIDE = /[左右]|left|right/;
const SIDE =
  /([左右])(?:手)?(?:这|那)?(?:边|侧|手)|\b(?:on (?:the|my|your) )?(left|right)\b(?! (?:now|here|away|after))/g;

/** Where a sentence says that a product stands: 左手边是口红. */
export const sidesIn = (
  { figures }: Prepared,
  names: readonly Names[],
): readonly { readonly productId: string; readonly side: 'left' | 'right' }[] => {
  if (names.length < 2 || !ANY_SIDE.test(figures)) return [];
  return [...figures.matchAll(SIDE)].flatMap(({ 0: words, 1: han, 2: latin, index }) => {
    const after = figures.slice(index + words.length).split(/[,。;!?，；]|左|右|\b(?:left|right)\b/)[0] ?? '';
    const [only, ...more] = new Set(mentionsIn(after, names).map(({ id }) => id));
    const side = han === '左' || latin === 'left' ? ('left' as const) : ('right' as const);
    return only !== undefined && more.length === 0 ? [{ productId: only, side }] : [];
  });
};

/** A character in the middle of words may be part of one that nobody listed: 验机, 开锅. */
const isSure = ({ at, size }: Mention): boolean => size > 1 || at <= 1;

/**
 * The products that a text names, or `all`.
 * @param surely names of one character count at its beginning only.
 */
export const namedIn = (
  prepared: Prepared,
  names: readonly Names[],
  surely = false,
): 'all' | readonly string[] => {
  const found = mentionsIn(prepared.figures, names).filter((one) => !surely || isSure(one));
  const ids = [...new Set(found.map(({ id }) => id))];
  return ids.length === 0 && ALL.test(prepared.figures) ? 'all' : ids;
};

/** A text without the names of products, folded. */
export const withoutNames = ({ figures }: Prepared, names: readonly Names[]): string =>
  mentionsIn(figures, names).reduceRight(
    (text, { at, size }) => `${text.slice(0, at)} ${text.slice(at + size)}`,
    figures,
  );

interface Piece {
  readonly start: number;
  end: number;
  readonly to: Addressed['to'];
  readonly carried: boolean;
  readonly aside?: boolean;
  readonly after?: number;
}

/** What ties two names to one subject: 口红配卸妆油, the charger and the cable. */
const TIED =
  /(?:[和跟与及同配搭加送带换或像比给到用、]|还有|以及|一起|and|or|with|plus|than|like|for|from|to|the|a|your|our|my)\s*$/;
/** Words between two names that say something of the first: so many Chinese characters, or so many Latin words. */
const TOLD = /(?:[\u4e00-\u9fff][^\u4e00-\u9fff]*){3}|(?:[a-z']+[^a-z']+){4}/;
/** What makes the second name a subject of its own: 瓜子嘛, 充电宝我回头问, the cable's. */
const TURNED =
  /^(?:嘛|呢|啊|吗|的话|就|也|是|我|你|这|那|没|有|都|要|不|单|拍|卖|包|收|加|另|则|只|可|得|\d|'s\b| (?:is|are|has|comes|i|we|you|well|um|it)\b)/;

/** 洁面啊面双是…: a breath between two names. */
const BREATH = /^[啊呀嘛哈呢哦喔 ]$/;

/** Whether what stands from a name up to the next one tells of the first, so that the next begins anew. */
const isTold = (text: string, from: number, after: number, next: Mention): boolean => {
  if (/\d/.test(text.slice(from, next.at))) return true;
  const between = text.slice(after, next.at);
  if (TIED.test(between) || !TURNED.test(text.slice(next.at + next.size))) return false;
  return TOLD.test(between) || BREATH.test(between);
};

/** No clue on the case: of it nothing is told. */
const IGNORED =
  /(?:no (?:clue|idea)|not (?:so |too )?sure|(?:don't|do not) know|couldn't tell you|can't say|have to check|gotta check)(?: (?:about|on|for|where|what|of))*(?: the| that)? ?$|(?:不清楚|不知道|没注意|没问|没带)[^,，。]{0,3}$/;
const isIgnored = (text: string, { at }: Mention): boolean =>
  IGNORED.test(text.slice(Math.max(0, at - 32), at));

/** Thirty with the case, fits in the pouch: named beside what is spoken of. */
const COMPANION =
  /\b(?:with|without|in|inside|into|from|off|onto|than|like|fits?|besides|out of) (?:the|its|their|a|an|your|our)? ?$|(?:比|像|放进|装进|塞进|放在|装在)(?:这|那)?(?:个|款|支|瓶)?$/;
const isCompanion = (text: string, { at }: Mention): boolean =>
  COMPANION.test(text.slice(Math.max(0, at - 24), at));

/** Ten bucks for the mango: the price stands before the name, and belongs to it. */
const PRICE_BEFORE =
  /[$£€]?\d[\d.,]*(?: (?:bucks|dollars|pounds|quid|euros?|each|even|flat|all in|apiece))* (?:for|on|gets you|is|buys you) (?:the |a |an |our |your |each |one )?$/;

/** Where the words that belong to a name begin. */
const begins = (text: string, { at }: Mention): number => PRICE_BEFORE.exec(text.slice(0, at))?.index ?? at;

/** 机身四千二, the bars are seven: a thing by another word, and its figure. */
const PAIR =
  /^[ ,，]*(?:(?!一共|总共|今天|现在|价格|到手|打包|一起|两|都|运|邮|满|单买)\p{Script=Han}{1,4}?(?:是|卖)?|(?:the |a )?(?!total|price|shipping|today|both|only|just|about)[a-z]{3,}(?:'s| is| are)? )\d[\d.]*(?:块|元| bucks| dollars)?[ ,，]*(?:and )?(?:the )?/u;
const FIGURE_AFTER = /^[^,，。]{1,16}?\d/;

/** Of two products: what a figure is told of beside the other's, where its word is none of the names. */
const otherThan = (next: Piece, text: string, names: readonly Names[]): Addressed['to'] => {
  const pair = PAIR.exec(text)?.[0] ?? '';
  const [id, ...more] = typeof next.to === 'string' ? [] : next.to;
  const isPair = pair !== '' && FIGURE_AFTER.test(text.slice(pair.length));
  if (!isPair || id === undefined || more.length > 0 || text.length - pair.length < next.end - next.start)
    return 'unsaid';
  return names.flatMap((one) => (one.id === id ? [] : [one.id]));
};

/** 益生菌的, that's the speaker: a clause that does nothing but name. */
const isNameOnly = (text: string, mentions: readonly Mention[]): boolean => {
  const [only, ...more] = mentions;
  if (!only || only.aside || more.length > 0) return false;
  const [before, after] = [text.slice(0, only.at), text.slice(only.at + only.size)];
  return (
    /^[ ,，]*(?:这?是|说的?是?|that's|for|this is|i mean|on)? ?(?:the )?$/.test(before) &&
    /^s?(?:的|这个|这款|那个|那款|哈|啊|that is| one| i mean)*[\s,，。.!！;；]*$/.test(after)
  );
};

/** So many UTF-16 units before a name lead up to it: the, 然后, 那这个. */
const LEAD_UNITS = 5;

/** A clause that names several products, one after the other, each with its own words: 口红三克五 卸妆油一百五十毫升. */
const pieceOut = ({ start, end, text }: Clause, mentions: readonly Mention[]): Piece[] => {
  const pieces: Piece[] = [];
  let group: Mention[] = [];
  let from = start;
  const close = (until: number): void => {
    const to = [...new Set(group.map(({ id }) => id))];
    const [first] = group;
    const isLed = first !== undefined && to.length === 1 && start + first.at - from <= LEAD_UNITS;
    pieces.push({
      start: from,
      end: until,
      to,
      carried: false,
      ...(first?.aside && { aside: true }),
      ...(isLed && { after: start + first.at + first.size }),
    });
  };
  const [one] = mentions;
  const lead = one ? (PAIR.exec(text)?.[0].length ?? 0) : 0;
  if (one && lead > 0 && lead === one.at) {
    pieces.push({ start, end: start + lead, to: 'unsaid', carried: false });
    from = start + lead;
  }
  for (const next of mentions) {
    const [first] = group;
    const last = group.at(-1);
    const isSame = group.every(({ id }) => id === next.id);
    if (first && last && !isSame && isTold(text, first.at, last.at + last.size, next)) {
      const cut = start + Math.max(last.at + last.size, begins(text, next));
      close(cut);
      from = cut;
      group = [];
    }
    group.push(next);
  }
  close(end);
  return pieces;
};

/** The tea and the other one both: of two, one that is named by another word is the other. */
const WITH_OTHER =
  /^(?:这款|这个|那款|那个)?(?:和|跟|与|还有)(?!别|其他|其它|外面|普通|以前|之前|一般|[你我他她它])[\p{Script=Han}]{1,6}?(?:都|全)(?!不一样|没得比)/u;
const isWithOther = (text: string, mentions: readonly Mention[], names: readonly Names[]): boolean => {
  const last = mentions.at(-1);
  if (names.length !== 2 || !last || mentions.some(({ id, aside }) => id !== last.id || aside)) return false;
  return WITH_OTHER.test(text.slice(last.at + last.size));
};

/** 两个都是三年, 面膜是九月做的, in one breath: what is told of all ends where one is named. */
const pieceOutAll = (clause: Clause, mentions: readonly Mention[]): Piece[] => {
  const { start, end, text } = clause;
  const [first] = mentions;
  const all = first && first.at > 0 ? ALL.exec(text.slice(0, first.at)) : null;
  if (!first || !all || !TURNED.test(text.slice(first.at + first.size))) return pieceOut(clause, mentions);
  const told = text.slice(all.index + all[0].length, first.at);
  if (!/\d/.test(told) || TIED.test(told)) return pieceOut(clause, mentions);
  const from = start + first.at;
  const rest = mentions.map((one) => ({ ...one, at: one.at - first.at }));
  return [
    { start, end: from, to: 'all', carried: false },
    ...pieceOut({ start: from, end, text: text.slice(first.at) }, rest),
  ];
};

/** Whether two pieces speak of the same products. */
export const sameTo = (a: Addressed['to'], b: Addressed['to']): boolean =>
  typeof a === 'string' || typeof b === 'string'
    ? a === b
    : a.length === b.length && a.every((id) => b.includes(id));

/**
 * Splits a sentence by the products it speaks of. A clause that names none goes on about those of the clause before.
 * @param names of the products that may be meant; with fewer than two nothing is split.
 * @param scene whom words that only point can mean.
 */
export const addressed = (
  prepared: Prepared,
  names: readonly Names[],
  scene?: () => Scene,
): readonly Addressed[] => {
  const whole = (to: Addressed['to']): Addressed[] => [
    { start: 0, end: prepared.original.length, to, carried: false },
  ];
  if (names.length < 2) return whole('unsaid');
  const pieces: Piece[] = [];
  let on: Addressed['to'] = 'unsaid';
  const pointedIn = pointing(prepared.figures, scene);
  for (const clause of clausesOf(prepared)) {
    const inHand = typeof on === 'object' && on.length === 1 ? on[0] : undefined;
    const meant = meantIn(clause.text, names, pointedIn, inHand);
    // What is only named beside the one in hand is not turned to.
    const isAside = inHand !== undefined && meant.every((one) => isCompanion(clause.text, one));
    const told = meant.filter((one) => !isIgnored(clause.text, one));
    const mentions = isAside ? [] : told.length > 0 ? told : meant;
    const found: Piece[] =
      mentions.length > 0 && !isWithOther(clause.text, mentions, names)
        ? pieceOutAll(clause, mentions)
        : [
            {
              start: clause.start,
              end: clause.end,
              to: mentions.length > 0 || ALL.test(clause.text) ? 'all' : on,
              carried: mentions.length === 0 && !ALL.test(clause.text),
            },
          ];
    // 九月二十八号，益生菌的: the name comes after what is said of it.
    const [last, ...earlier] = pieces;
    if (last?.to === 'unsaid' && earlier.length === 0 && isNameOnly(clause.text, meant)) {
      pieces[0] = { ...last, end: clause.end, to: [...new Set(meant.map(({ id }) => id))] };
      on = pieces[0].to;
      continue;
    }
    if (MAY_BE_ALIKE.test(clause.text) && ALIKE.test(clause.text)) {
      pieces.splice(0, pieces.length, { start: 0, end: clause.end, to: 'all', carried: false });
      on = 'all';
      continue;
    }
    for (const piece of found) {
      const last = pieces.at(-1);
      if (last && sameTo(last.to, piece.to)) last.end = piece.end;
      else pieces.push(piece);
    }
    on = pieces.at(-1)?.to ?? on;
  }
  const [only, next] = pieces;
  if (!only) return whole('unsaid');
  if (next && only.to === 'unsaid' && names.length === 2)
    pieces[0] = { ...only, to: otherThan(next, prepared.figures.slice(only.start, next.end), names) };
  const isOnly = pieces.length === 1;
  return pieces.map(({ start, end, to, carried, aside, after }) => ({
    start: isOnly ? 0 : (prepared.starts[start] ?? 0),
    end: isOnly ? prepared.original.length : (prepared.ends[end - 1] ?? prepared.original.length),
    to,
    carried: carried && !isOnly,
    ...(aside && { aside }),
    ...(after !== undefined && after > start && { after: prepared.ends[after - 1] ?? 0 }),
  }));
};

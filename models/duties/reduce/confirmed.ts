import type { UtteranceEvent } from '../../contract/ingest.ts';
import type { Heard } from '../hear/heard.ts';
import type { Offered } from '../ledger/ledger.ts';
import { plain } from '../plain.ts';
import { noteHeard } from './meet.ts';
import { change, productOf, type Said, startedAt, type Work } from './work.ts';

/** What a viewer asks is confirmed by the next words, or soon. */
const CONFIRMS_MS = 25_000;
/** A viewer's line that holds a fact and asks for a yes is short. */
const LINE_CHARS_MAX = 60;

/** Asks for yes or no: 是惠州产的吗, made in Korea?. What asks what or how many offers no fact. */
const OFFERS =
  /[吗嘛么]|[?？]\s*$|是不是|有没有|能不能|会不会|可不可以|对吧|是吧|^(?:so |and |wait |ok )*(?:is|are|does|do|did|can|was|made|so)\b/;
const ASKS_WHAT = /什么|怎么|哪|多少|多久|多大|多长|几|谁|还是|\b(?:what|where|when|which|who|how|or)\b/;
/** Where the words of asking are left out, the fact stands as if it was told. */
const ASKING: readonly (readonly [RegExp, string])[] = [
  [/(是|有|能|会|包|用)[不没]\1/g, '$1'],
  [/可不可以/g, '可以'],
  [/(?:对|是)?[吗嘛么吧呢]?[?？\s]*$/, ''],
];

/** Nothing but yes: 对, 没错, 是的呀, yep, that's right. */
const YES =
  /^(?:(?:对|是|嗯|没错|正确|当然|肯定|必须|就是|可以|能|会|包|有|这个|那个|它|的|了|呀|啊|哈|哒|滴|噢|哦|喔|呢|嘛|姐|哥|宝|宝宝|亲|yes|yep|yeah|yup|correct|exactly|right|sure|it|is|they|are|does|do|that'?s|that|indeed|absolutely|of course|uh huh|mhm|mm hmm|sir|ma'?am|100)[\s,，.。!！~、]*)+$/;
const YES_UNITS_MAX = 24;
/** 能, 会, 有 alone confirm only what was asked by that very word. */
const ECHOES = /^(可以|能|会|包|有|可)/;

/** Remembers a viewer's question that holds the fact which it asks for. */
export const noteOffered = (work: Work, { text, atMs }: UtteranceEvent, ids: readonly string[]): void => {
  if (text.length > LINE_CHARS_MAX) return;
  const line = plain(text);
  if (!OFFERS.test(line)) return;
  if (ASKS_WHAT.test(line)) {
    if (work.ledger.offered) change(work, { offered: null });
    return;
  }
  change(work, { offered: { text, atMs, ids } });
};

const offeredFact = (text: string): string =>
  ASKING.reduce((rest, [asking, told]) => rest.replace(asking, told), plain(text));

const isYesTo = (offered: Offered, said: string): boolean => {
  if (said.length > YES_UNITS_MAX) return false;
  const line = plain(said);
  if (!YES.test(line)) return false;
  const echo = ECHOES.exec(line)?.[1];
  return echo === undefined || plain(offered.text).includes(echo);
};

/** A fact that a viewer put as a question is told once the room says yes to it. */
export const onConfirmed = (work: Work, said: Said): void => {
  const { offered } = work.ledger;
  if (!offered) return;
  const { atMs, text } = said.event;
  const isSoon = atMs - offered.atMs <= CONFIRMS_MS && atMs >= offered.atMs;
  change(work, { offered: null });
  if (!isSoon || !isYesTo(offered, text)) return;
  const fact = offeredFact(offered.text);
  const asked = work.ears.askedDuties(offered.text);
  for (const id of offered.ids) {
    const product = productOf(work, id);
    if (!product) continue;
    const context = { startedAt: startedAt(work.ledger), categories: product.categories, asked };
    for (const heard of work.ears.hear(fact, context)) {
      if (heard.as !== 'stated') continue;
      const isOfRoom = work.rules.catalogue.duties.get(heard.dutyId)?.scope === 'broadcast';
      noteHeard(work, isOfRoom ? null : id, withoutPlace(heard, text), said);
    }
  }
};

/** The words stand in the viewer's line, not in what the room said. */
const withoutPlace = (heard: Heard, text: string): Heard => ({ ...heard, start: 0, end: text.length });

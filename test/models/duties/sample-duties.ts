import type { Category } from '../../../models/contract/ingest.ts';
import { eventSchema } from '../../../models/contract/ingest.ts';
import type { Catalogue, Duty, Need, Owed, Window } from '../../../models/duties/catalogue/duty.ts';
import type { Heard, SlotValue } from '../../../models/duties/hear/heard.ts';
import { createPrepare } from '../../../models/duties/hear/prepare.ts';
import { compileRules } from '../../../models/duties/policy/rules.ts';
import type { Policy } from '../../../models/duties/policy/schema.ts';
import type { Ears } from '../../../models/duties/reduce/work.ts';
import { createDuties } from '../../../models/duties/reducer.ts';
import type { BroadcastFacts, Duties, DutyEvent, DutyOutcome } from '../../../models/duties/types.ts';

const MINUTE_MS = 60_000;
const LINK: Window = { until: 'link', graceMs: MINUTE_MS };
const CLOSE: Window = { until: 'close', latestMs: 20 * MINUTE_MS };

const duty = (id: string, needs: Duty['needs'], parts: Partial<Duty> = {}): Duty => ({
  id,
  group: 'sample',
  name: { zh: id, en: id },
  say: { zh: `说${id}`, en: `say ${id}` },
  law: '样例 1',
  severity: 'high',
  accepts: ['speech', 'screen', 'page'],
  window: CLOSE,
  scope: 'product',
  needs,
  slots: [{ id: 'value', name: { zh: '值', en: 'value' }, required: true }],
  ...parts,
});

/** A catalogue small enough to be read at one glance, with one duty of every kind. */
const DUTIES: readonly Duty[] = [
  duty('price-and-unit', { all: 'required' }, { window: LINK }),
  duty('name-spec', { food: 'required' }, { window: { until: 'minutes', afterMs: 5 * MINUTE_MS } }),
  duty('shelf-life', { food: 'required' }),
  duty('warranty-period', { electronics: 'required' }),
  duty('gift-details', { all: 'conditional' }, { when: { kind: 'gift' } }),
  duty('storage', { food: 'required' }),
  duty('ad-mark', { food: 'required' }, { accepts: ['screen'] }),
  duty(
    'food-licence-standard',
    { food: 'optional' },
    { window: { until: 'request', afterMs: 5 * MINUTE_MS, crowdAfterMs: 3 * MINUTE_MS } },
  ),
  duty('freight', { all: 'optional' }),
  duty(
    'seller-identity',
    { all: 'required' },
    { scope: 'broadcast', window: { until: 'continuous', gapMs: 2 * MINUTE_MS, checkMs: MINUTE_MS } },
  ),
  duty(
    'host-identity',
    { all: 'required' },
    { scope: 'broadcast', window: { until: 'session', afterMs: 10 * MINUTE_MS, repeatMs: 60 * MINUTE_MS } },
  ),
  duty(
    'ai-persona-label',
    { all: 'conditional' },
    {
      scope: 'broadcast',
      when: { kind: 'ai-presenter' },
      window: { until: 'continuous', gapMs: 2 * MINUTE_MS, checkMs: MINUTE_MS },
    },
  ),
];
const SPOKEN: ReadonlySet<string> = new Set([
  'price-and-unit',
  'name-spec',
  'shelf-life',
  'warranty-period',
  'ad-mark',
  'ai-persona-label',
  'host-identity',
]);

const owed = (one: Duty, categories: readonly Category[]): Owed[] => {
  const needs = ['all' as const, ...categories].flatMap((category) => one.needs[category] ?? []);
  const need = (['required', 'conditional', 'optional'] as const).find((each: Need) => needs.includes(each));
  if (!need) return [];
  const tier = SPOKEN.has(one.id) ? 'spoken' : one.window.until === 'request' ? 'on-request' : 'page';
  return [{ duty: one, need, tier, severity: one.severity, window: one.window }];
};
export const sampleCatalogue: Catalogue = {
  hash: 'sample',
  duties: new Map(DUTIES.map((one) => [one.id, one])),
  of: (categories) => DUTIES.flatMap((one) => owed(one, categories)),
};

const AS: Readonly<Record<string, Heard['as']>> = {
  '=': 'stated',
  '~': 'partial',
  '>': 'pointed',
  '!': 'triggered',
  '?': 'evasive',
  '-': 'not-applicable',
};
const NOTE = /\[([a-z-]+)([=~>!?-])([^\]]*)\]/g;

const slotsOf = (value: string): Record<string, SlotValue> => {
  if (value === '') return {};
  const number = Number(value);
  return {
    value: Number.isNaN(number) ? { text: value } : { text: value, value: number },
    ...(Number.isNaN(number) ? {} : { price: { text: value, value: number } }),
  };
};

/** Hears what is written down in brackets: `[shelf-life=540]` states it, `~` in part, `>` points, `?` evades, `!` triggers. */
export const sampleEars: Ears = {
  prepare: createPrepare(),
  hear: (text) =>
    [...(typeof text === 'string' ? text : text.original).matchAll(NOTE)].map(
      ({ 0: all, 1: dutyId = '', 2: sign = '', 3: value = '', index }) => ({
        dutyId,
        as: AS[sign] ?? 'stated',
        slots: slotsOf(value),
        missing: sign === '~' ? ['other'] : [],
        start: index,
        end: index + all.length,
      }),
    ),
  spotProducts: ({ original }, cart) => {
    const [, no] = /NEXT (\d+)/.exec(original) ?? [];
    const found = cart.find(({ linkNo }) => linkNo === Number(no));
    return no === undefined
      ? []
      : [
          {
            action: 'introduced',
            linkNo: Number(no),
            confidence: 0.9,
            start: 0,
            end: 1,
            ...(found && { productId: found.productId }),
          },
        ];
  },
  guessCategory: (name, talk) =>
    /饼干/.test([name, ...talk].join())
      ? { categories: ['food'], confidence: 0.7, by: ['饼干'] }
      : { categories: ['other'], confidence: 0, by: [] },
  askedDuties: (text) => [...text.matchAll(/ASK ([a-z-]+)/g)].map(([, id = '']) => id),
};

export const sampleDuties = (policy?: Policy, everyTier = false): Duties =>
  createDuties(compileRules(sampleCatalogue, policy, new Map(), { everyTier }), sampleEars);

let utterances = 0;
/** An event at a second of the broadcast. */
export const at = (seconds: number, event: Record<string, unknown>): DutyEvent => {
  const atMs = seconds * 1000;
  if (event.type === 'heartbeat') return { leafIndex: 0, atMs, event: { type: 'heartbeat', atMs } };
  if (event.type === 'gap')
    return { leafIndex: 0, atMs, event: { type: 'gap', atMs, fromMs: Number(event.from) * 1000 } };
  return { leafIndex: 0, atMs, event: eventSchema.parse({ atMs, ...event }) };
};
export const say = (seconds: number, text: string, more: Record<string, unknown> = {}): DutyEvent => {
  utterances += 1;
  return at(seconds, { type: 'utterance', id: `u${utterances}`, source: 'speech', text, ...more });
};
export const ask = (seconds: number, text: string, speaker = 'v1', id?: string): DutyEvent =>
  say(seconds, text, { source: 'chat', role: 'viewer', speaker, ...(id && { id }) });
export const product = (
  seconds: number,
  action: string,
  productId: string,
  more: Record<string, unknown> = {},
): DutyEvent => at(seconds, { type: 'product', action, productId, ...more });
export const introduced = (
  seconds: number,
  productId: string,
  category?: string,
  more: Record<string, unknown> = {},
): DutyEvent =>
  product(seconds, 'introduced', productId, { name: productId, ...(category && { category }), ...more });
export const heartbeat = (seconds: number): DutyEvent => at(seconds, { type: 'heartbeat' });
export const ended = (seconds: number): DutyEvent => at(seconds, { type: 'ended' });

export const ABOUT: BroadcastFacts = { language: 'zh-Hans', regime: 'ad', startedAt: '2026-11-01T12:00:00Z' };

/** Lets duties hear events, with the ledger stored and read back after each, and frozen so that no event may change it. */
export const follow = (duties: Duties, events: readonly DutyEvent[], about: BroadcastFacts = ABOUT) => {
  let ledger = duties.initial(about);
  const outcomes: DutyOutcome[] = [];
  for (const event of events) {
    const before = JSON.stringify(ledger);
    const result = duties.reduce(ledger, event);
    if (JSON.stringify(ledger) !== before)
      throw new Error('the reducer changed the ledger that it was given');
    ledger = JSON.parse(JSON.stringify(result.ledger));
    outcomes.push(...result.outcomes);
  }
  return { outcomes, ledger };
};
export const run = (events: readonly DutyEvent[], duties = sampleDuties(), about = ABOUT): DutyOutcome[] =>
  follow(duties, events, about).outcomes;

/** Outcomes as short lines: product, duty, state, alert. */
export const states = (outcomes: readonly DutyOutcome[]): string[] =>
  outcomes.map(({ productId = '-', dutyId, state, alert, question }) =>
    question ? `${productId} ${dutyId} ASKED ${question.askers}` : `${productId} ${dutyId} ${state} ${alert}`,
  );

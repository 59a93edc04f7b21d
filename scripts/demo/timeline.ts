import type { IngestEvent } from '../../models/contract/ingest.ts';
import type { Spoken } from './manifest.ts';
import { type Scenario, type ScenarioLine, spokenText } from './scenario.ts';

/** Silence before the first word: enough for a player to start on, and the first claim still falls in the first seconds. */
export const LEAD_IN_MS = 400;
/** Pause between two spoken lines when the scenario names none. */
export const PAUSE_MS = 350;
/** The picture goes on this long after the last word. */
export const TAIL_MS = 1_600;
/** Durations are whole frames at 5 frames a second. */
const FRAME_MS = 200;

export interface Timeline {
  readonly durationMs: number;
  readonly spoken: Spoken[];
  readonly events: IngestEvent[];
}

interface Cursor {
  nextMs: number;
  lastStartMs: number;
  chats: number;
  others: number;
  lastChatOf: Map<string, string>;
}

const chat = (cursor: Cursor, speaker: string, text: string, atMs: number, role: string): IngestEvent => {
  cursor.chats += 1;
  const id = `c${cursor.chats}`;
  cursor.lastChatOf.set(speaker, id);
  return { type: 'utterance', id, source: 'chat', role, speaker, atMs, text } as IngestEvent;
};

const productFacts = (scenario: Scenario, id: string, full: boolean) => {
  const product = scenario.products[id];
  if (!product) throw new Error(`no product ${id}`);
  const { name, category, linkNo, seller, listing } = product;
  return full ? { productId: id, linkNo, name, category, seller, listing } : { productId: id, linkNo };
};

const eventsOf = (
  scenario: Scenario,
  line: Exclude<ScenarioLine, { say: string }>,
  cursor: Cursor,
): IngestEvent[] => {
  const afterMs = cursor.lastStartMs + (('after' in line && line.after) || 0);
  if ('chat' in line) return [chat(cursor, line.chat, line.text, afterMs, line.role ?? 'viewer')];
  if ('burst' in line) {
    return line.burst.map((text, i) =>
      chat(cursor, `v${line.from + i}`, text, afterMs + i * line.every, 'viewer'),
    );
  }
  cursor.others += 1;
  const id = `e${cursor.others}`;
  const atMs = cursor.nextMs;
  if ('product' in line) {
    const full = line.action === 'listed' || line.action === 'introduced';
    const facts = productFacts(scenario, line.product, full);
    return [{ type: 'product', id, action: line.action, atMs, ...facts } as IngestEvent];
  }
  if ('segment' in line) return [{ type: 'segment', id, action: line.action, segment: line.segment, atMs }];
  if ('audience' in line) return [{ type: 'audience', id, atMs, viewers: line.audience }];
  const utteranceId = cursor.lastChatOf.get(line.of);
  if (!utteranceId) throw new Error(`${line.of} has typed nothing yet`);
  return [{ type: 'moderation', id, action: line.moderation, utteranceId, atMs: afterMs } as IngestEvent];
};

/**
 * Places a scenario's lines in time.
 * @param spokenMs duration of each spoken line in ms, in their order.
 * @returns spoken lines, and all other events sorted by `atMs`, the last one being `ended`.
 */
export const placeLines = (scenario: Scenario, spokenMs: readonly number[]): Timeline => {
  const cursor: Cursor = { nextMs: 0, lastStartMs: 0, chats: 0, others: 0, lastChatOf: new Map() };
  const spoken: Spoken[] = [];
  const events: IngestEvent[] = [];
  for (const line of scenario.lines) {
    if (!('say' in line)) {
      events.push(...eventsOf(scenario, line, cursor));
      continue;
    }
    const startMs = Math.max(cursor.nextMs, LEAD_IN_MS);
    const endMs = startMs + (spokenMs[spoken.length] ?? 0);
    const speaker = scenario.people[line.by]?.name ?? line.by;
    spoken.push({ id: `s${spoken.length + 1}`, speaker, startMs, endMs, text: spokenText(line) });
    cursor.lastStartMs = startMs;
    cursor.nextMs = endMs + (line.pause ?? PAUSE_MS);
  }
  const lastMs = Math.max(cursor.nextMs, ...events.map((event) => event.atMs));
  const durationMs = Math.ceil((lastMs + TAIL_MS) / FRAME_MS) * FRAME_MS;
  events.sort((a, b) => a.atMs - b.atMs);
  events.push({ type: 'ended', id: 'ended', atMs: durationMs });
  return { durationMs, spoken, events };
};

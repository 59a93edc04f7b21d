import type { Role, UtteranceEvent } from '../../models/contract/ingest.ts';
import { isPrompted, PROMPT_MS } from '../../models/text/chat/prompt.ts';
import { type Alike, newShillWatch, noteLine, type ShillWatch } from '../../models/text/chat/shill.ts';
import type { LaneState, Line } from './state.ts';

/** Whose words ask viewers to write something. */
const ROOM: ReadonlySet<Role> = new Set(['presenter', 'assistant', 'operator', 'auto-reply', 'system']);
/** Room lines looked at: two minutes of a host who never pauses. */
const ROOM_LINES_MAX = 120;

/** Hosts pause for some seconds; captions that say nothing for longer lag behind the chat, by 10 to 30 s. */
const SPEECH_LAG_MS = 8_000;

type Fold = (text: string) => string;

const isChat = ({ source, role }: Pick<Line, 'source' | 'role'>): boolean =>
  source === 'chat' && (role === 'viewer' || role === 'unknown');

const note = (watch: ShillWatch, line: Line, fold: Fold) =>
  noteLine(watch, {
    utteranceId: line.utteranceId,
    atMs: line.atMs,
    folded: fold(line.text),
    length: (line.from ?? 0) + line.text.length,
    ...(line.speaker !== undefined && { speaker: line.speaker }),
  });

/** What the room said in the {@link PROMPT_MS} before a time, oldest first, folded. */
const roomBefore = (state: LaneState, atMs: number, fold: Fold): string[] => {
  const said: string[] = [];
  for (let i = state.lines.length - 1; i >= 0 && said.length < ROOM_LINES_MAX; i -= 1) {
    const line = state.lines[i] as Line;
    if (atMs - line.atMs > PROMPT_MS || line.atMs > atMs || isChat(line) || !ROOM.has(line.role)) continue;
    said.push(fold(line.text));
  }
  return said.reverse();
};

/**
 * Whether a line of chat is one of a wave of the same line from many accounts that the room had not asked for; takes note of
 * it either way. What a broadcast's chat said is remembered in `state.shills`, made anew from its lines after a new start.
 *
 * @param line the line as it is kept, masked; not yet among `state.lines`.
 */
export const alikeOf = (
  state: LaneState,
  event: UtteranceEvent,
  line: Line,
  fold: Fold,
): Alike | undefined => {
  if (!isChat(line) || event.pinned) return undefined;
  if (!state.shills) {
    state.shills = newShillWatch();
    for (const earlier of state.lines) if (isChat(earlier)) note(state.shills, earlier, fold);
  }
  // Recognised anew, or sent again under another id by its own account: still one account.
  const wave = note(state.shills, line, fold);
  if (!wave) return undefined;
  if (isPrompted(fold(line.text), wave.exact, roomBefore(state, event.atMs, fold))) return undefined;
  const spoken = state.latest.speech;
  const behind =
    spoken !== undefined && spoken.atMs < wave.firstMs && event.atMs - spoken.atMs > SPEECH_LAG_MS;
  return { ...wave.alike, ...(behind && { speechBehind: true }) };
};

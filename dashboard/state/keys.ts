import { DISMISS_REASONS, type DismissReason } from '../../models/contract/status.ts';

/** What a key asks for on the board. */
export type Command =
  | { readonly type: 'take' | 'uphold' | 'dismiss' | 'later' | 'reopen' | 'undo' | 'withhold' | 'join' }
  | { readonly type: 'next' | 'previous' | 'next-quote' | 'previous-quote' | 'whole-card' }
  | { readonly type: 'take-in' | 'search' | 'help' | 'cancel' | 'confirm' }
  | { readonly type: 'play' | 'back' | 'forward' | 'mute' }
  | { readonly type: 'reason'; readonly reason: DismissReason };

/** The part of a KeyboardEvent that decides. */
export interface KeyPress {
  readonly key: string;
  /** Physical key, e.g. `KeyU`: what is left when an input method swallows the letter. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
  /** The key is held down. */
  readonly repeat?: boolean;
}

export interface KeySituation {
  /** The focus is in a field that takes text. */
  readonly typing: boolean;
  /** The reasons for a dismissal are open. */
  readonly dismissing: boolean;
  /** The help or another sheet covers the board. */
  readonly covered: boolean;
  /** Single letters act; people who speak to their computer switch them off (WCAG 2.1.4). */
  readonly singleKeys: boolean;
}

/** The board's keys, in the order in which the help shows them. */
export const KEYS = {
  next: 'j',
  previous: 'k',
  'take-in': 'n',
  take: 't',
  uphold: 'u',
  dismiss: 'd',
  later: 'l',
  reopen: 'r',
  undo: 'z',
  withhold: 'w',
  join: 'c',
  'next-quote': '.',
  'previous-quote': ',',
  'whole-card': 'a',
  play: 'p',
  back: '[',
  forward: ']',
  mute: 'm',
  search: '/',
  help: '?',
} as const;

const COMMANDS = new Map<string, Command>(
  Object.entries(KEYS).map(([type, key]) => [key, { type } as Command]),
);
const ARROWS: Readonly<Record<string, Command>> = {
  ArrowDown: { type: 'next' },
  ArrowUp: { type: 'previous' },
};

/** What a key that is held down may go on doing. To decide takes a stroke for each: a finger that rests decides nothing. */
const REPEATING: readonly string[] = ['next', 'previous', 'next-quote', 'previous-quote', 'back', 'forward'];

/** A Chinese input method reports letters as `Process`; the physical key still says which. */
export const letterOf = ({ key, code }: KeyPress): string => {
  if (key !== 'Process') return key.length === 1 ? key.toLowerCase() : key;
  const letter = /^Key([A-Z])$/.exec(code)?.[1] ?? /^Digit(\d)$/.exec(code)?.[1];
  return letter?.toLowerCase() ?? key;
};

/** The command a key stands for in this situation, or `null` when it is not the board's. */
export const commandOf = (press: KeyPress, situation: KeySituation): Command | null => {
  // Escape, Enter and digits belong to the input method while it offers its candidates.
  if (press.isComposing) return null;
  const command = strokeOf(press, situation);
  return press.repeat && command && !REPEATING.includes(command.type) ? null : command;
};

const strokeOf = (press: KeyPress, situation: KeySituation): Command | null => {
  if (press.key === 'Escape') return { type: 'cancel' };
  if ((press.ctrlKey || press.metaKey) && press.key.toLowerCase() === 'k') return { type: 'search' };
  if (press.ctrlKey || press.metaKey || press.altKey || situation.typing) return null;
  const letter = letterOf(press);
  if (situation.dismissing) {
    const reason = /^[1-9]$/.test(letter) ? DISMISS_REASONS[Number(letter) - 1] : undefined;
    return reason ? { type: 'reason', reason } : null;
  }
  if (situation.covered) return letter === KEYS.help ? { type: 'cancel' } : null;
  const arrow = ARROWS[press.key];
  if (arrow) return arrow;
  return situation.singleKeys ? (COMMANDS.get(letter) ?? null) : null;
};

import { type KeyPress, type KeySituation, letterOf } from './keys.ts';

/** What a key asks for on the script check. */
export type CheckCommand = 'next' | 'previous' | 'check' | 'help';

/** The keys of the script check, in the order in which the help shows them. */
export const CHECK_KEYS: Readonly<Record<CheckCommand, string>> = {
  next: 'n',
  previous: 'p',
  check: 'Ctrl Enter',
  help: '?',
};

/** Besides them: the arrows, and the letters by which the board walks its rows. */
const LETTERS: Readonly<Record<string, CheckCommand>> = {
  n: 'next',
  j: 'next',
  p: 'previous',
  k: 'previous',
  '?': 'help',
};
const ARROWS: Readonly<Record<string, CheckCommand>> = { ArrowDown: 'next', ArrowUp: 'previous' };

type Situation = Pick<KeySituation, 'typing' | 'covered' | 'singleKeys'>;

/** The command a key stands for, or `null` when it is not this page's. */
export const checkCommandOf = (press: KeyPress, situation: Situation): CheckCommand | null => {
  if (press.isComposing || situation.covered) return null;
  const control = press.ctrlKey || press.metaKey;
  if (control && press.key === 'Enter') return press.repeat ? null : 'check';
  if (control || press.altKey || situation.typing) return null;
  const arrow = ARROWS[press.key];
  if (arrow) return arrow;
  const command = situation.singleKeys ? LETTERS[letterOf(press)] : undefined;
  return command === 'help' && press.repeat ? null : (command ?? null);
};

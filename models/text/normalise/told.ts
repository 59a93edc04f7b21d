import { BEEPED, FOLLOWED, LETTERED, OPENS, SOUNDS, SOUNDS_LIKE, SPELT, UNSAID, WINK } from './confusions.ts';
import type { Sounds } from './sounds.ts';
import type { Swap } from './swap.ts';
import { SYLLABLES } from './tables.ts';

/** Words drowned by a beep. */
export const beeped = (line: string, swaps: Swap[]): void => {
  for (const match of line.matchAll(BEEPED))
    swaps.push({
      start: match.index,
      end: match.index + match[0].length,
      to: match.groups?.low === undefined ? '最好' : '最低',
      method: 'hint',
    });
};

/** Syllables written letter by letter. */
export const lettered = (line: string, swaps: Swap[]): void => {
  for (const match of line.matchAll(LETTERED)) {
    const to = SYLLABLES.get(match[0].replace(/[^a-z]/g, ''));
    if (to) swaps.push({ start: match.index, end: match.index + match[0].length, to, method: 'hint' });
  }
};

/** What is said of the character after a told one is looked for within this. */
const FOLLOWED_UNITS = 20;

/** Characters that are told by sound or letters, and words that a wink leaves unsaid. */
export const told = (line: string, syllables: Sounds, swaps: Swap[]): void => {
  for (const match of line.matchAll(SOUNDS_LIKE)) {
    const to = SOUNDS[match.groups?.one ?? match.groups?.two ?? ''];
    if (to) swaps.push({ start: match.index, end: match.index + match[0].length, to, method: 'hint' });
  }
  for (const match of line.matchAll(SPELT)) {
    const { spelt, letter } = match.groups as Record<string, string | undefined>;
    if (spelt === undefined && !/开头|打头/.test(match[0])) continue;
    const letters = spelt?.replace(/[-. ·]/g, '') ?? '';
    const to =
      letter === undefined
        ? syllables.numberOf(letters) > 0
          ? SYLLABLES.get(letters)
          : undefined
        : OPENS[letter];
    if (to === undefined) continue;
    const end = match.index + match[0].length;
    const next = FOLLOWED.exec(line.slice(end, end + FOLLOWED_UNITS));
    swaps.push({
      start: match.index,
      end: end + (next?.[0].length ?? 0),
      to: to + (next?.groups?.next ?? ''),
      method: 'hint',
    });
  }
  if (!WINK.test(line)) return;
  for (const match of line.matchAll(UNSAID))
    swaps.push({ start: match.index, end: match.index + match[0].length, to: '第一', method: 'hint' });
};

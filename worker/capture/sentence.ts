/** A pause longer than this ends what was being said: speakers draw breath in half a second. */
const PAUSE_MS_MAX = 700;
/** A sentence is told after so many characters, whole or not: longer ones are rare in speech. */
const SENTENCE_CHARS_MAX = 200;
/** Words on the air for so long are told, whole or not: three captions of a usual 4 s. */
const SENTENCE_MS_MAX = 12_000;

/** The end of a sentence, with the quotes and brackets that may close after it. */
const FINAL = /[。！？.!?…][”’"'」』）)\]】》\s]*$/u;
/** Scripts that are written without spaces between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\u3000-\u303f\uff00-\uffef“”‘’…—]/u;

/** The last end of a sentence inside a text: a full stop of Latin script counts before a space only ("3.5", "No.1"). */
const INNER_FINAL = /^(.*(?:[。！？!?…][”’"'」』）)\]】》]*|\.[”’"')\]]*(?=\s)))(.+)$/su;

export const isWhole = (text: string): boolean => FINAL.test(text);

/** Parts a text that does not end with a sentence into its whole sentences and the begun one; `null` where none is whole. */
export const partedAtEnd = (text: string): { readonly whole: string; readonly begun: string } | null => {
  const [, whole, begun] = INNER_FINAL.exec(text) ?? [];
  return whole && begun?.trim() ? { whole, begun: begun.trim() } : null;
};

/** Two pieces of one sentence, with a space where the script wants one. */
export const joined = (before: string, after: string): string => {
  const touching = [[...before.slice(-2)].at(-1) ?? '', [...after.slice(0, 2)][0] ?? ''];
  const tight = touching.some((char) => char === '' || UNSPACED.test(char));
  return tight ? before + after : `${before} ${after}`;
};

export interface Piece {
  readonly role: string;
  readonly speaker?: string | undefined;
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
}

/** Whether `next` goes on with the sentence that `held` began: same mouth, no end, no pause, not too long. */
export const goesOn = (held: Piece, next: Piece): boolean =>
  held.role === next.role &&
  held.speaker === next.speaker &&
  !isWhole(held.text) &&
  next.startMs >= held.startMs &&
  next.startMs - held.endMs <= PAUSE_MS_MAX &&
  next.endMs - held.startMs <= SENTENCE_MS_MAX &&
  held.text.length + next.text.length <= SENTENCE_CHARS_MAX;

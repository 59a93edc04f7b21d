import type { Spoken } from './spot.ts';

/** A sentence without the spaces beside Chinese characters and figures, with the way back. */
export interface Sentence {
  readonly text: string;
  /** In the text as it came. */
  startOf(at: number): number;
  endOf(at: number): number;
}

const SPACED = /\s/;
const CHINESE = /[\u3400-\u9fff]/;
const isTight = (char: string | undefined): boolean => char !== undefined && CHINESE.test(char);

/** Recognisers put spaces anywhere: 来 看 3 号 链接. */
export const closeSpaces = ({ figures, starts, ends }: Spoken): Sentence => {
  if (!(SPACED.test(figures) && CHINESE.test(figures))) {
    return {
      text: figures,
      startOf: (at) => starts[at] ?? 0,
      endOf: (at) => ends[at - 1] ?? 0,
    };
  }
  const kept: number[] = [];
  let text = '';
  for (let at = 0; at < figures.length; at++) {
    const char = figures[at] as string;
    if (SPACED.test(char)) {
      const next = figures[at + 1];
      const isLoose = next === undefined || SPACED.test(next);
      if (isLoose || isTight(next) || isTight(text.at(-1))) continue;
    }
    kept.push(at);
    text += char;
  }
  return {
    text,
    startOf: (at) => starts[kept[at] ?? 0] ?? 0,
    endOf: (at) => ends[kept[at - 1] ?? 0] ?? 0,
  };
};

import type { Category } from '../../contract/ingest.ts';
import { plain } from '../plain.ts';

export interface Guess {
  /** Several where a product is of several kinds: a health food that comes from abroad. The main one first. */
  readonly categories: readonly Category[];
  /** 0 to 1. */
  readonly confidence: number;
  /** The words that decided, as they were folded. */
  readonly by: readonly string[];
}

/** The category of a product from its name and what was said of it. */
export const guessCategory = (name: string | undefined, talk: readonly string[]): Guess => {
  const said = plain([name ?? '', ...talk].join('\n'));
  const food = /零食|坚果|snack/.exec(said);
  return food
    ? { categories: ['food'], confidence: 0.6, by: [food[0]] }
    : { categories: ['other'], confidence: 0, by: [] };
};

import { setTimeout as sleep } from 'node:timers/promises';
import { Broken } from './broken.ts';

const LOOK_MS = 50;
/** Nothing that the product promises takes longer to recover, on a machine that eight programs share. */
const LIMIT_MS = 300_000;

/**
 * Waits until `look` gives something. While what it asks is down it throws, which counts as not yet.
 * @throws Broken when it never does.
 */
export const until = async <T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  limitMs = LIMIT_MS,
): Promise<T> => {
  const endMs = performance.now() + limitMs;
  let problem: unknown;
  for (;;) {
    const found = await look().catch((error: unknown) => {
      problem = error;
      return null;
    });
    if (found) return found;
    if (performance.now() > endMs)
      throw new Broken(`waited ${limitMs / 1_000} s in vain for ${what}`, { cause: problem });
    await sleep(LOOK_MS);
  }
};

/** Waits for a good moment, and goes on without it: it only chooses when a blow falls. */
export const soon = (look: () => Promise<unknown>, limitMs = 3_000): Promise<unknown> =>
  until('a good moment', async () => Boolean(await look()), limitMs).catch(() => undefined);

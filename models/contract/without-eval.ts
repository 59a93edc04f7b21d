import { config } from 'zod';

/**
 * Tells the schemas not to try to compile themselves: the page's content security policy forbids it, and each try would be
 * reported as a violation. For browsers alone, and to be called before a module that makes schemas is loaded.
 */
export const withoutEval = (): void => {
  config({ jitless: true });
};

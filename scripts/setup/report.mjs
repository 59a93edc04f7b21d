import { seconds } from './seconds.mjs';

/** Long enough not to fill the screen, short enough that nobody thinks it hangs. */
const HEARTBEAT_MS = 5000;
/** From here on every fourth beat is enough. */
const LONG_MS = 30_000;
const NAME_WIDTH = 16;

/**
 * @typedef {object} Report how set-up and tests tell what they do, one line at a time
 * @property {(name: string, state: string, sinceMs: number) => void} ready a part that needed nothing
 * @property {<T extends string>(name: string, doing: string, work: () => Promise<T>, progress?: () => string) => Promise<T>} work
 *   a part that needs work: a line at its start, one every few seconds, one at its end with the time it took
 * @property {(line: string) => void} note
 */

/**
 * @param {{ out: NodeJS.WritableStream, quiet?: boolean }} options `quiet`: only parts that need work are shown
 * @returns {Report}
 */
export function createReport({ out, quiet = false }) {
  const line = (/** @type {string} */ mark, /** @type {string} */ name, /** @type {string} */ text) =>
    out.write(`${mark} ${name.padEnd(NAME_WIDTH)} ${text}\n`);
  return {
    ready(name, state, sinceMs) {
      if (!quiet) line('✓', name, `${state} (${seconds(Date.now() - sinceMs)})`);
    },
    async work(name, doing, work, progress = () => '') {
      const startedMs = Date.now();
      line('…', name, doing);
      let beats = 0;
      const beat = setInterval(() => {
        beats += 1;
        if (Date.now() - startedMs > LONG_MS && beats % 4 !== 0) return;
        const done = progress();
        line('…', name, `${done ? `${done}, ` : ''}${seconds(Date.now() - startedMs)} so far`);
      }, HEARTBEAT_MS);
      try {
        const result = await work();
        line('✓', name, `${result} (${seconds(Date.now() - startedMs)})`);
        return result;
      } catch (error) {
        line('✗', name, `failed after ${seconds(Date.now() - startedMs)}`);
        throw error;
      } finally {
        clearInterval(beat);
      }
    },
    note(text) {
      line(' ', '', text);
    },
  };
}

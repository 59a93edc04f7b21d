import { Worker } from 'node:worker_threads';
import type { Draw, Drawn } from './drawing.ts';

/** A report and nine pictures take two seconds, and a minute on a machine that is busy beyond measure. */
const LIMIT_MS = 240_000;

/** Draws in a thread of its own, so that nobody who is being listened to waits for a font. */
export const drawInThread: Draw = (asked) =>
  new Promise<Drawn>((done, failed) => {
    const thread = new Worker(new URL('./draw-thread/main.js', import.meta.url), { workerData: asked });
    const timer = setTimeout(() => void thread.terminate(), LIMIT_MS);
    thread.once('message', done);
    thread.once('error', failed);
    thread.once('exit', (code) => {
      clearTimeout(timer);
      failed(new Error(`drawing ended with ${code} before it was done`));
    });
  });

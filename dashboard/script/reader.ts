import { readScript } from './read.ts';
import { ReadRefused, type Refusal } from './refused.ts';
import type { ScriptRead } from './rows.ts';

/** What the page asks of its reader. */
export interface ReadAsk {
  readonly name: string;
  readonly bytes: Uint8Array;
}
export type ReadAnswer =
  | { readonly ok: true; readonly read: ScriptRead }
  | { readonly ok: false; readonly refusal: Refusal };

/*
 * Files are read in a worker of their own: one made to hold up whoever reads it holds up nobody, since the page ends the
 * worker after a while.
 */
addEventListener('message', async ({ data: { name, bytes } }: MessageEvent<ReadAsk>) => {
  let answer: ReadAnswer;
  try {
    answer = { ok: true, read: await readScript(name, bytes) };
  } catch (error) {
    const refusal: Refusal = error instanceof ReadRefused ? error.refusal : { code: 'damaged' };
    answer = { ok: false, refusal };
  }
  postMessage(answer);
});

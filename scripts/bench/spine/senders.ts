import type { IngestReply } from '../../../models/contract/ingest.ts';
import { openPipe, postOf } from './pipe.ts';
import { atMsOf, isClaim, lineOf, type Show } from './said.ts';

export interface SendingOptions {
  readonly port: number;
  readonly token: string;
  readonly shows: readonly Show[];
  /** Sentences a second of all shows together. */
  readonly perSecond: number;
  readonly seconds: number;
  /** Of each show the number of the first sentence; 0 where nothing was sent before. */
  readonly from?: number;
  /** Sentences of one show that go together. */
  readonly together: number;
  /** Told of each sentence that makes a claim: when it was sent, and when the answer said that it is at rest. */
  readonly onClaim?: (show: Show, atMs: number, sentAt: number, acceptedAt: number) => void;
}

export interface Sent {
  readonly accepted: number;
  /** Requests that were answered with anything but 200, by status. */
  readonly refused: Record<string, number>;
  /** Most requests that were due and not yet sent: the sender itself was late, or answers were. */
  readonly lateMax: number;
}

/** Connections to the server: a request waits for the answer before it on the same one. */
const PIPES = 64;
const TURN_MS = 2;

/** Sends at a steady pace, each show's sentences in their order, and never faster because something was late. */
export const sendSteadily = async (options: SendingOptions): Promise<Sent> => {
  const { port, token, shows, perSecond, seconds, together, from: begin = 0 } = options;
  const pipes = await Promise.all(
    Array.from({ length: Math.min(PIPES, shows.length) }, () => openPipe(port)),
  );
  const lines = pipes.map(() => Promise.resolve());
  const refused: Record<string, number> = {};
  const counts = { accepted: 0, waiting: 0, lateMax: 0 };

  const sendOne = async (pipe: (typeof pipes)[number], show: Show, from: number): Promise<void> => {
    const said = Array.from({ length: together }, (_, i) => from + i);
    const sentAt = performance.now();
    const request = postOf(`/api/broadcasts/${show.id}/events`, token, said.map(lineOf).join('\n'));
    const { status, body } = await pipe.send(request);
    const acceptedAt = performance.now();
    counts.waiting -= 1;
    if (status !== 200) refused[status] = (refused[status] ?? 0) + 1;
    else counts.accepted += (JSON.parse(body) as IngestReply).accepted;
    for (const n of said) if (isClaim(n)) options.onClaim?.(show, atMsOf(n), sentAt, acceptedAt);
  };

  const total = Math.floor((perSecond * seconds) / together);
  const startedAt = performance.now();
  for (let k = 0; k < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) * perSecond) / together / 1000));
    for (; k < due; k += 1) {
      const index = k % shows.length;
      const show = shows[index] as Show;
      const pipe = index % pipes.length;
      const from = begin + Math.floor(k / shows.length) * together;
      counts.waiting += 1;
      lines[pipe] = (lines[pipe] ?? Promise.resolve()).then(() =>
        sendOne(pipes[pipe] as (typeof pipes)[number], show, from),
      );
    }
    counts.lateMax = Math.max(counts.lateMax, counts.waiting);
    await new Promise((done) => setTimeout(done, TURN_MS));
  }
  await Promise.all(lines);
  for (const pipe of pipes) pipe.close();
  return { accepted: counts.accepted, refused, lateMax: counts.lateMax };
};

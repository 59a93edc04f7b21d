import type { IngestReply } from '../../../models/contract/ingest.ts';
import { type Answer, openFeedSocket, openPipe, postOf } from './pipe.ts';
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
  /** A request each, which is the default, or messages over a WebSocket of each show. */
  readonly by?: 'post' | 'socket';
  /** Told of each sentence that makes a claim: when it was sent, and when the answer said that it is at rest. */
  readonly onClaim?: (show: Show, atMs: number, sentAt: number, acceptedAt: number) => void;
}

export interface Sent {
  readonly accepted: number;
  /** Sentences that were not accepted, by the status of the answer; that of a WebSocket's is 200. */
  readonly refused: Record<string, number>;
  /** Most requests that were due and not yet sent: the sender itself was late, or answers were. */
  readonly lateMax: number;
}

/** Connections to the server: a request waits for the answer before it on the same one. */
const PIPES = 64;
const TURN_MS = 2;

/** One connection: what is sent waits for the answer to what was sent before. */
interface Line {
  send(show: Show, body: string): Promise<Answer>;
  close(): void;
}

const postLine = async ({ port, token }: SendingOptions): Promise<Line> => {
  const pipe = await openPipe(port);
  return {
    send: ({ id }, body) => pipe.send(postOf(`/api/broadcasts/${id}/events`, token, body)),
    close: pipe.close,
  };
};

const socketLine = async ({ port, token }: SendingOptions, { id }: Show): Promise<Line> => {
  const socket = await openFeedSocket(port, token, id);
  return {
    send: async (_, body) => ({ status: 200, body: await socket.send(body) }),
    close: socket.close,
  };
};

/** A WebSocket is of one show; requests of many go over the same connection. */
const openLines = (options: SendingOptions): Promise<Line[]> =>
  Promise.all(
    options.by === 'socket'
      ? options.shows.map((show) => socketLine(options, show))
      : options.shows.slice(0, PIPES).map(() => postLine(options)),
  );

/** Sends at a steady pace, each show's sentences in their order, and never faster because something was late. */
export const sendSteadily = async (options: SendingOptions): Promise<Sent> => {
  const { shows, perSecond, seconds, together, from: begin = 0 } = options;
  const lines = await openLines(options);
  const queues = lines.map(() => Promise.resolve());
  const refused: Record<string, number> = {};
  const counts = { accepted: 0, waiting: 0, lateMax: 0 };

  const sendOne = async (line: Line, show: Show, from: number): Promise<void> => {
    const said = Array.from({ length: together }, (_, i) => from + i);
    const sentAt = performance.now();
    const { status, body } = await line.send(show, said.map(lineOf).join('\n'));
    const acceptedAt = performance.now();
    counts.waiting -= 1;
    const accepted = status === 200 ? (JSON.parse(body) as IngestReply).accepted : 0;
    counts.accepted += accepted;
    if (accepted < together) refused[status] = (refused[status] ?? 0) + together - accepted;
    for (const n of said) if (isClaim(n)) options.onClaim?.(show, atMsOf(n), sentAt, acceptedAt);
  };

  const total = Math.floor((perSecond * seconds) / together);
  const startedAt = performance.now();
  for (let k = 0; k < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) * perSecond) / together / 1000));
    for (; k < due; k += 1) {
      const index = k % shows.length;
      const show = shows[index] as Show;
      const at = index % lines.length;
      const from = begin + Math.floor(k / shows.length) * together;
      counts.waiting += 1;
      queues[at] = (queues[at] ?? Promise.resolve()).then(() => sendOne(lines[at] as Line, show, from));
    }
    counts.lateMax = Math.max(counts.lateMax, counts.waiting);
    await new Promise((done) => setTimeout(done, TURN_MS));
  }
  await Promise.all(queues);
  for (const line of lines) line.close();
  return { accepted: counts.accepted, refused, lateMax: counts.lateMax };
};

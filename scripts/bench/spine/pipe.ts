import { connect } from 'node:net';
import { WebSocket } from 'ws';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** One kept connection that sends one request at a time. Costs the sender next to nothing, so that the other end is measured. */
export interface Pipe {
  /** @param request a whole HTTP/1.1 request; the answer has to have a Content-Length. */
  send(request: Uint8Array): Promise<Answer>;
  close(): void;
}

const HEAD_END = Buffer.from('\r\n\r\n');

export const openPipe = async (port: number): Promise<Pipe> => {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((done, failed) => socket.once('connect', done).once('error', failed));
  let received: Buffer = Buffer.alloc(0);
  let waiting: { done: (answer: Answer) => void; failed: (error: Error) => void } | null = null;
  const take = (): void => {
    const head = received.indexOf(HEAD_END);
    if (head < 0) return;
    const text = received.toString('latin1', 0, head);
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
    const end = head + HEAD_END.length + length;
    if (received.length < end) return;
    const body = received.toString('utf8', head + HEAD_END.length, end);
    received = received.subarray(end);
    waiting?.done({ status: Number(text.slice(9, 12)), body });
    waiting = null;
  };
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    take();
  });
  socket.on('error', (error) => waiting?.failed(error));
  socket.on('close', () => waiting?.failed(new Error('the connection ended')));
  return {
    send: (request) =>
      new Promise<Answer>((done, failed) => {
        waiting = { done, failed };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
};

/** A POST of lines as bytes. */
export const postOf = (path: string, token: string, body: string): Buffer => {
  const bytes = Buffer.from(body);
  const head = [
    `POST ${path} HTTP/1.1`,
    'Host: bench',
    `Authorization: Bearer ${token}`,
    'Content-Type: application/x-ndjson',
    `Content-Length: ${bytes.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes]);
};

/** A feed's own connection: the WebSocket of one broadcast, a message of lines at a time. */
export interface FeedSocket {
  /** @param body lines of NDJSON. @returns the IngestReply as text. */
  send(body: string): Promise<string>;
  close(): void;
}

export const openFeedSocket = async (
  port: number,
  token: string,
  broadcastId: string,
): Promise<FeedSocket> => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/broadcasts/${broadcastId}/events`, {
    headers: { Authorization: `Bearer ${token}` },
    perMessageDeflate: false,
  });
  await new Promise<void>((done, failed) => void socket.once('open', done).once('error', failed));
  let waiting: { done: (text: string) => void; failed: (error: Error) => void } | null = null;
  socket.on('message', (data) => {
    waiting?.done(String(data));
    waiting = null;
  });
  socket.on('close', (code) => waiting?.failed(new Error(`closed with ${code}`)));
  return {
    send: (body) =>
      new Promise<string>((done, failed) => {
        waiting = { done, failed };
        socket.send(body);
      }),
    close: () => socket.terminate(),
  };
};

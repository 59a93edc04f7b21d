import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { Server } from 'socket.io';
import { answerParent } from './processes.ts';

/** The yardstick of the feed: a Socket.IO server that knows nothing, and emits what it is given to its rooms. */
export type BareQuestion =
  | { readonly ask: 'listen'; readonly rooms: readonly string[] }
  | {
      readonly ask: 'emit';
      readonly messages: readonly { room: string; payload: unknown }[];
      readonly times: number;
    };

/** Emits between two turns of the event loop: enough to be quick, few enough that sockets are written to meanwhile. */
const BURST = 10;

const http = createServer();
const io = new Server(http, { serveClient: false, perMessageDeflate: false });
let joined = 0;

const listen = async (rooms: readonly string[]): Promise<number> => {
  io.on('connection', (socket) => {
    void socket.join(rooms[joined % rooms.length] ?? '');
    joined += 1;
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  return (http.address() as AddressInfo).port;
};

const emit = async ({ messages, times }: Extract<BareQuestion, { ask: 'emit' }>): Promise<number> => {
  const startedAt = Date.now();
  let emitted = 0;
  for (let n = 0; n < times; n += 1)
    for (const { room, payload } of messages) {
      io.to(room).emit('alerts:changed', payload);
      emitted += 1;
      if (emitted % BURST === 0) await turn();
    }
  return startedAt;
};

answerParent((question: BareQuestion) =>
  question.ask === 'listen' ? listen(question.rooms) : emit(question),
);

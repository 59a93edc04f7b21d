import { WebSocket } from 'ws';

/** What a dashboard was sent, as text: Engine.IO 4 and Socket.IO 5 over a WebSocket, without decoding what it does not need. */
export interface LightDashboard {
  /** Messages with changes, and their characters. */
  readonly messages: number;
  readonly characters: number;
  stop(): void;
}

const OPEN = '0';
const PING = '2';
const PONG = '3';
const CONNECT = '40';
const REFUSED = '44';
const EVENT = '42';
const ACK = '43';
const RESUME = '420["feed:resume",{}]';
const BUSY_AGAIN_MS = 100;

export interface LightOptions {
  readonly url: string;
  readonly cookie: string;
  /** Asks for the state and then for changes, as a dashboard does; a bare server is only connected to. */
  readonly resumes: boolean;
  readonly onChange?: (text: string) => void;
}

/** Connects. Resolves once changes come. */
export const openLight = ({ url, cookie, resumes, onChange }: LightOptions): Promise<LightDashboard> =>
  new Promise((done, failed) => {
    const address = `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
    const socket = new WebSocket(address, { headers: { cookie }, perMessageDeflate: false });
    const dashboard = { messages: 0, characters: 0, stop: () => socket.terminate() };
    const heard = (text: string): void => {
      dashboard.messages += 1;
      dashboard.characters += text.length;
      onChange?.(text);
    };
    const acknowledged = (text: string): void => {
      if (text.includes('"ok":true')) done(dashboard);
      else if (text.includes('"busy"')) setTimeout(() => socket.send(RESUME), BUSY_AGAIN_MS);
      else failed(new Error(text));
    };
    socket.on('error', failed);
    socket.on('close', (code) => failed(new Error(`closed with ${code}`)));
    socket.on('message', (data) => {
      const text = String(data);
      if (text.startsWith('42["alerts:changed"')) heard(text);
      else if (text.startsWith(CONNECT)) {
        if (resumes) socket.send(RESUME);
        else done(dashboard);
      } else if (text.startsWith(ACK)) acknowledged(text);
      else if (text.startsWith(REFUSED)) failed(new Error(text));
      else if (text === PING) socket.send(PONG);
      else if (text.startsWith(OPEN)) socket.send(CONNECT);
      else if (!text.startsWith(EVENT)) failed(new Error(`not understood: ${text.slice(0, 80)}`));
    });
  });

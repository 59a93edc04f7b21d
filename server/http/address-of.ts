import type { IncomingMessage } from 'node:http';

/** Whether the address at this hop, counted from the server, is a proxy of ours: what Express makes of `trust proxy`. */
export type Trust = (address: string, hop: number) => boolean;

/** The address from which a request comes, proxies that are trusted left out: `req.ip`, for requests that no route sees. */
export const addressOf = (request: IncomingMessage, trust: Trust): string => {
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
  const hops = [
    request.socket.remoteAddress ?? '',
    ...forwarded
      .map((one) => one.trim())
      .filter((one) => one !== '')
      .reverse(),
  ];
  const first = hops.findIndex((address, hop) => !trust(address, hop));
  return hops[first] ?? hops.at(-1) ?? '';
};

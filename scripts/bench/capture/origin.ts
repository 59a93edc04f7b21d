import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a playlist lists: a player that lost its connection for minutes still finds its place. */
const LISTED_MS = 10 * 60_000;
const PACKET_BYTES = 188;
/** A packet that players skip (ISO/IEC 13818-1, PID 0x1FFF), with room for a number. */
const nullPacket = (n: number): Buffer => {
  const packet = Buffer.alloc(PACKET_BYTES, 0xff);
  packet.set([0x47, 0x1f, 0xff, 0x10]);
  packet.writeUInt32BE(n, 4);
  return packet;
};

export interface Origin {
  readonly url: string;
  close(): void;
}

/**
 * A live encoder's origin: a playlist that slides with the clock, and segments that repeat a film, no two of the same bytes.
 * @param clock ms since 1970; the show lasts from `startedAtMs` to `endsAtMs`
 */
export const openOrigin = async (
  pieces: readonly Buffer[],
  show: { clock: () => number; startedAtMs: number; endsAtMs: number; segmentMs: number },
): Promise<Origin> => {
  const { clock, startedAtMs, endsAtMs, segmentMs } = show;
  const playlist = (): string => {
    const nowMs = Math.min(clock(), endsAtMs);
    const past = Math.max(0, Math.floor((nowMs - startedAtMs) / segmentMs));
    const first = Math.max(0, past - Math.ceil(LISTED_MS / segmentMs));
    const seconds = (segmentMs / 1_000).toFixed(3);
    const lines = Array.from({ length: past - first }, (_, i) => {
      const at = new Date(startedAtMs + (first + i) * segmentMs).toISOString();
      // Each turn of the film begins its clock anew.
      const seam = (first + i) % pieces.length === 0 ? '#EXT-X-DISCONTINUITY\n' : '';
      return `${seam}#EXT-X-PROGRAM-DATE-TIME:${at}\n#EXTINF:${seconds},\n${first + i}.ts`;
    });
    const head = `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:${Math.ceil(segmentMs / 1_000)}\n#EXT-X-MEDIA-SEQUENCE:${first}`;
    return `${[head, ...lines, ...(clock() >= endsAtMs ? ['#EXT-X-ENDLIST'] : [])].join('\n')}\n`;
  };
  const server = createServer((request, response) => {
    const asked = /^\/(\d+)\.ts$/.exec(request.url ?? '')?.[1];
    if (asked === undefined) response.end(playlist());
    else {
      const piece = pieces[Number(asked) % pieces.length] ?? Buffer.alloc(0);
      response.end(Buffer.concat([piece, nullPacket(Number(asked))]));
    }
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/live.m3u8`;
  return {
    url,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
};

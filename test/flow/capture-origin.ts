import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CaptionCue {
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
}

const clock = (ms: number): string => {
  const part = (value: number, width = 2) => String(Math.floor(value)).padStart(width, '0');
  return `${part(ms / 3_600_000)}:${part((ms / 60_000) % 60)}:${part((ms / 1000) % 60)}.${part(ms % 1000, 3)}`;
};

/**
 * A small live origin: segments of one length whose number is set by the test. Its cues are on the broadcast's clock, and
 * a cue that crosses a border is in both segments.
 */
export class CaptionOrigin {
  startedAtMs: number;
  readonly segmentMs: number;
  cues: CaptionCue[] = [];
  segments = 0;
  firstSequence = 0;
  over = false;
  /** Whether the playlist states when each segment was on the air. */
  dated = true;
  /** Answers with this instead, when set. */
  status: number | undefined;
  readonly requests: string[] = [];
  readonly #server: Server;

  constructor(options: { startedAtMs: number; segmentMs: number }) {
    this.startedAtMs = options.startedAtMs;
    this.segmentMs = options.segmentMs;
    this.#server = createServer((request, response) => {
      const name = (request.url ?? '').slice(1);
      this.requests.push(name);
      const body = this.status === undefined ? this.#body(name) : undefined;
      response.writeHead(body === undefined ? (this.status ?? 404) : 200);
      response.end(body);
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
  }

  /** The encoder begins anew: numbers and clock start from zero at `startedAtMs`. */
  restart(startedAtMs: number): void {
    this.startedAtMs = startedAtMs;
    this.firstSequence = 0;
    this.segments = 0;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  #body(name: string): string | undefined {
    if (name === 'master.m3u8') {
      return [
        '#EXTM3U',
        '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="c",NAME="中文",LANGUAGE="zh-Hans",DEFAULT=YES,URI="subs.m3u8"',
        '#EXT-X-STREAM-INF:BANDWIDTH=100000,SUBTITLES="c"',
        'video.m3u8',
      ].join('\n');
    }
    if (name === 'subs.m3u8') return this.#playlist();
    const index = /^seg(\d+)\.vtt$/.exec(name)?.[1];
    return index === undefined || Number(index) >= this.segments ? undefined : this.#segment(Number(index));
  }

  #playlist(): string {
    const lines = [
      '#EXTM3U',
      `#EXT-X-TARGETDURATION:${this.segmentMs / 1000}`,
      `#EXT-X-MEDIA-SEQUENCE:${this.firstSequence}`,
    ];
    for (let i = this.firstSequence; i < this.segments; i += 1) {
      const startedAt = new Date(this.startedAtMs + i * this.segmentMs).toISOString();
      if (this.dated) lines.push(`#EXT-X-PROGRAM-DATE-TIME:${startedAt}`);
      lines.push(`#EXTINF:${this.segmentMs / 1000},`, `seg${i}.vtt`);
    }
    if (this.over) lines.push('#EXT-X-ENDLIST');
    return lines.join('\n');
  }

  #segment(index: number): string {
    const [fromMs, untilMs] = [index * this.segmentMs, (index + 1) * this.segmentMs];
    const inside = this.cues.filter((cue) => cue.startMs < untilMs && cue.endMs > fromMs);
    const body = inside.map((cue) => `\n${clock(cue.startMs)} --> ${clock(cue.endMs)}\n${cue.text}\n`);
    return `WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n${body.join('')}`;
  }
}

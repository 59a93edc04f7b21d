import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import type { Manifest } from './manifest.ts';
import { liveSegmentCount, masterPlaylist, mediaPlaylist, subtitlePlaylist } from './playlist.ts';
import { mediaDir, type ScenarioName } from './scenario.ts';

export interface OriginDeps {
  readonly rootDir: string;
  readonly manifests: ReadonlyMap<ScenarioName, Manifest>;
  /** Unix ms. */
  readonly now: () => number;
}

/** Only what this matches is served, and file names are rebuilt from its parts: no path leaves the media folder. */
const ADDRESS =
  /^\/live\/([a-z]{1,20})\/(\d{1,15})\/(master\.m3u8|video\.m3u8|subs\.m3u8|init\.mp4|seg(\d{1,5})\.(m4s|vtt))$/;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  m3u8: 'application/vnd.apple.mpegurl',
  mp4: 'video/mp4',
  m4s: 'video/iso.segment',
  vtt: 'text/vtt; charset=utf-8',
};

type Answer = { readonly text: string } | { readonly file: string };

const answerTo = (deps: OriginDeps, url: string): { name: string; answer: Answer } | undefined => {
  const match = ADDRESS.exec(url.split('?', 1)[0] ?? '');
  const [, scenario, started, name, segment] = match ?? [];
  const manifest = deps.manifests.get(scenario as ScenarioName);
  if (!manifest || !started || !name) return undefined;
  const startedAtMs = Number(started);
  const nowMs = deps.now();
  const count = liveSegmentCount(manifest, startedAtMs, nowMs);
  // Players give up on a playlist without segments: before the first is complete the broadcast is not there yet.
  if (count === 0 || (segment !== undefined && Number(segment) >= count)) return undefined;
  if (name === 'master.m3u8') return { name, answer: { text: masterPlaylist(manifest) } };
  if (name === 'video.m3u8') return { name, answer: { text: mediaPlaylist(manifest, startedAtMs, nowMs) } };
  if (name === 'subs.m3u8') return { name, answer: { text: subtitlePlaylist(manifest, startedAtMs, nowMs) } };
  const file = segment === undefined ? 'init.mp4' : `seg${Number(segment)}${path.extname(name)}`;
  return { name, answer: { file: path.join(mediaDir(deps.rootDir, manifest.scenario), file) } };
};

const plain = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(text);
};

const handle = (deps: OriginDeps, request: IncomingMessage, response: ServerResponse): void => {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('x-content-type-options', 'nosniff');
  if (request.method === 'OPTIONS') {
    response.writeHead(204, {
      'access-control-allow-methods': 'GET, HEAD',
      'access-control-allow-headers': '*',
    });
    response.end();
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    plain(response, 405, 'GET or HEAD only\n');
    return;
  }
  const found = answerTo(deps, request.url ?? '');
  if (!found) {
    plain(response, 404, 'not here, or not live yet\n');
    return;
  }
  const type = CONTENT_TYPES[path.extname(found.name).slice(1)] ?? 'application/octet-stream';
  const caching = 'text' in found.answer ? 'no-cache' : 'public, max-age=3600';
  response.writeHead(200, { 'content-type': type, 'cache-control': caching });
  if (request.method === 'HEAD') {
    response.end();
  } else if ('text' in found.answer) {
    response.end(found.answer.text);
  } else {
    createReadStream(found.answer.file)
      .on('error', () => response.destroy())
      .pipe(response);
  }
};

/**
 * The demo's media origin: `/live/<scenario>/<startedAtMs>/(master|video|subs).m3u8`, `init.mp4`, `seg<N>.(m4s|vtt)`.
 * Every answer is a function of the committed media, `startedAtMs` and the clock. A segment that is not complete yet is
 * 404, as on a live encoder.
 */
export const createOrigin = (deps: OriginDeps): Server =>
  createServer((request, response) => handle(deps, request, response));

import type { MediaDoc } from '../../models/store/media-documents.ts';

/** Bits a second that a player is told of; it has no choice to make. */
const BANDWIDTH = 2_500_000;

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

/** Whether a piece goes on where the one before it ended, on the same clock. */
const isSeamless = (piece: MediaDoc, before: MediaDoc): boolean =>
  piece.run === before.run &&
  piece.sequence === before.sequence + 1 &&
  piece.initSha256 === before.initSha256 &&
  !piece.discontinuity;

const linesOf = (piece: MediaDoc, before: MediaDoc | undefined, startedAtMs: number): string[] => {
  const { initSha256, sha256, fromMs, untilMs } = piece;
  const seam = before !== undefined && !isSeamless(piece, before);
  const isNewInit = initSha256 !== undefined && initSha256 !== before?.initSha256;
  return [
    ...(seam ? ['#EXT-X-DISCONTINUITY'] : []),
    ...(isNewInit ? [`#EXT-X-MAP:URI="files/${initSha256}"`] : []),
    ...(seam || !before ? [`#EXT-X-PROGRAM-DATE-TIME:${new Date(startedAtMs + fromMs).toISOString()}`] : []),
    `#EXTINF:${seconds(Math.max(1, untilMs - fromMs))},`,
    `files/${sha256}`,
  ];
};

/**
 * Kept pieces of one track as an HLS playlist (RFC 8216), with the times at which they were on the air; where something is
 * missing between them the clock starts anew.
 * @param pieces held, in order
 */
export const trackPlaylist = (pieces: readonly MediaDoc[], startedAtMs: number): string => {
  const targetMs = Math.max(1_000, ...pieces.map(({ fromMs, untilMs }) => untilMs - fromMs));
  return `${[
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${Math.ceil(targetMs / 1000)}`,
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-MEDIA-SEQUENCE:0',
    ...pieces.flatMap((piece, at) => linesOf(piece, pieces[at - 1], startedAtMs)),
    '#EXT-X-ENDLIST',
  ].join('\n')}\n`;
};

/** Picture and sound that come apart, as a multivariant playlist. */
export const masterPlaylist = (query: string, soundApart: boolean): string =>
  `${[
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    ...(soundApart
      ? [`#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="sound",DEFAULT=YES,URI="audio.m3u8?${query}"`]
      : []),
    `#EXT-X-STREAM-INF:BANDWIDTH=${BANDWIDTH}${soundApart ? ',AUDIO="sound"' : ''}`,
    `main.m3u8?${query}`,
  ].join('\n')}\n`;

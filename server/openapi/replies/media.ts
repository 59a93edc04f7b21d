import { z } from 'zod';
import { type BroadcastCoverage, COVERAGE_CAUSES, type Coverage } from '../../../models/contract/coverage.ts';
import type { BroadcastMedia, MediaPiece } from '../../../models/contract/media.ts';
import { replyOf } from './agrees.ts';
import { count, sha256 } from './claims.ts';

const mediaPiece = replyOf<MediaPiece>()(
  z.object({
    form: z.enum(['segment', 'sound']),
    track: z.string().describe('`main`, or `audio` where the sound comes apart from the picture.'),
    run: count.describe('Grows when the sender starts over: its numbers are new ones then.'),
    sequence: count,
    fromMs: count,
    untilMs: count,
    sha256: sha256.exactOptional().describe('Absent where nothing could be fetched.'),
    bytes: count,
    held: z.boolean().describe('Whether the bytes are kept here.'),
    derivedFrom: z.array(sha256).exactOptional().describe('Sound: the segments it was re-encoded from.'),
    insteadOf: sha256
      .exactOptional()
      .describe('Fetched again, the segment was another one: what it was before.'),
  }),
);

const coverage = replyOf<Coverage>()(
  z.object({
    fromMs: count,
    untilMs: count,
    percent: z.int().min(0).max(100).describe('Rounded down: 100 only where nothing is missing.'),
    gaps: z.array(z.object({ fromMs: count, untilMs: count, cause: z.enum(COVERAGE_CAUSES) })),
  }),
);

export const broadcastCoverage = replyOf<BroadcastCoverage>()(
  z.object({ words: coverage, picture: coverage, sound: coverage }),
);

export const broadcastMedia = replyOf<BroadcastMedia>()(
  z.object({
    pieces: z.array(mediaPiece),
    coverage: broadcastCoverage,
    playlist: z.string().nullable().describe('Where what is kept can be played as HLS.'),
  }),
);

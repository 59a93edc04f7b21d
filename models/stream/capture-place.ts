import { z } from 'zod';
import type { BroadcastId } from '../contract/ids.ts';
import type { RedisClient } from './client.ts';
import { keys, type Partition } from './keys.ts';

/** A place outlives the longest show; the words held in it are cleared when the capture is over. */
const PLACE_SECONDS = 25 * 3600;

/** Words that wait for the rest of their sentence. */
const fragmentSchema = z.object({
  id: z.string(),
  atMs: z.number(),
  /** End of the words, ms since 1970. */
  endMs: z.number(),
  /** When the first of them arrived, ms since 1970: how long they may still be held. */
  heldSinceMs: z.number(),
  startMs: z.number(),
  role: z.enum(['presenter', 'guest']),
  speaker: z.string().optional(),
  text: z.string(),
});

/** A cue that was heard: enough to know it again in the next segment, without its words. */
const heardCueSchema = z.object({
  startMs: z.number(),
  endMs: z.number(),
  mediaStartMs: z.number(),
  mediaEndMs: z.number(),
  digest: z.string(),
  sequence: z.number(),
});

const hearingSchema = z.object({
  heard: z.array(heardCueSchema),
  /** The caption on the screen before, by which roll-up is known. */
  shown: z.object({ voice: z.string(), lines: z.array(z.string()), endMs: z.number() }).optional(),
  pending: fragmentSchema.optional(),
});

const placeSchema = z.object({
  /** The playback address that is followed; another one is another capture. */
  url: z.string(),
  /** Grows when the sender starts over: media sequences of two runs are not the same ones. */
  run: z.int(),
  /** The media sequence to be heard next; absent before the first. */
  nextSequence: z.int().optional(),
  /** End of the last segment, ms since 1970. */
  heardUntilMs: z.number().optional(),
  /** Whether the sender itself stated that time, so that the same segment under another one is another segment. */
  dated: z.boolean().optional(),
  /** What is added to the media's clock to have ms since 1970. */
  offsetMs: z.number().optional(),
  hearing: hearingSchema,
  /** Set while the capture is down: the time up to which gap records have been written, ms since 1970. */
  downSinceMs: z.number().optional(),
  /** The playlist ended and every segment was heard. */
  over: z.boolean(),
});

export type HeldFragment = z.infer<typeof fragmentSchema>;
export type HeardCue = z.infer<typeof heardCueSchema>;
export type Hearing = z.infer<typeof hearingSchema>;
/** How far the capture of one broadcast has come: all that another worker needs to go on from there. */
export type CapturePlace = z.infer<typeof placeSchema>;

export interface CaptureOf {
  readonly partition: Partition;
  readonly broadcastId: BroadcastId;
}

/** The place of a capture; `null` when there is none, or it cannot be read (then the capture starts over). */
export const readCapturePlace = async (redis: RedisClient, of: CaptureOf): Promise<CapturePlace | null> => {
  const json = await redis.hGet(keys.capturePlace(of.partition, of.broadcastId), 'json');
  if (!json) return null;
  const parsed = placeSchema.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : null;
};

/*
 * Purpose: write a capture's place, if the writer still holds the capture.
 * KEYS     1 lease, 2 place (both in the partition's slot)
 * ARGV     1 owner, 2 place as JSON, 3 PLACE_SECONDS
 * Returns  1 written, 0 the lease is someone else's or gone
 */
const SAVE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[2], 'json', ARGV[2])
redis.call('EXPIRE', KEYS[2], ARGV[3])
return 1
`;

/**
 * Keeps a capture's place. To be called after the events before it are at rest.
 * @returns false when the capture belongs to another worker by now: stop.
 */
export const saveCapturePlace = async (
  redis: RedisClient,
  of: CaptureOf,
  owner: string,
  place: CapturePlace,
): Promise<boolean> => {
  const reply = await redis.eval(SAVE, {
    keys: [keys.captureLease(of.partition, of.broadcastId), keys.capturePlace(of.partition, of.broadcastId)],
    arguments: [owner, JSON.stringify(place), String(PLACE_SECONDS)],
  });
  return reply === 1;
};

import { isDiskFull } from '../../models/store/disk-full.ts';
import { noteMedia } from '../../models/store/keep-media.ts';
import type { MediaDoc, MediaMissing } from '../../models/store/media-documents.ts';
import type { MediaFiles } from '../../models/store/media-files.ts';
import { sha256Of } from '../../models/store/media-files.ts';
import type { Store } from '../../models/store/store.ts';
import { appendEvents } from '../../models/stream/append-events.ts';
import type { CaptureOf } from '../../models/stream/capture-place.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import type { MediaEvent } from '../../models/stream/wire.ts';
import { Overloaded } from '../capture/tell.ts';

export interface TakeDeps {
  readonly store: Store;
  readonly redis: RedisClient;
  readonly files: MediaFiles;
  /** Now, ms since 1970. */
  readonly clock: () => number;
}

/** A piece that is about to be kept: all but its bytes. */
export type NewPiece = Omit<MediaDoc, 'sha256' | 'bytes' | 'fetchedAt' | 'held' | 'missing'> & {
  readonly uri?: string;
};

const eventOf = (piece: NewPiece, sha256: string, bytes: number): MediaEvent => ({
  type: 'media',
  atMs: piece.fromMs,
  run: piece.run,
  track: piece.track,
  sequence: piece.sequence,
  fromMs: piece.fromMs,
  untilMs: piece.untilMs,
  sha256,
  bytes,
  ...(piece.form !== 'segment' && { form: piece.form }),
  ...(piece.uri !== undefined && { uri: piece.uri }),
  ...(piece.derivedFrom && { derivedFrom: piece.derivedFrom }),
  ...(piece.insteadOf !== undefined && { insteadOf: piece.insteadOf }),
});

/**
 * Keeps bytes, then has their hash recorded, then remembers them: whoever dies in between does the same again, and nothing is
 * doubled. Where the disk is full the hash is recorded all the same, and that the bytes are not here.
 *
 * @throws Overloaded, or what the stores throw.
 * @returns the SHA-256, hex, and whether the bytes are kept.
 */
export const takePiece = async (
  deps: TakeDeps,
  of: CaptureOf,
  { uri, ...piece }: NewPiece,
  bytes: Buffer,
): Promise<{ readonly sha256: string; readonly held: boolean }> => {
  let held = true;
  try {
    await deps.files.put(bytes);
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    held = false;
  }
  const sha256 = sha256Of(bytes);
  const event = eventOf({ ...piece, ...(uri !== undefined && { uri }) }, sha256, bytes.length);
  const { track, run, sequence, form } = piece;
  const dedupeId = `media:${form}:${track}:${run}:${sequence}:${sha256}`;
  const [outcome] = await appendEvents(deps.redis, { ...of, acceptedAtMs: deps.clock() }, [
    { event, dedupeId },
  ]);
  if (outcome === 'overloaded') throw new Overloaded('the partition takes nothing more at present');
  await noteMedia(deps.store, {
    ...piece,
    sha256,
    bytes: bytes.length,
    fetchedAt: new Date(deps.clock()),
    held,
    why: held ? piece.why : [],
    ...(!held && { missing: 'disk-full' as const }),
  });
  return { sha256, held };
};

/** Remembers that a segment could not be had, and why. */
export const missPiece = (
  deps: TakeDeps,
  { uri: _, keepUntil: __, ...piece }: NewPiece,
  missing: MediaMissing,
): Promise<void> =>
  noteMedia(deps.store, {
    ...piece,
    missing,
    bytes: 0,
    fetchedAt: new Date(deps.clock()),
    held: false,
    why: [],
  });

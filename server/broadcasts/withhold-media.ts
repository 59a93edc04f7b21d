import type { WithholdingReason, WithholdingReply } from '../../models/contract/withholding.ts';
import type { AuditDoc, BroadcastDoc } from '../../models/store/documents.ts';
import type { MediaFiles } from '../../models/store/media-files.ts';
import type { PackFiles } from '../../models/store/pack-files.ts';
import { removeWithheld, withholdMedia } from '../../models/store/withhold-media.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { appendInternal } from './internal-events.ts';

export interface WithholdMediaDeps extends Pick<Deps, 'store' | 'redis' | 'now'> {
  /** Of evidence packs. */
  readonly files: PackFiles;
  readonly media: MediaFiles;
}

/** A face or a home address in the picture, a voice: where it was shown, and why it must not be any more. */
export interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly reason: WithholdingReason;
  readonly note: string;
}

/**
 * Removes picture and sound of a stretch, whole pieces: bytes, and packs that may show them, which answer 410. Hashes and their
 * records stay, a record says why the bytes are gone, and coverage says so wherever it is shown.
 * @throws Problem `not-found` where nothing of it is known, `conflict` where an order or an authority wants it kept.
 */
export const withholdStretch = async (
  { store, redis, now, files, media }: WithholdMediaDeps,
  doc: BroadcastDoc,
  stretch: Stretch,
  by: AuditDoc['by'],
): Promise<WithholdingReply> => {
  const done = await withholdMedia(store, doc, stretch, { by, now: new Date(now()) });
  if (!done.ok && done.code === 'held')
    throw new Problem('conflict', `it is held (${done.hold?.why} ${done.hold?.ref}): release that first`);
  if (!done.ok && done.code === 'too-many')
    throw new Problem('invalid', 'untilMs: more pieces than one act removes; name a shorter stretch', {
      field: 'untilMs',
    });
  if (!done.ok)
    throw new Problem('not-found', 'no picture or sound of this time is known, or it is gone already');
  for (const file of done.packs) await files.remove(file);
  await removeWithheld(store, media, doc._id, now());
  await appendInternal(redis, doc, now(), [done.act]);
  return { leaves: [], pieces: done.act.event.sha256.length };
};

import { noteCustody } from '../../models/store/custody.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import type { MediaDoc } from '../../models/store/media-documents.ts';
import type { PersonDoc } from '../../models/store/memberships.ts';
import type { Deps } from '../deps.ts';

/** Picture and sound are told by the minute: a player asks for a piece every few seconds, and again when somebody looks back. */
const STRETCH_MS = 60_000;
/** Within this time the same person's looking at the same minute is one viewing. */
const SAME_MS = 3_600_000;
/** Viewings remembered: some people watching for hours. Whoever is forgotten is noted once more. */
const REMEMBERED_MAX = 10_000;

/** Notes who sees the picture and sound of broadcasts that are not public, before the first byte of each minute leaves. */
export const createMediaCustody = ({ store, now }: Pick<Deps, 'store' | 'now'>) => {
  const seen = new Map<string, number>();
  return async (
    person: Pick<PersonDoc, '_id' | 'name'>,
    { publicId }: Pick<BroadcastDoc, 'publicId'>,
    { fromMs }: Pick<MediaDoc, 'fromMs'>,
  ): Promise<void> => {
    const start = Math.floor(fromMs / STRETCH_MS) * STRETCH_MS;
    const name = `${person._id} ${publicId} ${start}`;
    const before = seen.get(name);
    if (before !== undefined && now() - before < SAME_MS) return;
    const details = { fromMs: start, untilMs: start + STRETCH_MS };
    const by = { id: person._id, name: person.name };
    await noteCustody(store, {
      action: 'media-viewed',
      subject: publicId,
      details,
      by,
      now: new Date(now()),
    });
    seen.delete(name);
    seen.set(name, now());
    const [oldest] = seen.keys();
    if (seen.size > REMEMBERED_MAX && oldest !== undefined) seen.delete(oldest);
  };
};

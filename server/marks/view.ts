import type { ExhibitView } from '../../models/contract/exhibit.ts';
import type { MarkState, MarkView } from '../../models/contract/mark.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { exhibitsOf } from '../../models/store/exhibits.ts';
import { claimsOfMoment } from '../../models/store/mark-claims.ts';
import type { ExhibitDoc, MarkDoc } from '../../models/store/mark-documents.ts';
import { markMedia } from '../../models/store/mark-media.ts';
import { packsOfMarks } from '../../models/store/pack-jobs.ts';
import { sealedAt } from '../../models/store/read-sealed.ts';
import type { Store } from '../../models/store/store.ts';
import { packJobView } from '../evidence-packs/view.ts';

/** Packs told of at once: three languages of each of some marks, made anew now and then. */
const PACKS_MAX = 100;

/** How far its record is. */
export const stateOf = ({ leafIndex, takenBackAt }: MarkDoc): MarkState => {
  if (takenBackAt) return 'taken-back';
  return leafIndex === undefined ? 'recording' : 'recorded';
};

const exhibitState = ({ leafIndex, removedAt }: ExhibitDoc): ExhibitView['state'] => {
  if (removedAt) return 'removed';
  return leafIndex === undefined ? 'recording' : 'recorded';
};

/** What somebody brought, as they see it. */
export const exhibitView = (doc: ExhibitDoc): ExhibitView => {
  const { _id, markId, kind, name, sha256, bytes, type, at, leafIndex, durationMs, place, probe, removedAt } =
    doc;
  return {
    id: _id,
    markId,
    kind,
    name,
    sha256,
    bytes,
    type,
    receivedAt: at.toISOString(),
    state: exhibitState(doc),
    ...(leafIndex !== undefined && { leaf: leafIndex }),
    ...(durationMs !== undefined && { durationMs }),
    ...(place && { place }),
    ...(probe && { placing: true }),
    ...(removedAt === undefined && { file: `/api/exhibits/${_id}/file` }),
  };
};

/** The line that was marked, while everybody may read it; undefined where a time was marked, or the broadcast is private now. */
const lineOf = async (
  store: Store,
  { broadcastId, lineLeaf }: MarkDoc,
  broadcast: Pick<BroadcastDoc, 'public'>,
): Promise<string | null | undefined> => {
  if (lineLeaf === undefined || !broadcast.public) return undefined;
  const [doc] = await sealedAt(store, broadcastId, [lineLeaf]);
  return doc?.values.text?.value ?? null;
};

type Head = Pick<BroadcastDoc, '_id' | 'public' | 'startedAt' | 'endedAt' | 'atMs' | 'input'>;
const HEAD = { public: 1, startedAt: 1, endedAt: 1, atMs: 1, input: 1 } as const;

/** Marks as whoever made them sees them, in the given order. */
export const markViews = async (
  store: Store,
  marks: readonly MarkDoc[],
  now: number,
): Promise<MarkView[]> => {
  const ids = marks.map(({ _id }) => _id);
  const [heads, exhibits, packs] = await Promise.all([
    store.broadcasts
      .find({ _id: { $in: [...new Set(marks.map(({ broadcastId }) => broadcastId))] } }, HEAD)
      .lean<Head[]>(),
    exhibitsOf(store, ids),
    packsOfMarks(store, ids, PACKS_MAX),
  ]);
  const headOf = new Map(heads.map((head) => [head._id, head]));
  const views: MarkView[] = [];
  for (const mark of marks) {
    const head = headOf.get(mark.broadcastId);
    if (!head) continue;
    const line = await lineOf(store, mark, head);
    const isThere = mark.takenBackAt === undefined;
    const claims = isThere && head.public ? await claimsOfMoment(store, head._id, mark.atMs) : [];
    const { productId, productName, words, bought, leafIndex } = mark;
    views.push({
      id: mark._id,
      publicId: mark.publicId,
      title: head.input.title,
      room: head.input.room.name,
      startedAt: head.startedAt.toISOString(),
      atMs: mark.atMs,
      reachedMs: head.endedAt ? head.atMs : Math.max(head.atMs, now - head.startedAt.getTime()),
      markedAt: mark.at.toISOString(),
      state: stateOf(mark),
      ...(leafIndex !== undefined && { leaf: leafIndex }),
      ...(line !== undefined && { line }),
      ...(words !== undefined && { words }),
      ...(productId !== undefined && {
        product: { id: productId, ...(productName !== undefined && { name: productName }) },
      }),
      ...(bought && { bought }),
      media: await markMedia(store, mark, head, now),
      claims,
      exhibits: exhibits.filter(({ markId }) => markId === mark._id).map(exhibitView),
      packs: packs.filter(({ markId }) => markId === mark._id).map(packJobView),
    });
  }
  return views;
};

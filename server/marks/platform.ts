import { type Response, Router } from 'express';
import { z } from 'zod';
import { asMarkId, asPublicId } from '../../models/contract/ids.ts';
import {
  type MarkedBy,
  type Marker,
  markerSchema,
  type PlatformMark,
  type PlatformMarks,
} from '../../models/contract/platform-mark.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { exhibitsOf } from '../../models/store/exhibits.ts';
import { broadcastByPublicId } from '../../models/store/find-broadcasts.ts';
import type { MarkDoc } from '../../models/store/mark-documents.ts';
import { markById } from '../../models/store/marks.ts';
import {
  type MarkOwner,
  type MarksAsked,
  marksPage,
  noteMarkerSeen,
  ownersOf,
  readMarkPlace,
} from '../../models/store/platform-marks.ts';
import type { Store } from '../../models/store/store.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { mayReadMarks } from '../identity/rules.ts';
import { someone } from '../identity/session.ts';
import { exhibitView, stateOf } from './view.ts';

const PAGE_DEFAULT = 50;
const PAGE_MAX = 200;

/** Query of `GET /api/marks`. */
export const marksQuery = z.object({
  broadcast: z
    .string()
    .regex(/^[A-Za-z0-9_-]{22}$/)
    .optional(),
  before: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT),
});

/** The first letter, and that there is more. */
const maskedName = (name: string): string => `${[...name][0] ?? ''}**`;

const markedBy = ({ owner, codeHash }: MarkDoc): MarkedBy => {
  if (owner !== undefined) return 'account';
  return codeHash === undefined ? 'nobody' : 'code';
};

const shownOf = ({ name, address }: MarkOwner): string => address?.shown ?? maskedName(name);

type Named = Pick<BroadcastDoc, '_id' | 'input'>;

const platformMarks = async (store: Store, marks: readonly MarkDoc[]): Promise<PlatformMark[]> => {
  const [broadcasts, exhibits, owners] = await Promise.all([
    store.broadcasts
      .find({ _id: { $in: [...new Set(marks.map(({ broadcastId }) => broadcastId))] } }, { input: 1 })
      .lean<Named[]>(),
    exhibitsOf(
      store,
      marks.map(({ _id }) => _id),
    ),
    ownersOf(store, marks),
  ]);
  const named = new Map(broadcasts.map(({ _id, input }) => [_id, input]));
  return marks.map((mark) => {
    const { _id, publicId, broadcastId, atMs, at, leafIndex, owner, words, productId, productName, bought } =
      mark;
    const person = owner === undefined ? undefined : owners.get(owner);
    const input = named.get(broadcastId);
    return {
      id: _id,
      publicId,
      title: input?.title ?? '',
      room: input?.room.name ?? '',
      atMs,
      markedAt: at.toISOString(),
      state: stateOf(mark),
      ...(leafIndex !== undefined && { leaf: leafIndex }),
      markedBy: markedBy(mark),
      ...(person && { shown: shownOf(person) }),
      ...(words !== undefined && { words }),
      ...(productId !== undefined && {
        product: { id: productId, ...(productName !== undefined && { name: productName }) },
      }),
      ...(bought && { bought }),
      exhibits: exhibits.filter(({ markId }) => markId === _id).map(exhibitView),
    };
  });
};

const asked = async (store: Store, query: unknown): Promise<MarksAsked> => {
  const { broadcast: publicId, before, limit } = read(marksQuery, query);
  const place = before === undefined ? undefined : readMarkPlace(before);
  if (place === null)
    throw new Problem('invalid', 'before is what an earlier answer gave as next', { field: 'before' });
  if (publicId === undefined) return { limit, ...(place && { before: place }) };
  const broadcast = await broadcastByPublicId(store, asPublicId(publicId));
  if (!broadcast) throw new Problem('not-found', 'there is no such broadcast');
  return { broadcastId: broadcast._id, limit, ...(place && { before: place }) };
};

const platform = (res: Response) => {
  const person = someone(res);
  if (!mayReadMarks(person))
    throw new Problem('forbidden', 'only moderators and admins see what buyers marked');
  return person;
};

/**
 * What buyers marked and brought, for moderators and admins:
 * - `GET /api/marks?broadcast=&before=&limit=`: PlatformMarks, newest first; whose they are is masked.
 * - `POST /api/marks/:id/marker` {reason}: {@link Marker}; audited before it is told. 404; 409 for a mark that a recovery code opens,
 *   or whose account was closed: nobody knows whose it is.
 */
export const platformMarkRoutes = ({ store, now }: Pick<Deps, 'store' | 'now'>): Router => {
  const router = Router();

  router.get('/api/marks', async (req, res) => {
    platform(res);
    const { marks, next } = await marksPage(store, await asked(store, req.query));
    const views = await platformMarks(store, marks);
    res.json({ marks: views, ...(next !== undefined && { next }) } satisfies PlatformMarks);
  });

  router.post('/api/marks/:id/marker', async (req, res) => {
    const { _id: id, name } = platform(res);
    const { reason } = read(markerSchema, req.body);
    const mark = await markById(store, asMarkId(req.params.id));
    if (!mark) throw new Problem('not-found', 'there is no such mark');
    const owner = (await ownersOf(store, [mark])).get(mark.owner ?? ('' as NonNullable<MarkDoc['owner']>));
    if (!owner) throw new Problem('conflict', 'it belongs to no account: nobody here knows whose it is');
    await noteMarkerSeen(store, mark, { by: { id, name }, at: new Date(now()), reason });
    const { _id, name: called, address } = owner;
    res.json({ id: _id, name: called, ...(address && { address }) } satisfies Marker);
  });
  return router;
};

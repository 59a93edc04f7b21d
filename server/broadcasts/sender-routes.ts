import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { asBroadcastId, asRoomId } from '../../models/contract/ids.ts';
import {
  type BroadcastInput,
  type BroadcastPatch,
  broadcastPatchSchema,
  broadcastSchema,
} from '../../models/contract/ingest.ts';
import type { BroadcastDoc, TokenDoc } from '../../models/store/documents.ts';
import { broadcastById } from '../../models/store/find-broadcasts.ts';
import { changesAnything, patchBroadcast } from '../../models/store/patch-broadcast.ts';
import { registerBroadcast } from '../../models/store/register-broadcast.ts';
import { tokenMayFeed } from '../../models/store/tokens.ts';
import { partitionOf } from '../../models/stream/keys.ts';
import type { Deps } from '../deps.ts';
import type { Announcer } from '../feed/announce.ts';
import { jsonBody } from '../http/json-body.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { requireSender, sender } from '../identity/bearer.ts';
import { findTarget } from '../ingest/find-target.ts';
import { appendInternal } from './internal-events.ts';
import { ordersRoutes } from './orders-routes.ts';

/** A registration with 50 presenters and long names is under 40 KiB. */
const BODY_BYTES_MAX = 64 * 1024;

type SenderDeps = Pick<Deps, 'store' | 'redis' | 'limits' | 'now' | 'newPublicId' | 'config'> & {
  readonly announcer: Announcer;
};

/** `continues` and `derivedFrom` point at broadcasts that the sender may feed as well. */
const checkReferences = async (deps: SenderDeps, token: TokenDoc, input: BroadcastInput): Promise<void> => {
  for (const field of ['continues', 'derivedFrom'] as const) {
    const id = input[field];
    if (id === undefined) continue;
    const found = id === input.id ? null : await broadcastById(deps.store, asBroadcastId(id));
    if (!found || !tokenMayFeed(token, found.roomId))
      throw new Problem('invalid', `${field} names a broadcast that is not registered`, { field });
  }
};

/** A show may be registered the day before; further ahead it is a slip that would stand on top of every list. */
const STARTS_AHEAD_MS_MAX = 24 * 3_600_000;

const checkStart = (nowMs: number, { startedAt }: BroadcastInput): void => {
  if (Date.parse(startedAt) <= nowMs + STARTS_AHEAD_MS_MAX) return;
  const message = 'startedAt lies more than a day ahead; send the time at which it started';
  throw new Problem('invalid', message, { field: 'startedAt' });
};

/** Changes of the same field that may come between before the sender is asked to wait: each costs one record. */
const CHANGE_TRIES_MAX = 20;
const CHANGE_RETRY_S = 1;

/** @throws Problem as `findTarget`, and `not-available` where others change the same without end */
const change = async (
  deps: SenderDeps,
  token: TokenDoc,
  id: string,
  patch: BroadcastPatch,
): Promise<BroadcastDoc> => {
  for (let tries = 0; tries < CHANGE_TRIES_MAX; tries += 1) {
    const doc = await findTarget(deps.store, token, id, deps.now());
    if (!changesAnything(doc, patch)) return doc;
    // The record goes first: a change without its record would be worse than a record that is repeated.
    const event = { type: 'patched', atMs: doc.atMs, patch } as const;
    const first =
      doc.logSize === 0 ? [{ event: { type: 'registered', atMs: 0 } as const, dedupeId: 'registered' }] : [];
    const records = [...first, { event, dedupeId: `patched:${randomUUID()}` }];
    await appendInternal(deps.redis, doc, deps.now(), records);
    const changed = await patchBroadcast(deps.store, doc, patch, new Date(deps.now()));
    if (changed === null) continue;
    await deps.announcer.broadcasts([changed]);
    return changed;
  }
  throw new Problem('not-available', 'others change this at the same time; send it again', {
    retryAfterS: CHANGE_RETRY_S,
  });
};

/**
 * `POST /api/broadcasts` (BroadcastInput): 201 {publicId, id}; the same again 200; with another body 409.
 * `PATCH /api/broadcasts/:id` (BroadcastPatch): 200 {publicId, id}; every change is a record of the broadcast's log.
 * Both take a token with a right to the room: 401, 403.
 */
export const senderRoutes = (deps: SenderDeps): Router => {
  const router = Router();
  const body = jsonBody(BODY_BYTES_MAX);
  const known = requireSender({ store: deps.store, demo: deps.config.demo });
  router.use(ordersRoutes(deps));

  router.post('/api/broadcasts', known, ...body, async (req, res) => {
    const token = sender(res);
    await deps.limits.registrationsPerToken.take(token._id);
    const input = read(broadcastSchema, req.body);
    if (!tokenMayFeed(token, asRoomId(input.room.id)))
      throw new Problem('forbidden', 'this token has no right to this room', { field: 'room.id' });
    checkStart(deps.now(), input);
    await checkReferences(deps, token, input);
    const { outcome, doc } = await registerBroadcast(deps.store, {
      input,
      partition: partitionOf(asBroadcastId(input.id)),
      publicId: deps.newPublicId(),
      tokenId: token._id,
      demo: token.demo,
      now: new Date(deps.now()),
    });
    if (outcome === 'conflict')
      throw new Problem('conflict', 'this id is registered with another body; use PATCH or another id', {
        field: 'id',
      });
    res.locals.publicId = doc.publicId;
    if (doc.logSize === 0)
      await appendInternal(deps.redis, doc, deps.now(), [
        { event: { type: 'registered', atMs: 0 }, dedupeId: 'registered' },
      ]);
    if (doc.unsent) await deps.announcer.broadcasts([doc]);
    res.status(outcome === 'created' ? 201 : 200).json({ publicId: doc.publicId, id: doc._id });
  });

  router.patch('/api/broadcasts/:id', known, ...body, async (req, res) => {
    const token = sender(res);
    await deps.limits.registrationsPerToken.take(token._id);
    const patch = read(broadcastPatchSchema, req.body);
    const doc = await change(deps, token, String(req.params.id), patch);
    res.locals.publicId = doc.publicId;
    res.json({ publicId: doc.publicId, id: doc._id });
  });

  return router;
};

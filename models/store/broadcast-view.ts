import type { BroadcastView } from '../contract/broadcast.ts';
import { asRoomId } from '../contract/ids.ts';
import type { BroadcastHead } from './documents.ts';

/** What people with a right to the broadcast see of it. The sender's id is not among it. */
export const toBroadcastView = (doc: BroadcastHead, openAlerts: number): BroadcastView => ({
  publicId: doc.publicId,
  revision: doc.revision,
  title: doc.input.title,
  language: doc.input.language,
  platform: doc.input.platform,
  room: { ...doc.input.room, id: asRoomId(doc.input.room.id) },
  form: doc.input.form,
  regime: doc.input.regime,
  state: doc.endedAt ? 'ended' : doc.silent ? 'silent' : 'live',
  startedAt: doc.startedAt.toISOString(),
  atMs: doc.atMs,
  openAlerts,
  logSize: doc.logSize,
  public: doc.public,
  ...(doc.endedAt && { endedAt: doc.endedAt.toISOString() }),
  ...(doc.lastEventAt && { lastEventAt: doc.lastEventAt.toISOString() }),
  ...(doc.input.playbackUrl !== undefined && { playbackUrl: doc.input.playbackUrl }),
  ...(doc.viewers !== undefined && { viewers: doc.viewers }),
  ...(doc.dutiesLeaf !== undefined && { dutiesLeaf: doc.dutiesLeaf }),
  ...(doc.prompt && { prompt: doc.prompt }),
  ...(doc.away && { away: { stages: doc.away.stages, since: doc.away.since.toISOString() } }),
  ...(doc.capture && {
    capture: { ...doc.capture, since: doc.capture.since.toISOString() },
  }),
});

import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { AT_MS_MAX } from '../../models/contract/ingest.ts';
import { type BroadcastMedia, MEDIA_SPAN_MS_MAX, type MediaPiece } from '../../models/contract/media.ts';
import { broadcastCoverage } from '../../models/store/coverage.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { marksIn } from '../../models/store/marks.ts';
import type { MediaDoc } from '../../models/store/media-documents.ts';
import type { MediaFiles } from '../../models/store/media-files.ts';
import { ALL_PIECES, publicPieces, type SeenPieces } from '../../models/store/public-media.ts';
import { mediaBetween, pieceByHash } from '../../models/store/read-media.ts';
import type { Store } from '../../models/store/store.ts';
import { countedRead, visibleBroadcast } from '../broadcasts/routes.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { isPublic } from '../identity/rules.ts';
import { asker } from '../identity/session.ts';
import { keeperOf } from '../marks/keeper.ts';
import { createMediaCustody } from './custody.ts';
import { masterPlaylist, trackPlaylist } from './playlist.ts';

/** Query of the routes of this file. */
export const mediaQuery = z.object({
  fromMs: z.coerce.number().int().min(0).max(AT_MS_MAX).default(0),
  untilMs: z.coerce.number().int().min(0).max(AT_MS_MAX).optional(),
});
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const TYPES: Readonly<Record<MediaDoc['container'], string>> = {
  mpegts: 'video/mp2t',
  mp4: 'video/mp4',
  adts: 'audio/aac',
  unknown: 'application/octet-stream',
};
const PLAYLIST_TYPE = 'application/vnd.apple.mpegurl';

const spanOf = (query: unknown) => {
  const { fromMs, untilMs = Math.min(AT_MS_MAX, fromMs + MEDIA_SPAN_MS_MAX) } = read(mediaQuery, query);
  if (untilMs <= fromMs || untilMs - fromMs > MEDIA_SPAN_MS_MAX)
    throw new Problem('invalid', 'ask for 4 hours at most, and end after the start', { field: 'untilMs' });
  return { fromMs, untilMs };
};

const isPlayable = ({ held, sha256 }: MediaDoc): boolean => held && sha256 !== undefined;

/** A segment that was fetched twice with other bytes stands once in what is played: as it was fetched first. */
const oneOfEach = (pieces: readonly MediaDoc[]): MediaDoc[] =>
  pieces.filter(
    (one, at) => at === 0 || one.sequence !== pieces[at - 1]?.sequence || one.run !== pieces[at - 1]?.run,
  );

const viewOf = (piece: MediaDoc): MediaPiece => {
  const { form, track, run, sequence, fromMs, untilMs, sha256, bytes, held, derivedFrom, insteadOf } = piece;
  return {
    form: form === 'sound' ? 'sound' : 'segment',
    ...{ track, run, sequence, fromMs, untilMs, bytes, held },
    ...(sha256 !== undefined && { sha256 }),
    ...(derivedFrom && { derivedFrom }),
    ...(insteadOf !== undefined && { insteadOf }),
  };
};

interface MediaRoutesDeps extends Pick<Deps, 'store' | 'limits' | 'now'> {
  readonly files: MediaFiles;
}

/** A broadcast, and how whoever asks sees its media. */
interface Visible {
  readonly doc: BroadcastDoc;
  readonly seen: SeenPieces;
}

/** What can be played of a stretch: the kept segments, or where there are none the kept sound. */
const playable = async (store: Store, { doc, seen }: Visible, query: unknown) => {
  const span = spanOf(query);
  const [segments, sounds] = await Promise.all([
    mediaBetween(store, doc._id, span, 'segment').then(seen),
    mediaBetween(store, doc._id, span, 'sound').then(seen),
  ]);
  const main = oneOfEach(segments.filter((one) => one.track === 'main' && isPlayable(one)));
  const audio = oneOfEach(segments.filter((one) => one.track === 'audio' && isPlayable(one)));
  if (main.length > 0) return { main, audio };
  return { main: audio.length > 0 ? audio : sounds.filter(isPlayable), audio: [] };
};

const sendBytes = (res: Response, files: MediaFiles, { container, sha256 = '' }: MediaDoc): Promise<void> =>
  new Promise((done, failed) => {
    const headers = {
      'Content-Type': TYPES[container],
      // Bytes named by their hash never change; whether they are there, and a person may have them, does.
      'Cache-Control': 'private, no-cache',
      ETag: `"${sha256}"`,
      // What strangers sent is shown by nobody as a page.
      'Content-Disposition': 'attachment',
    };
    const options = {
      headers,
      cacheControl: false,
      etag: false,
      lastModified: false,
      dotfiles: 'allow' as const,
    };
    res.sendFile(files.path(sha256), options, (error) => {
      if (!error || res.headersSent) done();
      else failed(new Problem('not-found', 'these bytes are not kept, or not any more'));
    });
  });

/**
 * Who may see the broadcast; of a public one anyone, and the public nothing that is kept for a suspicion or for what somebody else marked:
 * `GET /api/broadcasts/:publicId/media?fromMs=&untilMs=`: {@link BroadcastMedia}, 4 hours at most.
 * `GET /api/broadcasts/:publicId/media/{master,main,audio}.m3u8?fromMs=&untilMs=`: what is kept of it, as HLS.
 * `GET /api/broadcasts/:publicId/media/files/:sha256`: the bytes, with ranges (RFC 9110, 14); 404 where they are not kept (any more).
 * Of a broadcast that is not public each minute that a person sees is audited.
 */
export const mediaRoutes = ({ store, files, limits, now }: MediaRoutesDeps): Router => {
  const router = Router();
  const viewed = createMediaCustody({ store, now });
  const visible = async (req: Request, res: Response): Promise<Visible> => {
    await countedRead(limits, res);
    const doc = await visibleBroadcast(store, res, String(req.params.publicId));
    if (!isPublic(asker(res))) return { doc, seen: ALL_PIECES };
    const keeper = keeperOf(req, res);
    const marks = keeper ? await marksIn(store, doc._id, keeper) : [];
    return { doc, seen: (pieces) => publicPieces(store, doc._id, pieces, { now: new Date(now()), marks }) };
  };
  const base = '/api/broadcasts/:publicId/media';

  router.get(base, async (req, res) => {
    const found = await visible(req, res);
    const { doc, seen } = found;
    const span = spanOf(req.query);
    const [segments, sounds, coverage, played] = await Promise.all([
      mediaBetween(store, doc._id, span, 'segment').then(seen),
      mediaBetween(store, doc._id, span, 'sound').then(seen),
      broadcastCoverage(store, doc, span, seen),
      playable(store, found, req.query),
    ]);
    const playlist = `/api/broadcasts/${doc.publicId}/media/master.m3u8?fromMs=${span.fromMs}&untilMs=${span.untilMs}`;
    const answer: BroadcastMedia = {
      pieces: [...segments, ...sounds].map(viewOf),
      coverage,
      playlist: played.main.length > 0 ? playlist : null,
    };
    res.json(answer);
  });

  router.get(`${base}/master.m3u8`, async (req, res) => {
    const found = await visible(req, res);
    const { fromMs, untilMs } = spanOf(req.query);
    const { main, audio } = await playable(store, found, req.query);
    if (main.length === 0) throw new Problem('not-found', 'nothing is kept of this time');
    res.type(PLAYLIST_TYPE).send(masterPlaylist(`fromMs=${fromMs}&untilMs=${untilMs}`, audio.length > 0));
  });

  for (const track of ['main', 'audio'] as const)
    router.get(`${base}/${track}.m3u8`, async (req, res) => {
      const found = await visible(req, res);
      const pieces = (await playable(store, found, req.query))[track];
      if (pieces.length === 0) throw new Problem('not-found', 'nothing is kept of this time');
      res.type(PLAYLIST_TYPE).send(trackPlaylist(pieces, found.doc.startedAt.getTime()));
    });

  router.get(`${base}/files/:sha256`, async (req, res) => {
    const { doc, seen } = await visible(req, res);
    const sha256 = hash.safeParse(req.params.sha256);
    const known = sha256.success ? await pieceByHash(store, doc._id, sha256.data) : null;
    const [piece] = known ? await seen([known]) : [];
    if (!piece?.held) throw new Problem('not-found', 'these bytes are not kept, or not any more');
    const person = asker(res);
    if (!doc.public && person) await viewed(person, doc, piece);
    await sendBytes(res, files, piece);
  });

  return router;
};

import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Store } from '../../models/store/store.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import { Problem } from '../http/problem.ts';
import { askAs, bearerOf } from '../identity/bearer.ts';
import type { Limits } from '../identity/limits.ts';
import type { ServerMetrics } from '../observe/metrics.ts';
import { type Door, openDoor } from './door.ts';
import { createKnown } from './known.ts';

export interface IngestDeps {
  readonly store: Store;
  readonly redis: RedisClient;
  readonly limits: Limits;
  readonly metrics: ServerMetrics;
  readonly now: () => number;
  readonly demo: boolean;
}

/** After a stop the rest is read and thrown away up to here, so that the sender gets to read the answer. */
const DRAIN_BYTES_MAX = 32 * 1024 * 1024;
const DRAIN_MS_MAX = 5_000;
const EMPTY = Buffer.alloc(0);

/** Kinds of body that are read as lines of JSON. */
export const LINE_TYPES = [
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/json',
  'text/plain',
];

const OTHER_CHARSET = /;\s*charset\s*=\s*"?(?!utf-?8\b|us-ascii\b)/i;

const checkHeaders = (req: Request): void => {
  const encoding = req.get('content-encoding');
  if (encoding && encoding !== 'identity')
    throw new Problem('media-type', 'send the lines as they are, without Content-Encoding');
  const type = req.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type && !LINE_TYPES.includes(type))
    throw new Problem('media-type', 'send lines of JSON with Content-Type: application/x-ndjson');
  if (OTHER_CHARSET.test(req.get('content-type') ?? ''))
    throw new Problem('media-type', 'send the lines as UTF-8');
};

/**
 * The body as it comes; one that is here as a whole, as nearly every short one is by now, in one piece: to wait for its end would
 * cost more than its line.
 */
const piecesOf = (req: Request): Iterable<Buffer> | AsyncIterable<Buffer> =>
  // To leave the loop early must not end the connection: the answer still has to go out over it.
  req.complete ? [(req.read() as Buffer | null) ?? EMPTY] : req.iterator({ destroyOnReturn: false });

/** Feeds the door from the request. @returns false when the rest was not worth waiting for. */
const pump = async (req: Request, door: Door, now: () => number): Promise<boolean> => {
  let drained = 0;
  let stoppedAt = 0;
  for await (const chunk of piecesOf(req)) {
    if (!door.stopped) {
      await door.push(chunk);
      continue;
    }
    stoppedAt ||= now();
    drained += chunk.length;
    if (drained > DRAIN_BYTES_MAX || now() - stoppedAt > DRAIN_MS_MAX) return false;
  }
  await door.end();
  return true;
};

const answer = (res: Response, door: Door, wholeBodyRead: boolean): void => {
  const reply = door.account.reply();
  if (!wholeBodyRead) res.setHeader('Connection', 'close');
  if (reply.retryAfterS !== undefined) res.setHeader('Retry-After', String(reply.retryAfterS));
  const stopStatus = { 'too-large': 413, overloaded: 429, 'not-available': 503 } as const;
  const status = door.stopped ? stopStatus[door.stopped] : reply.accepted + reply.duplicate > 0 ? 200 : 400;
  const body = JSON.stringify(reply);
  const head = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  };
  // Express would make an ETag, which nobody asks for after a POST.
  res.writeHead(status, head).end(body);
};

/**
 * `POST /api/broadcasts/:id/events`: lines of JSON, one event each, as `application/x-ndjson`. Answers IngestReply: 200 when
 * any line was accepted or a duplicate, else 400; 413, 429 (Retry-After) and 503 (Retry-After) carry the account so far.
 * 401 without a token, 403 without a right to the room, 404 unknown, 410 closed, 415 for other forms of body.
 *
 * @param first what a request has to pass before anything is asked of a store.
 */
export const ingestRoutes = (deps: IngestDeps, first: RequestHandler): Router => {
  const router = Router();
  const known = createKnown(deps);
  router.post('/api/broadcasts/:id/events', first, async (req, res) => {
    const { token, broadcast } = await askAs(res, () =>
      known(bearerOf(req.get('authorization')), String(req.params.id)),
    );
    await deps.limits.ingestPerToken.take(token._id);
    checkHeaders(req);
    res.locals.publicId = broadcast.publicId;
    const door = openDoor({ redis: deps.redis, broadcast, now: deps.now });
    let wholeBodyRead: boolean;
    try {
      wholeBodyRead = await pump(req, door, deps.now);
    } finally {
      // Also of a sender that broke off: what was taken is taken.
      deps.metrics.countLines(door.account.reply());
    }
    if (door.account.lines === 0 && !door.stopped)
      throw new Problem('empty', 'the body holds no line; send one JSON object on each line');
    answer(res, door, wholeBodyRead);
  });
  return router;
};

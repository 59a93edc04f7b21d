import { timingSafeEqual } from 'node:crypto';
import { type Request, Router } from 'express';
import { Registry } from 'prom-client';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { bearerOf } from '../identity/bearer.ts';
import { allMetrics } from './all-metrics.ts';

/** A store that does not answer a ping within this is not ready to serve anyone. */
const PING_MS_MAX = 2_000;

const within = async (what: string, ping: Promise<unknown>): Promise<void> => {
  const { promise, resolve, reject } = deferred();
  const timer = setTimeout(() => reject(new Error(what)), PING_MS_MAX);
  ping.then(resolve, () => reject(new Error(what)));
  try {
    await promise;
  } finally {
    clearTimeout(timer);
  }
};

const deferred = () => {
  let resolve: (value: unknown) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<unknown>((done, failed) => {
    resolve = done;
    reject = failed;
  });
  return { promise, resolve, reject };
};

const isLoopback = (address: string | undefined): boolean =>
  address === '::1' || /^(::ffff:)?127\./.test(address ?? '');

/** A proxy on this very machine makes every request look local; it says so in one of these. */
const FORWARDED = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'];

const mayRead = (req: Request, token: string | undefined): boolean => {
  if (token === undefined)
    return isLoopback(req.socket.remoteAddress) && FORWARDED.every((name) => req.get(name) === undefined);
  const given = Buffer.from(bearerOf(req.get('authorization')) ?? '');
  const wanted = Buffer.from(token);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};

/**
 * `GET /healthz`: 200 `ok` while the process runs. `GET /readyz`: 200 `ready` when MongoDB and Redis answer, else 503 with
 * what does not. `GET /metrics`: Prometheus text, to the machine itself, or where METRICS_TOKEN is set to whoever sends it as
 * a bearer token.
 */
export const observeRoutes = (
  deps: Pick<Deps, 'store' | 'redis' | 'metrics' | 'config'> & { readonly ready: () => boolean },
): Router => {
  const router = Router();
  router.get('/healthz', (_req, res) => {
    res.type('text/plain').send('ok\n');
  });
  router.get('/readyz', async (_req, res) => {
    const asked = await Promise.allSettled([
      within('MongoDB', deps.store.connection.db?.admin().ping() ?? Promise.reject(new Error('closed'))),
      within('Redis', deps.redis.ping()),
    ]);
    const missing = asked.flatMap((one) => (one.status === 'rejected' ? [String(one.reason.message)] : []));
    if (!deps.ready()) missing.push('the feed');
    res.type('text/plain').status(missing.length > 0 ? 503 : 200);
    res.send(missing.length > 0 ? `not ready: ${missing.join(', ')} does not answer\n` : 'ready\n');
  });
  router.get('/metrics', async (req, res) => {
    if (!mayRead(req, deps.config.metricsToken))
      throw new Problem('forbidden', 'metrics are shown to the machine itself, or with METRICS_TOKEN');
    res
      .set('Content-Type', Registry.PROMETHEUS_CONTENT_TYPE)
      .send(await allMetrics(deps.redis, deps.metrics));
  });
  return router;
};

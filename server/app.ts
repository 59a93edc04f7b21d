import express, { type Express, type RequestHandler } from 'express';
import { createMediaFiles } from '../models/store/media-files.ts';
import { createPackFiles } from '../models/store/pack-files.ts';
import { outboxRoutes } from './accounts/outbox-routes.ts';
import { accountRoutes } from './accounts/routes.ts';
import { alertRoutes, decisionRoutes } from './alerts/routes.ts';
import { answerRoutes } from './answers/routes.ts';
import { auditLogRoutes } from './audit/routes.ts';
import { categoryRoutes } from './broadcasts/category-routes.ts';
import { dutiesRoutes } from './broadcasts/duties-routes.ts';
import { broadcastRoutes } from './broadcasts/routes.ts';
import { senderRoutes } from './broadcasts/sender-routes.ts';
import { withholdRoutes } from './broadcasts/withhold-routes.ts';
import { caseRoutes } from './cases/routes.ts';
import { checkRoutes } from './check/routes.ts';
import type { Deps } from './deps.ts';
import { deskRoutes } from './desk/routes.ts';
import { evidenceAccess } from './evidence/access.ts';
import { storeLogReader } from './evidence/reader.ts';
import { evidenceRoutes } from './evidence/routes.ts';
import { evidencePackRoutes } from './evidence-packs/routes.ts';
import { exhibitRoutes } from './exhibits/routes.ts';
import type { Announcer } from './feed/announce.ts';
import { holdRoutes } from './holds/routes.ts';
import { answerErrors } from './http/answer-errors.ts';
import { dashboardFiles } from './http/dashboard.ts';
import { securityHeaders } from './http/guard.ts';
import { jsonBody } from './http/json-body.ts';
import { notAvailable, Problem } from './http/problem.ts';
import { requireCsrf } from './identity/csrf.ts';
import { identityRoutes } from './identity/routes.ts';
import { recognise } from './identity/session.ts';
import { ingestRoutes } from './ingest/routes.ts';
import { markRoutes } from './marks/routes.ts';
import { mediaRoutes } from './media/routes.ts';
import { observeRequests } from './observe/requests.ts';
import { observeRoutes } from './observe/routes.ts';
import { openApiRoutes } from './openapi/routes.ts';
import { invitationRoutes } from './organisations/invitation-routes.ts';
import { organisationRoutes } from './organisations/routes.ts';
import { packRoutes } from './packs/routes.ts';
import { policyRoutes } from './policies/routes.ts';
import { publicRoutes } from './public/routes.ts';
import { requestRoutes } from './requests/routes.ts';

/** A decision names 200 alerts at most: 20 KiB. Logins are smaller. */
const BODY_BYTES_MAX = 64 * 1024;

export interface AppDeps extends Deps {
  readonly announcer: Announcer;
  readonly sessions: RequestHandler;
  readonly sessionEnded: (tag: string) => void;
  readonly ready: () => boolean;
}

/** While Redis is away nobody can be recognised and nothing taken: said at once, instead of after a wait. */
const whileRedisIsThere =
  (deps: Pick<Deps, 'redis'>): RequestHandler =>
  (_req, _res, next) => {
    if (!deps.redis.isReady) throw notAvailable('the session store');
    next();
  };

/** The HTTP side: senders by token first (no sessions), then people by cookie, then the dashboard's files. */
export const createApp = (deps: AppDeps): Express => {
  const { config, store, now } = deps;
  const packFiles = createPackFiles(config.packsDir);
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');
  app.use(observeRequests(deps.log, deps.metrics, now));
  app.use(securityHeaders(config));
  // Before all others, each of which would look at it: there are a thousand requests of senders for one of anybody else.
  app.use(ingestRoutes({ ...deps, demo: config.demo }, whileRedisIsThere(deps)));
  app.use(observeRoutes(deps));
  app.use(openApiRoutes(config));

  app.use('/api', whileRedisIsThere(deps));
  app.use(senderRoutes(deps));

  app.use('/api', (_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });
  app.use('/api', deps.sessions, recognise({ store, now, demo: config.demo }), requireCsrf(config.publicUrl));
  app.use(checkRoutes(deps));
  app.use(packRoutes(deps));
  app.use(policyRoutes(deps));
  const mediaFiles = createMediaFiles(config.mediaDir);
  // Files come as they are, whatever type a browser gives them.
  app.use('/api/exhibits', express.json({ limit: BODY_BYTES_MAX }));
  app.use(exhibitRoutes({ ...deps, files: mediaFiles, packs: packFiles }));
  app.use('/api', ...jsonBody(BODY_BYTES_MAX));
  app.use(identityRoutes({ ...deps, ...config }));
  app.use(invitationRoutes({ ...deps, ...config }));
  app.use(organisationRoutes(deps));
  app.use(accountRoutes({ ...deps, files: mediaFiles, packs: packFiles }));
  app.use(outboxRoutes(deps));
  app.use(publicRoutes(deps));
  app.use(broadcastRoutes(deps));
  app.use(mediaRoutes({ ...deps, files: mediaFiles }));
  app.use(dutiesRoutes(deps));
  app.use(categoryRoutes(deps));
  app.use(withholdRoutes({ ...deps, files: packFiles, media: createMediaFiles(config.mediaDir) }));
  app.use(answerRoutes(deps));
  app.use(requestRoutes(deps));
  app.use(alertRoutes(deps));
  app.use(decisionRoutes(deps));
  app.use(caseRoutes(deps));
  app.use(deskRoutes(deps));
  app.use(evidenceRoutes({ reader: storeLogReader(store, now), access: evidenceAccess(store, deps.limits) }));
  app.use(auditLogRoutes(deps));
  app.use(holdRoutes(deps));
  app.use(evidencePackRoutes({ ...deps, files: packFiles }));
  app.use(markRoutes({ ...deps, packs: packFiles }));
  app.use('/api', (_req, _res, next) => next(new Problem('not-found', 'there is no such route')));

  app.use(dashboardFiles(config.dashboardDir));
  app.use((_req, _res, next) => next(new Problem('not-found', 'there is nothing at this address')));
  app.use(answerErrors(deps.log));
  return app;
};

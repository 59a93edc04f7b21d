import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';
import { Problem } from './problem.ts';

/** Built assets carry the hash of their content in their names: they never change. */
const ASSET_MAX_AGE_S = 31_536_000;

/**
 * The built dashboard: `/verify`, the check of packs, for anyone; `/assets/*` for good, everything else asked anew each time. Any other address that a browser opens
 * gives the page itself, which reads the address.
 */
export const dashboardFiles = (dir: string): Router => {
  const router = Router();
  const page = join(dir, 'index.html');
  router.use(
    '/assets',
    express.static(join(dir, 'assets'), {
      fallthrough: false,
      immutable: true,
      maxAge: ASSET_MAX_AGE_S * 1000,
      index: false,
    }),
  );
  router.use(
    express.static(dir, {
      index: false,
      cacheControl: false,
      setHeaders: (res) => void res.setHeader('Cache-Control', 'no-cache'),
    }),
  );
  router.get('/verify', (_req, res, next) => {
    if (existsSync(join(dir, 'verify.html'))) send(res, 'verify.html');
    else next();
  });
  router.get('/*path', sendPage);
  router.get('/', sendPage);
  return router;

  function sendPage(req: express.Request, res: express.Response, next: express.NextFunction): void {
    if (!req.accepts('html') || /^\/(api|socket\.io)(\/|$)/.test(req.path)) {
      next();
      return;
    }
    if (!existsSync(page)) throw new Problem('not-found', 'the dashboard is not built; run npm start');
    send(res, 'index.html');
  }

  function send(res: express.Response, name: string): void {
    // By its root: the folder may lie below one whose name begins with a dot, which sendFile refuses in a path.
    res.set('Cache-Control', 'no-cache').sendFile(name, { root: dir });
  }
};

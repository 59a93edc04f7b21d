import { type Request, Router } from 'express';
import type { Config } from '../config.ts';
import { read } from '../http/read-body.ts';
import { type ApiDocument, apiDocument } from './document.ts';
import { pageQuery } from './operations/system.ts';
import { apiPage } from './page/page.ts';
import { STYLE } from './page/style.ts';
import type { Language } from './page/words.ts';

/** The first of these is for whoever names no language. */
const languageOf = (req: Request, named: Language | undefined): Language =>
  named ?? (req.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh');

/**
 * The description of the API, for anyone; asks no store.
 * `GET /api/openapi.json`: OpenAPI 3.1. `GET /api/docs?lang=&q=`: the same as a page. `GET /api/docs/style.css`: its style.
 */
export const openApiRoutes = (config: Pick<Config, 'publicUrl' | 'cookieSecure'>): Router => {
  const router = Router();
  let made: ApiDocument | undefined;
  const document = (): ApiDocument => {
    made ??= apiDocument(config);
    return made;
  };
  router.get('/api/openapi.json', (_req, res) => {
    res.set('Cache-Control', 'no-cache').json(document());
  });
  router.get('/api/docs', (req, res) => {
    const { lang, q = '' } = read(pageQuery, req.query);
    const language = languageOf(req, lang);
    res.set({ 'Cache-Control': 'no-cache', 'Content-Language': language }).vary('Accept-Language');
    res.type('text/html').send(apiPage(document(), { language, question: q.trim() }));
  });
  router.get('/api/docs/style.css', (_req, res) => {
    res.set('Cache-Control', 'no-cache').type('text/css').send(STYLE);
  });
  return router;
};

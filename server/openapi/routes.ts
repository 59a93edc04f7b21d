import { type Request, Router } from 'express';
import type { Config } from '../config.ts';
import { read } from '../http/read-body.ts';
import { apiDocument } from './document.ts';
import { pageQuery } from './operations/system.ts';
import { createPage } from './page/page.ts';
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
  const make = () => {
    const document = apiDocument(config);
    // Bytes, which all that wait for it share: a text would be copied for each that does not read.
    return { bytes: Buffer.from(JSON.stringify(document)), page: createPage(document) };
  };
  // Made when it is first asked for, and for good: it takes a few tenths of a second.
  let known: ReturnType<typeof make> | undefined;
  const made = (): ReturnType<typeof make> => {
    known ??= make();
    return known;
  };
  router.get('/api/openapi.json', (_req, res) => {
    res.set('Cache-Control', 'no-cache').type('application/json').send(made().bytes);
  });
  router.get('/api/docs', (req, res) => {
    const { lang, q = '' } = read(pageQuery, req.query);
    const language = languageOf(req, lang);
    res.set({ 'Cache-Control': 'no-cache', 'Content-Language': language }).vary('Accept-Language');
    res.type('text/html').send(made().page({ language, question: q.trim() }));
  });
  router.get('/api/docs/style.css', (_req, res) => {
    res.set('Cache-Control', 'no-cache').type('text/css').send(STYLE);
  });
  return router;
};

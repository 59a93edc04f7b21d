import express, { Router } from 'express';
import { expect, test } from 'vitest';
import { routesOf } from '../../flow/express-routes.ts';

test('routes are told with each method, however deep their routers lie', () => {
  const inner = Router();
  inner.get('/api/things/:id', () => {});
  inner.delete('/api/things/:id', () => {});
  const outer = Router();
  outer.use('/api', (_req, _res, next) => next());
  outer.use(inner);
  const app = express();
  app.use(outer);
  app.post('/api/things', () => {});
  expect(routesOf(app)).toEqual(['GET /api/things/:id', 'DELETE /api/things/:id', 'POST /api/things']);
});

test('a router whose routes would be told without their beginning is refused', () => {
  const inner = Router();
  inner.get('/things', () => {});
  const app = express();
  app.use('/api', inner);
  expect(() => routesOf(app)).toThrow('not mounted at the root');
});

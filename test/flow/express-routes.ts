import type { Express } from 'express';

interface Layer {
  /** Whether it stands at the root of the router that holds it. */
  readonly slash: boolean;
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
}

const routesIn = (stack: readonly Layer[]): readonly string[] =>
  stack.flatMap(({ route, handle, slash }) => {
    if (route) return Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`);
    if (!handle.stack) return [];
    if (!slash)
      throw new Error('a router is not mounted at the root: its routes cannot be told from outside');
    return routesIn(handle.stack);
  });

/** Every route that an application answers, as `GET /api/alerts/:id`. */
export const routesOf = (app: Express): readonly string[] =>
  routesIn((app as unknown as { router: { stack: readonly Layer[] } }).router.stack);

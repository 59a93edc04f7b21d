import type { ApiDocument, OperationObject } from '../document.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

export interface Found {
  readonly method: (typeof METHODS)[number];
  readonly path: string;
  readonly operation: OperationObject;
}

/** Every operation of the document, in its order. */
export const operationsOf = (document: ApiDocument): readonly Found[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ method, path, operation }] : [];
    }),
  );

const haystack = ({ method, path, operation }: Found): string => {
  const { operationId, summary, description, tags } = operation;
  const { summary: zh, description: moreZh } = operation['x-zh'] ?? {};
  return [method, path, operationId, summary, description, zh, moreZh, ...operation['x-roles'], ...tags]
    .join('\n')
    .toLowerCase();
};

const namesIn = (value: unknown): readonly string[] =>
  [...JSON.stringify(value ?? null).matchAll(/"#\/components\/(?:schemas|responses)\/([\w.-]+)"/g)].flatMap(
    ([, name]) => name ?? [],
  );

/** What can be looked for in a document. */
export interface Index {
  readonly all: readonly Found[];
  /** Operations in which every word of the question stands, in any language. */
  readonly find: (question: string) => readonly Found[];
  /** Names of the shapes that these operations are made of, and those that they are made of, in the document's order. */
  readonly shapesOf: (found: readonly Found[]) => readonly string[];
}

export const createIndex = (document: ApiDocument): Index => {
  const { schemas, responses } = document.components;
  const entries = operationsOf(document).map((found) => {
    const names = namesIn([found.operation, document.paths[found.path]?.['x-websocket']]);
    return { found, text: haystack(found), names };
  });
  const namesOf = new Map(entries.map(({ found, names }) => [found, names]));
  const inside = new Map(
    Object.entries({ ...responses, ...schemas }).map(([name, one]) => [name, namesIn(one)]),
  );
  return {
    all: entries.map(({ found }) => found),
    find: (question) => {
      const words = question.toLowerCase().split(/\s+/).filter(Boolean);
      return entries.flatMap(({ found, text }) =>
        words.every((word) => text.includes(word)) ? [found] : [],
      );
    },
    shapesOf: (found) => {
      const known = new Set<string>();
      const waiting = found.flatMap((one) => namesOf.get(one) ?? []);
      for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
        if (known.has(name)) continue;
        known.add(name);
        waiting.push(...(inside.get(name) ?? []));
      }
      return Object.keys(schemas).filter((name) => known.has(name));
    },
  };
};

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

/** Operations in which every word of the question stands, in any language. */
export const findOperations = (document: ApiDocument, question: string): readonly Found[] => {
  const words = question.toLowerCase().split(/\s+/).filter(Boolean);
  return operationsOf(document).filter((one) => words.every((word) => haystack(one).includes(word)));
};

const namesIn = (value: unknown): readonly string[] =>
  [...JSON.stringify(value ?? null).matchAll(/"#\/components\/(?:schemas|responses)\/([\w.-]+)"/g)].flatMap(
    ([, name]) => name ?? [],
  );

/** Names of the shapes that these operations are made of, and those that they are made of, in the document's order. */
export const shapesOf = (document: ApiDocument, found: readonly Found[]): readonly string[] => {
  const { schemas, responses } = document.components;
  const known = new Set<string>();
  const waiting = [
    ...namesIn(found.map(({ path, operation }) => [operation, document.paths[path]?.['x-websocket']])),
  ];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (known.has(name)) continue;
    known.add(name);
    waiting.push(...namesIn(schemas[name] ?? responses[name]));
  }
  return Object.keys(schemas).filter((name) => known.has(name));
};

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

export const ROOT = path.resolve(import.meta.dirname, '../../..');

const serviceSchema = z.object({
  build: z.string().optional(),
  image: z.string(),
  command: z.array(z.string()),
  environment: z.record(z.string(), z.string()).default({}),
  secrets: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  ports: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z
    .object({ test: z.array(z.string()), interval: z.string(), timeout: z.string(), retries: z.number() })
    .optional(),
});
export type Service = z.infer<typeof serviceSchema>;

const composeSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  secrets: z.record(z.string(), z.strictObject({ file: z.string() })),
  networks: z.record(z.string(), z.object({ internal: z.boolean().optional() })),
  volumes: z.record(z.string(), z.null()),
});

export const composeText = readFileSync(path.join(ROOT, 'docker-compose.yml'), 'utf8');

/** Names of the variables that the file takes from whoever starts it. */
export const asked = [...new Set([...composeText.matchAll(/\$\{([A-Z_]+)/g)].map(([, name = '']) => name))];

/** As compose itself does: `${A:-b}` is b without A, `${A:+b}` is b with it, `${A:?why}` must be given. */
const filledIn = (text: string, given: Readonly<Record<string, string>>): string =>
  text.replace(/\$\{([A-Z_]+)(?::([-+?])([^}]*))?\}/g, (_, name: string, how: string, rest: string) => {
    if (how === '+') return given[name] ? rest : '';
    if (given[name] !== undefined) return given[name];
    if (how === '-') return rest;
    throw new Error(`${name} must be given`);
  });

/** The file with merges done and variables filled in: in its texts, after parsing. */
export const readCompose = (given: Readonly<Record<string, string>>) =>
  composeSchema.parse(
    parse(composeText, (_, value) => (typeof value === 'string' ? filledIn(value, given) : value), {
      merge: true,
    }),
  );

export interface Stage {
  readonly from: string;
  readonly lines: readonly { readonly word: string; readonly rest: string }[];
}

/** The stages of the Dockerfile; continued lines are joined. */
export const readDockerfile = (): Stage[] => {
  const text = readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8').replace(/\\\n/g, ' ');
  const stages: { from: string; lines: { word: string; rest: string }[] }[] = [];
  for (const line of text.split('\n')) {
    const [, word, rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (word === undefined) continue;
    if (word === 'FROM') stages.push({ from: rest, lines: [] });
    else stages.at(-1)?.lines.push({ word, rest });
  }
  return stages;
};

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { STATUS } from '../../../server/http/problem.ts';
import { BODIES, REPLIES } from '../../../server/openapi/components.ts';
import { API_VERSION, type ApiDocument, apiDocument } from '../../../server/openapi/document.ts';
import { NOTES_ZH } from '../../../server/openapi/notes-zh.ts';
import { OPERATIONS } from '../../../server/openapi/operations.ts';
import { operationsOf } from '../../../server/openapi/page/find.ts';
import { judgeBy } from './answers.ts';

/** As it comes over the wire. */
const document = JSON.parse(
  JSON.stringify(apiDocument({ publicUrl: 'http://127.0.0.1:7400', cookieSecure: false })),
) as ApiDocument;
const judge = judgeBy(document);
const text = JSON.stringify(document);

test('it is OpenAPI 3.1', async () => {
  const validator = new Validator();
  const given = structuredClone(document) as unknown as Parameters<Validator['validate']>[0];
  expect(await validator.validate(given)).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
});

test('its version is the project’s', () => {
  const root = resolve(import.meta.dirname, '../../..');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(API_VERSION).toBe(version);
});

test('what it refers to is there, and what is there is referred to', () => {
  const named = [...text.matchAll(/"#\/components\/(schemas|responses)\/([\w.-]+)"/g)];
  const pointed = new Set(named.map(([, kind, name]) => `${kind} ${name}`));
  const { schemas, responses } = document.components;
  const there = [
    ...Object.keys(schemas).map((name) => `schemas ${name}`),
    ...Object.keys(responses).map((name) => `responses ${name}`),
  ];
  expect([...pointed].sort()).toEqual(there.sort());
});

test('bodies and answers do not share a name, and operations have one each', () => {
  expect(Object.keys(BODIES).filter((name) => name in REPLIES)).toEqual([]);
  const ids = OPERATIONS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(
    operationsOf(document)
      .map(({ operation }) => operation.operationId)
      .sort(),
  ).toEqual(ids.sort());
});

test.each(OPERATIONS.map((one) => [one.id, one] as const))('%s: its examples are as it says', (id, one) => {
  const { operation } = judge.operation(id);
  for (const [status, reply] of Object.entries(one.replies)) {
    const media = Object.values(judge.response(id, Number(status))?.content ?? {});
    for (const { schema = {}, example } of media)
      if (example !== undefined) expect(judge.under(schema, example)).toEqual([]);
    if (reply.schema && reply.example !== undefined)
      expect(() => reply.schema?.parse(reply.example)).not.toThrow();
  }
  const codes = Object.keys(operation.responses).flatMap((status) => {
    const response = judge.response(id, Number(status));
    const examples = Object.values(response?.content?.['application/json']?.examples ?? {});
    for (const { value } of examples)
      expect(judge.answer(id, Number(status), 'application/json', value)).toEqual([]);
    for (const code of response?.['x-codes'] ?? []) expect(String(STATUS[code])).toBe(status);
    return response?.['x-codes'] ?? [];
  });
  expect(codes).toEqual(expect.arrayContaining([...(one.errors ?? [])]));
  if (!one.body) return;
  const lines = one.body.isLines ? (one.body.example as readonly unknown[]) : [one.body.example];
  for (const line of lines) {
    expect(() => one.body?.schema.parse(line)).not.toThrow();
    const [media] = Object.values(operation.requestBody?.content ?? {});
    expect(judge.under(media?.['x-line-schema'] ?? media?.schema ?? {}, line)).toEqual([]);
  }
});

test('every operation has an answer to show, but those that answer nothing or a page', () => {
  const without = OPERATIONS.filter(({ replies }) =>
    Object.values(replies).every(({ example }) => example === undefined),
  );
  expect(without.map(({ id }) => id).sort()).toEqual([
    'changeMember',
    'closeAccount',
    'closeRecoveryCode',
    'declineInvitation',
    'leaveOrganisation',
    'logOut',
    'readPage',
    'readPageStyle',
    'releaseHold',
    'removeExhibit',
    'removeMember',
  ]);
});

test('an answer with a field too many, too few or of another kind is not as it says', () => {
  const page = { from: 0, leaves: [] };
  const wrong = (body: unknown): number =>
    judge.answer('readLeaves', 200, 'application/json; charset=utf-8', body).length;
  expect([page, { ...page, more: 1 }, { from: 0 }, { ...page, leaves: [1] }].map(wrong)).toEqual([
    // A record is a text or a hash: what is neither is wrong in both ways, and in having no third.
    0, 1, 1, 3,
  ]);
  expect(judge.answer('readLeaves', 200, 'text/plain', page)).toHaveLength(1);
  expect(judge.answer('readLeaves', 418, 'application/json', page)).toHaveLength(1);
  expect(judge.answer('logOut', 204, null, '')).toEqual([]);
});

test('a path’s parameters are those in its braces', () => {
  for (const { path, operation } of operationsOf(document)) {
    const inPath = (operation.parameters ?? []).filter((one) => one.in === 'path').map(({ name }) => name);
    expect(inPath.map((name) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
  }
});

test('everything that it says, it says in Chinese too', () => {
  const untold: string[] = [];
  const look = (value: unknown, place: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const {
      description,
      summary,
      'x-zh': zh,
    } = value as Record<string, unknown> & {
      'x-zh'?: { description?: string; summary?: string };
    };
    if (typeof description === 'string' && !zh?.description) untold.push(`${place}: ${description}`);
    if (typeof summary === 'string' && !zh?.summary) untold.push(`${place}: ${summary}`);
    for (const [key, inner] of Object.entries(value))
      if (key !== 'x-zh' && key !== 'example' && key !== 'examples') look(inner, `${place}/${key}`);
  };
  look(document, '');
  expect(untold).toEqual([]);
  expect(Object.keys(NOTES_ZH).filter((note) => !text.includes(JSON.stringify(note)))).toEqual([]);
});

test('counts in a query are numbers with the limits of the door', () => {
  const { operation } = judge.operation('readLeaves');
  const limits = (operation.parameters ?? []).flatMap(({ name, schema }) =>
    name === 'limit' ? [schema] : [],
  );
  expect(limits).toEqual([{ type: 'integer', minimum: 1, maximum: 1000, default: 200 }]);
});

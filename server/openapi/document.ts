import type { Bilingual } from '../../models/contract/claim.ts';
import type { Config } from '../config.ts';
import type { ProblemCode } from '../http/problem.ts';
import { cookieName } from '../identity/session.ts';
import {
  bodySchema,
  componentSchemas,
  type JsonSchema,
  pathSchema,
  queryFields,
  replySchema,
} from './json-schema.ts';
import { type Access, type Body, type Operation, type Reply, TAGS } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { isWorthWaiting, PROBLEMS, problemsOf } from './problems.ts';
import { ABOUT, SOCKET_IO, TAG_NAMES, TITLE, WEBSOCKET, whoMay } from './prose.ts';
import { errorReply } from './replies/people.ts';

/** The version of the project, which its API shares. */
export const API_VERSION = '0.1.0';

/** Where the WebSocket is as well. */
const EVENTS_PATH = '/api/broadcasts/{id}/events';

export interface Words {
  readonly summary?: string;
  readonly description?: string;
  readonly 'x-zh'?: { readonly summary?: string; readonly description?: string };
}
export interface MediaObject {
  readonly schema?: JsonSchema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly summary?: string; readonly value: unknown }>>;
  /** Of a body of lines: the schema of each. */
  readonly 'x-line-schema'?: JsonSchema;
}
export interface ParameterObject extends Words {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly example?: unknown;
}
export interface ResponseObject extends Words {
  readonly headers?: Readonly<Record<string, object>>;
  readonly content?: Readonly<Record<string, MediaObject>>;
  /** Codes of ErrorReply with which it comes. */
  readonly 'x-codes'?: readonly ProblemCode[];
}
export interface OperationObject extends Words {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly 'x-roles': readonly string[];
  readonly parameters?: readonly ParameterObject[];
  readonly requestBody?: Words & {
    readonly required: true;
    readonly content: Readonly<Record<string, MediaObject>>;
  };
  readonly responses: Readonly<Record<string, ResponseObject | { readonly $ref: string }>>;
}
export type PathObject = Readonly<Partial<Record<Operation['method'], OperationObject>>> & {
  readonly 'x-websocket'?: typeof WEBSOCKET;
};
/** An OpenAPI 3.1 document, as far as the page reads it. English; Chinese stands under `x-zh`. */
export interface ApiDocument {
  readonly openapi: string;
  readonly info: Words & { readonly title: string; readonly version: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly (Words & { readonly name: string; readonly 'x-title': Bilingual })[];
  readonly paths: Readonly<Record<string, PathObject>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly responses: Readonly<Record<string, ResponseObject>>;
    readonly securitySchemes: Readonly<Record<string, object>>;
  };
  readonly 'x-socketio': typeof SOCKET_IO;
}

const describe = ({ en, zh }: Bilingual): Words => ({ description: en, 'x-zh': { description: zh } });

const securityOf = ({ access, method }: Operation): OperationObject['security'] => {
  if (access.of === 'anyone') return [];
  if (access.of === 'sender') return [{ sender: [] }];
  // From the machine itself nothing is asked for.
  if (access.of === 'metrics') return [{}, { metrics: [] }];
  return [method === 'get' ? { session: [] } : { session: [], csrf: [] }];
};

const rolesOf = (access: Access): readonly string[] => (access.of === 'people' ? access.roles : [access.of]);

const parametersOf = ({ params = {}, query, querySays = {} }: Operation): readonly ParameterObject[] => [
  ...Object.entries(params).map(
    ([name, { says, schema, example }]): ParameterObject => ({
      name,
      in: 'path',
      required: true,
      ...describe(says),
      schema: pathSchema(schema),
      example,
    }),
  ),
  ...(query ? queryFields(query) : []).map(
    ({ name, required, schema }): ParameterObject => ({
      name,
      in: 'query',
      required,
      ...(querySays[name] && describe(querySays[name])),
      schema,
    }),
  ),
];

const bodyOf = (body: Body): NonNullable<OperationObject['requestBody']> => {
  const { schema, example, types = ['application/json'], isLines = false, says } = body;
  const ref = bodySchema(schema);
  const media = (at: number): MediaObject => {
    if (!isLines) return { schema: ref, ...(at === 0 && { example }) };
    const text = (example as readonly unknown[]).map((line) => `${JSON.stringify(line)}\n`).join('');
    return { schema: { type: 'string' }, 'x-line-schema': ref, ...(at === 0 && { example: text }) };
  };
  const content = Object.fromEntries(types.map((type, at) => [type, media(at)]));
  return { ...(says && describe(says)), required: true, content };
};

const headersOf = (headers: Readonly<Record<string, Bilingual>>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, says]) => [name, { ...describe(says), schema: { type: 'string' } }]),
  );

const replyObject = ({ says, schema, type, example, headers }: Reply): ResponseObject => {
  const shown = example === undefined ? {} : { example };
  const media = schema ? { schema: replySchema(schema), ...shown } : { schema: { type: 'string' }, ...shown };
  const name = schema ? 'application/json' : type;
  return {
    ...describe(says),
    ...(headers && { headers: headersOf(headers) }),
    ...(name !== undefined && { content: { [name]: media } }),
  };
};

const RETRY_AFTER = {
  'Retry-After': {
    ...describe({ en: 'Seconds after which the same request may succeed.', zh: '多少秒后可以重试。' }),
    schema: { type: 'integer', minimum: 1 },
  },
};

const problemObject = (
  codes: readonly ProblemCode[],
  schema = errorReply as Operation['query'],
): ResponseObject => {
  const told = (language: 'en' | 'zh') =>
    codes.map((code) => `\`${code}\`: ${PROBLEMS[code][language]}`).join(language === 'en' ? '; ' : '；');
  const values = codes.map((code) => [code, { error: { code, message: PROBLEMS[code].en } }] as const);
  const fitting = values.filter(([, value]) => schema?.safeParse(value).success);
  return {
    ...describe({ en: told('en'), zh: told('zh') }),
    'x-codes': codes,
    ...(codes.some(isWorthWaiting) && { headers: RETRY_AFTER }),
    content: {
      'application/json': {
        schema: replySchema(schema ?? errorReply),
        ...(fitting.length > 0 && {
          examples: Object.fromEntries(fitting.map(([code, value]) => [code, { value }])),
        }),
      },
    },
  };
};

/** Errors that many operations have in common stand once, under the names of their codes. */
const responsesOf = (
  operation: Operation,
  shared: Map<string, ResponseObject>,
): OperationObject['responses'] => {
  const replies = Object.entries(operation.replies).map(
    ([status, reply]) => [status, replyObject(reply)] as const,
  );
  const problems = [...problemsOf(operation)].map(([status, codes]) => {
    const schema = operation.errorSchemas?.[status];
    if (schema) return [String(status), problemObject(codes, schema)] as const;
    const name = codes.join('-or-');
    if (!shared.has(name)) shared.set(name, problemObject(codes));
    return [String(status), { $ref: `#/components/responses/${name}` }] as const;
  });
  return Object.fromEntries([...problems, ...replies]);
};

const operationObject = (operation: Operation, shared: Map<string, ResponseObject>): OperationObject => {
  const { id, tag, summary, more, access, body } = operation;
  const who = whoMay(access);
  const parameters = parametersOf(operation);
  return {
    operationId: id,
    tags: [tag],
    summary: summary.en,
    description: more ? `${more.en}\n\n${who.en}` : who.en,
    'x-zh': { summary: summary.zh, description: more ? `${more.zh}\n\n${who.zh}` : who.zh },
    'x-roles': rolesOf(access),
    security: securityOf(operation),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: bodyOf(body) }),
    responses: responsesOf(operation, shared),
  };
};

const securitySchemes = (config: Pick<Config, 'cookieSecure'>) => ({
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: cookieName(config.cookieSecure),
    ...describe({ en: 'Set by `POST /api/session`.', zh: '由 `POST /api/session` 写入。' }),
  },
  csrf: {
    type: 'apiKey',
    in: 'header',
    name: 'X-CSRF-Token',
    ...describe({ en: '`csrf` of `GET /api/session`.', zh: '`GET /api/session` 里的 `csrf`。' }),
  },
  sender: {
    type: 'http',
    scheme: 'bearer',
    ...describe({ en: 'A sender’s token, `lw_…`.', zh: '发送方令牌 `lw_…`。' }),
  },
  metrics: {
    type: 'http',
    scheme: 'bearer',
    ...describe({ en: 'METRICS_TOKEN of the configuration.', zh: '配置里的 METRICS_TOKEN。' }),
  },
});

/** The description of the whole API, from the schemas by which routes read and by which tests hold their answers. */
export const apiDocument = (config: Pick<Config, 'publicUrl' | 'cookieSecure'>): ApiDocument => {
  const shared = new Map<string, ResponseObject>();
  const paths: Record<string, PathObject> = {};
  for (const operation of OPERATIONS) {
    const { path, method } = operation;
    paths[path] = { ...paths[path], [method]: operationObject(operation, shared) };
  }
  paths[EVENTS_PATH] = { ...paths[EVENTS_PATH], 'x-websocket': WEBSOCKET };
  return {
    openapi: '3.1.1',
    info: { title: TITLE, version: API_VERSION, ...describe(ABOUT) },
    servers: [{ url: config.publicUrl }],
    tags: TAGS.map((name) => ({ name, 'x-title': TAG_NAMES[name].name, ...describe(TAG_NAMES[name].says) })),
    paths,
    components: {
      schemas: componentSchemas(),
      responses: Object.fromEntries(shared),
      securitySchemes: securitySchemes(config),
    },
    'x-socketio': SOCKET_IO,
  };
};

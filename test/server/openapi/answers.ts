import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import { BODIES } from '../../../server/openapi/components.ts';
import type {
  ApiDocument,
  MediaObject,
  OperationObject,
  ResponseObject,
} from '../../../server/openapi/document.ts';
import { operationsOf } from '../../../server/openapi/page/find.ts';

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Answers may gain fields, but those of this very version are all described: objects that leave it open are closed. */
const closed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(closed);
  if (!isNode(value)) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, closed(one)]));
  return isNode(inner.properties) && inner.type === 'object' && !('additionalProperties' in inner)
    ? { ...inner, additionalProperties: false }
    : inner;
};

const withClosedReplies = (document: ApiDocument): ApiDocument => {
  const schemas = Object.entries(document.components.schemas).map(([name, schema]) => [
    name,
    name in BODIES ? schema : closed(schema),
  ]);
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(schemas) } };
};

/** The document, as it judges requests and answers. */
export interface Judge {
  readonly operation: (id: string) => { method: string; path: string; operation: OperationObject };
  readonly response: (id: string, status: number) => ResponseObject | undefined;
  /** What is wrong with a value under a schema of the document; empty when nothing is. */
  readonly under: (schema: Node, value: unknown) => readonly string[];
  /** What is wrong with an answer. */
  readonly answer: (id: string, status: number, type: string | null, body: unknown) => readonly string[];
}

export const judgeBy = (given: ApiDocument): Judge => {
  const document = withClosedReplies(given);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (addFormatsModule as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addSchema(document, 'api');
  const compiled = new Map<string, ValidateFunction>();
  const operations = new Map(operationsOf(document).map((one) => [one.operation.operationId, one]));

  const operation: Judge['operation'] = (id) => {
    const found = operations.get(id);
    if (!found) throw new RangeError(`no operation is called ${id}`);
    return found;
  };
  const response: Judge['response'] = (id, status) => {
    const found = operation(id).operation.responses[status];
    if (!found || !('$ref' in found)) return found;
    return document.components.responses[found.$ref.split('/').at(-1) ?? ''];
  };
  const under: Judge['under'] = (schema, value) => {
    const text = JSON.stringify(closed(schema)).replaceAll('"#/', '"api#/');
    const validate = compiled.get(text) ?? ajv.compile(JSON.parse(text) as Node);
    compiled.set(text, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
  const answer: Judge['answer'] = (id, status, type, body) => {
    const found = response(id, status);
    if (!found) return [`${id} does not say that it answers ${status}`];
    if (!found.content) return body === '' ? [] : [`${status} has no body, but one came`];
    const media = (found.content as Record<string, MediaObject>)[type?.split(';')[0] ?? ''];
    if (!media) return [`${status} is not said to come as ${type}`];
    return under((media.schema ?? {}) as Node, body);
  };
  return { operation, response, under, answer };
};

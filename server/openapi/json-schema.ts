import { z } from 'zod';
import { BODIES, REPLIES } from './components.ts';
import { NOTES_ZH } from './notes-zh.ts';

/** A JSON Schema, draft 2020-12, as OpenAPI 3.1 has it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const PLACE = '#/components/schemas/';
/** A count in a query is read from text; what is meant is a number. */
const DIGITS = '^\\d{1,15}$';
const COUNT: JsonSchema = { type: 'integer', minimum: 0, maximum: 999_999_999_999_999 };

type Override = NonNullable<z.core.ToJSONSchemaParams['override']>;

/** Formats say it shorter than their patterns; whole numbers need not be told that they are safe. */
const simplify: Override = ({ zodSchema, jsonSchema }) => {
  if (jsonSchema.format === 'date-time' || jsonSchema.format === 'date') delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  const noteZh = NOTES_ZH[jsonSchema.description ?? ''];
  if (noteZh !== undefined) jsonSchema['x-zh'] = { description: noteZh };
  // Answers may gain fields; bodies are as strict as the door.
  const { def } = zodSchema._zod;
  if (def.type === 'object' && def.catchall === undefined) delete jsonSchema.additionalProperties;
};

type Io = 'input' | 'output';
const settings = (io: Io) => ({ io, unrepresentable: 'any', override: simplify }) as const;

const without = (schema: JsonSchema, ...names: readonly string[]): JsonSchema =>
  Object.fromEntries(Object.entries(schema).filter(([name]) => !names.includes(name)));

const namedSchemas = (
  schemas: Readonly<Record<string, z.ZodType>>,
  io: Io,
): readonly (readonly [string, JsonSchema])[] => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { ...settings(io), uri: (id) => PLACE + id });
  return Object.entries(made.schemas).map(([id, schema]) => [id, without({ ...schema }, '$schema', '$id')]);
};

/** All of `components.schemas`. */
export const componentSchemas = (): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries([...namedSchemas(BODIES, 'input'), ...namedSchemas(REPLIES, 'output')]);

const inline = (schema: z.ZodType, io: Io): JsonSchema =>
  without({ ...z.toJSONSchema(schema, settings(io)) }, '$schema', 'id');

const nameIn = (names: Readonly<Record<string, z.ZodType>>, schema: z.ZodType): string | undefined =>
  Object.keys(names).find((name) => names[name] === schema);

/** A body's schema, by reference. @throws RangeError for one without a name in {@link BODIES}. */
export const bodySchema = (schema: z.ZodType): JsonSchema => {
  const name = nameIn(BODIES, schema);
  if (name === undefined) throw new RangeError('a body without a name: add its schema to components.ts');
  return { $ref: PLACE + name };
};

/** An answer's schema: by reference where it has a name, a choice of such, or written out. */
export const replySchema = (schema: z.ZodType): JsonSchema => {
  const name = nameIn(REPLIES, schema);
  if (name !== undefined) return { $ref: PLACE + name };
  if (schema instanceof z.ZodUnion)
    return { anyOf: schema.options.map((one) => replySchema(one as z.ZodType)) };
  return inline(schema, 'output');
};

export interface Field {
  readonly name: string;
  readonly required: boolean;
  readonly schema: JsonSchema;
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** The fields of a query. */
export const queryFields = (query: z.ZodType): readonly Field[] => {
  const { properties = {}, required = [] } = inline(query, 'input') as ObjectSchema;
  const { properties: read = {} } = inline(query, 'output') as ObjectSchema;
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    required: required.includes(name),
    schema: schema.pattern === DIGITS ? { ...COUNT, ...read[name] } : schema,
  }));
};

/** The schema of a parameter in the address. */
export const pathSchema = (schema: z.ZodType): JsonSchema => inline(schema, 'input');

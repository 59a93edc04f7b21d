import type { JsonSchema } from '../json-schema.ts';
import { type Html, html, inline, type Part } from './html.ts';
import { type Language, told, WORDS } from './words.ts';

const REF = '#/components/schemas/';

/** Name of the shape that a reference points at. */
export const shapeName = (schema: JsonSchema): string | null =>
  typeof schema.$ref === 'string' && schema.$ref.startsWith(REF) ? schema.$ref.slice(REF.length) : null;

const choicesOf = (schema: JsonSchema): readonly JsonSchema[] =>
  ((schema.oneOf ?? schema.anyOf) as readonly JsonSchema[] | undefined) ?? [];

const joined = (parts: readonly Part[]): Part =>
  parts.flatMap((part, at) => (at === 0 ? [part] : [' | ', part]));

/** A schema's type as one reads it: `string`, `AlertView[]`, `"flag" | "review"`. */
export const typeOf = (schema: JsonSchema): Part => {
  const name = shapeName(schema);
  if (name !== null) return html`<a href="#shape-${name}">${name}</a>`;
  if ('const' in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return joined(schema.enum.map((one) => JSON.stringify(one)));
  const choices = choicesOf(schema);
  if (choices.length > 0) return joined(choices.map(typeOf));
  if (schema.type === 'array') {
    const items = (schema.items ?? {}) as JsonSchema;
    return choicesOf(items).length > 1 || Array.isArray(items.enum)
      ? ['(', typeOf(items), ')[]']
      : [typeOf(items), '[]'];
  }
  return String(schema.type ?? 'any');
};

/** Keywords that limit a value, as they are shown: after the word for what is counted, where it is not the value itself. */
const LIMITS: readonly (readonly [keyword: string, counted: 'length' | 'items' | null, sign: string])[] = [
  ['minimum', null, '≥ '],
  ['maximum', null, '≤ '],
  ['minLength', 'length', '≥ '],
  ['maxLength', 'length', '≤ '],
  ['minItems', 'items', '≥ '],
  ['maxItems', 'items', '≤ '],
  ['format', null, ''],
  ['pattern', null, ''],
];

const limitsOf = (schema: JsonSchema, language: Language): readonly string[] => {
  const words = WORDS[language];
  const limits = LIMITS.flatMap(([keyword, counted, sign]) =>
    schema[keyword] === undefined
      ? []
      : [`${counted === null ? '' : `${words[counted]} `}${sign}${String(schema[keyword])}`],
  );
  return 'default' in schema ? [...limits, `${words.standard} ${JSON.stringify(schema.default)}`] : limits;
};

/** Type, limits and note of a field, in one line. */
export const valueLine = (schema: JsonSchema, language: Language): Html => {
  const note = told(schema, 'description', language);
  return html`<code class="type">${typeOf(schema)}</code>${limitsOf(schema, language).map(
    (limit) => html` <span class="limit">${limit}</span>`,
  )}${note && html` <span class="note">${inline(note)}</span>`}`;
};

/** The fields that stand inside: of an object, of an array's items, of each choice. */
const inside = (schema: JsonSchema, language: Language): Part => {
  if (shapeName(schema) !== null) return null;
  if (schema.type === 'array') return inside((schema.items ?? {}) as JsonSchema, language);
  const choices = choicesOf(schema);
  if (choices.length > 0) {
    const bodies = choices.map((one) => inside(one, language)).filter((part) => part !== null);
    return bodies.length > 0 ? bodies : null;
  }
  return fields(schema, language);
};

const fields = (schema: JsonSchema, language: Language): Part => {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  const rest = schema.additionalProperties;
  const words = WORDS[language];
  const required = (schema.required ?? []) as readonly string[];
  const rows = properties.map(([name, value]) => {
    const isRequired = required.includes(name);
    const mark = isRequired
      ? html`<span class="required">${words.required}</span>`
      : html`<span class="optional">${words.optional}</span>`;
    return html`<li><code class="name">${name}</code> ${mark} ${valueLine(value, language)}${inside(value, language)}</li>`;
  });
  if (typeof rest === 'object' && rest !== null)
    rows.push(html`<li><em>${words.anyField}</em> ${valueLine(rest as JsonSchema, language)}</li>`);
  return rows.length > 0 ? html`<ul class="fields">${rows}</ul>` : null;
};

/** A whole schema: its line, and what stands inside. */
export const shape = (schema: JsonSchema, language: Language): Html =>
  html`<div class="shape"><p>${valueLine(schema, language)}</p>${inside(schema, language)}</div>`;

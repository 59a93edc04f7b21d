import type {
  ApiDocument,
  MediaObject,
  OperationObject,
  ParameterObject,
  ResponseObject,
} from '../document.ts';
import type { Found } from './find.ts';
import { type Html, html, inline, type Part, prose } from './html.ts';
import { typeOf, valueLine } from './schema.ts';
import { type Language, told, WORDS } from './words.ts';

const pretty = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);

const exampleOf = (example: unknown, language: Language): Part =>
  example === undefined
    ? null
    : html`<details class="example"><summary>${WORDS[language].example}</summary><pre tabindex="0">${pretty(example)}</pre></details>`;

const parameterRow = (parameter: ParameterObject, language: Language): Part => {
  const { name, required, schema, example } = parameter;
  const words = WORDS[language];
  const mark = required
    ? html`<span class="required">${words.required}</span>`
    : html`<span class="optional">${words.optional}</span>`;
  const { description: _same, 'x-zh': _zh, ...bare } = schema;
  return html`<li><code class="name">${name}</code> <span class="limit">${words[parameter.in]}</span> ${mark} ${valueLine(bare, language)} <span class="note">${inline(told(parameter, 'description', language))}</span>${
    example === undefined ? null : html` <code class="sample">${String(example)}</code>`
  }</li>`;
};

const mediaOf = (content: Readonly<Record<string, MediaObject>>, language: Language): Part => {
  const types = Object.keys(content);
  const [first] = Object.values(content);
  if (!first) return null;
  const lineSchema = first['x-line-schema'];
  const schema = lineSchema ?? first.schema ?? {};
  return html`<p class="media">${types.map((type) => html`<code>${type}</code> `)}${
    lineSchema ? html`${WORDS[language].line}: ` : null
  }<code class="type">${typeOf(schema)}</code></p>${exampleOf(first.example, language)}`;
};

const bodyOf = ({ requestBody }: OperationObject, language: Language): Part =>
  requestBody &&
  html`<h4>${WORDS[language].body}</h4>${prose(told(requestBody, 'description', language))}${mediaOf(requestBody.content, language)}`;

const responseOf = (document: ApiDocument, response: OperationObject['responses'][string]): ResponseObject =>
  '$ref' in response
    ? (document.components.responses[response.$ref.split('/').at(-1) ?? ''] ?? {})
    : response;

const replyRow = (status: string, given: ResponseObject, language: Language): Part => {
  const isError = given['x-codes'] !== undefined;
  const headers = Object.keys(given.headers ?? {}).map((name) => html` <code class="limit">${name}</code>`);
  const content = given.content && !isError ? mediaOf(given.content, language) : null;
  return html`<li><strong class="status s${status[0]}">${status}</strong> ${inline(told(given, 'description', language))}${headers}${content}</li>`;
};

const repliesOf = (document: ApiDocument, { responses }: OperationObject, language: Language): Part => {
  const rows = Object.entries(responses).sort(([a], [b]) => Number(a) - Number(b));
  return html`<h4>${WORDS[language].replies}</h4><ul class="replies">${rows.map(([status, response]) =>
    replyRow(status, responseOf(document, response), language),
  )}</ul>`;
};

/** What an operation takes and answers, without the line above it. */
export const insideOf = (document: ApiDocument, found: Found, language: Language): Html => {
  const { method, path, operation } = found;
  const { parameters = [], operationId } = operation;
  const socket = method === 'post' ? document.paths[path]?.['x-websocket'] : undefined;
  return html`<div class="inside" id="${operationId}">${prose(told(operation, 'description', language))}${
    parameters.length > 0
      ? html`<h4>${WORDS[language].parameters}</h4><ul class="fields">${parameters.map((one) => parameterRow(one, language))}</ul>`
      : null
  }${bodyOf(operation, language)}${repliesOf(document, operation, language)}${
    socket ? html`<h4>WebSocket</h4>${prose(told(socket, 'description', language))}` : null
  }</div>`;
};

/** The line of an operation, which stands when it is closed. */
export const lineOf = ({ method, path, operation }: Found, language: Language): Html =>
  html`<summary><span class="method ${method}">${method.toUpperCase()}</span> <code class="path">${path
    .split('/')
    .flatMap((piece, at) =>
      at === 0 ? [piece] : [html`<wbr>/`, piece],
    )}</code> <span class="summary">${told(operation, 'summary', language)}</span></summary>`;

import type {
  ApiDocument,
  MediaObject,
  OperationObject,
  ParameterObject,
  ResponseObject,
} from '../document.ts';
import { type Found, findOperations, operationsOf, shapesOf } from './find.ts';
import { html, inline, type Part, prose } from './html.ts';
import { shape, typeOf, valueLine } from './schema.ts';
import { type Language, told, WORDS } from './words.ts';

export interface PageAsked {
  readonly language: Language;
  /** Words to look for; empty: all. */
  readonly question: string;
}

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

const operationOf = (document: ApiDocument, found: Found, { language, question }: PageAsked): Part => {
  const { method, path, operation } = found;
  const { parameters = [], operationId } = operation;
  const socket = method === 'post' ? document.paths[path]?.['x-websocket'] : undefined;
  const isOpen = question === '' ? '' : ' open';
  return html`<details class="operation"${isOpen}><summary><span class="method ${method}">${method.toUpperCase()}</span> <code class="path">${path
    .split('/')
    .flatMap((piece, at) =>
      at === 0 ? [piece] : [html`<wbr>/`, piece],
    )}</code> <span class="summary">${told(operation, 'summary', language)}</span></summary><div class="inside" id="${operationId}">${prose(told(operation, 'description', language))}${
    parameters.length > 0
      ? html`<h4>${WORDS[language].parameters}</h4><ul class="fields">${parameters.map((one) => parameterRow(one, language))}</ul>`
      : null
  }${bodyOf(operation, language)}${repliesOf(document, operation, language)}${
    socket ? html`<h4>WebSocket</h4>${prose(told(socket, 'description', language))}` : null
  }</div></details>`;
};

const feedOf = (document: ApiDocument, language: Language): Part => {
  const feed = document['x-socketio'];
  const words = WORDS[language];
  const list = (events: typeof feed.serverToClient | typeof feed.clientToServer): Part =>
    html`<ul class="fields">${Object.entries(events).map(
      ([name, says]) =>
        html`<li><code class="name">${name}</code> <span class="note">${inline(told(says, 'description', language))}</span></li>`,
    )}</ul>`;
  return html`<section id="feed"><h2>${words.feed}</h2>${prose(told(feed, 'description', language))}<h3>${words.fromServer}</h3>${list(feed.serverToClient)}<h3>${words.fromClient}</h3>${list(feed.clientToServer)}</section>`;
};

const titleOf = (tag: ApiDocument['tags'][number], language: Language): string => tag['x-title'][language];

const sectionsOf = (document: ApiDocument, found: readonly Found[], asked: PageAsked): Part =>
  document.tags.map((tag) => {
    const own = found.filter(({ operation }) => operation.tags.includes(tag.name));
    if (own.length === 0) return null;
    return html`<section id="tag-${tag.name}"><h2>${titleOf(tag, asked.language)}</h2>${prose(told(tag, 'description', asked.language))}${own.map((one) => operationOf(document, one, asked))}</section>`;
  });

const contentsOf = (document: ApiDocument, found: readonly Found[], { language }: PageAsked): Part => {
  const words = WORDS[language];
  const groups = document.tags.flatMap((tag) => {
    const own = found.filter(({ operation }) => operation.tags.includes(tag.name));
    const links = own.map(
      ({ operation }) =>
        html`<li><a href="#${operation.operationId}">${told(operation, 'summary', language)}</a></li>`,
    );
    return own.length === 0
      ? []
      : [
          html`<li><a class="group" href="#tag-${tag.name}">${titleOf(tag, language)}</a><ul>${links}</ul></li>`,
        ];
  });
  const rest =
    found.length === 0
      ? null
      : html`<li><a class="group" href="#feed">${words.feed}</a></li><li><a class="group" href="#shapes">${words.shapes}</a></li>`;
  return html`<nav aria-label="${words.contents}"><ul>${groups}${rest}</ul></nav>`;
};

const shapesSection = (document: ApiDocument, names: readonly string[], language: Language): Part =>
  html`<section id="shapes"><h2>${WORDS[language].shapes}</h2>${names.map(
    (name) =>
      html`<section class="named" id="shape-${name}"><h3><code>${name}</code></h3>${shape(document.components.schemas[name] ?? {}, language)}</section>`,
  )}</section>`;

const headOf = (document: ApiDocument, { language, question }: PageAsked, count: string): Part => {
  const words = WORDS[language];
  const other = language === 'zh' ? 'en' : 'zh';
  const query = new URLSearchParams({ lang: other, ...(question && { q: question }) });
  return html`<header><p class="brand">${document.info.title}</p><h1>${words.title} <small>${document.info.version}</small></h1><form method="get" action="/api/docs" role="search"><input type="hidden" name="lang" value="${language}"><label for="q">${words.find}</label><input id="q" type="search" name="q" value="${question}" maxlength="100" placeholder="${words.findHint}"><button>${words.find}</button> <output>${count}</output>${
    question ? html` <a href="/api/docs?lang=${language}">${words.all}</a>` : null
  }</form><p class="links"><a href="/api/docs?${query.toString()}" lang="${other}" hreflang="${other}">${words.other}</a> <a href="/api/openapi.json">${words.raw}</a></p></header>`;
};

/** The document as a page: no script, no style of its own, nothing from elsewhere. */
export const apiPage = (document: ApiDocument, asked: PageAsked): string => {
  const { language, question } = asked;
  const words = WORDS[language];
  const found = findOperations(document, question);
  const all = operationsOf(document).length;
  const shapes = question === '' ? Object.keys(document.components.schemas) : shapesOf(document, found);
  const body =
    found.length === 0
      ? html`<p class="none">${words.none}</p>`
      : html`${sectionsOf(document, found, asked)}${feedOf(document, language)}${shapesSection(document, shapes, language)}`;
  return html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-Hans' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${words.title} · ${document.info.title}</title><link rel="stylesheet" href="/api/docs/style.css"><link rel="icon" href="/mark.svg"></head>
<body><a class="skip" href="#text">${words.skip}</a>${headOf(document, asked, `${found.length} / ${all}`)}<div class="columns">${contentsOf(document, found, asked)}<main id="text">${question === '' ? prose(told(document.info, 'description', language)) : null}${body}</main></div></body></html>
`.html;
};

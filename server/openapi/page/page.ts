import type { ApiDocument } from '../document.ts';
import { createIndex, type Found } from './find.ts';
import { type Html, html, inline, type Part, prose } from './html.ts';
import { insideOf, lineOf } from './operation.ts';
import { shape } from './schema.ts';
import { type Language, told, WORDS } from './words.ts';

export interface PageAsked {
  readonly language: Language;
  /** Words to look for; empty: all. */
  readonly question: string;
}

/** Makes each only once: the whole takes a tenth of a second, in which a server that is asked again and again would do nothing else. */
const once = <Key, Value>(make: (key: Key) => Value): ((key: Key) => Value) => {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
};

const feedOf = (document: ApiDocument, language: Language): Html => {
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

/** The parts of the page in one language, each made when it is first shown. */
const piecesOf = (document: ApiDocument, language: Language) => {
  const inside = once((found: Found) => insideOf(document, found, language));
  const line = once((found: Found) => lineOf(found, language));
  const feed = once((_always: true) => feedOf(document, language));
  return {
    operation: (found: Found, isOpen: boolean): Html =>
      html`<details class="operation"${isOpen ? html` open` : null}>${line(found)}${inside(found)}</details>`,
    shape: once(
      (name: string) =>
        html`<section class="named" id="shape-${name}"><h3><code>${name}</code></h3>${shape(document.components.schemas[name] ?? {}, language)}</section>`,
    ),
    feed: () => feed(true),
  };
};
type Pieces = ReturnType<typeof piecesOf>;

const sectionsOf = (
  document: ApiDocument,
  found: readonly Found[],
  { language, question }: PageAsked,
  pieces: Pieces,
): Part =>
  document.tags.map((tag) => {
    const own = found.filter(({ operation }) => operation.tags.includes(tag.name));
    if (own.length === 0) return null;
    return html`<section id="tag-${tag.name}"><h2>${titleOf(tag, language)}</h2>${prose(told(tag, 'description', language))}${own.map((one) => pieces.operation(one, question !== ''))}</section>`;
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

const headOf = (document: ApiDocument, { language, question }: PageAsked, count: string): Part => {
  const words = WORDS[language];
  const other = language === 'zh' ? 'en' : 'zh';
  const query = new URLSearchParams({ lang: other, ...(question && { q: question }) });
  return html`<header><p class="brand">${document.info.title}</p><h1>${words.title} <small>${document.info.version}</small></h1><form method="get" action="/api/docs" role="search"><input type="hidden" name="lang" value="${language}"><label for="q">${words.find}</label><input id="q" type="search" name="q" value="${question}" maxlength="100" placeholder="${words.findHint}"><button>${words.find}</button> <output>${count}</output>${
    question ? html` <a href="/api/docs?lang=${language}">${words.all}</a>` : null
  }</form><p class="links"><a href="/api/docs?${query.toString()}" lang="${other}" hreflang="${other}">${words.other}</a> <a href="/api/openapi.json">${words.raw}</a></p></header>`;
};

/** The document as a page: no script, no style of its own, nothing from elsewhere. */
export const createPage = (document: ApiDocument): ((asked: PageAsked) => string) => {
  const index = createIndex(document);
  const pieces = once((language: Language) => piecesOf(document, language));
  const bodyOf = (found: readonly Found[], asked: PageAsked): Part => {
    const words = WORDS[asked.language];
    const { feed, shape: named } = pieces(asked.language);
    if (found.length === 0) return html`<p class="none">${words.none}</p>`;
    const shapes = asked.question === '' ? Object.keys(document.components.schemas) : index.shapesOf(found);
    const sections = sectionsOf(document, found, asked, pieces(asked.language));
    return html`${sections}${feed()}<section id="shapes"><h2>${words.shapes}</h2>${shapes.map(named)}</section>`;
  };
  return (asked) => {
    const { language, question } = asked;
    const words = WORDS[language];
    const found = index.find(question);
    const count = `${found.length} / ${index.all.length}`;
    return html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-Hans' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${words.title} · ${document.info.title}</title><link rel="stylesheet" href="/api/docs/style.css"><link rel="icon" href="/mark.svg"></head>
<body><a class="skip" href="#text">${words.skip}</a>${headOf(document, asked, count)}<div class="columns">${contentsOf(document, found, asked)}<main id="text">${question === '' ? prose(told(document.info, 'description', language)) : null}${bodyOf(found, asked)}</main></div></body></html>
`.html;
  };
};

import { unusableOffset } from '../ingest.ts';

/** Deepest nesting that is canonicalised: a listing is 4 deep; anything near this is a cycle or an attack on the stack. */
export const CANONICAL_DEPTH_MAX = 64;

export const CANONICAL_REFUSALS = ['lone-surrogate', 'not-finite', 'not-json', 'too-deep'] as const;
export type CanonicalRefusal = (typeof CANONICAL_REFUSALS)[number];

/** Thrown by {@link canonical}. `path` names the place, e.g. `$.claims[2].quote`. A retry does not help. */
export class CanonicalError extends Error {
  readonly code: CanonicalRefusal;
  readonly path: string;
  constructor(code: CanonicalRefusal, path: string, what: string) {
    super(`${path}: ${what}`);
    this.name = 'CanonicalError';
    this.code = code;
    this.path = path;
  }
}

const LONE_SURROGATE = /\p{Surrogate}/u;
/** Nothing to escape and no surrogate: most strings of a leaf. Twice as fast as asking JSON.stringify. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\ud7ff\ue000-\uffff]*$/;

const text = (value: string, path: string): string => {
  if (PLAIN.test(value)) return `"${value}"`;
  if (LONE_SURROGATE.test(value)) {
    const offset = unusableOffset(value.replaceAll('\0', ' '));
    throw new CanonicalError(
      'lone-surrogate',
      path,
      `lone surrogate at offset ${offset} (RFC 8785, 3.2.2.2)`,
    );
  }
  // ECMAScript's own escapes are those that RFC 8785, 3.2.2.2 asks for, once lone surrogates are out of the way.
  return JSON.stringify(value);
};

const isPlain = (value: object): value is Record<string, unknown> => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

const write = (value: unknown, path: string, depth: number): string => {
  if (depth > CANONICAL_DEPTH_MAX)
    throw new CanonicalError('too-deep', path, `nested deeper than ${CANONICAL_DEPTH_MAX}`);
  switch (typeof value) {
    case 'string':
      return text(value, path);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value))
        throw new CanonicalError('not-finite', path, `${value} has no form in JSON`);
      // Number::toString is the form of RFC 8785, 3.2.2.3; it writes -0 as 0.
      return String(value);
    case 'object': {
      if (value === null) return 'null';
      if (Array.isArray(value))
        return `[${Array.from(value, (item, i) => write(item, `${path}[${i}]`, depth + 1)).join(',')}]`;
      if (!isPlain(value)) break;
      // The default order of sort() is by UTF-16 code units, as RFC 8785, 3.2.3 wants.
      const names = Object.keys(value).sort();
      const members = names.map(
        (name) => `${text(name, path)}:${write(value[name], `${path}.${name}`, depth + 1)}`,
      );
      return `{${members.join(',')}}`;
    }
  }
  throw new CanonicalError('not-json', path, `${describe(value)} has no form in JSON`);
};

/** Beyond this the engine's own sort is the faster. */
const FEW_NAMES = 24;

/** Names by UTF-16 units, as sort() puts them; a leaf has a dozen, and many objects have theirs in order already. */
const inOrder = (names: string[]): string[] => {
  if (names.length > FEW_NAMES) return names.sort();
  for (let at = 1; at < names.length; at += 1) {
    const name = names[at] as string;
    let to = at;
    for (; to > 0 && (names[to - 1] as string) > name; to -= 1) names[to] = names[to - 1] as string;
    names[to] = name;
  }
  return names;
};

/**
 * The same text as {@link write} gives, or `null` where it would throw: without the path that only an error needs. Every leaf goes
 * through here.
 */
const quick = (value: unknown, depth: number): string | null => {
  if (typeof value === 'string') return PLAIN.test(value) ? `"${value}"` : quickText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value === null) return 'null';
  if (typeof value !== 'object' || depth > CANONICAL_DEPTH_MAX) return null;
  if (Array.isArray(value)) return quickList(value, depth);
  if (!isPlain(value)) return null;
  let out = '{';
  for (const name of inOrder(Object.keys(value))) {
    const key = PLAIN.test(name) ? `"${name}"` : quickText(name);
    const member = quick(value[name], depth + 1);
    if (key === null || member === null) return null;
    out += out.length > 1 ? `,${key}:${member}` : `${key}:${member}`;
  }
  return `${out}}`;
};

const quickText = (value: string): string | null =>
  LONE_SURROGATE.test(value) ? null : JSON.stringify(value);

const quickList = (items: readonly unknown[], depth: number): string | null => {
  let out = '[';
  // By index: a hole is a member that is undefined.
  for (let i = 0; i < items.length; i += 1) {
    const member = quick(items[i], depth + 1);
    if (member === null) return null;
    out += i > 0 ? `,${member}` : member;
  }
  return `${out}]`;
};

const describe = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? `an object of ${String(value.constructor?.name)}`
    : typeof value;

/**
 * The one text that stands for a JSON value (RFC 8785, JSON Canonicalization Scheme): members sorted by UTF-16 units, no
 * white space, numbers and escapes as ECMAScript writes them.
 * Takes null, booleans, finite numbers, well-formed strings, arrays and plain objects; throws {@link CanonicalError} for
 * anything else, a member that is `undefined` included, since leaving it out silently would hash another value.
 */
export const canonical = (value: unknown): string => quick(value, 0) ?? write(value, '$', 0);

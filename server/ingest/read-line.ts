import {
  eventSchema,
  type IngestEvent,
  LINE_BYTES_MAX,
  type LineAccount,
  unusableOffset,
} from '../../models/contract/ingest.ts';
import { quickUtterance } from '../../models/stream/wire.ts';
import { firstIssue } from '../http/read-body.ts';
import type { InputLine } from './lines.ts';

/** Deepest nesting of one event: a listing's SKU with its own attributes needs five. Deeper input only breaks those who walk it. */
const DEPTH_MAX = 12;
const EVENT_TYPES = ['utterance', 'product', 'audience', 'moderation', 'segment', 'ended'];

export type ReadLine =
  | { readonly ok: true; readonly line: number; readonly event: IngestEvent }
  | { readonly ok: false; readonly account: LineAccount };

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Beyond this, whole numbers that differ are read as the same; what grows past all bounds (1e400) is read as no number. */
const isKept = (number: number): boolean => Math.abs(number) <= Number.MAX_SAFE_INTEGER;

/**
 * Fields that are kept as they come (a SKU's own, a seller's) are looked through too: what cannot be hashed, or would be kept as
 * another number than was sent, must not get in.
 */
const unusable = (value: unknown): { field: string; reason: string } | null => {
  const waiting: { value: unknown; path: string; depth: number }[] = [{ value, path: '', depth: 1 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { path, depth } = next;
    if (typeof next.value === 'string') {
      const offset = unusableOffset(next.value);
      if (offset < 0) continue;
      const what = next.value[offset] === '\0' ? 'NUL' : 'lone surrogate';
      return { field: path, reason: `${what} at offset ${offset}; send well-formed Unicode` };
    }
    if (typeof next.value === 'number' && !isKept(next.value)) {
      const reason = `a number beyond ±${Number.MAX_SAFE_INTEGER} is not kept to its last digit; send it as a text, in quotes`;
      return { field: path, reason };
    }
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (depth > DEPTH_MAX) return { field: path, reason: `nested deeper than ${DEPTH_MAX} levels` };
    for (const [key, inner] of Object.entries(next.value)) {
      if (key === '__proto__' || unusableOffset(key) >= 0)
        return { field: path, reason: 'holds a member whose name cannot be used' };
      waiting.push({ value: inner, path: path ? `${path}.${key}` : key, depth: depth + 1 });
    }
  }
  return null;
};

const idOf = (value: unknown): string | undefined => {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  return typeof id === 'string' && id.length > 0 && id.length <= 128 && unusableOffset(id) < 0
    ? id
    : undefined;
};

const issueOf = (value: unknown): { field: string; reason: string; event?: IngestEvent } => {
  const utterance = quickUtterance(value);
  if (utterance) return { field: '', reason: '', event: utterance };
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { field: '', reason: 'each line is one JSON object' };
  const bad = unusable(value);
  if (bad) return bad;
  const type = 'type' in value ? value.type : undefined;
  if (typeof type !== 'string' || !EVENT_TYPES.includes(type))
    return { field: 'type', reason: `use one of ${EVENT_TYPES.join(', ')}` };
  const parsed = eventSchema.safeParse(value);
  return parsed.success ? { field: '', reason: '', event: parsed.data } : firstIssue(parsed.error);
};

/**
 * One line as an event, or the reason why it is none. Kinds that only the system itself may put on the stream are refused
 * like any unknown one.
 */
export const readLine = (input: InputLine): ReadLine => {
  const { line, bytes } = input;
  const refuse = (account: Omit<LineAccount, 'line' | 'status' | 'retryable'>): ReadLine => ({
    ok: false,
    account: { line, status: 'refused', retryable: false, ...account },
  });
  if (!bytes)
    return refuse({
      code: 'line-too-long',
      reason: `longer than ${LINE_BYTES_MAX} bytes; send shorter lines`,
    });
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return refuse({ code: 'not-utf8', reason: 'not valid UTF-8; send UTF-8 (RFC 3629)' });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse({ code: 'not-json', reason: 'not JSON; send one JSON object on each line' });
  }
  const { event, field, reason } = issueOf(value);
  if (event) return { ok: true, line, event };
  const id = idOf(value);
  return refuse({ code: 'invalid', reason, ...(field && { field }), ...(id !== undefined && { id }) });
};

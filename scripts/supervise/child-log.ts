import { appendFileSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** One older file is kept beside it, so a child's logs take at most twice this between two starts. */
const ROTATE_BYTES = 20_000_000;
/** A child in trouble repeats itself: past this many lines in the window, the file has the rest. */
const SHOWN_PER_WINDOW = 5;
const WINDOW_MS = 10_000;
/** Longer lines are cut on the console only. */
const SHOWN_CHARS = 300;
/** A line that never ends is cut here, so that a child cannot fill our memory. */
const LINE_CHARS_MAX = 65_536;
const KEPT_LINES = 15;

export interface ChildLog {
  /** Takes a piece of the child's output, which may end in the middle of a line. */
  take(piece: string): void;
  /** The last lines, for the moment it dies. */
  lastLines(): string[];
  /** Writes a last line that has no end, once the child is gone. */
  flush(): void;
}

/**
 * Writes a child's output to `path` as JSON lines (a line that is none is wrapped as `{time, name, line}`) and
 * shows warnings and errors on the console.
 */
export function openChildLog(
  path: string,
  {
    name,
    worthSaying,
    say,
    now,
  }: {
    name: string;
    worthSaying: (line: string) => string | undefined;
    say: (text: string) => void;
    now: () => number;
  },
): ChildLog {
  mkdirSync(dirname(path), { recursive: true });
  rotate(path);
  const file = openSync(path, 'a');
  const recent: string[] = [];
  const show = atMost(
    SHOWN_PER_WINDOW,
    WINDOW_MS,
    now,
    say,
    (held) => `${name}: ${held} more such lines in ${path}`,
  );
  let rest = '';
  const line = (text: string) => {
    if (text.trim() === '') return;
    writeSync(file, `${asJson(text, name, now())}\n`);
    recent.push(text);
    if (recent.length > KEPT_LINES) recent.shift();
    const shown = worthSaying(text);
    if (shown) show(`${name}: ${shown.slice(0, SHOWN_CHARS)}`);
  };
  return {
    take(piece) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > LINE_CHARS_MAX) {
        lines.push(rest);
        rest = '';
      }
      for (const text of lines) line(text);
    },
    lastLines: () => [...recent],
    flush() {
      line(rest);
      rest = '';
    },
  };
}

function rotate(path: string): void {
  appendFileSync(path, '');
  if (statSync(path).size > ROTATE_BYTES) renameSync(path, `${path}.1`);
}

function asJson(text: string, name: string, atMs: number): string {
  if (text.startsWith('{') && text.endsWith('}')) return text;
  return JSON.stringify({ time: new Date(atMs).toISOString(), name, line: text });
}

function atMost(
  count: number,
  windowMs: number,
  now: () => number,
  say: (text: string) => void,
  heldBack: (held: number) => string,
): (text: string) => void {
  let since = Number.NEGATIVE_INFINITY;
  let shown = 0;
  let held = 0;
  return (text) => {
    if (now() - since > windowMs) {
      if (held > 0) say(heldBack(held));
      since = now();
      shown = 0;
      held = 0;
    }
    shown += 1;
    if (shown <= count) say(text);
    else held += 1;
  };
}

const WARN = 40;

/** Server, worker and demo log as pino does: `level` is a number (40 warn, 50 error, 60 fatal), `msg` the text. */
export function ownLine(line: string): string | undefined {
  if (!line.startsWith('{')) return line;
  try {
    const { level, msg, err, error } = JSON.parse(line) as Record<string, unknown> & {
      err?: { message?: unknown };
    };
    const grave = typeof level === 'number' ? level >= WARN : /^(warn|error|fatal)$/.test(String(level));
    if (!grave) return undefined;
    return (
      [msg, err?.message, error].filter((part) => typeof part === 'string' && part !== '').join(': ') || line
    );
  } catch {
    return line;
  }
}

/** mongod warns about the machine at every start (access control, file system, huge pages): only errors count. */
export function mongodLine(line: string): string | undefined {
  try {
    const { s, msg, attr } = JSON.parse(line) as { s?: unknown; msg?: unknown; attr?: unknown };
    if (s !== 'E' && s !== 'F') return undefined;
    return `${String(msg)} ${attr ? JSON.stringify(attr) : ''}`.trim();
  } catch {
    return line;
  }
}

/** Redis writes plain lines; its warnings are about the machine (overcommit, backlog), its failures name themselves. */
export function redisLine(line: string): string | undefined {
  return /fatal|error|can't|bad file format|could not|MISCONF/i.test(line) ? line : undefined;
}

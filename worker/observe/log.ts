import { pino } from 'pino';
import { isWriteConflict } from '../../models/store/append-block.ts';

/** Structured log. Broadcasts are named by their public ids; no text of an event, no personal data goes into it. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** JSON lines on standard output. */
export const createLog = (worker: string, level: string): Log =>
  pino({ level, base: { process: 'worker', worker }, timestamp: pino.stdTimeFunctions.isoTime });

const CONFLICT_WORDS = 'another write to the same documents came first (WriteConflict)';

/** What may be said of an error: its name and message without what a store quotes of a document. */
export const errorFacts = (error: unknown): { error: string; code?: unknown; at?: string } => {
  if (!(error instanceof Error)) return { error: String(error).slice(0, 200) };
  const { code } = error as { code?: unknown };
  if (isWriteConflict(error)) return { error: CONFLICT_WORDS };
  const at = error.stack
    ?.split('\n')
    .find((line) => line.trimStart().startsWith('at '))
    ?.trim();
  // MongoDB quotes the key that stood in the way, which may hold a quote.
  const message = error.message.replaceAll(/dup key:.*$/gs, 'dup key').slice(0, 300);
  return { error: `${error.name}: ${message}`, ...(code !== undefined && { code }), ...(at && { at }) };
};

import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { asProblem } from './problem.ts';

/**
 * The one place where an error becomes an answer. What is not a {@link Problem} is logged by name and stack: its message may
 * hold what a person wrote.
 */
export const answerErrors =
  (log: Logger): ErrorRequestHandler =>
  (error, _req, res, next) => {
    const problem = asProblem(error);
    if (problem.code === 'failed') log.error({ problem: stackOf(error) }, 'request failed');
    if (res.headersSent) {
      next(error);
      return;
    }
    if (problem.retryAfterS !== undefined) res.set('Retry-After', String(problem.retryAfterS));
    res.status(problem.status).json(problem.reply);
  };

/** Name and places of an error, without its message. */
export const stackOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return [error.name, ...frames.slice(0, 8).map((line) => line.trim())].join(' | ');
};

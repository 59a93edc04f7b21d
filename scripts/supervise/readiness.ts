import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 100;
/** A server that takes longer to answer one probe is not ready. */
const PROBE_LIMIT_MS = 2000;

export interface DemoLogin {
  role: string;
  /** Place in the demo's organisation. */
  as?: string;
  login: string;
  password: string;
}

/** Resolves once `url` answers 200. @returns false where that did not come within the limit, or `gone` said so */
export async function answersOk(url: string, limitMs: number, gone: () => boolean): Promise<boolean> {
  const untilMs = Date.now() + limitMs;
  while (Date.now() < untilMs && !gone()) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(PROBE_LIMIT_MS) });
      await response.arrayBuffer();
      if (response.status === 200) return true;
    } catch {
      // Not there yet.
    }
    await sleep(POLL_MS);
  }
  return false;
}

/** Waits for the demo's logins. @returns undefined where the file did not come within the limit */
export async function demoLogins(
  path: string,
  limitMs: number,
  gone: () => boolean,
): Promise<DemoLogin[] | undefined> {
  const untilMs = Date.now() + limitMs;
  while (Date.now() < untilMs && !gone()) {
    try {
      const logins: unknown = JSON.parse(readFileSync(path, 'utf8'));
      if (Array.isArray(logins) && logins.length > 0) return logins as DemoLogin[];
    } catch {
      // Not there, or half-written.
    }
    await sleep(POLL_MS);
  }
  return undefined;
}

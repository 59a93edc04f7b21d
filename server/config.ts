import { join } from 'node:path';

/** Everything that differs from one installation to another. Secrets stay in files; only their paths are here. */
export interface Config {
  readonly mongoUri: string;
  readonly redisUrl: string;
  readonly host: string;
  readonly port: number;
  /** Where people reach the server, without a slash at the end. */
  readonly publicUrl: string;
  readonly rootDir: string;
  readonly dashboardDir: string;
  readonly sessionSecretFile: string;
  readonly sealKeyFile: string;
  readonly logSigningKeyFile: string;
  readonly logKeyName: string;
  /** Origins from which the player may fetch video. */
  readonly playbackOrigins: readonly string[];
  /** Logins and tokens of the demo count only then. */
  readonly demo: boolean;
  readonly metricsToken: string | undefined;
  readonly logLevel: string;
  /** As Express understands it: a number of proxies, or their addresses. */
  readonly trustProxy: number | string | false;
  readonly cookieSecure: boolean;
}

/** Said at start-up, with the name of the variable. */
export class ConfigRefused extends Error {}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

const portOf = (text: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new ConfigRefused(`PORT is "${text}"; use a whole number from 0 to 65535`);
  return port;
};

const originOf = (name: string, text: string): string => {
  if (!URL.canParse(text)) throw new ConfigRefused(`${name} holds "${text}", which is no address`);
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new ConfigRefused(`${name} holds "${text}"; use an http or https address`);
  return url.origin;
};

const flagOf = (name: string, text: string | undefined): boolean | undefined => {
  if (text === undefined || text === '') return undefined;
  if (['1', 'true', 'yes'].includes(text)) return true;
  if (['0', 'false', 'no'].includes(text)) return false;
  throw new ConfigRefused(`${name} is "${text}"; use 1 or 0`);
};

const proxyOf = (text: string | undefined): number | string | false => {
  if (!text || text === '0') return false;
  if (text === 'true')
    throw new ConfigRefused(
      'TRUST_PROXY is "true"; name how many proxies stand before the server, or their addresses',
    );
  return /^\d+$/.test(text) ? Number(text) : text;
};

/**
 * Reads the environment once. Pure.
 * @throws ConfigRefused that names the variable and what it should be.
 */
export const config = (env: Readonly<Record<string, string | undefined>>, cwd: string): Config => {
  const host = env.HOST || '127.0.0.1';
  const port = portOf(env.PORT || '7400');
  const publicUrl = originOf('PUBLIC_URL', env.PUBLIC_URL || `http://${host}:${port}`);
  const rootDir = env.LIVEWITNESS_ROOT || cwd;
  const own = (...parts: string[]): string => join(rootDir, '.local', ...parts);
  const logLevel = env.LOG_LEVEL || 'info';
  if (!LOG_LEVELS.includes(logLevel))
    throw new ConfigRefused(`LOG_LEVEL is "${logLevel}"; use one of ${LOG_LEVELS.join(', ')}`);
  return {
    mongoUri: env.MONGODB_URI || 'mongodb://127.0.0.1:7417/livewitness?replicaSet=rs0',
    redisUrl: env.REDIS_URL || 'redis://127.0.0.1:7479',
    host,
    port,
    publicUrl,
    rootDir,
    dashboardDir: env.DASHBOARD_DIR || own('build', 'dashboard'),
    sessionSecretFile: env.SESSION_SECRET_FILE || own('keys', 'session.secret'),
    sealKeyFile: env.SEAL_KEY_FILE || own('keys', 'seal.key'),
    logSigningKeyFile: env.LOG_SIGNING_KEY_FILE || own('keys', 'log-signing.pem'),
    logKeyName: env.LOG_KEY_NAME || 'livewitness.local/log',
    playbackOrigins: (env.PLAYBACK_ORIGINS ?? '')
      .split(',')
      .map((origin) => origin.trim())
      .filter(Boolean)
      .map((origin) => originOf('PLAYBACK_ORIGINS', origin)),
    demo: flagOf('DEMO', env.DEMO) ?? false,
    metricsToken: env.METRICS_TOKEN || undefined,
    logLevel,
    trustProxy: proxyOf(env.TRUST_PROXY),
    cookieSecure: flagOf('COOKIE_SECURE', env.COOKIE_SECURE) ?? publicUrl.startsWith('https:'),
  };
};

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface KeyFiles {
  /** Ed25519, PKCS8 PEM: signs the heads of the evidence logs. */
  logSigning: string;
  /** 32 bytes as hex: seals originals that a policy keeps. */
  seal: string;
  /** 32 bytes as hex: signs session cookies. */
  sessionSecret: string;
}

/** Makes the installation's keys where there are none; existing ones are never touched. All readable by the owner alone. */
export function makeKeys(dir: string): KeyFiles {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
  const make = (name: string, content: () => string) => {
    const path = join(dir, name);
    if (existsSync(path)) return path;
    const half = `${path}.${process.pid}.half`;
    writeFileSync(half, content(), { mode: 0o600 });
    try {
      // Unlike a rename, a link never replaces a key that someone else has made meanwhile.
      linkSync(half, path);
    } catch (error) {
      if (!existsSync(path)) throw error;
    } finally {
      rmSync(half, { force: true });
    }
    return path;
  };
  const hex = () => `${randomBytes(32).toString('hex')}\n`;
  return {
    logSigning: make('log-signing.pem', () =>
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ),
    seal: make('seal.key', hex),
    sessionSecret: make('session.secret', hex),
  };
}

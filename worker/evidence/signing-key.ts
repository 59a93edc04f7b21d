import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { type NoteSigner, verifierKey } from '../../models/contract/log/note.ts';
import { errorFacts, type Log } from '../observe/log.ts';

/** Looked for so often: a key that was replaced signs within a second or two. */
export const KEY_MS = 1_000;
/** Permissions of anybody but the owner. */
const OTHERS = 0o077;

/**
 * Opens the key that signs the heads of all logs.
 * @param pem PKCS #8, Ed25519
 * @param name stands in every note it signs
 * @throws Error that says what is wrong with the key, without quoting it.
 */
export const openSigningKey = (pem: string, name: string): NoteSigner => {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`the signing key is ${key.asymmetricKeyType}, an Ed25519 key is needed`);
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return {
    name,
    publicKey: new Uint8Array(Buffer.from(x, 'base64url')),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
};

/** {@link openSigningKey} of a file. @throws Error also where others than the owner may read or write it. */
export const openSigningKeyFile = async (path: string, name: string): Promise<NoteSigner> => {
  const { mode } = await stat(path);
  // Windows has no such permissions, and says 0666 of every file.
  if (process.platform !== 'win32' && (mode & OTHERS) !== 0)
    throw new Error(
      `${path} may be read by others (mode ${(mode & 0o777).toString(8)}): whoever reads it can sign as you; chmod 600`,
    );
  return openSigningKey(await readFile(path, 'utf8'), name);
};

/** The signing key as it lies in its file now. */
export interface LiveKey {
  /** Whoever signs takes it once for each note. */
  readonly signer: () => NoteSigner;
  /** Takes a key that was put in the place of the old one; one that cannot be used is passed over, and said. */
  look(): Promise<void>;
}

/**
 * Follows a signing key that may be replaced while the worker runs.
 * @param remember is told of a key before it signs anything, so that nobody meets a signature by a key that is on no list.
 */
export const openLiveKey = async (
  { path, name, log }: { readonly path: string; readonly name: string; readonly log: Log },
  remember: (verifierKey: string) => Promise<void>,
): Promise<LiveKey> => {
  const changedAt = async (): Promise<string> => {
    const { mtimeMs, ctimeMs, ino } = await stat(path);
    return `${mtimeMs} ${ctimeMs} ${ino}`;
  };
  let seen = await changedAt();
  let signer = await openSigningKeyFile(path, name);
  await remember(verifierKey(signer));
  return {
    signer: () => signer,
    async look() {
      const now = await changedAt();
      if (now === seen) return;
      try {
        const next = await openSigningKeyFile(path, name);
        await remember(verifierKey(next));
        if (verifierKey(next) !== verifierKey(signer))
          log.info({ key: verifierKey(next) }, 'a new key signs');
        signer = next;
      } catch (error) {
        log.error(errorFacts(error), 'the new signing key cannot be used; the old one goes on');
      }
      seen = now;
    },
  };
};

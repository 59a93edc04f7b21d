import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { constants, copyFile, open, readFile, rename, stat } from 'node:fs/promises';
import { signSuccession } from '../../models/contract/log/key-succession.ts';
import { keyFingerprint, type NoteSigner, verifierKey } from '../../models/contract/log/note.ts';
import type { AuditDoc } from '../../models/store/documents.ts';
import { logKeys, succeedLogKey } from '../../models/store/log-keys.ts';
import type { Store } from '../../models/store/store.ts';

const signerOf = (pem: string, name: string): NoteSigner => {
  const key = createPrivateKey(pem);
  const { x = '', crv } = createPublicKey(key).export({ format: 'jwk' });
  if (crv !== 'Ed25519') throw new Error('the file holds no Ed25519 key');
  return {
    name,
    publicKey: new Uint8Array(Buffer.from(x, 'base64url')),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
};

const writeKey = async (path: string, pem: string): Promise<void> => {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(pem);
    await file.sync();
  } finally {
    await file.close();
  }
};

export interface RotateLogKey {
  readonly store: Store;
  /** Where the key lies that signs now (PEM). */
  readonly path: string;
  /** `LOG_KEY_NAME`. */
  readonly name: string;
  readonly by: AuditDoc['by'];
  readonly now: Date;
  readonly say: (line: string) => void;
}

/**
 * Replaces the key that signs evidence logs: the old one signs that the new one follows on it, both public halves stay, the
 * old file is put beside. The new file is written first and takes its place last, in one step: cut off anywhere in between, the old
 * key goes on, and the act can be repeated.
 * @throws Error where the old key cannot be read, or is not the one that signed last: whoever replaces the wrong file would endorse nothing.
 */
export const rotateLogKey = async ({ store, path, name, by, now, say }: RotateLogKey): Promise<void> => {
  const before = signerOf(await readFile(path, 'utf8'), name);
  const known = await logKeys(store);
  if (known.length > 0 && !known.includes(verifierKey(before)))
    throw new Error(
      `${path} (as ${name}) has never signed a log here: LOG_SIGNING_KEY_FILE and LOG_KEY_NAME name the key`,
    );
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const next = signerOf(pem, name);
  const stamp = now.toISOString().replace(/[:.]/g, '-');
  const [half, aside] = [`${path}.new-${stamp}`, `${path}.replaced-${stamp}`];
  const { uid, gid } = await stat(path);
  await writeKey(half, pem);
  await ownedAs(half, uid, gid);
  await copyFile(path, aside, constants.COPYFILE_EXCL);
  await succeedLogKey(
    store,
    { verifierKey: verifierKey(next), endorsement: await signSuccession(next, before, now) },
    { by, now },
  );
  await rename(half, path);
  say(`A new key signs evidence logs: ${verifierKey(next)}`);
  say(`Its fingerprint: ${keyFingerprint(next)}`);
  say(
    `The old one, ${keyFingerprint(before)}, is ${aside} now; its public half stays, and it vouches for the new one.`,
  );
  say(
    'Workers of this machine take the new key within two seconds; put the file in its place on the others.',
  );
};

/** The one who could read the old key is to read the new one, also where root replaces it. */
const ownedAs = async (path: string, uid: number, gid: number): Promise<void> => {
  const file = await open(path, 'r');
  try {
    const now = await file.stat();
    if (now.uid !== uid || now.gid !== gid) await file.chown(uid, gid);
  } finally {
    await file.close();
  }
};

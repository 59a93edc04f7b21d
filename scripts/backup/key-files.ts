import { createPublicKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Connection } from 'mongoose';
import { type Manifest, noteFile } from './manifest.ts';

/** A key of the installation: by the name it has in a backup, and where it lies. */
export interface KeyFile {
  readonly name: string;
  readonly path: string;
  /** Without it a backup is none. */
  readonly needed: boolean;
}

/** Where the keys lie: where the environment says, else where `npm start` makes them. */
export const keyFilesOf = (env: NodeJS.ProcessEnv, root: string): KeyFile[] => {
  const own = (name: string): string => join(root, '.local/keys', name);
  const [signing, session, seal] = ['log-signing.pem', 'session.secret', 'seal.key'] as const;
  return [
    { name: signing, path: env.LOG_SIGNING_KEY_FILE || own(signing), needed: true },
    { name: session, path: env.SESSION_SECRET_FILE || own(session), needed: false },
    { name: seal, path: env.SEAL_KEY_FILE || own(seal), needed: false },
  ];
};

/** How the public half ends in the list of keys that ever signed (C2SP: a byte for Ed25519, then the key). */
const publicEnd = (pem: string): string => {
  const { x = '' } = createPublicKey(pem).export({ format: 'jwk' });
  return `+${Buffer.concat([Buffer.from([1]), Buffer.from(x, 'base64url')]).toString('base64')}`;
};

const assertSigned = async (pem: string, path: string, connection: Connection): Promise<void> => {
  const [last] = await connection.collection('logKeys').find().sort({ firstUsedAt: -1 }).limit(1).toArray();
  if (last && !String(last._id).endsWith(publicEnd(pem)))
    throw new Error(`${path} is not the key that signed logs last: name that one with LOG_SIGNING_KEY_FILE`);
};

/** Copies the keys. @throws Error where the signing key is absent, or is not the one that the database knows. */
export const copyKeys = async (
  keyFiles: readonly KeyFile[],
  connection: Connection,
  dir: string,
): Promise<Manifest['keys']> => {
  const notes: Manifest['keys'] = [];
  for (const { name, path, needed } of keyFiles) {
    if (!existsSync(path)) {
      if (needed) throw new Error(`${path} is not there: LOG_SIGNING_KEY_FILE names the key that signs logs`);
      continue;
    }
    if (needed) await assertSigned(await readFile(path, 'utf8'), path, connection);
    const file = `keys/${name}`;
    await writeFile(join(dir, file), await readFile(path), { flag: 'wx', mode: 0o600 });
    notes.push({ name, ...(await noteFile(dir, file)) });
  }
  return notes;
};

/** Where a key of the backup belongs, and what lies there now. */
export interface Place {
  readonly name: string;
  readonly path: string;
  readonly from: string;
  readonly now: 'absent' | 'same' | 'other';
}

export const placesOf = async (
  keyFiles: readonly KeyFile[],
  { keys }: Manifest,
  dir: string,
): Promise<Place[]> => {
  const places: Place[] = [];
  for (const { name, file } of keys) {
    const path = keyFiles.find((known) => known.name === name)?.path;
    if (path === undefined) continue;
    const from = join(dir, file);
    const there = await readFile(path).catch(() => undefined);
    const now = there === undefined ? 'absent' : there.equals(await readFile(from)) ? 'same' : 'other';
    places.push({ name, path, from, now });
  }
  return places;
};

/** Puts keys in their places, readable by their owner alone. A key that is replaced is kept beside, since nobody can make it again. */
export const placeKeys = async (places: readonly Place[], at: Date): Promise<string[]> => {
  const said: string[] = [];
  for (const { name, path, from, now } of places) {
    if (now === 'same') continue;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    if (now === 'other') {
      const aside = `${path}.replaced-${at.toISOString().replace(/[:.]/g, '-')}`;
      await rename(path, aside);
      said.push(`${name}: the one that was there is ${aside} now`);
    }
    await copyFile(from, path);
    await chmod(path, 0o600);
  }
  return said;
};

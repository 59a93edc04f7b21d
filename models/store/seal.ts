import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { SealedText } from './release-request-documents.ts';

const KEY_BYTES = 32;
/** As NIST SP 800-38D recommends for GCM. */
const IV_BYTES = 12;
const CIPHER = 'aes-256-gcm';

/** Seals what may be read again only by whoever holds a key that is not in the database. */
export interface Seal {
  /** `of` is what it belongs to: sealed text that is moved elsewhere does not open. */
  close(text: string, of: string): SealedText;
  /** @throws when it was changed, moved, or sealed with another key. */
  open(sealed: SealedText, of: string): string;
}

export const createSeal = (key: Uint8Array): Seal => ({
  close(text, of) {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(of));
    const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    const [ivText, dataText, tag] = [iv, data, cipher.getAuthTag()].map((bytes) => bytes.toString('base64'));
    return { iv: ivText ?? '', data: dataText ?? '', tag: tag ?? '' };
  },
  open({ iv, data, tag }, of) {
    const decipher = createDecipheriv(CIPHER, key, Buffer.from(iv, 'base64'))
      .setAAD(Buffer.from(of))
      .setAuthTag(Buffer.from(tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString('utf8');
  },
});

/** The key in a file: 32 bytes in hex. Null where there is none, or it is no key: then nothing can be sealed, and is refused. */
export const readSealKey = (path: string): Uint8Array | null => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
  return /^[0-9a-f]+$/i.test(text) && text.length === KEY_BYTES * 2 ? Buffer.from(text, 'hex') : null;
};

import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { NoteSigner } from '../../models/contract/log/note.ts';

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

import { sha256 as portable } from '@noble/hashes/sha2.js';

/** Whoever hashes much may bring a faster SHA-256 of the platform, such as node:crypto's; both give the same bytes. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** Runs everywhere, also in a browser on plain http, where crypto.subtle is absent. */
export const sha256: Sha256 = (bytes) => portable(bytes);

import { fromBase64, utf8 } from '../log/bytes.ts';
import type { PackDocument } from './document.ts';

/** A third party's word that the checkpoint was there at a time. */
export interface Stamp {
  readonly authority: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Whether a token is of these bytes, and whole; `chain` are certificates (DER) that came with it. */
export type TokenCheck = (
  token: Uint8Array,
  note: Uint8Array,
  chain: readonly Uint8Array[],
) =>
  | { readonly ok: true; readonly authority: string; readonly genTime: Date }
  | { readonly ok: false; readonly code: 'token-other' | 'token-bad' | 'token-malformed' };

type Times =
  | { readonly ok: true; readonly stamps: readonly Stamp[] }
  | { readonly ok: false; readonly code: 'token-other' | 'token-bad' | 'token-malformed' };

/** Checks every token of the pack against the whole checkpoint note (RFC 3161; the token covers SHA-256 of it). */
export const checkTimes = (
  { timestamps, checkpoint }: Pick<PackDocument, 'timestamps' | 'checkpoint'>,
  check: TokenCheck | undefined,
): Times => {
  const note = utf8(checkpoint);
  const stamps: Stamp[] = [];
  for (const { token, chain } of timestamps) {
    const der = fromBase64(token);
    const certificates = chain.map(fromBase64).filter((one) => one !== null);
    if (der === null || certificates.length !== chain.length || check === undefined)
      return { ok: false, code: 'token-malformed' };
    const checked = check(der, note, certificates);
    if (!checked.ok) return checked;
    stamps.push({ authority: checked.authority, at: checked.genTime.toISOString() });
  }
  return { ok: true, stamps };
};

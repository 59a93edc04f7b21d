import type { Bilingual } from '../claim.ts';
import { fromBase64, utf8 } from '../log/bytes.ts';
import { TIMESTAMP_SAYS } from '../log/timestamp/says.ts';
import { type TimestampRefusal, verifyTimestamp } from '../log/timestamp.ts';
import type { PackDocument } from './documents.ts';

/** A third party's word that the checkpoint was there at a time. */
export interface Stamp {
  /** Name in the certificate that signed. */
  readonly authority: string;
  /** ISO 8601. */
  readonly at: string;
  /** False where no roots were given: then the authority is who it says it is by its own word. */
  readonly anchored: boolean;
}

export type Times =
  | { readonly ok: true; readonly stamps: readonly Stamp[] }
  | { readonly ok: false; readonly code: TimestampRefusal; readonly says: Bilingual };

/** Checks every token of the pack against the whole checkpoint note (RFC 3161; the token covers SHA-256 of it). */
export const checkTimes = (
  { timestamps, checkpoint }: Pick<PackDocument, 'timestamps' | 'checkpoint'>,
  roots: readonly Uint8Array[] | undefined,
): Times => {
  const note = utf8(checkpoint);
  const stamps: Stamp[] = [];
  for (const { token, chain: kept } of timestamps) {
    const der = fromBase64(token);
    const chain = kept.map(fromBase64).filter((one) => one !== null);
    if (der === null || chain.length !== kept.length)
      return { ok: false, code: 'token-malformed', says: TIMESTAMP_SAYS['token-malformed'] };
    const checked = verifyTimestamp(der, note, { chain, ...(roots && { roots }) });
    if (!checked.ok) return checked;
    const { authority, genTime, anchored } = checked;
    stamps.push({ authority, at: genTime.toISOString(), anchored });
  }
  return { ok: true, stamps };
};

import { sameBytes } from '../bytes.ts';
import { allowsTimestamps, type Certificate, isForTimestampsAlone } from './certificate.ts';
import type { TimestampRefusal } from './says.ts';

/** Longest chain that is followed: authorities have two to four certificates. */
const CHAIN_MAX = 8;

export type ChainResult =
  | {
      readonly ok: true;
      /** From whoever signed upwards. */
      readonly chain: readonly Certificate[];
      /** Ends in one of the roots given. */
      readonly anchored: boolean;
    }
  | { readonly ok: false; readonly code: TimestampRefusal };

const isValidAt = ({ from, until }: Certificate, at: Date): boolean => from <= at && at <= until;
const isSame = (a: Certificate, b: Certificate): boolean => sameBytes(a.der, b.der);

/** Why this one may not have issued the one below it, with `between` authorities between it and the signer. */
const notIssuer = (above: Certificate, between: number, at: Date): TimestampRefusal | null => {
  const { authority, signsCertificates, notUnderstood } = above;
  if (!authority.isCa || !signsCertificates || authority.pathMax < between || notUnderstood.length > 0)
    return 'chain-broken';
  if (!allowsTimestamps(above)) return 'chain-usage';
  return isValidAt(above, at) ? null : 'chain-time';
};

/**
 * Follows the chain from whoever signed to a root, each certificate valid when the timestamp was made, so that one that has
 * expired since still counts (RFC 5280, 6.1, at the time of the token). Without roots the chain is followed as far as it
 * goes, and proves only that it hangs together. Revocation is not asked for: that needs somebody who answers.
 */
export const followChain = (
  signer: Certificate,
  others: readonly Certificate[],
  at: Date,
  roots?: readonly Certificate[],
): ChainResult => {
  const refuse = (code: TimestampRefusal): ChainResult => ({ ok: false, code });
  if (!isForTimestampsAlone(signer) || !signer.signsData) return refuse('chain-usage');
  if (signer.notUnderstood.length > 0) return refuse('chain-broken');
  if (!isValidAt(signer, at)) return refuse('chain-time');
  const chain = [signer];
  for (let top = signer; chain.length <= CHAIN_MAX; ) {
    if (roots?.some((root) => isSame(root, top))) return { ok: true, chain, anchored: true };
    const named = [...(roots ?? []), ...others].filter((one) => sameBytes(one.subject, top.issuer));
    // What a root says of itself proves nothing, and may be signed in ways that are not known here.
    const above = named.find((one) => isSame(one, top) || top.isSignedBy(one));
    if (above === undefined && named.length > 0) return refuse('chain-broken');
    if (above === undefined || isSame(above, top)) {
      return roots ? refuse('chain-root') : { ok: true, chain, anchored: false };
    }
    const wrong = notIssuer(above, chain.length - 1, at);
    if (wrong !== null) return refuse(wrong);
    chain.push(above);
    top = above;
  }
  return refuse('chain-broken');
};

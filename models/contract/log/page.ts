/** Leaves in one answer where the asker does not say. */
export const LEAVES_PAGE_DEFAULT = 200;
/** Most leaves in one answer: about half a megabyte, so that progress is seen and a phone does not choke. */
export const LEAVES_PAGE_MAX = 1_000;

/**
 * A record that the reader may not read: a suspicion that nobody upheld, or what people did about one. Its hash (hex, RFC 6962
 * leaf hash) stands in its place, so that the log can still be verified whole; a record of kind `closed` right behind it says that
 * it is one of these.
 */
export interface HiddenLeaf {
  readonly hash: string;
}
export type ShownLeaf = string | HiddenLeaf;

/**
 * Answer of `GET /api/broadcasts/:publicId/log/leaves`: canonical JSON texts in order, the first being leaf `from`. The public
 * gets a {@link HiddenLeaf} in the place of what is not for it; whoever may see the broadcast's alerts gets texts alone.
 */
export interface LeavesPage {
  readonly from: number;
  readonly leaves: readonly ShownLeaf[];
}

/** Answer of `/log/inclusion` and `/log/consistency`: SHA-256 hashes in lower-case hex, nearest first. */
export interface ProofReply {
  readonly hashes: readonly string[];
}

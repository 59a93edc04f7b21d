/** Leaves in one answer where the asker does not say. */
export const LEAVES_PAGE_DEFAULT = 200;
/** Most leaves in one answer: about half a megabyte, so that progress is seen and a phone does not choke. */
export const LEAVES_PAGE_MAX = 1_000;

/** Answer of `GET /api/broadcasts/:publicId/log/leaves`: canonical JSON texts in order, the first being leaf `from`. */
export interface LeavesPage {
  readonly from: number;
  readonly leaves: readonly string[];
}

/** Answer of `/log/inclusion` and `/log/consistency`: SHA-256 hashes in lower-case hex, nearest first. */
export interface ProofReply {
  readonly hashes: readonly string[];
}

/** Heads in one answer of `GET /api/log/checkpoints` where the asker does not say. */
export const HEADS_PAGE_DEFAULT = 100;
export const HEADS_PAGE_MAX = 500;

/** The newest signed head of a public broadcast. */
export interface PublishedHead {
  readonly publicId: string;
  /** The signed note, whole. */
  readonly checkpoint: string;
}

/** Answer of `GET /api/log/checkpoints?after=&limit=`: heads of public broadcasts in the order of their ids. */
export interface HeadsPage {
  readonly heads: readonly PublishedHead[];
  /** Goes into `after` for what follows; absent on the last page. */
  readonly next?: string;
}

/** A broadcast that was public once, and is not any more. */
export interface Withdrawn {
  readonly publicId: string;
  /** ISO 8601. */
  readonly since: string;
}

/** Answer of `GET /api/log/withdrawn?after=&limit=`, in the order of ids. What is neither there nor among the heads is hidden. */
export interface WithdrawnPage {
  readonly withdrawn: readonly Withdrawn[];
  /** Goes into `after` for what follows; absent on the last page. */
  readonly next?: string;
}

/** A timestamp over one signed head, by one authority; what it proves is for `verifyTimestamp` to say. */
export interface StampView {
  readonly size: number;
  /** The signed note that was stamped, whole. */
  readonly checkpoint: string;
  /** Origin of the authority's address. */
  readonly authorityOrigin: string;
  /** `pending`: asked for and not here yet; `failed`: given up. */
  readonly state: 'pending' | 'stamped' | 'failed';
  readonly requestedAt: string;
  /** DER of the TimeStampToken (RFC 3161) in base64, once it is here. */
  readonly token?: string;
  /** Certificates (DER, base64) that were known beside it, from whoever signed upwards. */
  readonly chain?: readonly string[];
}

/**
 * Answer of `GET /api/broadcasts/:publicId/log/timestamps`: of each authority the newest one and the newest that is stamped; the
 * newest heads first. Empty where no authority is named.
 */
export interface StampsReply {
  readonly stamps: readonly StampView[];
}

import type { CaptureReason } from '../../models/contract/broadcast.ts';

/** Why captions could not be pulled, in words that may be shown to everyone who may see the broadcast: no addresses, no secrets. */
export class CaptureProblem extends Error {
  override readonly name = 'CaptureProblem';
  readonly reason: CaptureReason;
  /** `true`: waiting will not mend it (it is still tried again, since the sender may); shown at once. */
  readonly lasting: boolean;
  /** What was sent cannot be read: fetching it again gives the same. */
  readonly unreadable: boolean;
  /** Set where an origin answered with a status of HTTP. */
  readonly status: number | undefined;

  constructor(
    reason: CaptureReason,
    message: string,
    options: { lasting?: boolean; unreadable?: boolean; status?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.reason = reason;
    this.lasting = options.lasting ?? false;
    this.unreadable = options.unreadable ?? false;
    this.status = options.status;
  }
}

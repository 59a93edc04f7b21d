import type { ErrorReply } from '../../models/contract/people.ts';

/** Every way in which a request can fail, and its HTTP status (RFC 9110). */
export const STATUS = {
  invalid: 400,
  empty: 400,
  unauthorised: 401,
  forbidden: 403,
  csrf: 403,
  origin: 403,
  'not-found': 404,
  conflict: 409,
  'last-owner': 409,
  'already-member': 409,
  'room-taken': 409,
  'only-hosts': 409,
  full: 409,
  'broadcast-closed': 410,
  withheld: 410,
  'code-wrong': 400,
  'code-over': 410,
  'too-soon': 429,
  'password-wrong': 403,
  'invitation-over': 410,
  'release-over': 410,
  'length-required': 411,
  'too-large': 413,
  'media-type': 415,
  'too-many': 429,
  overloaded: 429,
  failed: 500,
  'not-available': 503,
  'no-room': 507,
} as const;
export type ProblemCode = keyof typeof STATUS;

/** A failure that the person or sender is told of: `message` says what, where and what to do. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly field: string | undefined;
  /** Seconds after which the same request may succeed. */
  readonly retryAfterS: number | undefined;

  constructor(code: ProblemCode, message: string, more: { field?: string; retryAfterS?: number } = {}) {
    super(message);
    this.code = code;
    this.field = more.field;
    this.retryAfterS = more.retryAfterS;
  }

  get status(): number {
    return STATUS[this.code];
  }

  get reply(): ErrorReply {
    return {
      error: {
        code: this.code,
        message: this.message,
        ...(this.field !== undefined && { field: this.field }),
      },
    };
  }
}

/** A store that is down is back within seconds, or not at all. */
export const AWAY_RETRY_S = 2;

export const notAvailable = (what = 'the store'): Problem =>
  new Problem('not-available', `${what} is not available at the moment; try again in a few seconds`, {
    retryAfterS: AWAY_RETRY_S,
  });

/** Names under which MongoDB's and Redis's clients say that the other side is away, or not ready to serve. */
const AWAY_NAMES =
  /^(Mongo(ose)?(ServerSelection|Network|NotConnected|NetworkTimeout|PoolCleared|TopologyClosed)|ClientOffline|ClientClosed|SocketClosedUnexpectedly|SocketTimeout|ReconnectStrategy|ConnectionTimeout|Disconnects|Abort)/;
const AWAY_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);
/** A refusal inside a script comes wrapped by Redis 6.2: `ERR Error running script (…): @user_script: 12: -OOM command not allowed`. */
const AWAY_REPLIES =
  /^(LOADING|OOM|MISCONF|READONLY|MASTERDOWN|CLUSTERDOWN|Redis connection is not ready)|@user_script: ?\d+: -?(OOM|MISCONF|READONLY) /;

/** Whether the error says that MongoDB or Redis cannot be reached or cannot take writes. */
export const isAway = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return (
    AWAY_NAMES.test(error.name) ||
    AWAY_NAMES.test(error.constructor.name) ||
    (typeof code === 'string' && AWAY_CODES.has(code)) ||
    AWAY_REPLIES.test(error.message)
  );
};

/** What the body parser of Express throws. */
const parserProblem = (error: { type?: unknown }): Problem | null => {
  if (error.type === 'entity.parse.failed')
    return new Problem('invalid', 'the body is not JSON; check commas and quotes');
  if (error.type === 'entity.too.large')
    return new Problem('too-large', 'the body is larger than this route takes');
  if (error.type === 'encoding.unsupported' || error.type === 'charset.unsupported')
    return new Problem('media-type', 'send the body as UTF-8, not compressed');
  return typeof error.type === 'string' ? new Problem('invalid', 'the body could not be read') : null;
};

/** What Express throws for files and addresses: an HTTP status from 400 to 499. */
const requestProblem = (error: { status?: unknown }): Problem | null => {
  if (error.status === 404) return new Problem('not-found', 'there is nothing at this address');
  const isTheirs = typeof error.status === 'number' && error.status >= 400 && error.status < 500;
  return isTheirs ? new Problem('invalid', 'the request cannot be answered as it was sent') : null;
};

/** Any error as one that may be told. What is not known is `failed`, without its message. */
export const asProblem = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (isAway(error)) return notAvailable();
  const known =
    typeof error === 'object' && error !== null && (parserProblem(error) ?? requestProblem(error));
  if (known) return known;
  if (error instanceof URIError) return new Problem('invalid', 'the address is not well-formed');
  return new Problem('failed', 'the server failed on this request; it has been noted');
};

import type { BroadcastId } from '../contract/ids.ts';
import { date, number, schemaOf, text } from './schema-of.ts';

/** Where a timestamp stands: asked for, here and verified, or given up. */
export type TimestampState = 'pending' | 'stamped' | 'failed';

/** A timestamp (RFC 3161) over one signed head by one authority; unique on the three. */
export interface TimestampDoc {
  broadcastId: BroadcastId;
  /** Size of the head. */
  size: number;
  authorityUrl: string;
  state: TimestampState;
  /** When it was first wanted. */
  requestedAt: Date;
  /** Of one that is pending: not to be tried before. */
  nextTryAt: Date;
  tries: number;
  /** Why the last try failed: a code of `worker/stamps/authority.ts`. */
  problem?: string;
  /** DER of the TimeStampToken, as it came. Set once it is stamped, with all below. */
  token?: Buffer;
  /** Certificates in DER, from whoever signed upwards, as far as they were known. */
  chain?: Buffer[];
  genTime?: Date;
  /** Name in the certificate that signed. */
  authority?: string;
  policy?: string;
  serial?: string;
  /** Whether the chain led to a root that this installation trusts. */
  anchored?: boolean;
}

export const timestampSchema = schemaOf<TimestampDoc>(
  {
    broadcastId: text,
    size: number,
    authorityUrl: text,
    state: text,
    requestedAt: date,
    nextTryAt: date,
    tries: number,
    problem: String,
    token: Buffer,
    chain: { type: [Buffer], default: undefined },
    genTime: Date,
    authority: String,
    policy: String,
    serial: String,
    anchored: Boolean,
  },
  [
    { on: { broadcastId: 1, size: 1, authorityUrl: 1 }, unique: true },
    { on: { nextTryAt: 1 }, partialFilterExpression: { state: 'pending' } },
  ],
);

import type { AlertId, BroadcastId, MarkId, RoomId, UserId } from '../contract/ids.ts';
import type { PackIdentity } from '../contract/pack/documents.ts';
import { date, mixed, number, schemaOf, strings, text } from './schema-of.ts';

/** `withheld`: something that it shows was erased since; it is given out no more and not made again. */
export type EvidencePackState = 'waiting' | 'making' | 'made' | 'failed' | 'withheld';

/** An evidence pack: what it is of, how far it is made, and where its bytes are. */
export interface EvidencePackDoc {
  /** Follows from `identity`: the same again is the same pack. */
  _id: string;
  /** What is typed or scanned at `/verify`. */
  code: string;
  broadcastId: BroadcastId;
  roomId: RoomId;
  alertId?: AlertId;
  /** Of a mark: for whoever made it, and the platform. */
  markId?: MarkId;
  identity: PackIdentity;
  state: EvidencePackState;
  /** 0 to 100, of the work. */
  percent: number;
  tries: number;
  /** A maker that stays silent for longer has died. */
  leasedUntil?: Date;
  owner?: string;
  /** Why it could not be made. */
  problem?: string;
  /** Name of the file in the packs' folder. */
  sha256?: string;
  bytes?: number;
  /** The signed list of its files: by it a single file of the pack can be recognised. */
  manifest?: string;
  hasClip?: boolean;
  /** What it shows, as `leaf/field`: withheld as soon as one of them is. */
  shown?: string[];
  /** Who asked for it, each once. */
  askers: UserId[];
  askedAt: Date;
  madeAt?: Date;
}

export const evidencePackSchema = schemaOf<EvidencePackDoc>(
  {
    _id: text,
    code: text,
    broadcastId: text,
    roomId: text,
    alertId: String,
    markId: String,
    identity: mixed,
    state: text,
    percent: number,
    tries: number,
    leasedUntil: Date,
    owner: String,
    problem: String,
    sha256: String,
    bytes: Number,
    manifest: String,
    hasClip: Boolean,
    shown: { type: [String], default: undefined },
    askers: strings,
    askedAt: date,
    madeAt: Date,
  },
  [
    { on: { code: 1 }, unique: true },
    { on: { state: 1, askedAt: 1 } },
    { on: { broadcastId: 1, state: 1 } },
    { on: { askers: 1, askedAt: -1 } },
    { on: { markId: 1, askedAt: -1 }, partialFilterExpression: { markId: { $exists: true } } },
  ],
);

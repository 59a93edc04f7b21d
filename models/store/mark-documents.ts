import type { ExhibitKind, ExhibitPlace } from '../contract/exhibit.ts';
import type { BroadcastId, ExhibitId, MarkId, PublicId, RoomId, UserId } from '../contract/ids.ts';
import type { Bought } from '../contract/mark.ts';
import { date, Mixed, number, schemaOf, text } from './schema-of.ts';

/** A moment that somebody marked. Whose it is stands here alone: the record in the log names nobody. */
export interface MarkDoc {
  _id: MarkId;
  broadcastId: BroadcastId;
  publicId: PublicId;
  roomId: RoomId;
  /** Broadcast time, ms. */
  atMs: number;
  /** Record of the line that was marked. */
  lineLeaf?: number;
  /** In the person's words, masked of personal data; gone once the mark is taken back. */
  words?: string;
  productId?: string;
  productName?: string;
  bought?: Bought;
  /** Person with an account. */
  owner?: UserId;
  /** SHA-256 of the recovery code, hex: its 95 random bits make a fast hash enough. */
  codeHash?: string;
  at: Date;
  leafIndex?: number;
  takenBackAt?: Date;
  /** Grows with each exhibit, so that two that come at once are counted one after the other. */
  brought?: number;
  /** Taken back, and its words may still stand in the log. */
  forget?: boolean;
  /** What is kept for another reason is to be kept for this one too; absent once that was looked after. */
  keep?: boolean;
}

export const markSchema = schemaOf<MarkDoc>(
  {
    _id: text,
    broadcastId: text,
    publicId: text,
    roomId: text,
    atMs: number,
    lineLeaf: Number,
    words: String,
    productId: String,
    productName: String,
    bought: Mixed,
    owner: String,
    codeHash: String,
    at: date,
    leafIndex: Number,
    takenBackAt: Date,
    brought: Number,
    keep: Boolean,
    forget: Boolean,
  },
  [
    { on: { broadcastId: 1, atMs: 1 } },
    { on: { at: -1, _id: -1 } },
    { on: { owner: 1, at: -1 }, partialFilterExpression: { owner: { $exists: true } } },
    { on: { codeHash: 1, at: -1 }, partialFilterExpression: { codeHash: { $exists: true } } },
    { on: { keep: 1, at: 1 }, partialFilterExpression: { keep: true } },
    { on: { forget: 1, at: 1 }, partialFilterExpression: { forget: true } },
  ],
);

/** What somebody brought to a moment that they marked. Its bytes lie among the media files, under their hash. */
export interface ExhibitDoc {
  _id: ExhibitId;
  markId: MarkId;
  broadcastId: BroadcastId;
  roomId: RoomId;
  kind: ExhibitKind;
  /** As its file was called, masked of personal data; empty once it was removed. */
  name: string;
  sha256: string;
  bytes: number;
  /** Media type, as its content says. */
  type: string;
  at: Date;
  leafIndex?: number;
  removedAt?: Date;
  /** Removed, and its name may still stand in the log. */
  forget?: boolean;
  durationMs?: number;
  place?: ExhibitPlace;
  /** Its clock is to be read. */
  probe?: boolean;
}

export const exhibitSchema = schemaOf<ExhibitDoc>(
  {
    _id: text,
    markId: text,
    broadcastId: text,
    roomId: text,
    kind: text,
    // Empty once it was removed: required would refuse that.
    name: String,
    sha256: text,
    bytes: number,
    type: text,
    at: date,
    leafIndex: Number,
    removedAt: Date,
    forget: Boolean,
    durationMs: Number,
    place: Mixed,
    probe: Boolean,
  },
  [
    { on: { markId: 1, at: 1 } },
    { on: { sha256: 1 } },
    { on: { broadcastId: 1, at: 1 } },
    { on: { probe: 1, at: 1 }, partialFilterExpression: { probe: true } },
    { on: { forget: 1, at: 1 }, partialFilterExpression: { forget: true } },
  ],
);

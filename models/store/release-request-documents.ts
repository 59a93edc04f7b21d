import type { Person } from '../contract/alert.ts';
import type { BroadcastId, PublicId } from '../contract/ids.ts';
import type { RequestId, RequestRefusal, RequestState } from '../contract/release-request.ts';
import { date, Mixed, mixed, number, schemaOf, text } from './schema-of.ts';

/** A value that only the holder of a key outside of the database can read: AES-256-GCM, base64. */
export interface SealedText {
  iv: string;
  data: string;
  tag: string;
}

/** A buyer's request for a moment of a broadcast. */
export interface ReleaseRequestDoc {
  _id: RequestId;
  by: Person;
  state: RequestState;
  /** One of the places that a person has for requests that wait; absent once it is answered. With `by` it is unique. */
  slot?: number;
  room: string;
  seller: string;
  product: string;
  order: { sealed: SealedText; shown: string };
  boughtAt: Date;
  fromAt: Date;
  minutes: number;
  /** Personal data masked. */
  said: string;
  askedAt: Date;
  answerBy: Date;
  answered?: { at: Date; by: Person; reason?: RequestRefusal; words?: string };
  release?: {
    broadcastId: BroadcastId;
    publicId: PublicId;
    fromMs: number;
    untilMs: number;
    until: Date;
    /** Its hold has been let go. */
    ended: boolean;
  };
}

export const releaseRequestDocSchema = schemaOf<ReleaseRequestDoc>(
  {
    _id: text,
    by: mixed,
    state: text,
    slot: Number,
    room: { type: String, default: '' },
    seller: { type: String, default: '' },
    product: { type: String, default: '' },
    order: mixed,
    boughtAt: date,
    fromAt: date,
    minutes: number,
    said: text,
    askedAt: date,
    answerBy: date,
    answered: Mixed,
    release: Mixed,
  },
  [
    { on: { 'by.id': 1, slot: 1 }, unique: true, partialFilterExpression: { slot: { $exists: true } } },
    { on: { state: 1, askedAt: 1 } },
    { on: { 'by.id': 1, askedAt: -1 } },
    { on: { 'release.ended': 1, 'release.until': 1 }, partialFilterExpression: { 'release.ended': false } },
  ],
);

import { createHash } from 'node:crypto';
import type { PublicId, TokenId } from '../contract/ids.ts';
import { asBroadcastId, asRoomId } from '../contract/ids.ts';
import type { BroadcastInput } from '../contract/ingest.ts';
import { canonical } from '../contract/log/canonical.ts';
import type { BroadcastDoc } from './documents.ts';
import type { Store } from './store.ts';

export interface Registration {
  readonly input: BroadcastInput;
  /** Fixed from here on: it is stored and never computed again. */
  readonly partition: number;
  /** 128 random bits. */
  readonly publicId: PublicId;
  readonly tokenId: TokenId;
  readonly demo: boolean;
  readonly now: Date;
}

export interface Registered {
  /** `same`: registered before with this very body; `conflict`: with another one. */
  readonly outcome: 'created' | 'same' | 'conflict';
  readonly doc: BroadcastDoc;
}

/** SHA-256 of the body's canonical form: the order of members and the spelling of numbers do not matter. */
const digestOf = (input: BroadcastInput): string =>
  createHash('sha256').update(canonical(input)).digest('hex');

/**
 * Registers a broadcast once. Of two senders who register the same id at the same time one creates it.
 * Nothing is on the stream yet: the caller appends `registered`.
 */
export const registerBroadcast = async (store: Store, registration: Registration): Promise<Registered> => {
  const { input, partition, publicId, tokenId, demo, now } = registration;
  const digest = digestOf(input);
  const fresh: BroadcastDoc = {
    _id: asBroadcastId(input.id),
    publicId,
    partition,
    input,
    digest,
    roomId: asRoomId(input.room.id),
    tokenId,
    startedAt: new Date(input.startedAt),
    registeredAt: now,
    public: false,
    demo,
    revision: 0,
    atMs: 0,
    products: {},
    silent: false,
    logSize: 0,
    unsent: true,
    updatedAt: now,
  };
  try {
    await store.broadcasts.create([fresh]);
    return { outcome: 'created', doc: fresh };
  } catch (error) {
    if ((error as { code?: number }).code !== 11000) throw error;
  }
  const known = await store.broadcasts.findOne({ _id: fresh._id }).lean<BroadcastDoc>();
  if (!known) throw new Error('a broadcast was removed while it was being registered again; repeat');
  return { outcome: known.digest === digest ? 'same' : 'conflict', doc: known };
};

import { createHash, randomBytes } from 'node:crypto';
import { asTokenId, type RoomId, type TokenId } from '../contract/ids.ts';
import { audit } from './audit.ts';
import type { TokenDoc } from './documents.ts';
import type { Store } from './store.ts';
import type { Acting } from './users.ts';

/** The prefix lets secret scanners find a token that was committed by mistake. */
const TOKEN = /^lw_[A-Za-z0-9_-]{43}$/;

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * Makes a sender's token of 256 random bits. Only its SHA-256 is stored: `token` is shown once and cannot be had again.
 * @param rooms rooms whose broadcasts it may register and feed; empty: every room.
 */
export const createToken = async (
  store: Store,
  input: { readonly label: string; readonly rooms: readonly RoomId[]; readonly demo: boolean },
  acting: Acting,
): Promise<{ readonly token: string; readonly doc: TokenDoc }> => {
  const token = `lw_${randomBytes(32).toString('base64url')}`;
  const doc: TokenDoc = {
    // Typed at a command line: hex never looks like an option, as base64url does when it begins with a dash.
    _id: asTokenId(randomBytes(8).toString('hex')),
    hash: hashToken(token),
    label: input.label,
    rooms: [...input.rooms],
    createdAt: acting.now,
    demo: input.demo,
  };
  await store.connection.transaction(async (session) => {
    await store.tokens.create([doc], { session });
    await audit(store, session, {
      at: acting.now,
      by: acting.by,
      action: 'token-created',
      subject: doc._id,
      details: { label: doc.label, rooms: doc.rooms, demo: doc.demo },
    });
  });
  return { token, doc };
};

/** The token's record unless it is unknown, malformed or revoked. */
export const findToken = async (store: Store, token: string): Promise<TokenDoc | null> => {
  if (!TOKEN.test(token)) return null;
  const doc = await store.tokens.findOne({ hash: hashToken(token) }).lean<TokenDoc>();
  return doc && !doc.revokedAt ? doc : null;
};

/** Whether the token may register and feed broadcasts of the room. */
export const tokenMayFeed = (doc: Pick<TokenDoc, 'rooms'>, roomId: RoomId): boolean =>
  doc.rooms.length === 0 || doc.rooms.includes(roomId);

/** @returns false when there is no such token; revoking twice is harmless. */
export const revokeToken = async (store: Store, id: TokenId, acting: Acting): Promise<boolean> => {
  let found = false;
  await store.connection.transaction(async (session) => {
    found = (await store.tokens.countDocuments({ _id: id }, { session })) > 0;
    const done = await store.tokens.updateOne(
      { _id: id, revokedAt: { $exists: false } },
      { $set: { revokedAt: acting.now } },
      { session },
    );
    if (done.modifiedCount === 0) return;
    await audit(store, session, { at: acting.now, by: acting.by, action: 'token-revoked', subject: id });
  });
  return found;
};

/** Revokes every token of the demo under this label, so that each start of the demo has one valid token and no more. */
export const revokeDemoTokens = async (store: Store, label: string, now: Date): Promise<void> => {
  await store.tokens.updateMany(
    { demo: true, label, revokedAt: { $exists: false } },
    { $set: { revokedAt: now } },
  );
};

export const listTokens = (store: Store): Promise<TokenDoc[]> =>
  store.tokens.find().sort({ createdAt: 1 }).lean<TokenDoc[]>().exec();

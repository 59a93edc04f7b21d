import type { AccountDeps } from './accounts.ts';
import { noteAccount } from './accounts.ts';
import type { UserDoc } from './documents.ts';
import { exhibitsOf, removeExhibit } from './exhibits.ts';
import { forgetExhibit, forgetMark } from './forget-own.ts';
import { releaseHold } from './holds.ts';
import type { MarkDoc } from './mark-documents.ts';
import { withdrawMarkPacks } from './pack-jobs.ts';
import { endRelease, requestsOf, withdrawRequest } from './release-requests.ts';
import type { Store } from './store.ts';

/** Stands in the place of whoever asked. */
const CLOSED = { id: 'closed', name: 'closed account' } as const;
const NO_ORDER = { sealed: { iv: '', data: '', tag: '' }, shown: '' } as const;

/** Hashes of files that nobody needs any more: of what was brought, and of evidence packs that held it. */
export interface Freed {
  readonly media: readonly string[];
  readonly packs: readonly string[];
}

/** Whoever has the recovery code as well keeps what they wrote and brought: it is theirs, with or without the account. */
const aloneOf = (store: Store, user: UserDoc): Promise<MarkDoc[]> =>
  store.marks
    .find({ owner: user._id, codeHash: { $exists: false } })
    .lean<MarkDoc[]>()
    .exec();

/**
 * Erases what a person brought and wrote: exhibits, words and buying times of marks, and in requests the order and what was said.
 * The marks themselves stay, without the holds on what is kept around them, and so does that a request was made and how it was answered.
 */
const eraseOwn = async (store: Store, user: UserDoc, now: Date): Promise<Freed> => {
  const by = { id: user._id, name: CLOSED.name };
  const marks = await aloneOf(store, user);
  const media: string[] = [];
  for (const exhibit of await exhibitsOf(
    store,
    marks.map(({ _id }) => _id),
  )) {
    const hash = await removeExhibit(store, exhibit, by, now);
    if (hash !== null) media.push(hash);
    await forgetExhibit(store, exhibit._id, now);
  }
  const packs = (await Promise.all(marks.map(({ _id }) => withdrawMarkPacks(store, _id)))).flat();
  for (const { _id, words, bought } of marks) {
    // Nobody can open it any more, so that nothing need be kept for it.
    await store.connection.transaction(async (session) => {
      await releaseHold(store, session, { why: 'mark', ref: _id, by, at: now });
    });
    if (words === undefined && bought === undefined) continue;
    await store.marks.updateOne({ _id }, { $unset: { words: 1, bought: 1 }, $set: { forget: true } });
    await forgetMark(store, _id, now);
  }
  for (const { _id, state } of await requestsOf(store, user._id))
    if (state === 'open') await withdrawRequest(store, _id, by, now);
    else await endRelease(store, _id, by, now);
  return { media, packs };
};

/**
 * Closes an account: the person and all that leads to them is erased, their marks stay as anybody's. What they brought goes
 * first, so that a close that was cut off can be done again. Tell the feed (`person-disabled`).
 */
export const closeAccount = async (
  { store }: Pick<AccountDeps, 'store'>,
  user: UserDoc,
  now: Date,
): Promise<Freed> => {
  const freed = await eraseOwn(store, user, now);
  await store.connection.transaction(async (session) => {
    await store.users.deleteOne({ _id: user._id }, { session });
    await store.confirmations.deleteMany({ $or: [{ userId: user._id }, { login: user.login }] }, { session });
    await store.marks.updateMany({ owner: user._id }, { $unset: { owner: 1 } }, { session });
    await store.releaseRequests.updateMany(
      { 'by.id': user._id } as Record<string, unknown>,
      { $set: { by: CLOSED, order: NO_ORDER, said: '' } },
      { session },
    );
    await store.releaseRequests.updateMany(
      { 'answered.by.id': user._id } as Record<string, unknown>,
      { $set: { 'answered.by': CLOSED } },
      { session },
    );
    await store.evidencePacks.updateMany({ askers: user._id }, { $pull: { askers: user._id } }, { session });
    await noteAccount(store, session, user, 'account-closed', now);
  });
  return freed;
};

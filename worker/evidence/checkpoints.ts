import { frontierRoot, type MerkleFrontier } from '../../models/contract/log/merkle.ts';
import { type NoteSigner, originOf, signCheckpoint } from '../../models/contract/log/note.ts';
import type { BroadcastDoc, CheckpointDoc } from '../../models/store/documents.ts';

/** A head is signed at most this often: what a second holds stands or falls together, and signing costs more than hashing. */
export const SIGN_MS = 1_000;

/** Signs the head of a log and keeps the note. The block must be at rest: a signed head can never be taken back. */
export const signHead = async (
  {
    keepHead,
    signer,
    now,
  }: { keepHead: (head: CheckpointDoc) => Promise<void>; signer: () => NoteSigner; now: () => number },
  { _id, publicId }: Pick<BroadcastDoc, '_id' | 'publicId'>,
  frontier: MerkleFrontier,
): Promise<void> => {
  const { size } = frontier;
  const note = await signCheckpoint(
    { origin: originOf(publicId), size, root: frontierRoot(frontier) },
    signer(),
  );
  await keepHead({ broadcastId: _id, size, note, signedAt: new Date(now()) });
};

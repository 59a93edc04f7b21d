import type { Bilingual } from '../../models/contract/claim.ts';
import { fromBase64, fromHex, sameBytes, utf8 } from '../../models/contract/log/bytes.ts';
import { HASH_BYTES, verifyConsistency } from '../../models/contract/log/merkle.ts';
import { type Checkpoint, type NoteKey, openCheckpoint } from '../../models/contract/log/note.ts';
import type { StampView } from '../../models/contract/log/published.ts';
import { verifyTimestamp } from '../../models/contract/log/timestamp.ts';

/** What a timestamp comes to once the reader's own browser has looked at it. */
export type StampShown =
  | {
      readonly state: 'stamped';
      readonly authority: string;
      /** Name of the last certificate of the chain: whether to trust it is the reader's to say. */
      readonly root: string;
      readonly genTime: Date;
      /** Records that it covers. */
      readonly size: number;
    }
  | { readonly state: 'pending' | 'failed'; readonly origin: string }
  | { readonly state: 'bad'; readonly origin: string; readonly says: Bilingual };

/** Stamps of a log, of each authority one; `null` where they could not be asked for. */
export type StampsRead = readonly StampShown[] | null;

export interface ReadStamps {
  /** The head that was verified, with the keys by which it was. */
  readonly head: Checkpoint;
  readonly keys: readonly NoteKey[];
  readonly stamps: readonly StampView[];
  /** Hashes (hex) that prove the growth from one size to another. */
  readonly consistency: (from: number, to: number) => Promise<readonly string[]>;
}

const NOT_OF_THIS_LOG: Bilingual = {
  zh: '它盖的不是这份记录。',
  en: 'It is not for this log.',
};

/** Whether the head that was stamped is an earlier or later one of the very log that was verified. */
const isOfThisLog = async ({ head, consistency }: ReadStamps, stamped: Checkpoint): Promise<boolean> => {
  if (stamped.origin !== head.origin) return false;
  if (stamped.size === head.size) return sameBytes(stamped.root, head.root);
  const [first, second] = stamped.size < head.size ? [stamped, head] : [head, stamped];
  const told = await consistency(first.size, second.size);
  const proof = told.map((hash) => fromHex(hash, HASH_BYTES)).filter((hash) => hash !== null);
  return (
    proof.length === told.length &&
    verifyConsistency({
      first: first.size,
      second: second.size,
      firstRoot: first.root,
      secondRoot: second.root,
      proof,
    })
  );
};

const judge = async (reading: ReadStamps, view: StampView): Promise<StampShown> => {
  const { authorityOrigin: origin, checkpoint, chain = [] } = view;
  if (view.state !== 'stamped') return { state: view.state, origin };
  const bad = (says: Bilingual): StampShown => ({ state: 'bad', origin, says });
  const opened = openCheckpoint(checkpoint, reading.keys);
  if (!opened.ok || !(await isOfThisLog(reading, opened.checkpoint))) return bad(NOT_OF_THIS_LOG);
  const token = fromBase64(view.token ?? '') ?? new Uint8Array(0);
  const beside = chain.map(fromBase64).filter((der) => der !== null);
  const holds = verifyTimestamp(token, utf8(checkpoint), { chain: beside });
  if (!holds.ok) return bad(holds.says);
  const { authority, root, genTime } = holds;
  return { state: 'stamped', authority, root, genTime, size: opened.checkpoint.size };
};

/**
 * Verifies timestamps over heads of a log that was verified: that each head is one of this log, and that the token holds for
 * it. Of each authority the newest that holds; where none does, what became of the newest.
 */
export const readStamps = async (reading: ReadStamps): Promise<StampShown[]> => {
  const byOrigin = new Map<string, StampShown>();
  for (const view of [...reading.stamps].sort((a, b) => b.size - a.size)) {
    const known = byOrigin.get(view.authorityOrigin);
    if (known?.state === 'stamped' || known?.state === 'bad') continue;
    const judged = await judge(reading, view);
    if (!known || judged.state === 'stamped' || judged.state === 'bad')
      byOrigin.set(view.authorityOrigin, judged);
  }
  return [...byOrigin.values()];
};

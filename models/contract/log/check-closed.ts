import { CLOSED_WITHIN, OPEN_KINDS } from './closed.ts';
import type { Leaf } from './leaf.ts';

/** Reads what a log says of its closed records, record by record from the first on. */
export interface ClosedReading {
  /** @param leaf null for a record of which the hash alone is given. @returns the record of which something false or nothing is said. */
  readonly read: (index: number, leaf: Leaf | null) => number | null;
  /** Of the whole log: the first closed record that none names. */
  readonly finish: () => number | null;
}

/**
 * Whether a log calls closed only what is not for everyone, right behind it; and, where its registration says that it names every
 * such record, whether each hash and each closed record is named. So no hash in it can be of a line that was left out.
 */
export const readClosed = (): ClosedReading => {
  let isNamed = false;
  /** Of the newest records, which anyone can read. */
  const open = new Set<number>();
  const unnamed = new Set<number>();
  const read = (index: number, leaf: Leaf | null): number | null => {
    if (leaf?.kind === 'broadcast' && leaf.action === 'registered') isNamed = leaf.namesClosed === true;
    if (leaf !== null && OPEN_KINDS.has(leaf.kind)) open.add(index);
    else if (isNamed) unnamed.add(index);
    open.delete(index - CLOSED_WITHIN - 1);
    if (leaf?.kind === 'closed')
      for (const at of [...leaf.found, ...leaf.done, ...leaf.answers.map((one) => one.at)]) {
        if (at >= index || index - at > CLOSED_WITHIN || open.has(at)) return at;
        unnamed.delete(at);
      }
    return unnamed.has(index - CLOSED_WITHIN) ? index - CLOSED_WITHIN : null;
  };
  return { read, finish: () => [...unnamed][0] ?? null };
};

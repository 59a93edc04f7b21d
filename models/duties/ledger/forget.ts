import type { DutyLedger } from '../types.ts';
import type { Account, Ledger, ProductEntry, Statement } from './ledger.ts';

/** Words that are no longer to be kept. */
export interface Forgotten {
  /** Utterances that said them. */
  readonly ids: ReadonlySet<string>;
  /** Their texts, as far as they are known. */
  readonly texts: readonly string[];
}

/** That it was stated stays; with which words does not. */
const withoutWords = (statement: Statement): Statement => {
  const { words: _, earlier: __, slots: ___, ...rest } = statement;
  return rest;
};

const ofAccount = <One extends Account>(account: One, { ids }: Forgotten): One => ({
  ...account,
  heard: Object.fromEntries(
    Object.entries(account.heard).map(([dutyId, one]) => [
      dutyId,
      one.of !== undefined && ids.has(one.of) ? withoutWords(one) : one,
    ]),
  ),
});

const isOneOf = (text: string, { texts }: Forgotten): boolean =>
  texts.some((one) => one.length > 0 && (one.includes(text) || text.includes(one)));

const ofProduct = (product: ProductEntry, forgotten: Forgotten): ProductEntry => {
  const { talk, ...rest } = ofAccount(product, forgotten);
  return { ...rest, ...(talk && { talk: talk.filter((text) => !isOneOf(text, forgotten)) }) };
};

/** The ledger without words of these utterances; what follows from them (that a duty was met, and when) stays. */
export const forgetWords = (ledger: DutyLedger, forgotten: Forgotten): DutyLedger => {
  const { open = {}, room, last = null, early, offered, ...rest } = ledger as Partial<Ledger>;
  return {
    ...rest,
    open: Object.fromEntries(Object.entries(open).map(([id, one]) => [id, ofProduct(one, forgotten)])),
    ...(room && { room: ofAccount(room, forgotten) }),
    last: last && isOneOf(last.text, forgotten) ? null : last,
    ...(offered && { offered: isOneOf(offered.text, forgotten) ? null : offered }),
    ...(early && { early: early.filter(({ id }) => !forgotten.ids.has(id)) }),
  };
};

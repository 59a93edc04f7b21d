import type { Ledger, Question } from '../../models/duties/ledger/ledger.ts';
import { dutiesNamed } from '../../models/duties/questions/asks.ts';
import type { DutyLedger } from '../../models/duties/types.ts';
import type { SealedDoc } from '../../models/store/documents.ts';
import type { Recording } from './recording.ts';

/** What a line asks for, of a product or (without one) of the broadcast. */
export type Asked = NonNullable<NonNullable<SealedDoc['claim']>['asks']>;

const toAsked = ({ dutyId, productId }: Question): Asked => ({
  dutyId,
  ...(productId !== null && { productId }),
});

/**
 * What a viewer's line asks for that a rule found to be left unanswered: the question that the duties have opened for it or asked once
 * more (the ledger makes such a one anew), else the open one of what it names, else what it names first.
 * @param before the ledger as it was before the line was heard.
 */
export const askedBy = (
  to: Recording,
  before: DutyLedger,
  text: string,
  productId: string | undefined,
): Asked | undefined => {
  const was = (before as Partial<Ledger> | undefined)?.questions ?? [];
  const is = (to.state.ledger as Partial<Ledger> | undefined)?.questions ?? [];
  const opened = is.find((one) => !was.includes(one));
  if (opened) return toAsked(opened);
  const named = dutiesNamed(text);
  const open = is.findLast(
    (one) => named.includes(one.dutyId) && (one.productId === null || one.productId === (productId ?? null)),
  );
  if (open) return toAsked(open);
  const [dutyId] = named;
  return dutyId === undefined ? undefined : { dutyId, ...(productId !== undefined && { productId }) };
};

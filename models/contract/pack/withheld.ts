import { canonical } from '../log/canonical.ts';
import type { Leaf } from '../log/leaf.ts';
import type { Records, Values } from '../log/verify-records.ts';
import type { PackWithheld } from './documents.ts';
import type { Reason } from './verify.ts';

/** What a record says of what was withheld; null where it says nothing of the kind. */
export const noticeOf = (index: number, leaf: Leaf): PackWithheld | null => {
  if (leaf.kind === 'withholding') {
    const { reason, of, fields, receivedAt: at } = leaf;
    return { leaf: index, reason, at, of, fields: [...fields] };
  }
  if (leaf.kind === 'media-withholding') {
    const { reason, fromMs, untilMs, receivedAt: at } = leaf;
    return { leaf: index, reason, at, fromMs, untilMs };
  }
  return null;
};

/**
 * Whether what is said to be withheld is what the records say, all of it and for no other reason or day, and nothing of it is shown
 * all the same. A pack of before it was listed says nothing here.
 */
export const checkWithheld = (
  told: readonly PackWithheld[] | undefined,
  records: Records,
  values: Values,
): Reason | null => {
  if (told === undefined) return null;
  const left = new Map(told.map((one) => [one.leaf, one]));
  if (left.size !== told.length) return { code: 'account-other' };
  for (const [index, { leaf }] of records) {
    const notice = noticeOf(index, leaf);
    if (notice === null) continue;
    const claimed = left.get(index);
    if (claimed === undefined || canonical(claimed) !== canonical(notice))
      return { code: 'account-other', leafIndex: index };
    left.delete(index);
    const { of, fields = [] } = notice;
    const shown =
      of === undefined ? undefined : fields.find((field) => values.get(of)?.[field] !== undefined);
    if (of !== undefined && shown !== undefined)
      return { code: 'account-other', leafIndex: of, field: shown };
  }
  const [stray] = left.keys();
  return stray === undefined ? null : { code: 'account-without-record', leafIndex: stray };
};

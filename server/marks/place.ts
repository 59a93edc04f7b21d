import { randomBytes } from 'node:crypto';
import { asMarkId } from '../../models/contract/ids.ts';
import type { MarkRequest } from '../../models/contract/mark.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import type { MarkDoc } from '../../models/store/mark-documents.ts';
import { sealedAt } from '../../models/store/read-sealed.ts';
import type { Store } from '../../models/store/store.ts';
import { withoutPersonalData } from '../../models/text/personal-data/index.ts';
import { Problem } from '../http/problem.ts';

/** Clocks of phones and of the studio differ by this much, and captions come later still. */
const AHEAD_MS = 60_000;
const DAY_MS = 86_400_000;

/** How far the broadcast has come, ms. */
const reachedMs = ({ endedAt, startedAt, atMs }: BroadcastDoc, now: number): number =>
  endedAt ? atMs : Math.max(atMs, now - startedAt.getTime());

/** A number that is hidden in nothing but words is hidden whole: what could not be looked at is not kept. */
const masked = (words: string): string => {
  try {
    return withoutPersonalData(words);
  } catch {
    return '*'.repeat(words.length);
  }
};

/** The moment that is marked: of a line, when it was said. @throws Problem `invalid` */
const momentOf = async (
  store: Store,
  { _id }: BroadcastDoc,
  { atMs, leaf }: MarkRequest,
): Promise<Pick<MarkDoc, 'atMs' | 'lineLeaf'>> => {
  if (leaf === undefined) return { atMs };
  const [line] = await sealedAt(store, _id, [leaf]);
  if (line?.kind !== 'utterance')
    throw new Problem('invalid', 'leaf: there is no such line in this broadcast', { field: 'leaf' });
  return { atMs: line.atMs, lineLeaf: leaf };
};

/** What a mark is to be, from what was asked for. @throws Problem `invalid` that names the field */
export const newMark = async (
  store: Store,
  broadcast: BroadcastDoc,
  request: MarkRequest,
  now: number,
): Promise<Omit<MarkDoc, 'owner' | 'codeHash'>> => {
  const { words, productId, bought } = request;
  const moment = await momentOf(store, broadcast, request);
  if (moment.atMs > reachedMs(broadcast, now) + AHEAD_MS)
    throw new Problem('invalid', 'atMs: the broadcast has not come that far', { field: 'atMs' });
  const product = productId === undefined ? undefined : broadcast.products[productId];
  if (productId !== undefined && !product)
    throw new Problem('invalid', 'productId: there is no such product in this broadcast', {
      field: 'productId',
    });
  if (bought && Date.parse(bought.day) > now + DAY_MS)
    throw new Problem('invalid', 'bought.day: this day is still to come', { field: 'bought.day' });
  return {
    _id: asMarkId(randomBytes(16).toString('base64url')),
    broadcastId: broadcast._id,
    publicId: broadcast.publicId,
    roomId: broadcast.roomId,
    ...moment,
    ...(words !== undefined && { words: masked(words) }),
    ...(productId !== undefined && { productId }),
    ...(product?.name !== undefined && { productName: product.name }),
    ...(bought && { bought }),
    at: new Date(now),
  };
};

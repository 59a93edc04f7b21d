import { MOMENT_AFTER_MS, MOMENT_BEFORE_MS, type Moment } from '../../models/contract/moment.ts';
import { toAlertDetail } from '../../models/store/alert-view.ts';
import { claimPlaces } from '../../models/store/claim-places.ts';
import type { AlertDoc, BroadcastDoc } from '../../models/store/documents.ts';
import { broadcastById, broadcastViews } from '../../models/store/find-broadcasts.ts';
import { productKey } from '../../models/store/product-key.ts';
import { readLines } from '../../models/store/read-lines.ts';
import type { Store } from '../../models/store/store.ts';

/** The product that the alert is about, as it was last told. */
const productOf = (alert: AlertDoc, broadcast: BroadcastDoc): Moment['product'] | undefined => {
  if (!alert.product) return undefined;
  const { id, name, linkNo } = alert.product;
  // An id such as `constructor` must not find what every object has.
  const key = productKey(id);
  const told = Object.hasOwn(broadcast.products, key) ? broadcast.products[key] : undefined;
  const number = told?.linkNo ?? linkNo;
  return {
    id,
    name: told?.name ?? name,
    ...(number !== undefined && { linkNo: number }),
    ...(told?.category !== undefined && { category: told.category }),
    ...(typeof told?.seller?.name === 'string' && { seller: told.seller.name }),
    ...(told?.listing && { listing: told.listing }),
  };
};

/** All that is needed to judge one alert: the lines around it, what was not heard, and the product's page. */
export const momentOf = async (store: Store, alert: AlertDoc, atMs: number): Promise<Moment | null> => {
  const broadcast = await broadcastById(store, alert.broadcastId);
  if (!broadcast) return null;
  const places = await claimPlaces(store, alert);
  const [views, { lines, gaps }] = await Promise.all([
    broadcastViews(store, [broadcast]),
    readLines(store, {
      broadcastId: broadcast._id,
      fromMs: Math.max(0, atMs - MOMENT_BEFORE_MS),
      untilMs: atMs + MOMENT_AFTER_MS,
      aroundMs: atMs,
      keep: places.lines,
    }),
  ]);
  const view = views[0];
  if (!view) return null;
  const product = productOf(alert, broadcast);
  const detail = toAlertDetail({ ...alert, occurrences: places.occurrences });
  return { alert: detail, broadcast: view, atMs, lines, gaps, ...(product && { product }) };
};

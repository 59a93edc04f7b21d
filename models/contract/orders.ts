import { z } from 'zod';

/**
 * Body of `PUT /api/broadcasts/:id/orders`: when the last order that came of the broadcast was completed, as far as the sender knows.
 * What must be kept is kept from then on (直播电商监督管理办法: three years from the end of the transaction).
 */
export const ordersSchema = z.strictObject({
  /** ISO 8601 with an offset or `Z`. */
  completedAt: z.iso.datetime({ offset: true }),
});
export type OrdersInput = z.infer<typeof ordersSchema>;

/** Answer to it. */
export interface OrdersReply {
  /** The sender's id of the broadcast. */
  readonly id: string;
  readonly publicId: string;
  /** The latest completion that was told, which counts. */
  readonly completedAt: string;
}

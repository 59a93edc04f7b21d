import type { AuditDoc } from './documents.ts';

/** An audit document as it is stored. */
export type KeptAudit = AuditDoc & { readonly _id: { toString(): string } };

const PLACE = /^(\d{1,15})\.([0-9a-f]{24})$/;

/** Where a page that goes from the newest backwards goes on: behind this document. */
export const placeOf = ({ at, _id }: KeptAudit): string => `${at.getTime()}.${_id.toString()}`;

/** What lies behind a place, to be asked for; everything where there is none. @returns null where it is no place */
export const behind = (place: string | undefined): Record<string, unknown> | null => {
  if (place === undefined) return {};
  const [, ms, id] = PLACE.exec(place) ?? [];
  if (ms === undefined) return null;
  const at = new Date(Number(ms));
  return { $or: [{ at: { $lt: at } }, { at, _id: { $lt: id } }] };
};

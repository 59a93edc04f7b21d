import type { AuditDoc } from './documents.ts';
import { date, mixed, number, schemaOf, text } from './schema-of.ts';

/** One version of one custom pack. Never changed and never removed: a change is a version of its own. */
export interface PackVersionDoc {
  packId: string;
  /** 1, 2, 3, … of this pack. */
  version: number;
  /** Number of the change among all changes of all packs; no two changes have the same, so that each was made knowing all before it. */
  set: number;
  state: 'active' | 'retired';
  /** The pack as it was accepted, defaults filled in; of a retired one what it last held. */
  pack: object;
  by: AuditDoc['by'];
  at: Date;
  reason: string;
}

/** Which packs a hash on a verdict stands for, written by whoever first judged by them. */
export interface PacksInUseDoc {
  /** The hash, hex. */
  _id: string;
  /** Hash of the shipped packs among them. */
  shipped: string;
  custom: { packId: string; version: number }[];
  firstUsedAt: Date;
}

/** The shipped packs as they lay in their folder, by hash, so that a verdict can be replayed when they have changed. */
export interface ShippedPacksDoc {
  _id: string;
  files: { name: string; text: string }[];
  firstUsedAt: Date;
}

export const packVersionSchema = schemaOf<PackVersionDoc>(
  { packId: text, version: number, set: number, state: text, pack: mixed, by: mixed, at: date, reason: text },
  [
    { on: { set: 1 }, unique: true },
    { on: { packId: 1, version: -1 }, unique: true },
  ],
);

export const packsInUseSchema = schemaOf<PacksInUseDoc>({
  _id: text,
  shipped: text,
  custom: mixed,
  firstUsedAt: date,
});
export const shippedPacksSchema = schemaOf<ShippedPacksDoc>({ _id: text, files: mixed, firstUsedAt: date });

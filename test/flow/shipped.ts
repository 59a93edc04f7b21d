import { join, resolve } from 'node:path';
import { type OpenedDuties, openDuties } from '../../models/duties/open.ts';
import { loadPacks, type Packs } from '../../models/text/judge.ts';

const ROOT_DIR = resolve(import.meta.dirname, '../..');

let packs: Packs | undefined;
/** The packs as shipped, read once. */
export const shippedPacks = (): Packs => {
  packs ??= loadPacks(join(ROOT_DIR, 'models/text/packs'));
  return packs;
};

let duties: OpenedDuties | undefined;
/** The duties as shipped, read once. */
export const shippedDuties = (): OpenedDuties => {
  duties ??= openDuties(ROOT_DIR);
  return duties;
};

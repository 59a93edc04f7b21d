import type { BroadcastId, PublicId } from '../contract/ids.ts';
import type { FoundBy } from '../contract/public.ts';
import { date, mixed, number, schemaOf, strings, text } from './schema-of.ts';

/**
 * By what a public broadcast is found: a projection that can be made again at any time. It is there for public broadcasts
 * alone; whoever searches looks at the broadcast again, so that what was withdrawn a moment ago is not found.
 */
export interface FindDoc {
  _id: BroadcastId;
  publicId: PublicId;
  startedAt: Date;
  /** Of the broadcast as it was read. */
  revision: number;
  /** Single characters and pairs of every name, folded, each once. */
  grams: string[];
  names: FoundBy[];
}

export const findSchema = schemaOf<FindDoc>(
  { _id: text, publicId: text, startedAt: date, revision: number, grams: strings, names: mixed },
  [{ on: { grams: 1, startedAt: -1, publicId: -1 } }, { on: { startedAt: -1, publicId: -1 } }],
);
